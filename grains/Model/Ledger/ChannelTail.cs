using System.Runtime.InteropServices;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.Ledger;

/// <summary>
/// A channel's standing samples near the present, by time: all since <see cref="Begin"/> and, as far as the channel joins gaps, the nearest at or
/// before it. That depends on what was said alone, not on the order in which it came; older ones are folded from history. Not for concurrent use.
/// </summary>
public sealed class ChannelTail
{
    readonly List<Sample> _samples = [];
    // No sample that stands from here on is missing.
    Instant _knownFrom = new(long.MinValue);

    /// <summary>Of a channel that was never heard before.</summary>
    public ChannelTail(Channel channel, Instant newest) => (Channel, Newest) = (channel, newest);

    /// <param name="around">What stands from <see cref="BeginOf"/> to the newest word and the nearest before it, as far as the channel joins gaps, by time;
    /// there may be more before that, without a hole. Server-timed ones may be among them; they do not enter.</param>
    public ChannelTail(Channel channel, Instant newest, ReadOnlySpan<Sample> around) : this(channel, newest)
    {
        foreach (var sample in around)
            if (sample.Quality != Quality.ServerTimed) _samples.Add(sample);
        _knownFrom = around.Length > 0 && around[0].At < Begin ? around[0].At : Begin - Reach;
    }

    public Channel Channel { get; }

    /// <summary>The time of the newest word that was ever said, whether it stands or not, whoever's clock timed it.</summary>
    public Instant Newest { get; private set; }

    public Instant Begin => BeginOf(Channel, Newest);

    public ReadOnlySpan<Sample> Samples => CollectionsMarshal.AsSpan(_samples);

    /// <summary>The latest standing sample; null when there is none, or none that near to the newest word.</summary>
    public Sample? Latest => _samples.Count > 0 ? _samples[^1] : null;

    // Interval amounts are pairs by themselves: what lies before them does not matter.
    TimeSpan Reach => Channel.Nature == ChannelNature.IntervalAmount ? TimeSpan.Zero : Channel.LongestJoined;

    /// <summary>Where the tail of a channel begins whose newest word is of that time. It moves with whole windows: trimming each reading would cost more.</summary>
    public static Instant BeginOf(Channel channel, Instant newest) => Window.Of(newest - channel.AtHand).Start;

    /// <summary>Is that moment within what this tail knows without a hole?</summary>
    public bool Takes(Instant at) => at >= _knownFrom;

    /// <summary>Is that moment at the tail's edge, so that its neighbour before it may be missing?</summary>
    public bool IsEdge(Instant at) => _knownFrom > at - Reach && (_samples.Count == 0 || at <= _samples[0].At);

    /// <summary>Has it all that windows from that moment on rest on, the sample before them included?</summary>
    public bool Knows(Instant from) => _knownFrom <= from - Reach || (_samples.Count > 0 && _samples[0].At <= from);

    /// <summary>Something was said of that moment.</summary>
    public void Hear(Instant at)
    {
        if (at > Newest) Newest = at;
    }

    /// <summary>Takes a sample in, replaces what stood at its moment if that has a lower offset, or takes a withdrawn one out.</summary>
    /// <returns>The span of time whose amounts may have changed: from the neighbour before to the neighbour after.</returns>
    public (Instant From, Instant To) Put(in Sample sample)
    {
        var at = Find(sample.At);
        var stands = at < _samples.Count && _samples[at].At == sample.At;
        var isNews = !stands || _samples[at].Offset < sample.Offset;
        // A twin that begins anew has what stands now: what the word replaces may have been as long as any.
        var span = stands && isNews ? Math.Max(sample.SpanMicroseconds, _samples[at].SpanMicroseconds)
            : sample.Revision > 0 ? Channel.LongestJoined.Ticks / TimeSpan.TicksPerMicrosecond : sample.SpanMicroseconds;
        if (!isNews) return Touched(at, at + 1, sample.At, span);
        if (stands) _samples.RemoveAt(at);
        if (!sample.Withdrawn) _samples.Insert(at, sample);
        return Touched(at, sample.Withdrawn ? at : at + 1, sample.At, span);
    }

    /// <summary>Forgets what lies before the tail's beginning, but for the nearest.</summary>
    public void Trim()
    {
        var begin = Begin;
        var gone = 0;
        while (gone + 1 < _samples.Count && _samples[gone + 1].At <= begin) gone++;
        if (gone < _samples.Count && _samples[gone].At < begin - Reach) gone++;
        if (gone == 0) return;
        _samples.RemoveRange(0, gone);
        _knownFrom = _samples.Count > 0 && _samples[0].At <= begin ? _samples[0].At : begin - Reach;
    }

    // From the sample before the place to the next one after; of an interval amount its span.
    (Instant, Instant) Touched(int place, int next, Instant at, long span)
    {
        if (Channel.Nature == ChannelNature.IntervalAmount) return (at - TimeSpan.FromMicroseconds(span), at);
        return (place > 0 ? _samples[place - 1].At : at, next < _samples.Count ? _samples[next].At : at);
    }

    int Find(Instant at)
    {
        // Nearly every reading is the newest.
        if (_samples.Count == 0 || _samples[^1].At < at) return _samples.Count;
        var (low, high) = (0, _samples.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_samples[middle].At < at) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
