using System.Diagnostics;

namespace YPort.Twin.Tests.Load.Http;

/// <summary>How many readings a second does the whole twin take over HTTP, acknowledged after commit, sender and projections included?</summary>
static class HttpBatches
{
    const int Senders = 8;

    public static async Task Print(LoadedStore store, TimeSpan each)
    {
        await using var twin = await LoadedTwin.Start(store);
        BatchSender[] senders = [.. Enumerable.Range(0, Senders).Select(number => new BatchSender(twin.Http, number, Senders, new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), TimeSpan.FromSeconds(10)))];
        await Round(senders, WarmUp.Time); // what is compiled and prepared once is not measured
        var (waits, elapsed) = await Round(senders, each);
        Waits.Print($"HTTP, JSON, {senders[0].Readings:N0} readings together, {Senders} at once, {store.Name}", "readings", waits, elapsed, senders[0].Readings);
        await twin.PrintBacklog();
    }

    static async Task<(IEnumerable<TimeSpan> Waits, TimeSpan Elapsed)> Round(BatchSender[] senders, TimeSpan each)
    {
        var started = Stopwatch.GetTimestamp();
        var waits = await Task.WhenAll(senders.Select(sender => Task.Run(async () =>
        {
            List<TimeSpan> took = [];
            while (Stopwatch.GetElapsedTime(started) < each) took.Add(await sender.Send());
            return took;
        })));
        return (waits.SelectMany(wait => wait), Stopwatch.GetElapsedTime(started));
    }
}
