using YPort.Twin.Cli.Maps;
using YPort.Twin.Cli.Replay;
using YPort.Twin.Tests.Recordings.Independent;
using YPort.Twin.Tests.Recordings.Support;

namespace YPort.Twin.Tests.Recordings.Replaying;

public sealed class A_recording : IDisposable
{
    const string Map = """
        {
          "what": "w", "source": "s", "licence": "l", "delimiter": ";",
          "time": { "column": "", "format": "uuuu-MM-dd HH:mm", "zone": "Europe/London" },
          "twins": { "roof": { "kind": "building", "set": "real" } },
          "columns": [
            { "column": "p", "twin": "roof", "channel": "pv-power", "unit": "kW" },
            { "column": "s", "twin": "roof", "channel": "irradiance-poa", "unit": "W/m2" }
          ],
          "ignored": {}
        }
        """;

    readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Gives_each_cell_as_it_is_written()
    {
        var line = Assert.Single(Read(";p;s\n2022-01-02 00:00; 1.50 ;Null\n"));
        Assert.Equal(["1.50", "Null"], line.Items.Cast<RecordedReading>().Select(reading => Assert.Single(reading.Texts)));
        Assert.Equal(2, line.Number);
        Assert.Equal(NodaTime.Instant.FromUtc(2022, 1, 2, 0, 0), line.Items[0].At);
    }

    [Fact]
    public void Makes_no_reading_of_an_empty_cell()
    {
        var line = Assert.Single(Read(";p;s\n2022-01-02 00:00;;2\n"));
        Assert.Equal((1, 1), (line.Items.Count, line.Empty));
    }

    [Theory]
    [InlineData("2022-03-27 01:30;1;2", "never was in Europe/London")]
    [InlineData("2022-10-30 01:30;1;2", "came twice in Europe/London")]
    [InlineData("27/03/2022;1;2", "is not of the form \"uuuu-MM-dd HH:mm\"")]
    [InlineData("2022-03-27 03:30;1", "has 2 cells where the header has 3")]
    public void Keeps_the_cells_of_a_line_it_cannot_read_in_the_balance(string line, string says)
    {
        var read = Assert.Single(Read($";p;s\n{line}\n"));
        Assert.Empty(read.Items);
        Assert.Equal(2, read.UnreadableCells);
        Assert.Contains(says, read.Problem!.Reason, StringComparison.Ordinal);
        Assert.Equal(2, read.Problem.Line);
    }

    [Fact]
    public void Knows_summer_time() =>
        Assert.Equal(NodaTime.Instant.FromUtc(2022, 7, 1, 11, 0), Assert.Single(Read(";p;s\n2022-07-01 12:00;1;2\n")).Items[0].At);

    [Fact]
    public void Begins_with_or_without_a_byte_order_mark() => Assert.Single(Read("\ufeff;p;s\n2022-07-01 12:00;1;2\n"));

    [Fact]
    public void That_is_not_UTF8_is_refused_with_the_line()
    {
        File.WriteAllBytes(_folder.Path("latin.csv"), [.. ";p;s\n2022-07-01 12:00;1;"u8, 0xb5, (byte)'\n']);
        var recording = () => new Recording(_folder.Path("latin.csv"), Mapping()).Lines().ToList();
        Assert.Contains("is not UTF-8", Assert.Throws<ReplayException>(recording).Message, StringComparison.Ordinal);
    }

    /// <summary>The counts are made again here, by the plainest reading of the same file.</summary>
    [Theory]
    [InlineData("pv/nrel_serf_east_1min_ac_power.csv", "nrel-serf-east", 1)]
    [InlineData("pv/nrel_serf_west_15min_inverter_full.csv", "nrel-serf-west", 6)]
    [InlineData("pv/nrel_rsf2_15min_inverter.csv", "nrel-rsf2", 8)]
    [InlineData("pv/nrel_midc_ghi_1min_20220120.csv", "nrel-midc-ghi", 1)]
    [InlineData("pv/nrel_rmis_5min_weather.csv", "nrel-rmis-weather", 8)]
    [InlineData("meter/london_lcl_MAC000002_30min.csv", "london-meter", 1)]
    public void Of_the_real_world_is_read_to_the_last_cell(string file, string map, int mapped)
    {
        var path = SharedData.Recording(file);
        var mapping = MappingFile.Load(map).Mapping;
        var rows = File.ReadAllLines(path).Select(line => line.Split(',')).ToList();
        var columns = mapping.Readings.Select(column => Array.IndexOf(rows[0], column.Column)).ToList();
        var cells = rows.Skip(1).SelectMany(row => columns.Select(column => row[column].Trim())).ToList();

        var recording = new Recording(path, mapping);
        var balance = ReplayBalance.Count(recording, times: 1);

        Assert.Equal(mapped, columns.Count);
        Assert.Equal((rows.Count - 1, cells.Count, cells.Count(cell => cell.Length == 0), 0), (balance.Lines, balance.Cells, balance.Empty, balance.Unreadable));
        Assert.Equal(cells.Where(cell => cell.Length > 0), recording.Lines().SelectMany(line => line.Items).Cast<RecordedReading>().SelectMany(reading => reading.Texts));
    }

    /// <summary>Counted from the files by another program (Python's csv).</summary>
    /// <param name="cells">A position or an event counts as one.</param>
    /// <param name="held">Positions that the car's logger repeats between fixes.</param>
    /// <param name="unreadable">Arrivals in 2010 and 2012, by clocks that had been reset.</param>
    [Theory]
    [InlineData("capmetro-buses", 11_071, 22_142, 0, 0, 16)]
    [InlineData("rsk-twizy", 4_535, 13_605, 4_161, 0, 1)]
    [InlineData("blantyre-dump", 1_532, 1_532, 0, 3, 1)]
    [InlineData("edinburgh-bins", 4_896, 4_896, 0, 0, 72)]
    public void Of_many_vehicles_lorries_or_streets_is_read_to_the_last_line(string map, int lines, int cells, int held, int unreadable, int twins)
    {
        var recording = new Recording(RecordedFile.Of(map), MappingFile.Load(map).Mapping);
        var balance = ReplayBalance.Count(recording, times: 1);
        Assert.Equal((lines, cells, 0, held, unreadable), (balance.Lines, balance.Cells, balance.Empty, balance.Held, balance.Unreadable));
        Assert.Equal(twins, recording.Twins().Count);
    }

    List<RecordedLine> Read(string text) => [.. new Recording(_folder.Write("file.csv", text), Mapping()).Lines()];

    Mapping Mapping() => MappingFile.Load(_folder.Write("map.json", Map)).Mapping;
}
