using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.City.Factors;

/// <summary>Warming over a hundred years relative to carbon dioxide, by one report of the IPCC. A report uses one set throughout.</summary>
/// <param name="Name">"AR5" or "AR6".</param>
/// <param name="Ch4">Of methane that is not fossil.</param>
public sealed record GwpSet(string Name, Factor Ch4, Factor? FossilCh4, Factor N2O)
{
    /// <summary>In order of publication; AR5 is the set of TGO's national factors and hence the default.</summary>
    public static IReadOnlyList<string> Names { get; } = ["AR5", "AR6"];

    /// <summary>Null when the registry lacks one of its factors.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public static GwpSet? Of(FactorRegistry registry, string name, Instant? knownAt = null)
    {
        var prefix = $"gwp-{name.ToLowerInvariant()}-";
        return registry.Named(prefix + "ch4", knownAt) is { } methane && registry.Named(prefix + "n2o", knownAt) is { } nitrous
            ? new(name, methane, registry.Named(prefix + "ch4-fossil", knownAt), nitrous) : null;
    }

    /// <summary>The factor that turns a mass of the gas into CO2e; null for one that needs none or that the set does not know.</summary>
    public Factor? Factor(string gas) => gas switch
    {
        "CH4" => Ch4,
        "N2O" => N2O,
        _ => null,
    };

    /// <summary>CO2e of a mass of gas, in the same unit of mass; null for a gas that the set does not know.</summary>
    public decimal? Co2e(decimal mass, string gas) => gas switch
    {
        "CO2" or "CO2e" => mass,
        _ => Factor(gas) is { } warming ? mass * warming.Value : null,
    };
}
