using System.Runtime.InteropServices;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.Ledger;

/// <summary>
/// A channel's standing samples from some moment on, without a hole, by time. Near the present it is kept in memory; a late reading
/// older than it is folded from history instead. Not for concurrent use.
/// </summary>
public sealed class ChannelTail
{
    // Alarms look back over two full windows.
    const int WindowsKept = 2;

    readonly List<Sample> _samples = [];
    Instant _knownFrom = new(long.MinValue);

    public ChannelTail(Channel channel) => Channel = channel;

    /// <param name="knownFrom">Every standing sample at or after it is among the samples; null when they are all there ever were.</param>
    public ChannelTail(Channel channel, IEnumerable<Sample> samples, Instant? knownFrom) : this(channel)
    {
        _samples.AddRange(samples);
        _knownFrom = knownFrom ?? _knownFrom;
    }

    public Channel Channel { get; }

    public ReadOnlySpan<Sample> Samples => CollectionsMarshal.AsSpan(_samples);

    /// <summary>The latest standing sample; null when there is none, or when it was withdrawn and nothing is left in memory.</summary>
    public Sample? Latest => _samples.Count > 0 ? _samples[^1] : null;

    /// <summary>Nothing stands in memory, though something older may in history.</summary>
    public bool IsLost => _samples.Count == 0 && _knownFrom.Microseconds != long.MinValue;

    /// <summary>Is that moment within what this tail knows without a hole?</summary>
    public bool Takes(Instant at) => at >= _knownFrom;

    /// <summary>Is that moment at the tail's edge, so that its neighbour before it is not in memory?</summary>
    public bool IsEdge(Instant at) => _knownFrom.Microseconds != long.MinValue && (_samples.Count == 0 || at <= _samples[0].At);

    /// <summary>Has it all that windows from that moment on rest on, the sample before them included?</summary>
    public bool Knows(Instant from) => _knownFrom.Microseconds == long.MinValue
        || (Channel.Nature == ChannelNature.IntervalAmount ? _knownFrom <= from : _samples.Count > 0 && _samples[0].At <= from);

    /// <summary>Takes a sample in, replaces what stood at its moment if that has a lower offset, or takes a withdrawn one out.</summary>
    /// <returns>The span of time whose amounts may have changed: from the neighbour before to the neighbour after.</returns>
    public (Instant From, Instant To) Put(in Sample sample)
    {
        var at = Find(sample.At);
        var stands = at < _samples.Count && _samples[at].At == sample.At;
        var span = SpanOf(sample);
        if (stands)
        {
            if (_samples[at].Offset >= sample.Offset) return Touched(at, span);
            span = Math.Max(span, SpanOf(_samples[at]));
            if (!sample.Withdrawn) _samples[at] = sample;
            else
            {
                var touched = Touched(at, span);
                _samples.RemoveAt(at);
                return touched;
            }
        }
        else if (!sample.Withdrawn) _samples.Insert(at, sample);
        else return (sample.At - TimeSpan.FromMicroseconds(span), sample.At);
        return Touched(at, span);
    }

    /// <summary>Forgets what the next in-order reading and the alarms no longer need.</summary>
    public void Trim()
    {
        if (_samples.Count == 0) return;
        var cutoff = new Window(Window.Of(_samples[^1].At).Index - WindowsKept).Start;
        var gone = 0;
        if (Channel.Nature == ChannelNature.IntervalAmount)
            while (gone < _samples.Count && _samples[gone].At <= cutoff) gone++;
        else
            while (gone + 1 < _samples.Count && _samples[gone + 1].At <= cutoff) gone++;
        if (gone == 0) return;
        _samples.RemoveRange(0, gone);
        _knownFrom = Channel.Nature == ChannelNature.IntervalAmount ? cutoff : _samples[0].At;
    }

    long SpanOf(in Sample sample) => Channel.Nature == ChannelNature.IntervalAmount ? sample.SpanMicroseconds : 0;

    (Instant, Instant) Touched(int at, long span)
    {
        if (Channel.Nature == ChannelNature.IntervalAmount) return (_samples[at].At - TimeSpan.FromMicroseconds(span), _samples[at].At);
        return (_samples[Math.Max(0, at - 1)].At, _samples[Math.Min(_samples.Count - 1, at + 1)].At);
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
