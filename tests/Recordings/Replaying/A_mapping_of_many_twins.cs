using System.Text.Json;
using YPort.Twin.Cli.Maps;
using YPort.Twin.Cli.Replay;
using YPort.Twin.Tests.Recordings.Support;

namespace YPort.Twin.Tests.Recordings.Replaying;

/// <summary>One file with many vehicles in it: whose a line is, and where it was.</summary>
public sealed class A_mapping_of_many_twins : ScriptedReplay
{
    const string Map = """
        {
          "what": "w", "source": "s", "licence": "l",
          "time": { "columns": ["day", "hour"], "format": "d/M/uuuu HH:mm:ss", "zone": "Asia/Bangkok" },
          "twins": {
            "depot": { "kind": "thing", "set": "real" },
            "cart-{cart}": { "kind": "shuttle", "set": "real", "name": { "en": "Cart {cart}" } }
          },
          "columns": [
            { "columns": ["lat", "lon"], "twin": "cart-{cart}", "channel": "position", "onlyChanges": true },
            { "column": "v", "twin": "cart-{cart}", "channel": "speed", "unit": "km/h", "quality": "estimated" }
          ],
          "ignored": {}
        }
        """;
    const string Header = "day,hour,cart,lat,lon,v\n";

    [Fact]
    public async Task Registers_each_of_them_once_with_a_document_of_its_own()
    {
        await Run("24/11/2026,07:00:00,A 1,13.8,100.5,\n24/11/2026,07:00:01,B/2,13.8,100.5,\n24/11/2026,07:00:02,A 1,13.9,100.5,\n");
        Assert.Equal(["depot thing", "cart-a-1 shuttle", "cart-b-2 shuttle"], Twin.Registered);
        Assert.Equal(["Cart A 1", "Cart B/2"], Twin.Names);
    }

    [Fact]
    public async Task Sends_a_position_of_two_cells_digit_by_digit_and_takes_its_time_from_two_columns()
    {
        await Run("24/11/2026,07:00:00,A 1,13.80470,100.5418,36\n");
        Assert.Equal(
            [
                """{"twin":"cart-a-1","channel":"position","at":"2026-11-24T00:00:00Z","value":{"lat":13.80470,"lon":100.5418}}""",
                """{"twin":"cart-a-1","channel":"speed","at":"2026-11-24T00:00:00Z","value":36,"unit":"km/h","quality":"estimated"}""",
            ], Assert.Single(Twin.Taken));
    }

    [Theory]
    [InlineData("13.8,", """{"lat":13.8}""")]
    [InlineData(",100.5", """{"lon":100.5}""")]
    [InlineData("north,100.5", """{"lat":"north","lon":100.5}""")]
    public async Task Sends_half_a_position_as_it_is_for_the_twin_to_refuse(string cells, string value)
    {
        await Run($"24/11/2026,07:00:00,1,{cells},\n");
        using var sent = JsonDocument.Parse(Assert.Single(Assert.Single(Twin.Taken)));
        Assert.Equal(value, sent.RootElement.GetProperty("value").GetRawText());
    }

    [Fact]
    public async Task Counts_a_position_that_a_logger_repeats_as_held_for_each_vehicle_by_itself()
    {
        var balance = await Run("""
            24/11/2026,07:00:00,1,13.8,100.5,0
            24/11/2026,07:00:01,2,13.8,100.5,0
            24/11/2026,07:00:02,1,13.8,100.5,0
            24/11/2026,07:00:03,1,,,0
            24/11/2026,07:00:04,1,13.8,100.5,0
            24/11/2026,07:00:05,1,13.8,100.6,0
            24/11/2026,07:00:06,1,13.8,100.5,0

            """);
        Assert.Equal((14, 1, 2, 0, 11), (balance.Cells, balance.Empty, balance.Held, balance.Unreadable, balance.Sent));
        Assert.True(balance.AddsUp);
        Assert.Equal(0, balance.ExitCode);
        Assert.Equal(4, Assert.Single(Twin.Taken).Count(line => line.Contains("position", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ไทย")]
    [InlineData("a-name-that-is-much-longer-than-the-sixty-three-characters-of-an-id")]
    public async Task Keeps_the_cells_of_a_line_that_names_no_twin_in_the_balance(string cart)
    {
        var balance = await Run($"24/11/2026,07:00:00,{cart},13.8,100.5,\n24/11/2026,07:00:01,1,13.8,100.5,\n");
        Assert.Equal((4, 2, 1, 1), (balance.Cells, balance.Empty, balance.Unreadable, balance.Sent));
        Assert.Contains("names no twin: \"cart\" is", Assert.Single(balance.Refusals).Reason, StringComparison.Ordinal);
        Assert.Equal(["depot thing", "cart-1 shuttle"], Twin.Registered);
    }

    [Fact]
    public async Task Does_not_take_two_names_for_one_twin()
    {
        var message = (await Assert.ThrowsAsync<ReplayException>(() => Run("24/11/2026,07:00:00,A 1,13.8,100.5,\n24/11/2026,07:00:01,a-1,13.8,100.5,\n"))).Message;
        Assert.Contains("\"cart-A 1\" and \"cart-a-1\" would be one twin, \"cart-a-1\"", message, StringComparison.Ordinal);
        Assert.Empty(Twin.Taken);
    }

    [Theory]
    [InlineData("\"cart-{cart}\": {", "\"cart-{kart}\": {", "\"cart-{cart}\" is not under \"twins\"")]
    [InlineData("\"depot\"", "\"Depot\"", "\"Depot\" cannot name a twin")]
    [InlineData("[\"lat\", \"lon\"]", "[\"lat\"]", "A position stands in two columns")]
    [InlineData("\"channel\": \"position\"", "\"channel\": \"position\", \"unit\": \"1\"", "A position is in degrees on WGS84. Remove the unit.")]
    [InlineData("[\"lat\", \"lon\"]", "[\"lat\", \"hour\"]", "\"hour\" is the time's column")]
    [InlineData("\"ignored\": {", "\"ignored\": { \"cart\": \"x\"", "\"cart\" is also under \"ignored\"")]
    public void Is_checked_before_anything_is_sent(string right, string wrong, string says)
    {
        Assert.Contains(right, Map, StringComparison.Ordinal);
        var map = Folder.Write("map.json", Map.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Contains(says, Assert.Throws<MappingException>(() => MappingFile.Load(map)).Message, StringComparison.Ordinal);
    }

    Task<ReplayBalance> Run(string lines) => new ReplayRun(new(Folder.Write("file.csv", Header + lines), Folder.Write("map.json", Map), Progress: Folder.Path("progress.json")),
        Twin.Http, new HeardReport(), TimeProvider.System).Run(TestContext.Current.CancellationToken);
}
