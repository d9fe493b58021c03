using System.Globalization;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.City.Inventory;

namespace YPort.Twin.Model.City.Actions;

/// <summary>What was done of an action from a day on, and the factor of its series that held; null where none did.</summary>
public sealed record ActionPart(DateOnly From, ActivityAmount Amount, Factor? Factor);

/// <summary>What an action achieved in a period, worked out from what its twins told.</summary>
/// <param name="Tonnes">CO2e; null when it claims nothing or nothing could be worked out, and then <paramref name="Why"/> says which.</param>
/// <param name="TransferredAbroadTonnes">Credits of the period's vintages that count toward another country's target.</param>
/// <param name="Factors">That it was worked out with, in order of time; one from memory keeps it from being closed.</param>
public sealed record Achievement(string Action, decimal? Tonnes, decimal TransferredAbroadTonnes, IReadOnlyList<Factor> Factors, string Why)
{
    /// <summary>What counts toward the city's own target: the rest is another's. Below zero when more was transferred than measured: that needs an explanation, not a rounding.</summary>
    public decimal? TowardOwnTargetTonnes => Tonnes - TransferredAbroadTonnes;

    public bool CanBeClosed => Tonnes is not null && Factors.All(factor => factor.CanBeClosed);

    /// <summary>With one factor for all of the period.</summary>
    /// <param name="amount">Of the action's measure over the action's twins in the period; null when unknown.</param>
    /// <param name="factor">Of the action's series; null when the registry has none for the period.</param>
    /// <param name="isInPeriod">Which vintages the period holds.</param>
    public static Achievement Of(ClimateAction action, ActivityAmount? amount, Factor? factor, Func<int, bool> isInPeriod) =>
        Of(action, amount is null ? [] : [new ActionPart(default, amount, factor)], isInPeriod);

    /// <summary>The period cut where another factor begins to hold: each part times its own. Null where a part has none, for the rest would pass for the whole.</summary>
    /// <param name="parts">In order of time, those in which something is known.</param>
    public static Achievement Of(ClimateAction action, IReadOnlyList<ActionPart> parts, Func<int, bool> isInPeriod)
    {
        var transferred = action.Credits.Where(credit => isInPeriod(credit.Vintage)).Sum(credit => credit.TransferredAbroadTonnes);
        Achievement Nothing(string why) => new(action.Id, null, transferred, [], why);
        if (action.Stage == ActionStage.Study) return Nothing("A study claims nothing.");
        if (action.Measured is not { } measured) return Nothing(action.Remark);
        if (measured.Twins.Count == 0) return Nothing($"No twin is named whose {measured.Measure} it is.");
        if (parts.Count == 0) return Nothing($"Nothing is known of {measured.Measure} of {string.Join(", ", measured.Twins)} in this period.");
        decimal kilograms = 0;
        foreach (var (from, amount, factor) in parts)
        {
            if (factor is null)
                return Nothing($"The registry has no factor of series \"{measured.FactorSeries}\" for {(parts.Count == 1 ? "this period" : string.Create(CultureInfo.InvariantCulture, $"the part of this period from {from:yyyy-MM-dd} on"))}.");
            if (factor.Series != measured.FactorSeries) return Nothing($"{factor} is of series \"{factor.Series}\", the action is worked out with \"{measured.FactorSeries}\".");
            if (amount.EmittedKg(factor) is not { } more) return Nothing($"{factor} is in {factor.Unit}, {measured.Measure} in {amount.Unit}.");
            kilograms += more;
        }
        return new(action.Id, kilograms / 1000, transferred, [.. parts.Select(part => part.Factor!).DistinctBy(factor => factor.ToString())], string.Join(" + ", parts.Select(Words)));
    }

    static string Words(ActionPart part) => string.Create(CultureInfo.InvariantCulture, $"{part.Amount.Amount} {part.Amount.Unit} × {part.Factor!.Value} {part.Factor.Unit} ({part.Factor})");
}
