using System.Globalization;
using YPort.Twin.Cli.Maps;
using YPort.Twin.Cli.Replay;
using YPort.Twin.Tests.Recordings.Support;

namespace YPort.Twin.Tests.Recordings.Replaying;

/// <summary>Lines that say what happened.</summary>
public sealed class A_mapping_of_events : ScriptedReplay
{
    const string Map = """
        {
          "what": "w", "source": "s", "licence": "l",
          "time": { "column": "day", "format": "uuuu-MM-dd", "zone": "Europe/London", "timeOfDay": "12:00", "notBefore": "2016-01-01T00:00:00Z" },
          "twins": { "bin-{street}": { "kind": "waste-site", "set": "real", "waste": { "role": "bin" } } },
          "columns": [ { "column": "full", "twin": "bin-{street}", "channel": "fill-level", "unit": "%" } ],
          "events": [
            { "twin": "bin-{street}", "type": "weighbridge-ticket", "id": "{day}/{lorry}", "quality": "estimated",
              "fields": { "direction": "in", "netKg": "{kg}", "vehicle": "lorry-{lorry}", "note": "{remark}" }, "decimals": { "netKg": 3 } }
          ],
          "ignored": {}
        }
        """;
    const string Header = "street,day,lorry,kg,full,remark\n";

