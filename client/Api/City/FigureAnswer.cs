using System.Collections.Immutable;
using System.Text.Json.Serialization;
using YPort.Twin.Api.Answering;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Api.City;

/// <summary>One number of a place, with all that it needs to be believed.</summary>
/// <param name="Id">Such as "city/pv-energy-today" or "districts/1030/pv-power-now".</param>
/// <param name="Source">The channel or the measure that is summed.</param>
/// <param name="Measure">The measure, for figures since midnight in Bangkok; null for figures of now.</param>
/// <param name="Value">In the unit; null when no twin contributes, never 0 for unknown.</param>
/// <param name="Exact">The same in whole steps of the source's resolution, as decimal digits; see stepsPerUnit in /v1/channels and /v1/measures. Of emissions: of the activity.</param>
/// <param name="Unit">UCUM; always the same for a figure, so that places compare.</param>
/// <param name="Coverage">Now: twins that report of those that should. Today: time covered of twins times time since midnight. Null when no twin should, and where events are counted: nobody knows of those not told.</param>
/// <param name="Quality">Shares that add up to 1. Of now, the reporting share is split between measured and estimated by amount; so is what is counted.</param>
/// <param name="Age">Of the newest reading in it, ISO 8601 duration; null when there is none.</param>
/// <param name="Newest">Time of the newest reading in it.</param>
/// <param name="Says">What it is, in one line.</param>
/// <param name="Factor">What the activity was multiplied by; null where the figure is the activity itself, or where no factor holds today.</param>
/// <param name="Explain">The address that says where it comes from.</param>
public sealed record FigureAnswer(
    string Id, string Source, string? Measure, decimal? Value, string? Exact, string Unit, double? Coverage, QualityShares? Quality,
    string? Age, DateTimeOffset? Newest, TwinCount Twins, string Says, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] FactorOfFigure? Factor, string Explain);

/// <summary>The factor behind a figure, in short; /v1/factors has all of it.</summary>
/// <param name="Unit">Of the gas, per activity.</param>
/// <param name="Status">official, press, secondary, derived or memory; what rests on the last cannot be closed.</param>
public sealed record FactorOfFigure(string Id, int Version, decimal Value, string Unit, string Gas, FactorStatus Status)
{
    public static FactorOfFigure Of(Factor factor) => new(factor.Id, factor.Version, factor.Value, factor.Unit.Text, factor.Gas, factor.Status);
}

/// <param name="Live">Twins that contribute.</param>
/// <param name="Of">Twins that should.</param>
public sealed record TwinCount(int Live, int Of);

/// <summary>The figures of one district.</summary>
/// <param name="Code">"1001" to "1050".</param>
public sealed record DistrictFigures(string Code, LocalName Name, ImmutableArray<FigureAnswer> Figures);

/// <summary>The city or a district as of now.</summary>
/// <param name="AsOf">When the city last vouched for these sums; age is how long ago that was.</param>
/// <param name="Set">Real or rehearsal; they never share a number.</param>
/// <param name="Complete">Every shard has spoken. An incomplete city is not shown: it answers 503.</param>
/// <param name="Districts">All districts, where asked for.</param>
public sealed record PlaceAnswer(
    DateTimeOffset AsOf, string Age, string Set, bool Complete, string? Code, LocalName? Name, ImmutableArray<FigureAnswer> Figures,
    ImmutableArray<DistrictFigures>? Districts, Published Published);

/// <summary>Which state of the journal the sums stand for.</summary>
/// <param name="Boot">The city's incarnation.</param>
/// <param name="Version">Counts its changes.</param>
/// <param name="Offsets">By shard 0 to 63: every journal entry below it is in the sums.</param>
public sealed record Published(string Boot, long Version, ImmutableArray<long> Offsets);

/// <summary>Whether city, districts, shards and twins agree, integer by integer.</summary>
/// <param name="Agrees">True when the city is complete and nothing differs.</param>
/// <param name="Sums">How many district sums were compared.</param>
/// <param name="Twins">How many twins were asked.</param>
/// <param name="Differences">Each in words.</param>
/// <param name="Offsets">By shard: the journal offset at which it was compared.</param>
public sealed record AuditAnswer(bool Agrees, bool Complete, int Sums, int Twins, ImmutableArray<string> Differences, ImmutableArray<long> Offsets);
