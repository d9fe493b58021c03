using System.Collections.Immutable;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Model.Buildings;

/// <summary>A building as of a moment: what its channels say, what it did today, what is wrong.</summary>
/// <param name="Applied">The last journal offset it includes.</param>
[GenerateSerializer, Immutable, Alias("building-state")]
public sealed record BuildingState(
    [property: Id(0)] TwinRegister Register, [property: Id(1)] Instant AsOf, [property: Id(2)] long Applied,
    [property: Id(3)] ImmutableArray<ChannelNow> Channels, [property: Id(4)] ImmutableArray<DayAmount> Today, [property: Id(5)] ImmutableArray<Alarm> Alarms);
