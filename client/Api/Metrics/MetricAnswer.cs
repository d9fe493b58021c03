using System.Collections.Immutable;
using System.Text.Json.Serialization;
using YPort.Twin.Api.Answering;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Metrics;

/// <summary>The ledger over time.</summary>
/// <param name="Step">15m, 1h, 1d, 1mo, 1y, fy or whole.</param>
/// <param name="From">Asked times widened to whole quarter hours.</param>
/// <param name="KnownAt">From what was committed by then, where that was asked.</param>
public sealed record MetricAnswer(
    string Measure, string Unit, string Set, string Step, Instant From, Instant To, ImmutableArray<MetricSeries> Series,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Instant? KnownAt = null);

public sealed record MetricSeries(SeriesBy By, ImmutableArray<MetricPoint> Points);

/// <summary>What the series is of; nothing: of all twins in the city.</summary>
/// <param name="Dimensions">By name, such as category or mode; "unknown" where nobody said.</param>
/// <param name="Kind">Only twins of this kind, where that was asked.</param>
public sealed record SeriesBy(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Twin,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Area,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableSortedDictionary<string, string>? Dimensions = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Kind = null);

/// <param name="Value">In the unit; null where nothing is covered, never 0 for unknown.</param>
/// <param name="Exact">The same in whole steps of the measure's resolution; of a quotient both sums, such as "5400000/30"; of emissions the mass itself.</param>
/// <param name="Coverage">Time known of the step's length, over the twins that contribute anywhere between from and to; null when none does, for what is
/// counted by events, for quotients and for parts by dimensions, which have no time of their own.</param>
/// <param name="Quality">Shares that add up to 1: of the time, or by amount where there is no time to cover.</param>
public sealed record MetricPoint(Instant From, Instant To, decimal? Value, string? Exact, double? Coverage, QualityShares? Quality);
