using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Model.City.Factors;

/// <summary>How far a factor can be trusted, the best first.</summary>
public enum FactorStatus
{
    /// <summary>Read in the publisher's own document.</summary>
    Official,

    /// <summary>Read in a newspaper that reports the publisher's word.</summary>
    Press,

    /// <summary>Read in a copy that somebody else made.</summary>
    Secondary,

    /// <summary>Worked out from published numbers; the source says how.</summary>
    Derived,

    /// <summary>From memory, not yet found again: a figure that rests on it is shown, says so, and cannot be closed.</summary>
    Memory,
}

/// <summary>Where a factor stands written.</summary>
/// <param name="Year">Of publication; null when the source names none.</param>
/// <param name="Where">Page, table or address.</param>
[GenerateSerializer, Immutable, Alias("factor-source")]
public sealed record FactorSource([property: Id(0)] string Title, [property: Id(1)] string Publisher, [property: Id(2)] int? Year = null, [property: Id(3)] string? Where = null);

/// <summary>A number that turns activity into something else, such as energy into emissions, with all that an auditor asks of it. Never a constant in code.</summary>
/// <param name="Id">As in "th-grid-tgo-2026".</param>
/// <param name="Version">1 and on; a later version of the same id says the same thing anew and replaces the one before for all of its validity.</param>
/// <param name="Series">What may be used for the same purpose, one at a time: as in "th-grid-scope-2".</param>
/// <param name="Value">Exact.</param>
/// <param name="Unit">Such as kg/kWh: of the gas, per activity.</param>
/// <param name="Gas">"CO2e", "CO2", "CH4", "N2O", ...; "" for what is no emission, such as a share.</param>
/// <param name="Boundary">What it counts and what it leaves out.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Region">Where it holds, such as "Thailand" or "world".</param>
/// <param name="ValidFrom">First day of activity that it applies to; null: since ever.</param>
/// <param name="ValidTo">Last day; null: until another of its series follows.</param>
/// <param name="UsableTo">Last day of a declared transition: until then a report may still choose it, though another holds already, and says so. Null: none declared.</param>
/// <param name="Licence">Of the source; null when none is known to apply.</param>
/// <param name="UncertaintyPercent">Half of the 95 % interval, in per cent of the value; null when the source names none.</param>
/// <param name="KnownFrom">Since when the twin has known it; null: it came with the program.</param>
public sealed record Factor(
    string Id, int Version, string Series, decimal Value, Unit Unit, string Gas, string Boundary, string Purpose, string Region, DateOnly? ValidFrom, DateOnly? ValidTo,
    DateOnly? UsableTo, FactorSource Source, FactorStatus Status, string? Licence = null, decimal? UncertaintyPercent = null, Instant? KnownFrom = null)
{
    /// <summary>What rests on it may be signed.</summary>
    public bool CanBeClosed => Status != FactorStatus.Memory;

    /// <summary>It applies to activity of that day, as far as its own words go; what follows it in its series may end it sooner.</summary>
    public bool AppliesOn(DateOnly day) => (ValidFrom is not { } from || from <= day) && (ValidTo is not { } to || day <= to);

    /// <summary>Activity times factor, exactly: the amount is taken into the factor's own unit, such as kWh of kg/kWh, and multiplied there. Null when the factor is for another kind of activity.</summary>
    /// <param name="unit">Of the amount; converts to what the factor is per.</param>
    /// <param name="result">What the product is given in; converts to what the factor is of.</param>
    public decimal? Times(decimal amount, Unit unit, Unit result) =>
        Unit.Text.Split('/') is [var of, var per] && Unit.TryParse(of, out var above) && Unit.TryParse(per, out var below) && unit.ConvertsTo(below) && above.ConvertsTo(result)
            ? above.Convert(unit.Convert(amount, below) * Value, result) : null;

    /// <summary>The same where it must fit.</summary>
    /// <exception cref="InvalidOperationException">The factor is for another kind of activity.</exception>
    public decimal Apply(decimal amount, Unit unit, Unit result) => Times(amount, unit, result) ?? throw new InvalidOperationException($"{this} gives {Unit}; it makes no {result} of {unit}.");

    /// <summary>As in "th-grid-tgo-2026 v1".</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Id} v{Version}");
}
