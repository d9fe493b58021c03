using System.Collections.Immutable;
using System.Globalization;
using YPort.Twin.Api.Answering;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Waste;

namespace YPort.Twin.Api.Register;

/// <summary>What a waste site is, and what it did today by category and place.</summary>
/// <param name="Role">As of now; null when nobody said, and then its tickets count nowhere.</param>
/// <param name="Capacity">What fits in all; null when unknown.</param>
/// <param name="Today">Since midnight in Bangkok, by measure and dimensions.</param>
public sealed record WasteAnswer(string? Role, AmountBody? Capacity, ImmutableArray<PartAnswer> Today)
{
    public static WasteAnswer Of(WasteSiteState state) => new(state.Facts is { } facts ? WasteBody.Word(facts.Role) : null, WasteBody.Of(state.Facts)?.Capacity, PartAnswer.Of(state.TodayBy));
}

/// <summary>Part of what was counted today.</summary>
/// <param name="By">The measure's dimensions, such as category and origin; "unknown" where nobody said.</param>
/// <param name="Value">Below zero where waste left for another site, which counts it then.</param>
/// <param name="Exact">In whole steps of the measure's resolution.</param>
public sealed record PartAnswer(string Measure, IReadOnlyDictionary<string, string> By, decimal Value, string Exact, string Unit)
{
    public static ImmutableArray<PartAnswer> Of(ImmutableArray<DimensionAmount> amounts) => [.. amounts.Select(Of)];

    static PartAnswer Of(DimensionAmount amount)
    {
        var measure = Measures.Named(amount.Measure)
            ?? throw new InvalidOperationException($"The twin names the measure \"{amount.Measure}\", which this program does not know. Run one version in all processes.");
        var by = amount.Dimensions.Split(';').Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        return new(measure.Name, by, Shown.Plain(measure.InUnit(amount.Steps)), amount.Steps.ToString(CultureInfo.InvariantCulture), measure.Unit.Text);
    }
}
