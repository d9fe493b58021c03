using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Model.City.Inventory;

/// <summary>The rows of electricity from the grid: what is lost on its way counts once, in the factor or in a row of its own.</summary>
/// <remarks>GPC v1.1: scope 2 leaves losses out, scope 3 is energy used times the loss factor times the grid's factor.</remarks>
public static class GridElectricity
{
    static readonly Unit One = Unit.Parse("1");

    /// <summary>The factor includes losses, as TGO's 0.4750 does: the loss row is IE in scope 2. Beside journeys, which nobody estimated, it stays NE.</summary>
    /// <param name="scope2">Such as I.2.2.</param>
    public static (IReadOnlyList<InventoryRow>? Rows, IReadOnlyList<AccountFault> Faults) WithLossesInFactor(
        GpcReference scope2, ActivityAmount used, Factor grid, DataQuality factorQuality, string explanation)
    {
        var (row, faults) = ValuedRow.Of(scope2, used, [grid], factorQuality, explanation);
        if (row is null) return (null, faults);
        if (LossesOf(scope2) is not { } losses) return ([row], []);
        return ([row, HasJourneys(losses)
            ? new KeyedRow(losses, NotationKey.NotEstimated, $"Losses are in the factor {grid} and so in {scope2}; journeys that leave the city are not estimated.")
            : new KeyedRow(losses, NotationKey.IncludedElsewhere, $"The factor {grid} includes them.", scope2)], []);
    }

    /// <summary>The factor is of generation: losses have their row.</summary>
    /// <param name="lossShare">Lost per unit used, in 1 or %.</param>
    public static (IReadOnlyList<InventoryRow>? Rows, IReadOnlyList<AccountFault> Faults) WithLossesApart(
        GpcReference scope2, ActivityAmount used, Factor generation, Factor lossShare, DataQuality factorQuality, string explanation)
    {
        if (!lossShare.Unit.ConvertsTo(One)) return (null, [new(scope2.Number, $"{lossShare} is in {lossShare.Unit}, which is no share.", "Give losses per energy used, in 1 or %.")]);
        var share = lossShare.Unit.Convert(lossShare.Value, One);
        if (share is < 0 or >= 1) return (null, [new(scope2.Number, $"{lossShare} says that {share:0.####} is lost of each unit used.", "Give a share from 0 to below 1.")]);
        var (row, faults) = ValuedRow.Of(scope2, used, [generation], factorQuality, explanation);
        if (row is null) return (null, faults);
        if (LossesOf(scope2) is not { } losses) return ([row], []);
        var lost = used with { Id = used.Id + "/losses", Amount = used.Amount * share, DerivedFrom = used.Origin };
        var (lossRow, lossFaults) = ValuedRow.Of(losses, lost, [generation], factorQuality, $"{share:0.####} of the energy of {scope2}, by {lossShare}.{(HasJourneys(losses) ? " Journeys that leave the city are not in it." : "")}");
        return lossRow is null ? (null, lossFaults) : ([row, lossRow], []);
    }

    static bool HasJourneys(GpcReference losses) => losses.Sector == GpcSector.Transportation;

    static GpcReference? LossesOf(GpcReference scope2) => scope2.Scope == 2 ? Gpc.Find(scope2.SubSector + ".3")
        : throw new ArgumentException($"{scope2} is of scope {scope2.Scope}; electricity from the grid is of scope 2, such as I.2.2.", nameof(scope2));
}
