using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.Shuttles;

/// <summary>
/// Distance driven, split where a window ends, the mode changes or somebody gets on or off, as differences of rounded cumulatives along each
/// pair of fixes: the parts always add up to the whole.
/// </summary>
static class Driving
{
    /// <summary>By mode and service. Time without a plausible pair is missing.</summary>
    public static void VehicleDistance(TwinPast past, Measure measure, Window from, Window to, ICollection<LedgerRow> rows)
    {
        AmountSheet sheet = new(past.Register.Id, measure, from, to);
        var modes = ShuttleWords.Modes(past.Events);
        var legs = Leg.Within(past, from, to);
        if (legs.Count == 0) return;
        var aboard = ShuttleWords.Aboard(past.Samples(ShuttleChannels.Occupancy), legs[0].From);
        foreach (var leg in legs)
            foreach (var mode in modes.Within(leg.From, leg.To))
                foreach (var held in aboard.Within(mode.From, mode.To))
                    sheet.AddPart(leg.From, leg.To, held.From, held.To, $"mode={mode.Value ?? ShuttleWords.Unknown};service={ShuttleWords.Service(held.Value?.Persons)}",
                        leg.Quality, leg.Millimetres, Math.Max(leg.Offset, Math.Max(mode.Offset, held.Offset)));
        sheet.AddRows(rows);
    }

    /// <summary>Persons aboard times whole millimetres driven; where nobody knows how many were aboard it is missing, not zero.</summary>
    public static void PassengerDistance(TwinPast past, Measure measure, Window from, Window to, ICollection<LedgerRow> rows)
    {
        AmountSheet sheet = new(past.Register.Id, measure, from, to);
        var legs = Leg.Within(past, from, to);
        if (legs.Count == 0) return;
        var aboard = ShuttleWords.Aboard(past.Samples(ShuttleChannels.Occupancy), legs[0].From);
        foreach (var leg in legs)
            foreach (var held in aboard.Within(leg.From, leg.To))
                if (held.Value is var (persons, quality))
                    sheet.AddPart(leg.From, leg.To, held.From, held.To, "", leg.Quality == Quality.Measured ? quality : leg.Quality,
                        leg.Millimetres, Math.Max(leg.Offset, held.Offset), times: persons);
        sheet.AddRows(rows);
    }
}
