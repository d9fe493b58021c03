using YPort.Twin.Model.City.Factors;

namespace YPort.Twin.Model.City.Inventory;

/// <summary>What a source emits, by gas, in kilograms; null where it is unknown.</summary>
/// <param name="OnlyAsCo2eKg">What the factor gives as CO2e without saying of which gases; it is then no other's part.</param>
/// <remarks>HFC and PFC are families: their mass alone has no CO2e, which is then unknown. A source that gives it says so in <paramref name="OnlyAsCo2eKg"/>.</remarks>
public sealed record GasMasses(
    decimal? Co2Kg = null, decimal? Ch4Kg = null, decimal? N2OKg = null, decimal? HfcKg = null, decimal? PfcKg = null, decimal? Sf6Kg = null, decimal? Nf3Kg = null,
    decimal? OnlyAsCo2eKg = null)
{
    /// <summary>The seven of the GPC, in its order.</summary>
    public static IReadOnlyList<string> Gases { get; } = ["CO2", "CH4", "N2O", "HFC", "PFC", "SF6", "NF3"];

    /// <summary>One gas, or "CO2e" for what is not split by gas.</summary>
    public static GasMasses? Of(string gas, decimal kilograms) => gas switch
    {
        "CO2" => new(Co2Kg: kilograms),
        "CH4" => new(Ch4Kg: kilograms),
        "N2O" => new(N2OKg: kilograms),
        "HFC" => new(HfcKg: kilograms),
        "PFC" => new(PfcKg: kilograms),
        "SF6" => new(Sf6Kg: kilograms),
        "NF3" => new(Nf3Kg: kilograms),
        "CO2e" => new(OnlyAsCo2eKg: kilograms),
        _ => null,
    };

    /// <summary>Null when unknown, and for what is none of the seven.</summary>
    public decimal? this[string gas] => gas switch
    {
        "CO2" => Co2Kg,
        "CH4" => Ch4Kg,
        "N2O" => N2OKg,
        "HFC" => HfcKg,
        "PFC" => PfcKg,
        "SF6" => Sf6Kg,
        "NF3" => Nf3Kg,
        _ => null,
    };

    public bool IsNothing => OnlyAsCo2eKg is null && Gases.All(gas => this[gas] is null);

    public IEnumerable<decimal> Known => Gases.Select(gas => this[gas]).Append(OnlyAsCo2eKg).OfType<decimal>();

    public GasMasses Plus(GasMasses other) => new(
        Sum(Co2Kg, other.Co2Kg), Sum(Ch4Kg, other.Ch4Kg), Sum(N2OKg, other.N2OKg), Sum(HfcKg, other.HfcKg), Sum(PfcKg, other.PfcKg), Sum(Sf6Kg, other.Sf6Kg),
        Sum(Nf3Kg, other.Nf3Kg), Sum(OnlyAsCo2eKg, other.OnlyAsCo2eKg));

    /// <summary>Sum over gases of mass times GWP; null when nothing is known, or a mass is known of a gas that the set does not.</summary>
    public decimal? Co2eKg(GwpSet gwp)
    {
        if (IsNothing) return null;
        var sum = OnlyAsCo2eKg ?? 0;
        foreach (var gas in Gases)
            if (this[gas] is { } mass and not 0)
                if (gwp.Co2e(mass, gas) is { } co2e) sum += co2e;
                else return null;
        return sum;
    }

    static decimal? Sum(decimal? one, decimal? other) => one is null ? other : other is null ? one : one + other;
}
