using YPort.Twin.Api.Events;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.City.Inventory.Closing;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Accounting.Closing;

/// <summary>A closed account and where the journal has it.</summary>
sealed record StoredClosing(ClosedInventory Closed, TwinId Office, long Offset, Instant ClosedAt);

/// <summary>The accounts that were closed: written to the journal of an office, and read from there.</summary>
sealed class ClosingBook(IGrainFactory grains, IEvents events, IJournalTime journal, TimeProvider clock)
{
    // Fifty years, two sets of potentials, a hundred editions of each.
    const int Most = 10_000;
    static readonly Instant Earliest = Instant.Parse("1970-01-01T00:00:00Z"), Latest = Instant.Parse("9999-12-31T00:00:00Z");

    /// <summary>The latest year first, and of it the latest edition.</summary>
    public async Task<IReadOnlyList<StoredClosing>> All(CitySet set, int? year, CancellationToken stop)
    {
        List<StoredClosing> found = [];
        foreach (var one in await events.All(new(set, null, [ClosingEvents.Closed.Name], null, Earliest, Latest, null, Most), Most, stop) ?? [])
            if (ClosingEvents.Read(one.Word.Fields, one.Word.At) is var closed && (year is null || closed.Year == year))
                found.Add(new(closed, one.Twin, one.Word.Offset, await journal.CommittedAt(one.Twin.Shard, one.Word.Offset, stop) ?? one.Word.At));
        return [.. found.OrderByDescending(one => one.Closed.Year).ThenBy(one => one.Closed.Gwp, StringComparer.Ordinal).ThenByDescending(one => one.Closed.Edition).ThenBy(one => one.Office)];
    }

    /// <summary>Writes it down, and answers once it can be read back.</summary>
    /// <returns>Null when another edition was closed meanwhile.</returns>
    public async Task<StoredClosing?> Write(CitySet set, TwinId office, ClosedInventory closed, CancellationToken stop)
    {
        if (CanonicalFields.Read(ClosingEvents.Closed, ClosingEvents.Write(closed), out var canonical, out var subject) is { } problem)
            throw new InvalidOperationException($"The account of {closed.Year} cannot be written down: {problem.Reason}");
        TwinEvent said = new(office, ClosingEvents.Closed.Name, ClosingEvents.Id(closed), closed.KnownAt, canonical, subject);
        if (!(await grains.GetGrain<IShardGrain>(office.Shard).AppendEvents(new("closings", set, Instant.From(clock), [said]))).Refused.IsEmpty) return null;
        for (var tries = 0; ; tries++)
        {
            if ((await All(set, closed.Year, stop)).FirstOrDefault(one => one.Office == office && ClosingEvents.Id(one.Closed) == said.Id) is { } stored) return stored;
            // Committed; the projections have it within a second.
            if (tries == 200) throw new TimeoutException($"The account of {closed.Year} is closed, and the store does not show it yet.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), clock, stop);
        }
    }
}