    [Fact]
    public async Task Sends_readings_and_events_each_to_their_door()
    {
        await Run("elm row,2016-06-03,7,5.721688,50,\"say \"\"hi\"\"\"\n");
        Assert.Equal(["/v1/readings", "/v1/events"], Twin.Doors);
        Assert.Equal("""{"twin":"bin-elm-row","channel":"fill-level","at":"2016-06-03T11:00:00Z","value":50,"unit":"%"}""", Assert.Single(Twin.Taken.First()));
        Assert.Equal(
            """{"twin":"bin-elm-row","type":"weighbridge-ticket","id":"2016-06-03/7","at":"2016-06-03T11:00:00Z","fields":{"direction":"in","netKg":5.722,"vehicle":"lorry-7","note":"say \"hi\""},"quality":"estimated"}""",
            Assert.Single(Twin.Taken.Last()));
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("8120", "8120")]
    [InlineData("0.0005", "0.000")]
    [InlineData("0.0015", "0.002")]
    [InlineData("99.673724000000007", "99.674")]
    [InlineData("1e2", "100")]
    [InlineData("-1", "-1")]
    [InlineData("Null", "\"Null\"")]
    [InlineData("NaN", "\"NaN\"")]
    public async Task Rounds_a_number_half_to_even_as_the_mapping_says_and_sends_anything_else_as_it_is(string cell, string sent)
    {
        await Run($"elm row,2016-06-03,7,{cell},,\n");
        Assert.Contains($"\"netKg\":{sent},", Assert.Single(Assert.Single(Twin.Taken)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaves_out_a_field_whose_cell_is_empty_and_makes_the_event_all_the_same()
    {
        var balance = await Run("elm row,2016-06-03,,,,\n");
        Assert.Contains("\"fields\":{\"direction\":\"in\"}", Assert.Single(Assert.Single(Twin.Taken)), StringComparison.Ordinal);
        Assert.Equal((2, 1, 1), (balance.Cells, balance.Empty, balance.Sent));
    }

    [Fact]
    public async Task Says_which_line_was_refused_at_either_door()
    {
        Twin.Answers = (_, lines) => ScriptedTwin.Outcome(lines.Length - 1, 0, (lines.Length - 1, lines[^1].Contains("\"type\"", StringComparison.Ordinal) ? "No ticket." : "No level.", "Mend it."));
        var balance = await Run("elm row,2016-06-03,1,1,10,\nelm row,2016-06-04,1,1,20,\nelm row,2016-06-05,1,1,,\n");
        Assert.Equal((6, 1, 5, 3, 2), (balance.Cells, balance.Empty, balance.Sent, balance.Accepted, balance.Quarantined));
        Assert.Equal([(3L, "No level."), (4L, "No ticket.")], balance.Refusals.Select(refused => (refused.Line, refused.Reason)));
    }

    [Fact]
    public async Task Goes_on_where_it_stopped_and_keeps_its_order_for_the_same_seed()
    {
        var lines = string.Concat(Enumerable.Range(0, 20).Select(i => string.Create(CultureInfo.InvariantCulture, $"elm row,2016-06-{i + 1:00},1,{i},{i},\n")));
        Twin.Answers = (asked, _) => asked == 7 ? Microsoft.AspNetCore.Http.Results.StatusCode(500) : null;
        await Assert.ThrowsAsync<ReplayException>(() => Run(lines, times: 3, shuffle: 5, batch: 7));
        var before = Twin.Taken.SelectMany(batch => batch).Distinct().Count();
        var balance = await Run(lines, times: 3, shuffle: 5, batch: 7);

        Assert.True(before < 40);
        Assert.Equal((120, 120), (balance.Sent, balance.Accepted));
        // A batch that was half answered is sent again as a whole.
        Assert.All(Twin.Taken.SelectMany(batch => batch).GroupBy(line => line), same => Assert.InRange(same.Count(), 3, 4));
        Assert.Equal(40, Twin.Taken.SelectMany(batch => batch).Distinct().Count());
    }

    [Fact]
    public async Task Does_not_believe_a_clock_that_was_reset()
    {
        var balance = await Run("elm row,2015-12-31,7,1,50,\nelm row,2016-01-01,7,1,50,\n");
        Assert.Equal((4, 2, 2), (balance.Cells, balance.Unreadable, balance.Sent));
        Assert.Contains("\"2015-12-31\" is before 2016-01-01T00:00:00Z, when the recording began", Assert.Single(balance.Refusals).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2021-12-29T15:46:04.145+02", "2021-12-29T13:46:04.145Z")]
    [InlineData("2021-12-29T15:46:04.145+02:00", "2021-12-29T13:46:04.145Z")]
    [InlineData("2021-12-29 15:46:04-05:30", "2021-12-29T21:16:04Z")]
    [InlineData("2021-12-29T15:46:04Z", "2021-12-29T15:46:04Z")]
    public void Reads_offsets_in_hours_alone_or_with_minutes(string text, string utc)
    {
        Assert.True(new LocalTimes(new("iso", "t")).TryRead(text, out var at, out _));
        Assert.Equal(utc, NodaTime.Text.InstantPattern.ExtendedIso.Format(at));
    }

    [Theory]
    [InlineData("\"weighbridge-ticket\"", "\"weighing\"", "There is no type of event \"weighing\". Write one of: ")]
    [InlineData("\"waste-site\"", "\"thing\"", "Nothing of type \"weighbridge-ticket\" happens at a thing")]
    [InlineData("\"{day}/{lorry}\"", "\"1\"", "Every line would have the same id")]
    [InlineData("\"netKg\": \"{kg}\"", "\"net\": \"{kg}\"", "\"weighbridge-ticket\" has no field \"net\". It has: direction, vehicle, ")]
    [InlineData("\"direction\": \"in\", ", "", "\"direction\" is missing: ")]
    [InlineData("\"direction\": \"in\"", "\"direction\": \"inwards\"", "\"inwards\" is not one of in, out")]
    [InlineData("\"netKg\": 3", "\"vehicle\": 3", "Only a mapped number can be rounded")]
    [InlineData("\"netKg\": 3", "\"netKg\": -1", "Only a mapped number can be rounded")]
    [InlineData("\"ignored\": {", "\"ignored\": { \"kg\": \"x\"", "\"kg\" is also under \"ignored\"")]
    public void Is_checked_before_anything_is_sent(string right, string wrong, string says)
    {
        Assert.Contains(right, Map, StringComparison.Ordinal);
        var map = Folder.Write("map.json", Map.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Contains(says, Assert.Throws<MappingException>(() => MappingFile.Load(map)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Must_map_a_column_or_an_event()
    {
        var map = Folder.Write("map.json", Map[..Map.IndexOf("\"columns\"", StringComparison.Ordinal)] + "\"ignored\": {} }");
        Assert.Contains("No column is mapped and no event", Assert.Throws<MappingException>(() => MappingFile.Load(map)).Message, StringComparison.Ordinal);
    }

    Task<ReplayBalance> Run(string lines, int times = 1, int? shuffle = null, int batch = 1000) => new ReplayRun(
        new(Folder.Write("file.csv", Header + lines), Folder.Write("map.json", Map), Progress: Folder.Path("progress.json"), Times: times, Shuffle: shuffle, Batch: batch),
        Twin.Http, new HeardReport(), TimeProvider.System).Run(TestContext.Current.CancellationToken);
}
