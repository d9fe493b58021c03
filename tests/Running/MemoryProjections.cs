using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Journal;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Running;

sealed class MemoryProjections : IProjections, IHistory, IHeldLedger, IHeldLedgers, IQuarantine
{
    readonly Lock _lock = new();
    readonly Dictionary<int, (long Epoch, long Watermark, ReadOnlyMemory<byte> Hash)> _standing = [];
    readonly SortedDictionary<TwinId, TwinSnapshot> _twins = [];
    readonly SortedDictionary<(int Shard, string Feed), FeedBalance> _feeds = [];
    readonly Dictionary<(TwinId, Channel), List<StoredReading>> _words = [];
    readonly Dictionary<(TwinId Twin, string Measure, string Dimensions, Window Window, Quality Quality), LedgerRow> _ledger = [];
    readonly Dictionary<(int Shard, long Offset), QuarantineListing> _quarantine = [];

    public MemoryEvents Events { get; } = new();

    public Task<ShardSnapshot> Open(int shard, long epoch, CancellationToken stop)
    {
        lock (_lock)
        {
            var held = _standing.GetValueOrDefault(shard, (0, 0, SegmentHash.Genesis));
            _standing[shard] = held with { Epoch = Math.Max(held.Epoch, epoch) };
            return Read(shard, stop);
        }
    }

    public Task<bool> Save(ShardProgress progress, CancellationToken stop)
    {
        lock (_lock)
        {
            if (!_standing.TryGetValue(progress.Shard, out var held) || held.Epoch != progress.Epoch || held.Watermark != progress.FromOffset) return Task.FromResult(false);
            _standing[progress.Shard] = (held.Epoch, progress.ToOffset, progress.Hash);
            foreach (var part in progress.History)
            {
                if (!_words.TryGetValue((part.Twin, part.Channel), out var words)) _words[(part.Twin, part.Channel)] = words = [];
                words.AddRange(part.Samples.Zip(part.Feeds, (sample, feed) => new StoredReading(sample, feed)));
            }
            Events.Add(progress.Events, twin => _twins.GetValueOrDefault(twin)?.Register.Current.Set);
            foreach (var row in progress.Ledger)
            {
                var key = (row.Twin, row.Measure, row.Dimensions, row.Window, row.Quality);
                if (row.IsEmpty) _ledger.Remove(key);
                else _ledger[key] = row;
            }
            foreach (var twin in progress.Twins) _twins[twin.Register.Id] = twin;
            foreach (var feed in progress.Feeds) _feeds[(progress.Shard, feed.Feed)] = feed;
            foreach (var item in progress.Quarantined) _quarantine[(item.Shard, item.Offset)] = new(item, null);
            foreach (var resolved in progress.Resolved)
                if (_quarantine.TryGetValue((progress.Shard, resolved.ItemOffset), out var listing)) _quarantine[(progress.Shard, resolved.ItemOffset)] = listing with { Resolved = resolved };
            return Task.FromResult(true);
        }
    }

    public Task<ShardSnapshot> Read(int shard, CancellationToken stop)
    {
        lock (_lock)
        {
            var held = _standing.GetValueOrDefault(shard, (0, 0, SegmentHash.Genesis));
            return Task.FromResult(new ShardSnapshot(shard, held.Watermark, held.Hash,
                [.. _twins.Values.Where(twin => twin.Register.Id.Shard == shard)], [.. _feeds.Where(feed => feed.Key.Shard == shard).Select(feed => feed.Value)]));
        }
    }

    public Task<IReadOnlyList<IReadOnlyList<Sample>>> Hours(IReadOnlyList<HourKey> keys, CancellationToken stop) => Task.FromResult<IReadOnlyList<IReadOnlyList<Sample>>>(
        [.. keys.Select(key => LastWords(key.Twin, key.Channel).Where(sample => HistoryPart.HourOf(sample.At) == key.Hour).ToArray())]);

    public Task<IReadOnlyList<Sample>> Around(TwinId twin, Channel channel, Instant from, Instant to, TimeSpan reach, CancellationToken stop)
    {
        var standing = LastWords(twin, channel).Where(sample => !sample.Withdrawn).ToArray();
        var before = standing.Where(sample => sample.At < from && sample.At >= from - reach).TakeLast(1);
        var after = standing.Where(sample => sample.At > to && sample.At <= to + reach).Take(1);
        return Task.FromResult<IReadOnlyList<Sample>>([.. before, .. standing.Where(sample => sample.At >= from && sample.At <= to), .. after]);
    }

