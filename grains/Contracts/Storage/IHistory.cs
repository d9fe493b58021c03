using YPort.Twin.Model.Readings;

namespace YPort.Twin.Contracts.Storage;

/// <summary>Accepted readings below their shard's watermark. Of several words on one moment only the last (highest offset) is given.</summary>
public interface IHistory
{
    /// <summary>The samples of each hour asked for, ordered by time, withdrawn ones included; an hour without readings gives none.</summary>
    Task<IReadOnlyList<IReadOnlyList<Sample>>> Hours(IReadOnlyList<HourKey> keys, CancellationToken stop);

    /// <summary>
    /// Everything in [from, to], with the nearest not withdrawn neighbours before and after, ordered by time; withdrawn samples are left out.
    /// </summary>
    /// <param name="reach">How far a neighbour is looked for on either side.</param>
    Task<IReadOnlyList<Sample>> Around(TwinId twin, Channel channel, Instant from, Instant to, TimeSpan reach, CancellationToken stop);

    /// <summary>
    /// Every word on the moments in [from, to] with who sent it, replaced and withdrawn ones included, by time, then offset: what an auditor looks at.
    /// </summary>
    /// <param name="most">At most so many, the earliest.</param>
    Task<IReadOnlyList<StoredReading>> Words(TwinId twin, Channel channel, Instant from, Instant to, int most, CancellationToken stop);
}

/// <summary>One accepted word on a moment.</summary>
public readonly record struct StoredReading(Sample Sample, string Feed);

/// <param name="Hour">Hours since 1970-01-01T00Z.</param>
public readonly record struct HourKey(TwinId Twin, Channel Channel, int Hour);
