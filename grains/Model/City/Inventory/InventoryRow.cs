using YPort.Twin.Model.City.Factors;

namespace YPort.Twin.Model.City.Inventory;

/// <summary>What an inventory says under one reference: a value or a key, never both and never nothing.</summary>
/// <param name="Explanation">How it came about, for whoever reads the row alone.</param>
public abstract record InventoryRow(GpcReference Reference, string Explanation)
{
    /// <summary>One gas of the row: a mass or a key. A valued row that only knows CO2e has its gases IE there; a gas that nobody looked at is NE.</summary>
    public abstract InventoryCell Cell(string gas);
}

/// <summary>One cell: a mass or a key. The empty one does not exist; what nobody filled is NE.</summary>
public readonly record struct InventoryCell
{
    readonly NotationKey _key;

    InventoryCell(decimal? kilograms, NotationKey key) => (Kilograms, _key) = (kilograms, key);

    /// <summary>Null exactly when a key stands.</summary>
    public decimal? Kilograms { get; }

    /// <summary>Null exactly when a mass stands.</summary>
    public NotationKey? Key => Kilograms is null ? _key : null;

    public static InventoryCell Of(decimal kilograms) => new(kilograms, default);
    public static InventoryCell Of(NotationKey key) => new(null, key);
}

/// <summary>A row without a value.</summary>
/// <param name="Elsewhere">Of an IE row: where it is; otherwise null.</param>
public sealed record KeyedRow(GpcReference Reference, NotationKey Key, string Explanation, GpcReference? Elsewhere = null) : InventoryRow(Reference, Explanation)
{
    public override InventoryCell Cell(string gas) => InventoryCell.Of(Key);
}

/// <summary>A row with a value.</summary>
/// <param name="BiogenicCo2Kg">Reported apart and never in a sum with the others; null when unknown.</param>
/// <param name="Factors">Each by its gas, times the activity; of a modelled row those that the model used.</param>
/// <param name="IsModelled">The masses are a model's, such as methane of years of waste, and no product of activity and factor.</param>
/// <param name="ModelUncertaintyPercent">Of a modelled row: half of the 95 % interval; null when nobody estimated it.</param>
/// <param name="IsFromMemory">What was declared of the activity is from memory: the row is shown and cannot be closed, however sound its factors are.</param>
public sealed record ValuedRow(
    GpcReference Reference, GasMasses Masses, decimal? BiogenicCo2Kg, ActivityAmount Activity, IReadOnlyList<Factor> Factors, DataQuality FactorQuality, string Explanation,
    bool IsModelled = false, decimal? ModelUncertaintyPercent = null, bool IsFromMemory = false) : InventoryRow(Reference, Explanation)
{
    public decimal? Co2eKg(GwpSet gwp) => Masses.Co2eKg(gwp);

    /// <summary>What a part of its activity adds to it: activity times each factor, as CO2e; null of a modelled row, which is no such product.</summary>
    /// <param name="amount">In the activity's unit.</param>
    public decimal? Co2eKg(decimal amount, GwpSet gwp) => IsModelled ? null : (this with { Activity = Activity with { Amount = amount } }).Terms(gwp).Sum(term => term.Co2eKg);

    public override InventoryCell Cell(string gas) => Masses[gas] is { } mass ? InventoryCell.Of(mass)
        : InventoryCell.Of(Masses.OnlyAsCo2eKg is null ? NotationKey.NotEstimated : NotationKey.IncludedElsewhere);

    /// <summary>What its uncertainty is made of: activity and factor of each gas, or the model's own.</summary>
    public IEnumerable<UncertainTerm> Terms(GwpSet gwp) => IsModelled
        ? Co2eKg(gwp) is { } whole ? [new(whole, Activity.Origin, ModelUncertaintyPercent)] : []
        : from factor in Factors
          let mass = Activity.EmittedKg(factor)
          where mass is not null
          let co2e = GasMasses.Of(factor.Gas, mass.Value)?.Co2eKg(gwp)
          where co2e is not null
          select new UncertainTerm(co2e.Value, Activity.Origin, Activity.UncertaintyPercent, factor.Id, factor.UncertaintyPercent);

    /// <summary>Activity times each factor. Null exactly when there are faults.</summary>
    public static (ValuedRow? Row, IReadOnlyList<AccountFault> Faults) Of(
        GpcReference reference, ActivityAmount activity, IReadOnlyList<Factor> factors, DataQuality factorQuality, string explanation, decimal? biogenicCo2Kg = null)
    {
        var masses = new GasMasses();
        List<AccountFault> faults = [];
        foreach (var factor in factors)
            if (activity.EmittedKg(factor) is not { } mass)
                faults.Add(new(reference.Number, $"{factor} is in {factor.Unit}, which is no mass per {activity.Unit} of \"{activity.Id}\".", "Choose a factor for this activity, or give the activity in the factor's unit."));
            else if (GasMasses.Of(factor.Gas, mass) is { } one) masses = masses.Plus(one);
            else faults.Add(new(reference.Number, $"{factor} is of \"{factor.Gas}\", which is no greenhouse gas of the GPC.", $"One of: {string.Join(", ", GasMasses.Gases)}, or CO2e."));
        var row = new ValuedRow(reference, masses, biogenicCo2Kg, activity, factors, factorQuality, explanation);
        if (faults.Count == 0) faults.AddRange(RowRules.Alone(row));
        return faults.Count == 0 ? (row, []) : (null, faults);
    }
}
