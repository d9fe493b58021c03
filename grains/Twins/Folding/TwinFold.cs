using System.Collections.Immutable;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Contracts.Twins;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Twins.Folding;

/// <summary>
/// What a twin knows, made from the set of its accepted readings and events. New ones dirty the windows they bear on; those windows are
/// computed anew from what was told, so order, repetition and splitting change nothing.
/// </summary>
sealed class TwinFold(TwinMemory memory, ITwinRecall recall)
{
    // A week of windows at a time bounds memory when an old register is read again after a month.
    const int MostWindowsAtOnce = 7 * Window.PerDay;
    // Late readings further apart than this are looked up apart.
    static readonly TimeSpan ClusterGap = TimeSpan.FromHours(6);

    readonly Dictionary<Channel, ChannelTail> _tails = memory.Tails.ToDictionary(tail => tail.Channel, tail => new ChannelTail(tail.Channel, tail.Newest, tail.Samples.AsSpan()));
    readonly UntimedSamples _untimed = new(memory.Tails);
    readonly EventPast _events = new(memory, recall);
    readonly Dictionary<Measure, FillingWindow> _filling = [];
    bool _isTrimmed;

    public TwinRegister Register { get; private set; } = memory.Register;

    /// <summary>Channels that were ever heard.</summary>
    public IEnumerable<Channel> Heard => _tails.Keys.Union(_untimed.Channels);

    /// <summary>By channel, the latest sample that stands, whoever's clock timed it.</summary>
    public IEnumerable<(Channel Channel, Sample Sample)> Latest => Heard.Select(channel => (channel, LatestOf(channel))).Where(one => one.Item2 is not null).Select(one => (one.channel, one.Item2!.Value));

    public IReadOnlyList<EventWord> LatestEvents => _events.Tail;

    /// <summary>The time of the newest event that was ever told, withdrawn or not.</summary>
    public Instant? NewestEventAt => _events.Newest;

    public ChannelTail? Tail(Channel channel) => _tails.GetValueOrDefault(channel);

    /// <summary>What stands near the present, by time; empty of a channel that was never heard.</summary>
    public ReadOnlySpan<Sample> Samples(Channel channel) => Tail(channel) is { } tail ? tail.Samples : default;

    public Sample? LatestOf(Channel channel) => _untimed.Later(channel, Tail(channel)?.Latest);

    /// <summary>Takes news in and computes every window they touch.</summary>
    /// <returns>By measure and range of windows: the rows that replace what was there.</returns>
    public async Task<List<Recomputed>> Fold(TwinRegister? register, ImmutableArray<ChannelNews> news, ImmutableArray<EventWord> events)
    {
        DirtyWindows dirty = new();
        if (register is not null) await Reconsider(register, dirty);
        _untimed.Take(news);
        foreach (var (channel, samples) in news) await Take(channel, samples, dirty);
        await _events.Take(events, Horizon(), dirty);
        List<Recomputed> recomputed = [];
        foreach (var same in dirty.Ranges(MostWindowsAtOnce).GroupBy(range => (range.From, range.To), range => (range.Measure, range.Since)))
            recomputed.AddRange(await Compute([.. same], same.Key.From, same.Key.To));
        // A tail changes by its channel's news alone; one out of memory may still hold what a living twin has forgotten.
        foreach (var channel in _isTrimmed ? news.Select(one => one.Channel).Where(_tails.ContainsKey) : _tails.Keys.ToArray()) await Trim(channel);
        _isTrimmed = true;
        _events.Trim(Horizon());
        return recomputed;
    }

