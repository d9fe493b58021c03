using YPort.Twin.Tests.Recordings.Support;

namespace YPort.Twin.Tests.Recordings.Independent;

/// <summary>Which recording each mapping that comes with the program is for.</summary>
static class RecordedFile
{
    static readonly SortedDictionary<string, string> Files = new(StringComparer.Ordinal)
    {
        ["blantyre-dump"] = "waste/blantyre_mzedi_dump_arrivals_2021.csv",
        ["capmetro-buses"] = "mobility/capmetro_vehicle_positions_2016-05-30.csv",
        ["edinburgh-bins"] = "waste/edinburgh_bin_daily_kg_2016.csv",
        ["london-meter"] = "meter/london_lcl_MAC000002_30min.csv",
        ["nrel-midc-ghi"] = "pv/nrel_midc_ghi_1min_20220120.csv",
        ["nrel-rmis-weather"] = "pv/nrel_rmis_5min_weather.csv",
        ["nrel-rsf2"] = "pv/nrel_rsf2_15min_inverter.csv",
        ["nrel-serf-east"] = "pv/nrel_serf_east_1min_ac_power.csv",
        ["nrel-serf-west"] = "pv/nrel_serf_west_15min_inverter_full.csv",
        ["rsk-twizy"] = "ev/T1_07_01_2021.csv",
    };

    public static IEnumerable<string> Maps => Files.Keys;

    /// <summary>The recording's path; without it the test is skipped with a word.</summary>
    public static string Of(string map) => SharedData.Recording(Files[map]);
}
