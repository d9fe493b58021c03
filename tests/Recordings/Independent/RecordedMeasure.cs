using System.Collections.Concurrent;
using YPort.Twin.Cli.Maps;
using YPort.Twin.Tests.Recordings.Support;

namespace YPort.Twin.Tests.Recordings.Independent;

/// <summary>A measure of a twin in a recording, and how to work it out by hand.</summary>
/// <param name="StepsPerFileUnit">Such as 1,000,000 milliwatts in the file's kW.</param>
/// <param name="Least">The channel's least value, in the file's unit; a cell below it is refused.</param>
/// <param name="Span">Of interval amounts; null for a gauge.</param>
public sealed record RecordedMeasure(
    string File, string Map, string Twin, string Measure, string Channel, string TimeColumn, string Column, decimal StepsPerFileUnit, decimal Least, bool IsMeasured, TimeSpan? Span = null)
{
    static readonly ConcurrentDictionary<RecordedMeasure, SortedDictionary<long, Amount>> Worked = new();

    public static IReadOnlyList<RecordedMeasure> All { get; } =
    [
        new("pv/nrel_serf_east_1min_ac_power.csv", "nrel-serf-east", "nrel-serf-east", "pv-energy", "pv-power", "measured_on", "ac_power__752", 1000, -10_000, false),
        new("pv/nrel_serf_west_15min_inverter_full.csv", "nrel-serf-west", "nrel-serf-west", "pv-energy", "pv-power", "", "ac_power__773", 1000, -10_000, false),
        new("pv/nrel_serf_west_15min_inverter_full.csv", "nrel-serf-west", "nrel-serf-west", "irradiation", "irradiance-poa", "", "poa_irradiance__771", 1000, -50, true),
        new("pv/nrel_rsf2_15min_inverter.csv", "nrel-rsf2", "nrel-rsf2", "pv-energy", "pv-power", "", "ac_power_kw_1137", 1_000_000, -10, false),
        new("pv/nrel_rsf2_15min_inverter.csv", "nrel-rsf2", "nrel-rsf2-inverter-2", "pv-energy", "pv-power", "", "inv2_ac_power_w__1047", 1000, -10_000, false),
        new("pv/nrel_rsf2_15min_inverter.csv", "nrel-rsf2", "nrel-rsf2", "irradiation", "irradiance-poa", "", "poa_irradiance__1055", 1000, -50, true),
        new("pv/nrel_rsf2_15min_inverter.csv", "nrel-rsf2", "nrel-rsf2-reference-cell", "irradiation", "irradiance-poa", "", "poa_irradiance_refcell__1054", 1000, -50, true),
        new("pv/nrel_midc_ghi_1min_20220120.csv", "nrel-midc-ghi", "nrel-midc", "irradiation-horizontal", "irradiance-ghi", "", "Global CMP22 (vent/cor) [W/m^2]", 1000, -50, true),
        new("pv/nrel_rmis_5min_weather.csv", "nrel-rmis-weather", "nrel-rmis", "irradiation-horizontal", "irradiance-ghi", "", "Global Horizontal", 1000, -50, true),
        new("pv/nrel_rmis_5min_weather.csv", "nrel-rmis-weather", "nrel-rmis", "irradiation", "irradiance-poa", "", "Plane of array", 1000, -50, true),
        new("meter/london_lcl_MAC000002_30min.csv", "london-meter", "london-mac000002", "load-energy", "load-interval-energy", "DateTime", "KWH/hh (per half hour)", 1_000_000, 0, true, TimeSpan.FromMinutes(30)),
    ];

    public static TheoryData<string, string> Names => new(All.Select(one => (one.Twin, one.Measure)));

    public static TheoryData<string> Maps => new(All.Select(one => one.Map).Distinct());

    /// <summary>All twins of a mapping, those without a measure too.</summary>
    internal static IEnumerable<string> TwinsOf(string map) => MappingFile.Load(map).Mapping.Twins.Keys;

    public static RecordedMeasure Of(string twin, string measure) => All.Single(one => one.Twin == twin && one.Measure == measure);

    internal IReadOnlyList<Point> Points() => new PlainCsv(SharedData.Recording(File)).Points(TimeColumn, Time, Column, StepsPerFileUnit, Least);

    internal SortedDictionary<long, Amount> Quarters() => Worked.GetOrAdd(this, _ => Span is { } span ? ByHand.Spans(Points(), span) : ByHand.Gauge(Points(), IsMeasured));

    Func<string, long> Time => Map switch
    {
        "nrel-serf-west" => PlainCsv.Golden("yyyy-MM-dd HH:mm:ss"),
        "nrel-rsf2" or "nrel-rmis-weather" => PlainCsv.Golden("M/d/yyyy H:mm"),
        "london-meter" => PlainCsv.Greenwich("yyyy-MM-dd HH:mm:ss.fffffff"),
        _ => PlainCsv.WithOffset,
    };
}
