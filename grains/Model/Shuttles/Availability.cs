using YPort.Twin.Model.Events;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.Shuttles;

/// <summary>Time in which a vehicle was heard, and in which it could serve. Whole milliseconds of the clock, so that neighbouring pairs add up without a rest.</summary>
static class Availability
{
    /// <summary>Time between neighbouring plausible fixes.</summary>
    public static void Observed(TwinPast past, Measure measure, Window from, Window to, ICollection<LedgerRow> rows)
    {
        AmountSheet sheet = new(past.Register.Id, measure, from, to);
        foreach (var leg in Leg.Within(past, from, to)) sheet.AddEvenly(leg.From, leg.To, "", leg.Quality, Milliseconds(leg.From, leg.To), leg.Offset);
        sheet.AddRows(rows);
    }

    /// <summary>Of the observed time that without safe stop and without an open major fault; the rest of it is covered with 0, for it is known.</summary>
    public static void Available(TwinPast past, Measure measure, Window from, Window to, ICollection<LedgerRow> rows)
    {
        AmountSheet sheet = new(past.Register.Id, measure, from, to);
        var held = Held(past.Events);
        foreach (var leg in Leg.Within(past, from, to))
            foreach (var part in held.Within(leg.From, leg.To))
                sheet.AddPart(leg.From, leg.To, part.From, part.To, "", leg.Quality, part.Value ? 0 : Milliseconds(leg.From, leg.To), Math.Max(leg.Offset, part.Offset));
        sheet.AddRows(rows);
    }

    // True while something keeps the vehicle from service. It rests on the last word on the mode and on each fault.
    static Timeline<bool> Held(IEnumerable<EventWord> words)
    {
        Timeline<bool> held = new();
        Dictionary<(string, string), (bool Holds, long Offset)> last = [];
        foreach (var word in words)
        {
            if (!word.Is(ShuttleEvents.ModeChanged) && !word.Is(ShuttleEvents.Fault)) continue;
            last[(word.Type, word.Subject)] = (word.Is(ShuttleEvents.Fault) ? word.IsOpenMajorFault() : word.Said("mode") == ShuttleWords.SafeStop, word.Offset);
            held.Add(word.At, last.Values.Any(one => one.Holds), last.Values.Max(one => one.Offset));
        }
        return held;
    }

    static long Milliseconds(Instant from, Instant to) => Visits.Milliseconds(to) - Visits.Milliseconds(from);
}
