using YPort.Twin.Model.Events;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.Shuttles;

/// <summary>
/// Visits at stops: an arrival that a departure follows, with nothing else said of that stop in between. It counts in the window of the
/// departure. An arrival without departure, or one that stood longer than half an hour (somebody forgot to say that it left), says nothing.
/// </summary>
static class Visits
{
    /// <summary>The longest stay that is a visit and not a parked vehicle.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    public static void Count(TwinPast past, Measure measure, Window from, Window to, ICollection<LedgerRow> rows) => Add(past, measure, from, to, rows, (_, _) => 1);

    public static void Time(TwinPast past, Measure measure, Window from, Window to, ICollection<LedgerRow> rows) =>
        Add(past, measure, from, to, rows, (arrived, departed) => Milliseconds(departed.At) - Milliseconds(arrived.At));

    /// <summary>The moment in whole milliseconds, half to even: differences of such moments add up.</summary>
    public static long Milliseconds(Instant at) => (long)Rounding.Divide(at.Microseconds, Instant.PerSecond / 1000);

    static void Add(TwinPast past, Measure measure, Window from, Window to, ICollection<LedgerRow> rows, Func<EventWord, EventWord, long> amount)
    {
        AmountSheet sheet = new(past.Register.Id, measure, from, to);
        foreach (var stop in past.Events.Where(word => word.Is(ShuttleEvents.StopArrived) || word.Is(ShuttleEvents.StopDeparted)).GroupBy(word => word.Subject, StringComparer.Ordinal))
        {
            EventWord? before = null;
            // Who only paused arrived before leaving, whatever the ids of the two words.
            foreach (var word in stop.OrderBy(word => word.At).ThenBy(word => word.Is(ShuttleEvents.StopDeparted)).ThenBy(word => word.Id, StringComparer.Ordinal))
            {
                if (word.Is(ShuttleEvents.StopDeparted) && before is { } arrived && arrived.Is(ShuttleEvents.StopArrived) && word.At - arrived.At <= Longest)
                    sheet.Add(word.At, $"stop={stop.Key}", arrived.Quality == Quality.Measured ? word.Quality : arrived.Quality, amount(arrived, word), Math.Max(arrived.Offset, word.Offset));
                before = word;
            }
        }
        sheet.AddRows(rows);
    }
}