    async Task Take(Channel channel, ImmutableArray<Sample> samples, DirtyWindows dirty)
    {
        if (samples.IsEmpty) return;
        if (!_tails.TryGetValue(channel, out var tail)) _tails[channel] = tail = new(channel, samples[0].At);
        List<Sample> late = [];
        foreach (var sample in samples)
        {
            tail.Hear(sample.At);
            if (!TwinPast.IsTimed(sample)) continue;
            if (tail.IsEdge(sample.At)) late.Add(sample);
            if (!tail.Takes(sample.At)) continue;
            var (from, to) = tail.Put(sample);
            // What holds until the next reading says nothing of the time before it.
            dirty.Mark(channel, channel.Holds ? sample.At : from, Reach(channel, to));
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
        var neighbours = await Around(channel, cluster[0].At, cluster[^1].At);
        var (from, to) = (cluster[0].At, cluster[^1].At);
        foreach (var sample in neighbours)
        {
            if (sample.At < from) from = sample.At;
            if (sample.At > to) to = sample.At;
        }
        dirty.Mark(channel, from, Reach(channel, to));
    }

    // What measures of the same windows rest on is looked up once for all of them.
    async Task<List<Recomputed>> Compute(List<(Measure Measure, Instant Since)> dirty, Window from, Window to)
    {
        var older = await Older(dirty, from, to);
        var events = await _events.Within(dirty.Select(one => one.Measure), from, to);
        TwinPast past = new(Register, channel => older.TryGetValue(channel, out var samples) ? samples.AsSpan() : Samples(channel), []);
        Dictionary<(Channel, int), TwinPast> news = [];
        List<Recomputed> recomputed = [];
        foreach (var (measure, since) in dirty)
        {
            var words = await _events.For(measure, events, from, to);
            recomputed.Add(new(measure, from, to, measure.Along is { } along ? Fill(measure, along, from, to, since, past, news, words) : Computed(measure, past with { Events = words }, from, to)));
        }
        return recomputed;
    }

    // What the tails no longer hold; nearly always nothing. At once: what comes late then waits for the slowest of its channels, not for each after the other.
    async ValueTask<Dictionary<Channel, Sample[]>> Older(List<(Measure Measure, Instant Since)> dirty, Window from, Window to)
    {
        HashSet<Channel> lacking = [];
        foreach (var (measure, _) in dirty)
            foreach (var channel in measure.Sources)
                if (_tails.TryGetValue(channel, out var tail) && !tail.Knows(from.Start)) lacking.Add(channel);
        Dictionary<Channel, Sample[]> older = [];
        if (lacking.Count == 0) return older;
        foreach (var (channel, samples) in await Task.WhenAll(lacking.Select(async channel => (channel, await Around(channel, from.Start, TwinPast.Reach(channel, to))))))
            older[channel] = samples;
        return older;
    }

    // Measures that fill up along the same channel from the same sample on share what is made of its pairs.
    List<LedgerRow> Fill(Measure measure, Channel along, Window from, Window to, Instant since, TwinPast past, Dictionary<(Channel, int), TwinPast> news, IReadOnlyList<EventWord> words)
    {
        List<LedgerRow> rows;
        _filling.TryGetValue(measure, out var filling);
        if (filling?.Goes(from, since) == true && filling.First(Samples(along)) is { } first)
        {
            if (!news.TryGetValue((along, first), out var late))
                news[(along, first)] = late = new(Register, channel => channel == along ? Samples(along)[first..] : past.Samples(channel), []);
            rows = filling.With(Computed(measure, late with { Events = words }, from, to));
        }
        else rows = Computed(measure, past with { Events = words }, from, to);
        if (FillingWindow.Of(from, to, Tail(along)?.Latest?.At, rows) is { } fuller) _filling[measure] = fuller;
        else if (filling?.Window >= from && filling.Window < to) _filling.Remove(measure);
        return rows;
    }

    static List<LedgerRow> Computed(Measure measure, TwinPast past, Window from, Window to)
    {
        List<LedgerRow> rows = [];
        measure.Compute(past, from, to, rows);
        return rows;
    }

    Task<Sample[]> Around(Channel channel, Instant from, Instant to) => TwinPast.Timed(channel, from, to, async (first, last) => await recall.Around(channel, first, last));

    // A new rating or an exchanged meter changes what a register's steps mean from its date on.
    async Task Reconsider(TwinRegister register, DirtyWindows dirty)
    {
        foreach (var entry in register.Entries.Skip(Register.Version))
        {
            foreach (var tail in _tails.Values.Where(tail => tail.Channel.Nature != ChannelNature.IntervalAmount && tail.Latest is not null))
            {
                var (channel, latest) = (tail.Channel, tail.Latest!.Value.At);
                // A pair is judged as of its later reading: one that began before the date may count otherwise now.
                if (entry is Described described && described.From <= latest && channel.Nature != ChannelNature.Gauge) dirty.Mark(channel, described.From - channel.LongestJoined, latest);
                else if (entry is MeterReplaced exchange && exchange.Channel == channel.Name)
                    dirty.Mark(channel, exchange.At - channel.LongestJoined, Min(exchange.At + channel.LongestJoined, latest));
            }
            if (entry is Described change) await _events.Reconsider(change, dirty);
        }
        Register = register;
    }

    // Where the sample that a tail began with was taken back, another stands before it in history.
    async Task Trim(Channel channel)
    {
        var tail = _tails[channel];
        if (!tail.Knows(tail.Begin)) _tails[channel] = tail = new(channel, tail.Newest, (await Around(channel, tail.Begin, tail.Newest)).AsSpan());
        tail.Trim();
    }

    // Up to where anything was said: what holds may bear on all windows until then.
    Instant Horizon() => _tails.Values.Select(tail => (Instant?)tail.Newest).Append(_events.Newest).Max() ?? new(long.MinValue);

    // What holds until the next reading bears on other channels' readings as long as it may be believed.
    static Instant Reach(Channel channel, Instant to) => channel.Holds ? to + channel.LongestJoined : to;

    static Instant Min(Instant one, Instant other) => one < other ? one : other;
}

/// <summary>The windows [From, To) of a measure and all rows that they have now.</summary>
readonly record struct Recomputed(Measure Measure, Window From, Window To, List<LedgerRow> Rows);
