using System.Collections.Immutable;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.Register;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Buildings;

/// <summary>What roofs made of the sun they had, those that lost most first.</summary>
/// <param name="To">Not included.</param>
/// <param name="Of">How many roofs, on all pages.</param>
/// <param name="Method">By which rules, and where they stand.</param>
/// <param name="Limits">What these numbers cannot tell.</param>
/// <param name="Next">The address of the next page; null on the last.</param>
public sealed record RoofReportAnswer(
    string Set, Instant From, Instant To, Instant AsOf, int Of, string Method, ImmutableArray<string> Limits, ImmutableArray<RoofAnswer> Roofs, string? Next);

/// <summary>One roof. What is null stands in <paramref name="Unknown"/> with its reason.</summary>
/// <param name="Rank">By shortfall, 1 lost most; null where the shortfall is unknown.</param>
/// <param name="ShortfallKwh">Expected less made over the same quarter hours; below 0 where it made more.</param>
/// <param name="PerformanceRatio">IEC 61724-1, plain.</param>
/// <param name="PerformanceRatioAt25C">The same with the heat taken out: of cells at 25 °C.</param>
/// <param name="SpecificYieldKwhPerKwp">Of all the energy that is known; see its coverage.</param>
/// <param name="Assumptions">What the register does not say, and what was taken instead.</param>
/// <param name="Faults">The address of what is wrong with its readings in this time.</param>
/// <param name="Explain">The address that retraces its performance ratio.</param>
public sealed record RoofAnswer(
    int? Rank, TwinId Twin, NameBody Name, string Area, RoofCapacity? Capacity, RoofEnergy Actual, RoofSun Sun, string? CellTemperature, RoofExpected? Expected, decimal? ShortfallKwh,
    double? PerformanceRatio, double? PerformanceRatioAt25C, decimal? SpecificYieldKwhPerKwp, RoofAvailable? Availability, ImmutableArray<UnknownFigure> Unknown,
    ImmutableArray<string> Assumptions, string Faults, string Explain);

/// <param name="PeakKw">Of the panels (DC). <paramref name="RatedKw"/> of the inverters (AC).</param>
/// <param name="TiltDegrees">Null when the register does not say how the panels lie.</param>
public sealed record RoofCapacity(decimal PeakKw, decimal RatedKw, double? TiltDegrees, double? FacingDegrees);

/// <param name="Kwh">Null when nothing is known of the time.</param>
/// <param name="Exact">In mWh.</param>
/// <param name="Explain">Where it comes from.</param>
public sealed record RoofEnergy(decimal? Kwh, string? Exact, double? Coverage, QualityShares? Quality, string Explain);

/// <summary>Which sun a roof is held against.</summary>
public enum SunSource
{
    /// <summary>Nothing is known: neither a sensor nor the place.</summary>
    None,

    /// <summary>The roof's own sensor on the panels' plane.</summary>
    OwnSensor,

    /// <summary>The nearest weather station's horizontal sunlight, turned onto the plane.</summary>
    WeatherStation,

    /// <summary>Computed, of a sky without clouds: an upper bound.</summary>
    ClearSky,
}

/// <param name="Twin">Whose sensor; null where none.</param>
/// <param name="DistanceKm">Of a weather station.</param>
/// <param name="KwhPerM2">On the panels' plane, over the quarter hours that are known whole.</param>
/// <param name="QuarterHours">How many those are.</param>
/// <param name="Explain">Where the measured sunlight comes from.</param>
public sealed record RoofSun(SunSource Source, TwinId? Twin, double? DistanceKm, decimal? KwhPerM2, int QuarterHours, string? Explain);

/// <summary>How far an expectation is one.</summary>
public enum ExpectedBasis
{
    /// <summary>From measured sun and temperature.</summary>
    Measured,

    /// <summary>From measured sun, with cells at 25 °C because no temperature is known: an upper bound.</summary>
    UpperBoundCool,

    /// <summary>From a cloudless sky and cells at 25 °C: an upper bound.</summary>
    UpperBoundClearSky,
}

/// <param name="ActualKwh">Made in the same quarter hours.</param>
/// <param name="Compared">Quarter hours with all that is needed. <paramref name="LeftOut"/> lacked something: in neither sum.</param>
/// <param name="Ratio">Actual through expected.</param>
public sealed record RoofExpected(ExpectedBasis Basis, decimal Kwh, decimal ActualKwh, int Compared, int LeftOut, double? Ratio);

/// <param name="Value">Share of the sunny quarter hours heard in which it worked.</param>
/// <param name="Unheard">Sunny quarter hours of which nothing was heard: not in the share.</param>
public sealed record RoofAvailable(double Value, int Working, int Off, int Unheard);

/// <param name="Figure">The member that is null.</param>
public sealed record UnknownFigure(string Figure, string Reason);

/// <summary>What is wrong with a roof's readings in a time, told apart.</summary>
/// <param name="To">Not included.</param>
/// <param name="Sun">Which sun outages are judged by.</param>
/// <param name="Unknown">What could not be looked for, and why.</param>
/// <param name="Limits">What these findings cannot tell.</param>
public sealed record RoofFaultsAnswer(
    TwinId Twin, string Set, Instant From, Instant To, RoofSun Sun, ImmutableArray<RoofFaultAnswer> Faults, ImmutableArray<UnknownFigure> Unknown, ImmutableArray<string> Limits);

/// <param name="Kind">stuck, outlier, outage, unheard, night-generation, wrong-unit, clipping or soiling.</param>
/// <param name="Count">Readings, quarter hours or days.</param>
/// <param name="Says">The evidence in words.</param>
/// <param name="Readings">The address of the evidence.</param>
public sealed record RoofFaultAnswer(Model.Buildings.Faults.RoofFaultKind Kind, string Channel, Instant From, Instant To, int Count, string Says, string Cure, string Readings);
