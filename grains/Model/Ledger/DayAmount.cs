using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.Ledger;

/// <summary>What a channel says now.</summary>
/// <param name="Steps">In the channel's resolution; null when it was never heard.</param>
[GenerateSerializer, Immutable, Alias("channel-now")]
public sealed record ChannelNow([property: Id(0)] Channel Channel, [property: Id(1)] long? Steps, [property: Id(2)] Instant? At, [property: Id(3)] Freshness Freshness);

/// <summary>A measure since midnight in Bangkok.</summary>
[GenerateSerializer, Immutable, Alias("day-amount")]
public sealed record DayAmount(
    [property: Id(0)] string Measure, [property: Id(1)] long MeasuredSteps, [property: Id(2)] long EstimatedSteps,
    [property: Id(3)] long MeasuredMicroseconds, [property: Id(4)] long EstimatedMicroseconds);

/// <summary>Something is wrong with a twin, as of now.</summary>
/// <param name="Code">A stable word, such as "silent-in-sunshine".</param>
/// <param name="Since">Since when it has been so, as far as is known.</param>
/// <param name="Says">What was seen, with values.</param>
/// <param name="Cure">What to look at.</param>
[GenerateSerializer, Immutable, Alias("alarm")]
public sealed record Alarm([property: Id(0)] string Code, [property: Id(1)] Instant Since, [property: Id(2)] string Says, [property: Id(3)] string Cure);

/// <summary>A measure since midnight in Bangkok in one of its dimensions' values.</summary>
/// <param name="Dimensions">As in <see cref="LedgerRow"/>.</param>
[GenerateSerializer, Immutable, Alias("dimension-amount")]
public sealed record DimensionAmount([property: Id(0)] string Measure, [property: Id(1)] string Dimensions, [property: Id(2)] long Steps);
