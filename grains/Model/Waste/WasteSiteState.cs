using System.Collections.Immutable;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Model.Waste;

/// <summary>A waste site as of a moment: what its channels say, what it did today, what is wrong.</summary>
/// <param name="Applied">The last journal offset it includes.</param>
/// <param name="Facts">Its role and capacity as of then; null when nobody said.</param>
/// <param name="TodayBy">Measures with dimensions since midnight in Bangkok, by dimension.</param>
[GenerateSerializer, Immutable, Alias("waste-site-state")]
public sealed record WasteSiteState(
    [property: Id(0)] TwinRegister Register, [property: Id(1)] Instant AsOf, [property: Id(2)] long Applied,
    [property: Id(3)] ImmutableArray<ChannelNow> Channels, [property: Id(4)] ImmutableArray<DayAmount> Today, [property: Id(5)] ImmutableArray<Alarm> Alarms,
    [property: Id(6)] WasteFacts? Facts, [property: Id(7)] ImmutableArray<DimensionAmount> TodayBy);
