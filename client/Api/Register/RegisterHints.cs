using System.Collections.Immutable;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Api.Register;

/// <summary>What a description leaves open though figures need it, and what to do: no fault, for nobody may know it yet.</summary>
static class RegisterHints
{
    public static ImmutableArray<string> Of(TwinRegister twin) => twin.Current is { Kind: Kinds.Shuttle, MeteredBy: null } ? [MeterUnknown(twin.Id)] : [];

    public static string MeterUnknown(TwinId shuttle) =>
        $"Energy charged at {shuttle} counts nowhere until meteredBy is declared: send PUT /v1/twins/{shuttle} again with meteredBy, the twin behind whose meter the charger hangs, and from, since when.";
}
