using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using YPort.Twin.Cli.Replay;
using YPort.Twin.Tests.Recordings.Support;

namespace YPort.Twin.Tests.Recordings.Replaying;

public sealed class A_replay : ScriptedReplay
{
    const string Map = """
        {
          "what": "w", "source": "s", "licence": "l", "assumed": ["the clock was right"],
          "time": { "column": "t", "format": "iso" },
          "twins": { "roof": { "kind": "building", "set": "real" }, "mast": { "kind": "thing", "set": "real" } },
          "columns": [
            { "column": "p", "twin": "roof", "channel": "pv-power", "unit": "kW" },
            { "column": "e", "twin": "roof", "channel": "load-interval-energy", "unit": "kW.h", "spanMinutes": 30, "timeIs": "start" },
            { "column": "w", "twin": "mast", "channel": "wind-speed", "unit": "m/s" }
          ],
          "ignored": {}
        }
        """;

    readonly HeardReport _heard = new();

    [Fact]
    public async Task Puts_the_twins_into_the_register_first()
    {
        await Run(Options(Lines(1)));
        Assert.Equal(["roof building", "mast thing"], Twin.Registered);
        Assert.Equal("?feed=map&set=real", Assert.Single(Twin.Queries));
        Assert.Contains(_heard.Lines, line => line.Contains("the clock was right", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Leaves_the_register_alone_when_told()
    {
        await Run(Options(Lines(1)) with { Register = false, Feed = "roof.raw" });
        Assert.Empty(Twin.Registered);
        Assert.Equal("?feed=roof.raw&set=real", Assert.Single(Twin.Queries));
    }

    [Fact]
    public async Task Sends_each_cell_digit_by_digit_with_its_unit_and_moment_in_UTC()
    {
        await Run(Options("t,p,e,w\n2022-01-02 00:00:00.25+07:00,2e-05,0.0435299999999999,Null\n"));
        Assert.Equal(
            [
                """{"twin":"roof","channel":"pv-power","at":"2022-01-01T17:00:00.25Z","value":2e-05,"unit":"kW"}""",
                """{"twin":"roof","channel":"load-interval-energy","start":"2022-01-01T17:00:00.25Z","at":"2022-01-01T17:30:00.25Z","value":0.0435299999999999,"unit":"kW.h"}""",
                """{"twin":"mast","channel":"wind-speed","at":"2022-01-01T17:00:00.25Z","value":"Null","unit":"m/s"}""",
            ], Assert.Single(Twin.Taken));
    }

    [Theory]
    [InlineData("01")]
    [InlineData("1.")]
    [InlineData("+1")]
    [InlineData("NaN")]
    [InlineData("1,5")]
    [InlineData("say \"hi\"")]
    public async Task Sends_what_is_no_JSON_number_as_a_word(string cell)
    {
        await Run(Options($"t,p,e,w\n2022-01-02T00:00:00Z,\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\",,\n"));
        using var sent = JsonDocument.Parse(Assert.Single(Assert.Single(Twin.Taken)));
        Assert.Equal(cell, sent.RootElement.GetProperty("value").GetString());
    }

    [Fact]
    public async Task Accounts_for_every_cell()
    {
        Twin.Answers = (_, lines) => ScriptedTwin.Outcome(lines.Length - 3, 2, (lines.Length - 1, "It is no number.", "Send one."));
        var balance = await Run(Options("t,p,e,w\n2022-01-02T00:00:00Z,1,,2\nyesterday,1,2,3\n2022-01-02T01:00:00Z,1,2,Null\n"));

        Assert.Equal((3, 9, 1, 3, 5), (balance.Lines, balance.Cells, balance.Empty, balance.Unreadable, balance.Sent));
        Assert.Equal((2, 2, 1), (balance.Accepted, balance.Duplicate, balance.Quarantined));
        Assert.True(balance.AddsUp);
        Assert.Equal(3, balance.ExitCode);
        Assert.Equal([3L, 4L], balance.Refusals.Select(refusal => refusal.Line));
        Assert.Equal("It is no number.", balance.Refusals[1].Reason);
    }

    [Fact]
    public async Task Is_well_when_nothing_was_refused() => Assert.Equal(0, (await Run(Options(Lines(3)))).ExitCode);

    [Fact]
    public async Task Waits_when_the_twin_asks_it_to_and_loses_nothing()
    {
        Twin.Answers = (asked, _) => asked is 1 or 2 ? new Busy(0) : asked == 4 ? new Busy(1) : null;
        var balance = await Run(Options(Lines(10)) with { Batch = 7 });
        Assert.Equal(30, balance.Accepted);
        Assert.Equal(30, Twin.Taken.Sum(batch => batch.Length));
        Assert.Equal(3, _heard.Lines.Count(line => line.StartsWith("The twin answered 503; asking again", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Sends_only_the_rest_of_a_batch_that_was_partly_taken()
    {
        Twin.Answers = (asked, lines) => asked switch
        {
            0 => Results.Problem(statusCode: 503, extensions: new Dictionary<string, object?> { ["accepted"] = 4, ["duplicate"] = 0, ["quarantined"] = 1, ["resumeAt"] = 5 }),
            1 => ScriptedTwin.Outcome(lines.Length - 1, 0, (0, "It is no number.", "Send one.")),
            _ => null,
        };
        var sent = 0;
        var answers = Twin.Answers;
        Twin.Answers = (asked, lines) => (sent += lines.Length) > 0 ? answers(asked, lines) : null;

        var balance = await Run(Options(Lines(3)));

        Assert.Equal((7, 0, 2), (balance.Accepted, balance.Duplicate, balance.Quarantined));
        Assert.Equal(9 + 4, sent);
        // The sixth reading is the last of the second line after the header.
        Assert.Equal(3, Assert.Single(balance.Refusals).Line);
    }

    [Fact]
    public async Task Stops_with_the_twins_own_words()
    {
        Twin.Answers = (_, _) => Results.Problem(statusCode: 403, title: "This sender may not send", detail: "Ask for a key.");
        Assert.Equal("The batch was not taken: 403 This sender may not send. Ask for a key.",
            (await Assert.ThrowsAsync<ReplayException>(() => Run(Options(Lines(1))))).Message);
    }

    [Fact]
    public async Task Does_not_trust_counts_that_miss_a_reading()
    {
        Twin.Answers = (_, lines) => ScriptedTwin.Outcome(lines.Length - 1);
        Assert.Contains("answered for 2 of 3", (await Assert.ThrowsAsync<ReplayException>(() => Run(Options(Lines(1))))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Goes_on_where_it_stopped_and_says_so()
    {
        var options = Options(Lines(10)) with { Batch = 6 };
        Twin.Answers = (asked, _) => asked == 3 ? Results.StatusCode(500) : null;
        await Assert.ThrowsAsync<ReplayException>(() => Run(options));

        var balance = await Run(options);

        Assert.Contains(_heard.Lines, line => line.StartsWith("Going on after line 7: 18 of 30 items", StringComparison.Ordinal));
        Assert.Equal((30, 30), (balance.Sent, balance.Accepted));
        Assert.Equal(30, Twin.Taken.SelectMany(batch => batch).Distinct().Count());
        Assert.Equal(5, Twin.Taken.Count);
    }

    [Fact]
    public async Task Has_nothing_left_to_send_after_its_end_unless_restarted()
    {
        var options = Options(Lines(2));
        await Run(options);
        Assert.Equal(6, (await Run(options)).Sent);
        Assert.Single(Twin.Taken);
        Assert.Contains(_heard.Lines, line => line.Contains("nothing is left to send", StringComparison.Ordinal));
        Assert.Equal(6, (await Run(options with { Restart = true })).Sent);
        Assert.Equal(2, Twin.Taken.Count);
    }

    [Fact]
    public async Task Does_not_go_on_from_another_replays_progress()
    {
        await Run(Options(Lines(2)));
        Assert.Contains("is not the progress of this replay", (await Assert.ThrowsAsync<ReplayException>(() => Run(Options(Lines(3))))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shuffles_and_repeats_the_same_way_for_the_same_seed()
    {
        var options = Options(Lines(20)) with { Times = 3, Shuffle = 5, Batch = 13, Restart = true };
        var balance = await Run(options);
        var once = Twin.Taken.SelectMany(batch => batch).ToList();
        await Run(options);
        var again = Twin.Taken.SelectMany(batch => batch).Skip(once.Count).ToList();

        Assert.Equal(180, balance.Sent);
        Assert.Equal(once, again);
        Assert.NotEqual(once.Take(60), once.Skip(60).Take(60));
        Assert.All(once.GroupBy(line => line), group => Assert.Equal(3, group.Count()));
        Assert.NotEqual(once.Take(60).Order(StringComparer.Ordinal), once.Take(60));
    }

    [Fact]
    public async Task Keeps_to_its_rate()
    {
        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        await Run(Options(Lines(10)) with { Batch = 3, RatePerSecond = 60 });
        // The last of ten batches of three may leave 27 readings after the first.
        Assert.InRange(clock.GetElapsedTime(start).TotalSeconds, 27 / 60.0, 60);
    }

    [Fact]
    public async Task Says_what_to_do_when_nobody_answers()
    {
        using var nobody = new HttpClient { BaseAddress = new("http://127.0.0.1:9") };
        var message = (await Assert.ThrowsAsync<ReplayException>(() => new ReplayRun(Options(Lines(1)), nobody, _heard, TimeProvider.System).Run(TestContext.Current.CancellationToken))).Message;
        Assert.Contains("Start the twin or correct --url", message, StringComparison.Ordinal);
    }

    ReplayOptions Options(string csv) => new(Folder.Write("file.csv", csv), Folder.Write("map.json", Map), Progress: Folder.Path("progress.json"));

    Task<ReplayBalance> Run(ReplayOptions options) => new ReplayRun(options, Twin.Http, _heard, TimeProvider.System).Run(TestContext.Current.CancellationToken);

    static string Lines(int count) => "t,p,e,w\n" + string.Concat(Enumerable.Range(0, count).Select(i =>
        string.Create(CultureInfo.InvariantCulture, $"2022-01-02T{i:00}:00:00Z,{i}.5,0.{i},{i}\n")));

    sealed class Busy(int seconds) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            httpContext.Response.StatusCode = 503;
            return Task.CompletedTask;
        }
    }
}
