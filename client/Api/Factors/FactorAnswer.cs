using System.Collections.Immutable;
using System.Globalization;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Factors;

/// <summary>Factors by series, validity and version.</summary>
/// <param name="Flagged">Declared ones that contradict others: none counts in any figure until it is mended.</param>
public sealed record FactorsAnswer(string Set, ImmutableArray<FactorAnswer> Factors, ImmutableArray<FlaggedAnswer> Flagged);

/// <param name="Faults">Each with its cure.</param>
public sealed record FlaggedAnswer(FactorAnswer Factor, ImmutableArray<string> Faults)
{
    public static FlaggedAnswer Of(FlaggedFactor flagged) => new(FactorAnswer.Of(flagged.Factor), [.. flagged.Faults.Select(fault => fault.ToString())]);
}

/// <summary>A number that turns activity into something else, with all that an auditor asks of it.</summary>
/// <param name="Value">Exact.</param>
/// <param name="Unit">UCUM: of the gas, per activity.</param>
/// <param name="ValidFrom">First day of activity that it applies to; null: since ever.</param>
/// <param name="ValidTo">Last day; null: until another of its series follows.</param>
/// <param name="UsableTo">Last day of a declared transition in which a report may still choose it.</param>
/// <param name="Status">official, press, secondary, derived or memory.</param>
/// <param name="CanBeClosed">False: what rests on it is shown, says so, and cannot be signed.</param>
/// <param name="UncertaintyPercent">Half of the 95 % interval; null when the source names none.</param>
/// <param name="KnownFrom">Since when the twin has known it; null: it came with the program.</param>
public sealed record FactorAnswer(
    string Id, int Version, string Series, decimal Value, string Unit, string Gas, string Boundary, string Purpose, string Region, DateOnly? ValidFrom, DateOnly? ValidTo,
    DateOnly? UsableTo, FactorSource Source, FactorStatus Status, bool CanBeClosed, string? Licence, decimal? UncertaintyPercent, Instant? KnownFrom)
{
    public static FactorAnswer Of(Factor factor) => new(factor.Id, factor.Version, factor.Series, factor.Value, factor.Unit.Text, factor.Gas, factor.Boundary, factor.Purpose, factor.Region,
        factor.ValidFrom, factor.ValidTo, factor.UsableTo, factor.Source, factor.Status, factor.CanBeClosed, factor.Licence, factor.UncertaintyPercent, factor.KnownFrom);

    /// <summary>In one cell of a table: which, how much, and who says so.</summary>
    public string InOneCell() => string.Create(CultureInfo.InvariantCulture, $"{Id} v{Version} = {Value} {Unit} {Gas} ({Status.ToString().ToLowerInvariant()}: {Source.Title}, {Source.Publisher})");
}
