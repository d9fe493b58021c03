using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using YPort.Twin.Tests.Running;

namespace YPort.Twin.Tests.Crash.Broker;

/// <summary>A real mosquitto, with the configuration that is shipped, and real processes behind it.</summary>
[Trait("needs", "minutes")]
[Trait("needs", "mosquitto")]
public sealed partial class A_twin_behind_a_broker : IAsyncLifetime
{
    const string Topic = "twin/roof/pv-energy";
    static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    readonly TemporaryFolder _folder = new();
    Mosquitto _broker = null!;

    public async ValueTask InitializeAsync() => _broker = await Mosquitto.Start(Path.Combine(AppContext.BaseDirectory, "mosquitto.conf"));

    public async ValueTask DisposeAsync()
    {
        if (_broker is not null) await _broker.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Hears_what_is_published_and_sets_aside_what_it_cannot_use()
    {
        await using var twin = await Twin();
        await _broker.Publish(Topic, Readings(0, 10));
        await _broker.Publish(Topic, ["no number"]);
        await _broker.Publish("twin/roof/state", ["{}"]); // what a twin says itself
        await Balance(twin, accepted: 10, quarantined: 1);
        await Energy(twin, 10);
    }

    [Fact]
    public async Task Takes_each_message_once_when_killed_between_delivery_and_acknowledgement()
    {
        var twin = await Twin();
        try
        {
            // It hears and does not answer any more: these are under way when it is killed.
            twin.Stop();
            await _broker.Publish(Topic, Readings(0, 500));
            await twin.Kill();
            await twin.DisposeAsync();
            twin = await Twin(register: false);
            await Balance(twin, accepted: 500);

            // And in full run.
            var publishing = _broker.Publish(Topic, Readings(500, 20_000));
            while (await Accepted(twin) < 2_000) await Task.Delay(5, TestContext.Current.CancellationToken);
            await twin.Kill();
            await twin.DisposeAsync();
            twin = await Twin(register: false);
            await publishing;
            await Balance(twin, accepted: 20_500);
            await Energy(twin, 20_500);
            Assert.Equal(0, await twin.End());
            await Verification.Agrees(_folder, postgres: null);
        }
        finally
        {
            await twin.DisposeAsync();
        }
    }

    [Fact]
    [Trait("needs", "postgres")]
    public async Task Acknowledges_nothing_that_is_not_committed()
    {
        var database = await (await PostgresServer.Shared()).NewDatabase();
        await using var silo = await TwinProcess.Start(_folder, database, ("Twin:Roles", "silo,dashboard"));
        await Register(silo);
        var intake = await TwinProcess.Start(_folder, database, [.. Settings("test"), ("Twin:Roles", "ingest")]);
        try
        {
            await Connected(intake);
            // The twins stand still: what the intake hears it cannot commit.
            silo.Stop();
            await _broker.Publish(Topic, Readings(0, 500));
            await Becomes(500, () => Metric(intake, "twin_broker_waiting"), intake);
            await intake.Kill();
            silo.Continue();
            await intake.DisposeAsync();
            intake = await TwinProcess.Start(_folder, database, [.. Settings("test"), ("Twin:Roles", "ingest")]);
            await Balance(intake, accepted: 500);
            await Energy(silo, 500);
        }
        finally
        {
            await intake.DisposeAsync();
        }
    }

    [Fact]
    public async Task Gets_what_the_broker_kept_while_it_was_away()
    {
        await using (var twin = await Twin()) Assert.Equal(0, await twin.End());
        await _broker.Publish(Topic, Readings(0, 5_000));
        await using var again = await Twin(register: false);
        await Balance(again, accepted: 5_000);
        await Energy(again, 5_000);
    }

    [Fact]
    public async Task Gets_what_the_broker_kept_through_its_own_restart()
    {
        await using (var twin = await Twin()) Assert.Equal(0, await twin.End());
        await _broker.Publish(Topic, Readings(0, 2_000));
        await _broker.End();
        await _broker.Begin();
        await _broker.Publish(Topic, Readings(2_000, 500));
        await using var again = await Twin(register: false);
        await Balance(again, accepted: 2_500);

        // And with the twin there: it connects anew by itself.
        await _broker.End();
        await _broker.Begin();
        await _broker.Publish(Topic, Readings(2_500, 500));
        await Balance(again, accepted: 3_000);
        await Energy(again, 3_000);
    }

    [Fact]
    [Trait("needs", "postgres")]
    public async Task Shares_the_messages_among_its_intakes()
    {
        var database = await (await PostgresServer.Shared()).NewDatabase();
        await using var silo = await TwinProcess.Start(_folder, database, ("Twin:Roles", "silo,dashboard"));
        await Register(silo);
        await using var one = await Intake(database, "one");
        await using var other = await Intake(database, "other");
        await _broker.Publish(Topic, Readings(0, 2_000));
        await Balance(one, accepted: 2_000);
        // What a process tells of itself may be a third of a second old.
        await Becomes(2_000, async () => await Taken(one) + await Taken(other), one);
        Assert.True(await Taken(one) > 0, "The first took nothing.");
        Assert.True(await Taken(other) > 0, "The second took nothing.");

        // What is dealt out to one that is away waits for it.
        await other.Kill();
        await _broker.Publish(Topic, Readings(2_000, 1_000));
        await using var again = await TwinProcess.Start(_folder, database, [.. Settings("other"), ("Twin:Roles", "ingest"), ("Twin:Broker:Share", "twin"), ("Twin:Broker:Leave", "true")]);
        await Balance(one, accepted: 3_000);

        // And one that has left gets nothing more.
        await Becomes(true, () => Task.FromResult(again.Log.Contains("holds nothing more for \"other\"", StringComparison.Ordinal)), again);
        await again.End();
        await _broker.Publish(Topic, Readings(3_000, 500));
        await Balance(one, accepted: 3_500);
        await Energy(silo, 3_500);
    }

    [Fact]
    public async Task Does_not_start_in_a_group_without_a_name_of_its_own()
    {
        await using var twin = TwinProcess.Launch(_folder, postgres: null, ("Twin:Broker:Host", "127.0.0.1"), ("Twin:Broker:Share", "twin"));
        Assert.Equal(1, await twin.Ended());
        Assert.Contains("Give each process of the group an id of its own", twin.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Starts_without_its_broker_and_finds_it_later()
    {
        await _broker.End();
        await using var twin = await TwinProcess.Start(_folder, postgres: null, Settings("test"));
        await Register(twin);
        await _broker.Begin();
        await Connected(twin);
        await _broker.Publish(Topic, Readings(0, 3));
        await Balance(twin, accepted: 3);
    }

    (string, string)[] Settings(string clientId) => [("Twin:Broker:Host", "127.0.0.1"), ("Twin:Broker:Port", $"{_broker.Port}"), ("Twin:Broker:ClientId", clientId)];

    async Task<TwinProcess> Twin(bool register = true)
    {
        var twin = await TwinProcess.Start(_folder, postgres: null, Settings("test"));
        await Connected(twin);
        if (register) await Register(twin);
        return twin;
    }

    async Task<TwinProcess> Intake(string database, string name)
    {
        var intake = await TwinProcess.Start(_folder, database, [.. Settings(name), ("Twin:Roles", "ingest"), ("Twin:Broker:Share", "twin")]);
        await Connected(intake);
        return intake;
    }

    static async Task Register(TwinProcess twin) => (await twin.Http.PutAsJsonAsync("/v1/twins/roof",
        new { kind = "building", set = "real", name = new { en = "Roof" }, area = 1001, pv = new { ratedPower = new { value = 250, unit = "kW" } } })).EnsureSuccessStatusCode();

    // A register rising by 100 Wh each minute.
    static IEnumerable<string> Readings(int first, int count) => Enumerable.Range(first, count).Select(minute => string.Create(CultureInfo.InvariantCulture,
        $$"""{"at":"{{Start.AddMinutes(minute):yyyy-MM-ddTHH:mm:ssZ}}","value":{{minute / 10m}},"unit":"kWh"}"""));

    static Task Connected(TwinProcess twin) => Becomes(1, () => Metric(twin, "twin_broker_connected"), twin);

    static async Task<long> Taken(TwinProcess twin) => await Metric(twin, "twin_broker_messages_total");

    static async Task<long> Metric(TwinProcess twin, string name)
    {
        var metrics = await twin.Http.GetStringAsync("/metrics");
        return MetricLine().Matches(metrics).Where(line => line.Groups[1].Value == name).Sum(line => (long)double.Parse(line.Groups[2].Value, CultureInfo.InvariantCulture));
    }

    static async Task<long> Accepted(TwinProcess twin) => (await Feed(twin))?.GetProperty("accepted").GetInt64() ?? 0;

    static async Task<JsonElement?> Feed(TwinProcess twin)
    {
        foreach (var feed in (await twin.Http.GetFromJsonAsync<JsonElement>("/v1/feeds")).EnumerateArray())
            if (feed.GetProperty("feed").GetString() == "broker") return feed;
        return null;
    }

    static Task Balance(TwinProcess twin, long accepted, long quarantined = 0) => Becomes((accepted, quarantined),
        async () => await Feed(twin) is { } feed ? (feed.GetProperty("accepted").GetInt64(), feed.GetProperty("quarantined").GetInt64()) : (0, 0), twin);

    static async Task Energy(TwinProcess twin, int readings)
    {
        await Becomes((readings - 1) * 100m, async () =>
        {
            var answer = await twin.Http.GetFromJsonAsync<JsonElement>("/v1/metrics/pv-energy?twin=roof&from=2026-02-01&to=2026-05-01&step=1y");
            return answer.GetProperty("series").EnumerateArray().SelectMany(series => series.GetProperty("points").EnumerateArray())
                .Sum(point => point.GetProperty("value") is { ValueKind: JsonValueKind.Number } value ? value.GetDecimal() : 0);
        }, twin);
        var audit = await twin.Http.GetFromJsonAsync<JsonElement>("/v1/city/audit");
        Assert.True(audit.GetProperty("agrees").GetBoolean(), audit.ToString());
    }

    static async Task Becomes<T>(T expected, Func<Task<T>> actual, TwinProcess twin)
    {
        var deadline = Environment.TickCount64 + 60_000;
        while (!Equals(expected, await actual()) && Environment.TickCount64 < deadline) await Task.Delay(50);
        var found = await actual();
        Assert.True(Equals(expected, found), $"{expected} expected, {found} found. {twin.Log}");
    }

    [GeneratedRegex(@"^(twin_broker_\w+?)(?:\{[^}]*\})? ([\d.eE+]+)", RegexOptions.Multiline)]
    private static partial Regex MetricLine();
}
