using System.Globalization;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Model.Waste;

/// <summary>Takes what a method needs out of the registry, and keeps everything that is wrong with it.</summary>
sealed class FactorLookup(FactorRegistry registry, Instant? knownAt)
{
    static readonly Unit One = Unit.Parse("1"), PerYear = Unit.Parse("1/a"), KilogramsPerTonne = Unit.Parse("kg/t"), KilogramsPerCubicMetre = Unit.Parse("kg/m3");
    readonly List<WasteFault> _faults = [];

    public IReadOnlyList<WasteFault> Faults => _faults;

    /// <summary>0 to 1.</summary>
    public Parameter Share(string id) => Number(id, One, 1);

    /// <summary>Per year, above 0.</summary>
    public Parameter Rate(string id)
    {
        var rate = Number(id, PerYear, 10);
        if (rate is { Value: 0, From.Length: > 0 }) _faults.Add(new(rate.From, "A rate of decay of 0 never ends.", "Give what does not decay a degradable carbon of 0 instead."));
        return rate;
    }

    /// <summary>kg of gas per tonne of wet waste.</summary>
    public Parameter PerTonne(string id) => Number(id, KilogramsPerTonne, 1000);

    /// <summary>kg/m³ of methane under normal conditions.</summary>
    public Parameter Density(string id)
    {
        var density = Number(id, KilogramsPerCubicMetre, 10);
        if (density.From.Length > 0 && density.Value is < 0.70m or > 0.74m) _faults.Add(new(density.From, FormattableString.Invariant($"Methane has no {density.Value} kg/m3 at 0 °C and 101.325 kPa."), "Look at its unit and conditions, and send its next version: 0.716 to 0.718."));
        return density;
    }

    Parameter Number(string id, Unit unit, decimal most)
    {
        if (registry.Named(id, knownAt) is not { } factor)
        {
            _faults.Add(new(id, "The registry has no such factor.", "Enter it with value, unit and source, or choose another set."));
            return new(0, "");
        }
        if (!factor.Unit.ConvertsTo(unit))
        {
            _faults.Add(new(factor.ToString(), $"It is given in {factor.Unit}, where {unit} is needed.", "Send it as its next version, in that unit."));
            return new(0, "");
        }
        var value = factor.Unit.Convert(factor.Value, unit);
        if (value < 0 || value > most)
            _faults.Add(new(factor.ToString(), string.Create(CultureInfo.InvariantCulture, $"{value}{(unit == One ? "" : $" {unit}")} lies outside 0 to {most}."), "Look whether a per cent was entered as a share, and send its next version."));
        return new(value, factor.ToString());
    }
}
