using System.Collections.Immutable;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Contracts.Twins;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Twins.Folding;

/// <summary>Readings that the twin's own clock timed: the latest of each channel is shown, none enters the ledger.</summary>
sealed class UntimedSamples
{
    readonly Dictionary<Channel, Sample> _latest = [];

    public UntimedSamples(ImmutableArray<TailMemory> memory)
    {
        foreach (var tail in memory) Take(tail.Channel, tail.Samples);
    }

    public IEnumerable<Channel> Channels => _latest.Keys;

    public void Take(ImmutableArray<ChannelNews> news)
    {
        foreach (var (channel, samples) in news) Take(channel, samples);
    }

    /// <summary>The later of that sample and ours.</summary>
    public Sample? Later(Channel channel, Sample? timed) =>
        _latest.TryGetValue(channel, out var ours) && (timed is null || ours.At > timed.Value.At) ? ours : timed;

    void Take(Channel channel, ImmutableArray<Sample> samples)
    {
        foreach (var sample in samples)
            if (sample is { Quality: Quality.ServerTimed, Withdrawn: false } && (!_latest.TryGetValue(channel, out var known) || sample.At > known.At)) _latest[channel] = sample;
    }
}
