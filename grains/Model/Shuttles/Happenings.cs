using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.Shuttles;

/// <summary>Counts of what happened, in the window in which it did.</summary>
static class Happenings
{
    public static void Disengagements(TwinPast past, Measure measure, Window from, Window to, ICollection<LedgerRow> rows)
    {
        AmountSheet sheet = new(past.Register.Id, measure, from, to);
        foreach (var word in past.Events)
            if (word.Is(ShuttleEvents.Disengagement)) sheet.Add(word.At, "", word.Quality, 1, word.Offset);
        sheet.AddRows(rows);
    }

    /// <summary>Changes into safe stop; a safe stop that is said again goes on and is no new one.</summary>
    public static void SafetyStops(TwinPast past, Measure measure, Window from, Window to, ICollection<LedgerRow> rows)
    {
        AmountSheet sheet = new(past.Register.Id, measure, from, to);
        var stands = false;
        foreach (var word in past.Events)
        {
            if (!word.Is(ShuttleEvents.ModeChanged)) continue;
            var stops = word.Said("mode") == ShuttleWords.SafeStop;
            if (stops && !stands) sheet.Add(word.At, "", word.Quality, 1, word.Offset);
            stands = stops;
        }
        sheet.AddRows(rows);
    }
}
