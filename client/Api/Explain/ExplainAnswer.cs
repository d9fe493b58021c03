using System.Collections.Immutable;
using System.Text.Json.Serialization;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.Events;
using YPort.Twin.Api.Factors;
using YPort.Twin.Api.Readings;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Explain;

/// <summary>Where a number comes from: one step on the way from a figure down to readings. Each part has an address that says the same of it.</summary>
/// <param name="Figure">What was asked, such as "city/pv-energy-today" or "twins/roof-1/pv-energy".</param>
/// <param name="Value">In the unit; null where nothing is known.</param>
/// <param name="Exact">In whole steps of the measure or channel; of emissions and quotients the exact number itself.</param>
/// <param name="From">First moment that counts; null of what is now.</param>
/// <param name="To">The end, not included; of what is now, the moment.</param>
/// <param name="AsOf">When this was worked out.</param>
/// <param name="KnownAt">From what was committed by then; null: from all that is known.</param>
/// <param name="Coverage">As in the figure.</param>
/// <param name="Formula">In words.</param>
/// <param name="Numbers">The same with numbers in place.</param>
/// <param name="Method">The rules by which readings become this number, and where they stand.</param>
public sealed record ExplainAnswer(
    string Figure, string Says, string Set, decimal? Value, string? Exact, string Unit, Instant? From, Instant To, Instant AsOf,
    Instant? KnownAt, double? Coverage, QualityShares? Quality, string Formula, string Numbers, string Method)
{
    /// <summary>What the activity was multiplied by, with the days that each holds for.</summary>
    public ImmutableArray<FactorUse> Factors { get; init; } = [];

    /// <summary>What it is made of; they add up to it unless the formula says otherwise.</summary>
    public ImmutableArray<ExplainPart> Parts { get; init; } = [];

    /// <summary>At the last step: the readings it rests on.</summary>
    public ImmutableArray<ChannelReadings> Readings { get; init; } = [];

    /// <summary>At the last step: the events it rests on.</summary>
    public ImmutableArray<EventAnswer> Events { get; init; } = [];

    /// <summary>What a reader should know besides.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}

/// <param name="Name">A district's code, a twin's id, a day or a quarter hour, or what the part is.</param>
/// <param name="Exact">In whole steps.</param>
/// <param name="Explain">The address that explains it.</param>
public sealed record ExplainPart(
    string Name, decimal? Value, string? Exact, string Unit, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] QualityShares? Quality, string Explain);

/// <param name="From">First day that it was used for.</param>
/// <param name="To">Last day.</param>
/// <param name="Activity">What it was multiplied with.</param>
/// <param name="Value">The product, in the figure's unit.</param>
/// <param name="Alternatives">Others that a report might have chosen on those days: a declared transition.</param>
public sealed record FactorUse(FactorAnswer Factor, DateOnly From, DateOnly To, decimal Activity, string ActivityUnit, decimal Value, ImmutableArray<string> Alternatives);

/// <param name="StepsPerUnit">So that exact can be read.</param>
/// <param name="Export">The address of the same readings and more, as CSV.</param>
public sealed record ChannelReadings(string Channel, string Unit, int StepsPerUnit, int Shard, ImmutableArray<ReadingAnswer> Readings, string Export);
