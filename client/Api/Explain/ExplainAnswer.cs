using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.Events;
using YPort.Twin.Api.Factors;
using YPort.Twin.Api.Readings;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Api.Explain;

/// <summary>Where a number comes from: one step on the way from a figure down to readings. Each part has an address that says the same of it.</summary>
/// <param name="Figure">What was asked, such as "city/pv-energy-today" or "twins/roof-1/pv-energy".</param>
/// <param name="Value">In the unit; null where nothing is known, or a notation key stands (<see cref="Key"/>).</param>
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
    /// <summary>Of an inventory's row without a value: NE, IE, NO or C.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Key { get; init; }

    /// <summary>What the activity was multiplied by, with the days that each holds for.</summary>
    public ImmutableArray<FactorUse> Factors { get; init; } = [];

    /// <summary>Of a model, the steps with the numbers in their places.</summary>
    public ImmutableArray<WorkedLine> Lines { get; init; } = [];

    /// <summary>Factors that the lines name, with source and status.</summary>
    public ImmutableArray<FactorAnswer> Parameters { get; init; } = [];

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
/// <param name="Explain">The address that explains it; null where nothing leads further, such as of what somebody published.</param>
public sealed record ExplainPart(
    string Name, decimal? Value, string? Exact, string Unit, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] QualityShares? Quality, string? Explain)
{
    /// <summary>What it adds to the figure, in the figure's unit, where its own value is in another.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Adds { get; init; }

    /// <summary>Two ways to one number: its own, and over its parts.</summary>
    internal static string AddingUp(int parts, decimal? sum, decimal? whole, string unit) => sum == whole ? $"The {parts} parts add up to the figure, to the last digit."
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The parts add up to {sum} {unit} and not to the figure: this should be looked at.");
}

/// <param name="From">First day that it was used for.</param>
/// <param name="To">Last day.</param>
/// <param name="Activity">What it was multiplied with.</param>
/// <param name="Value">The product, in the figure's unit.</param>
/// <param name="Alternatives">Others that a report might have chosen on those days: a declared transition.</param>
public sealed record FactorUse(FactorAnswer Factor, DateOnly From, DateOnly To, decimal Activity, string ActivityUnit, decimal Value, ImmutableArray<string> Alternatives)
{
    /// <summary>As people write it, in the factor's own unit of activity: "4 kWh × 0.475 kg/kWh CO2e (th-grid-tgo-2026 v1)".</summary>
    internal string Product()
    {
        var per = Factor.Unit[(Factor.Unit.IndexOf('/', StringComparison.Ordinal) + 1)..];
        return string.Create(CultureInfo.InvariantCulture, $"{Shown.Plain(Unit.Parse(ActivityUnit).Convert(Activity, Unit.Parse(per)))} {per} × {Factor.Value} {Factor.Unit} {Factor.Gas} ({Factor.Id} v{Factor.Version})");
    }

    /// <summary>What a reader should know of how far a factor can be trusted.</summary>
    internal static IEnumerable<string> Trust(Factor factor)
    {
        if (!factor.CanBeClosed) yield return $"{factor} is from memory: what rests on it can not be closed or signed.";
        if (factor.Status is FactorStatus.Press or FactorStatus.Secondary) yield return $"{factor} was read {(factor.Status == FactorStatus.Press ? "in the press" : "in a copy")}, not in the publisher's own document.";
    }
}

/// <param name="StepsPerUnit">So that exact can be read.</param>
/// <param name="Export">The address of the same readings and more, as CSV.</param>
public sealed record ChannelReadings(string Channel, string Unit, int StepsPerUnit, int Shard, ImmutableArray<ReadingAnswer> Readings, string Export);
