using YPort.Twin.Model.Units;

namespace YPort.Twin.Model.City.Inventory;

/// <summary>How good a number is (GPC v1.1): H detailed and of the place, M modelled with firm assumptions, L highly modelled or national.</summary>
public enum DataQuality
{
    H,
    M,
    L,
}

/// <summary>How much was done of what emits.</summary>
/// <param name="Id">Names this amount and no other, as in "import-energy/commercial": a second row with the same amount would count it twice.</param>
/// <param name="UncertaintyPercent">Half of the 95 % interval, in per cent; null when nobody estimated it.</param>
/// <param name="DerivedFrom">The amount whose error it shares, such as energy used, for what was lost on its way; null for its own.</param>
public sealed record ActivityAmount(string Id, decimal Amount, Unit Unit, DataQuality Quality, decimal? UncertaintyPercent = null, string? DerivedFrom = null)
{
    /// <summary>Whose error it is.</summary>
    public string Origin => DerivedFrom ?? Id;

    /// <summary>The mass that the factor gives for it; null when the factor's unit does not fit the amount's.</summary>
    /// <remarks>Exact: the amount is taken into the factor's own unit, such as kWh of kg/kWh, and multiplied there.</remarks>
    public decimal? EmittedKg(Factors.Factor factor) => factor.Times(Amount, Unit, Kilogram);

    static readonly Unit Kilogram = Unit.Parse("kg");
}
