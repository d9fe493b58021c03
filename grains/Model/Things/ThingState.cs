using System.Collections.Immutable;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Model.Things;

/// <summary>A sensor as of a moment: what its channels say and what it received today.</summary>
/// <param name="Applied">The last journal offset it includes.</param>
[GenerateSerializer, Immutable, Alias("thing-state")]
public sealed record ThingState(
    [property: Id(0)] TwinRegister Register, [property: Id(1)] Instant AsOf, [property: Id(2)] long Applied,
    [property: Id(3)] ImmutableArray<ChannelNow> Channels, [property: Id(4)] ImmutableArray<DayAmount> Today);
