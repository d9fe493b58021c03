using System.Collections.Immutable;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Contracts.Twins;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Twins.Folding;

/// <summary>
/// What a twin knows, made from the set of its accepted readings. New ones dirty the windows between their neighbours; those windows are
/// computed anew from the readings, so order, repetition and splitting change nothing.
/// </summary>
/// <param name="around">Asks the shard for samples older than memory.</param>
sealed class TwinFold(TwinMemory memory, Func<Channel, Instant, Instant, Task<ImmutableArray<Sample>>> around)
{
    // A week of windows at a time bounds memory when an old register is read again after a month.
    const int MostWindowsAtOnce = 7 * Window.PerDay;
    // Late readings further apart than this are looked up apart.
    static readonly TimeSpan ClusterGap = TimeSpan.FromHours(6);

    readonly Dictionary<Channel, ChannelTail> _tails = memory.Tails.ToDictionary(tail => tail.Channel, tail => new ChannelTail(tail.Channel, tail.Samples, tail.KnownFrom));

    public TwinRegister Register { get; private set; } = memory.Register;

    public IEnumerable<ChannelTail> Tails => _tails.Values;

    public ChannelTail? Tail(Channel channel) => _tails.GetValueOrDefault(channel);

    /// <summary>Takes news in and computes every window they touch.</summary>
    /// <returns>By measure and range of windows: the rows that replace what was there.</returns>
    public async Task<List<Recomputed>> Fold(TwinRegister? register, ImmutableArray<ChannelNews> news)
    {
        DirtyWindows dirty = new();
        if (register is not null) Reconsider(register, dirty);
        foreach (var (channel, samples) in news) await Take(channel, samples, dirty);
        List<Recomputed> recomputed = [];
        foreach (var (measure, from, to) in dirty.Ranges(MostWindowsAtOnce)) recomputed.Add(await Compute(measure, from, to));
        foreach (var tail in _tails.Values) tail.Trim();
        foreach (var (channel, samples) in news)
            if (_tails[channel].IsLost) await Recover(channel, samples.Max(sample => sample.At));
        return recomputed;
    }

    async Task Take(Channel channel, ImmutableArray<Sample> samples, DirtyWindows dirty)
    {
        if (!_tails.TryGetValue(channel, out var tail)) _tails[channel] = tail = new(channel);
        List<Sample> late = [];
        foreach (var sample in samples)
        {
            if (tail.IsEdge(sample.At)) late.Add(sample);
            if (!tail.Takes(sample.At)) continue;
            var (from, to) = tail.Put(sample);
            dirty.Mark(channel, from, to);
        }
        if (late.Count == 0 || Measures.From(channel).Count == 0) return;
        late.Sort((one, other) => one.At.CompareTo(other.At));
        for (var start = 0; start < late.Count;)
        {
            var end = start + 1;
            while (end < late.Count && late[end].At - late[end - 1].At <= ClusterGap) end++;
            await MarkLate(channel, late[start..end], dirty);
            start = end;
        }
    }

    // The readings are in the shard's memory or in history already: what matters is between which neighbours they stand.
    async Task MarkLate(Channel channel, List<Sample> cluster, DirtyWindows dirty)
    {
        if (channel.Nature == ChannelNature.IntervalAmount)
        {
            // A revised span may have been longer before.
            foreach (var sample in cluster)
                dirty.Mark(channel, sample.At - (sample.Revision > 0 ? channel.LongestJoined : TimeSpan.FromMicroseconds(sample.SpanMicroseconds)), sample.At);
            return;
        }
        var neighbours = await around(channel, cluster[0].At, cluster[^1].At);
        var (from, to) = (cluster[0].At, cluster[^1].At);
        foreach (var sample in neighbours)
        {
            if (sample.At < from) from = sample.At;
            if (sample.At > to) to = sample.At;
        }
        dirty.Mark(channel, from, to);
    }

    async Task<Recomputed> Compute(Measure measure, Window from, Window to)
    {
        Dictionary<Channel, ImmutableArray<Sample>> older = [];
        foreach (var channel in measure.Sources)
            if (_tails.TryGetValue(channel, out var tail) && !tail.Knows(from.Start))
                older[channel] = await around(channel, from.Start, channel.Nature == ChannelNature.IntervalAmount ? to.Start + channel.LongestJoined : to.Start);
        List<LedgerRow> rows = [];
        WindowAmounts.Compute(Register, measure, from, to,
            channel => older.TryGetValue(channel, out var samples) ? samples.AsSpan() : _tails.TryGetValue(channel, out var tail) ? tail.Samples : default, rows);
        return new(measure, from, to, rows);
    }

    // A new rating or an exchanged meter changes what a register's steps mean from its date on.
    void Reconsider(TwinRegister register, DirtyWindows dirty)
    {
        foreach (var entry in register.Entries.Skip(Register.Version))
            foreach (var tail in _tails.Values.Where(tail => tail.Channel.Nature == ChannelNature.Register && tail.Latest is not null))
            {
                var (channel, latest) = (tail.Channel, tail.Latest!.Value.At);
                if (entry is Described described && described.From <= latest) dirty.Mark(channel, described.From, latest);
                else if (entry is MeterReplaced exchange && exchange.Channel == channel.Name)
                    dirty.Mark(channel, exchange.At - channel.LongestJoined, Min(exchange.At + channel.LongestJoined, latest));
            }
        Register = register;
    }

    // Everything in memory was withdrawn: what stands before it is in history.
    async Task Recover(Channel channel, Instant withdrawn)
    {
        var older = await around(channel, withdrawn - channel.LongestJoined, withdrawn);
        _tails[channel] = new(channel, older, older.IsEmpty ? withdrawn : older[0].At);
    }

    static Instant Min(Instant one, Instant other) => one < other ? one : other;
}

/// <summary>The windows [From, To) of a measure and all rows that they have now.</summary>
readonly record struct Recomputed(Measure Measure, Window From, Window To, List<LedgerRow> Rows);
