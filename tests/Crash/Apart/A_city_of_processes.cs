using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using YPort.Twin.Tests.Running;

namespace YPort.Twin.Tests.Crash.Apart;

/// <summary>What is heard in one process, kept in others and shown in another is the same.</summary>
[Trait("needs", "minutes")]
[Trait("needs", "postgres")]
public sealed class A_city_of_processes
{
    [Fact]
    public async Task Shows_in_one_process_what_another_heard()
    {
        await using var city = await Processes.Start();
        const int roofs = 20;
        await new Senders(roofs, batchesEach: 1).Register(city.Dashboard.Http);
        var now = DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        using var answer = await city.Ingest.Http.PostAsJsonAsync("/v1/readings", Enumerable.Range(0, roofs)
            .Select(roof => new { twin = Senders.Twin(roof), channel = "pv-power", at = now, value = 100 + roof, unit = "kW" })
            .Append(new { twin = Senders.Twin(0), channel = "no-such-channel", at = now, value = 1, unit = "kW" })
            .Append(new { twin = "nobody", channel = "pv-power", at = now, value = 1, unit = "kW" }), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(roofs, (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("accepted").GetInt64());

        await Becomes(20 * 100m + 190, () => Figure(city.Dashboard, "city/pv-power-now"));
        var state = await city.Dashboard.Http.GetFromJsonAsync<JsonElement>($"/v1/twins/{Senders.Twin(7)}/state", TestContext.Current.CancellationToken);
        Assert.Contains("107", state.ToString(), StringComparison.Ordinal);
        var audit = await city.Dashboard.Http.GetFromJsonAsync<JsonElement>("/v1/city/audit", TestContext.Current.CancellationToken);
        Assert.True(audit.GetProperty("agrees").GetBoolean(), audit.ToString());
        // Read from the database by the process that hears; the silos have written it.
        await Becomes(2, async () => (await city.Ingest.Http.GetFromJsonAsync<JsonElement>("/v1/quarantine")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Serves_in_each_process_only_what_its_role_is()
    {
        await using var city = await Processes.Start();
        await Answers(city.Silos[0], ok: ["/healthz/ready", "/metrics", "/orleans"], missing: ["/v1/city", "/v1/feeds", "/"]);
        await Answers(city.Ingest, ok: ["/healthz/ready", "/metrics", "/v1/feeds", "/v1/quarantine"], missing: ["/v1/city", "/orleans", "/"]);
        await Answers(city.Dashboard, ok: ["/healthz/ready", "/metrics", "/v1/city", "/v1/measures", "/"], missing: ["/v1/feeds", "/orleans"]);
    }

    [Fact]
    public async Task Loses_nothing_and_counts_nothing_twice_when_a_silo_is_killed()
    {
        await using var city = await Processes.Start();
        Senders senders = new(twins: 24, batchesEach: 60);
        await senders.Register(city.Dashboard.Http);
        using CancellationTokenSource stop = new(TimeSpan.FromMinutes(4));
        var sending = senders.Send(() => city.Ingest, stop.Token);
        await Acknowledged(senders, senders.Readings / 5, sending, stop.Token);
        await city.Silos[0].Kill();
        await Acknowledged(senders, 3 * senders.Readings / 5, sending, stop.Token);
        await city.StartSilo();
        await sending;
        await senders.AllThereOnce(city.Ingest, city.Dashboard);
        await city.EndsInOrder();
    }

    [Fact]
    public async Task Loses_nothing_and_counts_nothing_twice_when_the_intake_is_killed()
    {
        await using var city = await Processes.Start();
        Senders senders = new(twins: 24, batchesEach: 40);
        await senders.Register(city.Dashboard.Http);
        using CancellationTokenSource stop = new(TimeSpan.FromMinutes(4));
        var sending = senders.Send(() => city.Ingest, stop.Token);
        for (var kill = 1; kill <= 2; kill++)
        {
            await Acknowledged(senders, kill * senders.Readings / 3, sending, stop.Token);
            await city.RestartIngest();
        }
        await sending;
        await senders.AllThereOnce(city.Ingest, city.Dashboard);
        await city.EndsInOrder();
    }

    [Fact]
    public async Task Comes_back_by_itself_after_every_silo_was_killed()
    {
        await using var city = await Processes.Start();
        Senders senders = new(twins: 8, batchesEach: 20);
        await senders.Register(city.Dashboard.Http);
        using CancellationTokenSource stop = new(TimeSpan.FromMinutes(4));
        var sending = senders.Send(() => city.Ingest, stop.Token);
        await Acknowledged(senders, senders.Readings / 3, sending, stop.Token);
        await Task.WhenAll(city.Silos.Select(silo => silo.Kill()));
        await city.StartSilo();
        await sending;
        await senders.AllThereOnce(city.Ingest, city.Dashboard);
        await city.EndsInOrder();
    }

    static async Task Acknowledged(Senders senders, long readings, Task sending, CancellationToken stop)
    {
        while (senders.Acknowledged < readings && !sending.IsCompleted) await Task.Delay(1, stop);
        Assert.False(sending.IsCompleted, $"{senders.Acknowledged} of {senders.Readings} were acknowledged before anything was killed: {sending.Exception}");
    }

    static async Task Answers(TwinProcess process, string[] ok, string[] missing)
    {
        foreach (var (path, expected) in ok.Select(path => (path, HttpStatusCode.OK)).Concat(missing.Select(path => (path, HttpStatusCode.NotFound))))
        {
            using var answer = await Gathered(process, path);
            Assert.True(answer.StatusCode == expected, $"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
    }

    // A city that has just started says so until it has heard all of itself.
    static async Task<HttpResponseMessage> Gathered(TwinProcess process, string path)
    {
        var deadline = Environment.TickCount64 + 60_000;
        while (true)
        {
            var answer = await process.Http.GetAsync(path);
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable || Environment.TickCount64 > deadline) return answer;
            answer.Dispose();
            await Task.Delay(50);
        }
    }

    static async Task<decimal?> Figure(TwinProcess dashboard, string id)
    {
        using var answer = await Gathered(dashboard, "/v1/city");
        var city = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        var value = city.GetProperty("figures").EnumerateArray().Single(figure => figure.GetProperty("id").GetString() == id).GetProperty("value");
        return value.ValueKind == JsonValueKind.Null ? null : value.GetDecimal();
    }

    static async Task Becomes<T>(T expected, Func<Task<T>> actual)
    {
        var deadline = Environment.TickCount64 + 30_000;
        while (!Equals(expected, await actual()) && Environment.TickCount64 < deadline) await Task.Delay(50);
        Assert.Equal(expected, await actual());
    }

    static Task Becomes(decimal expected, Func<Task<decimal?>> actual) => Becomes<decimal?>(expected, actual);
}
