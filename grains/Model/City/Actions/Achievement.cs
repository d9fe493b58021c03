using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.City.Inventory;

namespace YPort.Twin.Model.City.Actions;

/// <summary>What an action achieved in a period, worked out from what its twins told.</summary>
/// <param name="Tonnes">CO2e; null when it claims nothing or nothing could be worked out, and then <paramref name="Why"/> says which.</param>
/// <param name="TransferredAbroadTonnes">Credits of the period's vintages that count toward another country's target.</param>
/// <param name="Factor">That it was worked out with; one from memory keeps it from being closed.</param>
public sealed record Achievement(string Action, decimal? Tonnes, decimal TransferredAbroadTonnes, Factor? Factor, string Why)
{
    /// <summary>What counts toward the city's own target: the rest is another's. Below zero when more was transferred than measured: that needs an explanation, not a rounding.</summary>
    public decimal? TowardOwnTargetTonnes => Tonnes - TransferredAbroadTonnes;

    public bool CanBeClosed => Tonnes is not null && Factor is { CanBeClosed: true };

    /// <param name="amount">Of the action's measure over the action's twins in the period; null when unknown.</param>
    /// <param name="factor">Of the action's series; null when the registry has none for the period.</param>
    /// <param name="isInPeriod">Which vintages the period holds.</param>
    public static Achievement Of(ClimateAction action, ActivityAmount? amount, Factor? factor, Func<int, bool> isInPeriod)
    {
        var transferred = action.Credits.Where(credit => isInPeriod(credit.Vintage)).Sum(credit => credit.TransferredAbroadTonnes);
        Achievement Nothing(string why) => new(action.Id, null, transferred, null, why);
        if (action.Stage == ActionStage.Study) return Nothing("A study claims nothing.");
        if (action.Measured is not { } measured) return Nothing(action.Remark);
        if (measured.Twins.Count == 0) return Nothing($"No twin is named whose {measured.Measure} it is.");
        if (amount is null) return Nothing($"Nothing is known of {measured.Measure} of {string.Join(", ", measured.Twins)} in this period.");
        if (factor is null) return Nothing($"The registry has no factor of series \"{measured.FactorSeries}\" for this period.");
        if (factor.Series != measured.FactorSeries) return Nothing($"{factor} is of series \"{factor.Series}\", the action is worked out with \"{measured.FactorSeries}\".");
        return amount.EmittedKg(factor) is { } kilograms
            ? new(action.Id, kilograms / 1000, transferred, factor, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{amount.Amount} {amount.Unit} × {factor.Value} {factor.Unit} ({factor})"))
            : Nothing($"{factor} is in {factor.Unit}, {measured.Measure} in {amount.Unit}.");
    }
}