    public Task<IReadOnlyList<StoredReading>> Words(TwinId twin, Channel channel, Instant from, Instant to, int most, CancellationToken stop)
    {
        lock (_lock)
            return Task.FromResult<IReadOnlyList<StoredReading>>([.. _words.GetValueOrDefault((twin, channel), []).Where(word => word.Sample.At >= from && word.Sample.At <= to)
                .OrderBy(word => word.Sample.At).ThenBy(word => word.Sample.Offset).Take(most)]);
    }

    public Task<IHeldLedger> Hold(CancellationToken stop)
    {
        MemoryProjections held = new();
        lock (_lock)
        {
            foreach (var (key, row) in _ledger) held._ledger[key] = row;
            foreach (var (id, twin) in _twins) held._twins[id] = twin;
        }
        return Task.FromResult<IHeldLedger>(held);
    }

    public ValueTask DisposeAsync() => default;

    public Task<IReadOnlyList<LedgerRow>> OfTwin(TwinId twin, Window from, Window to, CancellationToken stop)
    {
        lock (_lock)
            return Task.FromResult<IReadOnlyList<LedgerRow>>([.. _ledger.Values.Where(row => row.Twin == twin && row.Window >= from && row.Window < to)
                .OrderBy(row => row.Window).ThenBy(row => row.Measure, StringComparer.Ordinal).ThenBy(row => row.Dimensions, StringComparer.Ordinal).ThenBy(row => row.Quality)]);
    }

    public Task<IReadOnlyList<LedgerSum>> Sums(LedgerQuestion question, CancellationToken stop)
    {
        lock (_lock)
        {
            var asked = _ledger.Values
                .Where(row => row.Measure == question.Measure && row.Window >= question.From && row.Window < question.To && (question.Twin is null || row.Twin == question.Twin))
                .Where(row => _twins.ContainsKey(row.Twin))
                .Select(row => (Row: row, Held: _twins[row.Twin].Register.At(row.Window.Start)))
                .Where(entry => entry.Held.Set == question.Set && (question.Kind is null || entry.Held.Kind == question.Kind) && (question.Area is { } area ? entry.Held.Area == area : question.Twin is not null || entry.Held.InCity))
                .Select(entry => (entry.Row, Group: Group(question.By, entry.Row, entry.Held.Area)))
                .GroupBy(entry => entry.Group).OrderBy(group => group.Key, StringComparer.Ordinal);
            return Task.FromResult<IReadOnlyList<LedgerSum>>([.. asked.SelectMany(group =>
            {
                var twins = group.Select(entry => entry.Row.Twin).Distinct().Count();
                return group.GroupBy(entry => (Step: question.Bounds.Count(bound => bound <= entry.Row.Window) - 1, entry.Row.Quality)).OrderBy(step => step.Key)
                    .Select(step => new LedgerSum(group.Key, step.Key.Step, step.Key.Quality, Sum(step.Select(entry => entry.Row.Steps)), Sum(step.Select(entry => entry.Row.CoveredMicroseconds)), twins));
            })]);
        }
    }

    static string Group(LedgerSplit by, LedgerRow row, string area) => by switch
    {
        LedgerSplit.Twin => row.Twin.ToString(),
        LedgerSplit.Area => area,
        LedgerSplit.Dimensions => row.Dimensions,
        LedgerSplit.TwinAndDimensions => $"{row.Twin};{row.Dimensions}",
        LedgerSplit.AreaAndDimensions => $"{area};{row.Dimensions}",
        _ => "",
    };

    public Task<IReadOnlyList<QuarantineListing>> List(string? feed, bool open, int most, Instant? before, CancellationToken stop)
    {
        lock (_lock)
            return Task.FromResult<IReadOnlyList<QuarantineListing>>([.. _quarantine.Values
                .Where(listing => (feed is null || listing.Item.Item.Feed == feed) && (!open || listing.Resolved is null) && (before is null || listing.Item.Item.ReceivedAt < before))
                .OrderByDescending(listing => listing.Item.Item.ReceivedAt).ThenByDescending(listing => listing.Item.Shard).ThenByDescending(listing => listing.Item.Offset).Take(most)]);
    }

    public Task<QuarantineListing?> Find(int shard, long offset, CancellationToken stop)
    {
        lock (_lock) return Task.FromResult(_quarantine.GetValueOrDefault((shard, offset)));
    }

    List<Sample> LastWords(TwinId twin, Channel channel)
    {
        lock (_lock)
            return [.. _words.GetValueOrDefault((twin, channel), []).Select(word => word.Sample).GroupBy(sample => sample.At).Select(words => words.MaxBy(sample => sample.Offset)).OrderBy(sample => sample.At)];
    }

    static Int128 Sum(IEnumerable<long> values) => values.Aggregate(Int128.Zero, (sum, value) => sum + value);
}
