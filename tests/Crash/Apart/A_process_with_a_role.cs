using System.Net;
using System.Text.Json;
using YPort.Twin.Tests.Running;

namespace YPort.Twin.Tests.Crash.Apart;

[Trait("needs", "minutes")]
public sealed class A_process_with_a_role : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("silo,inject")]
    [InlineData("")]
    [InlineData("3")]
    public async Task Does_not_start_with_a_role_that_there_is_not(string roles)
    {
        await using var twin = TwinProcess.Launch(_folder, postgres: null, ("Twin:Roles", roles));
        Assert.Equal(1, await twin.Ended());
        Assert.Contains($"Twin:Roles is \"{roles}\". Name any of silo, ingest and dashboard", twin.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Does_not_start_on_SQLite_without_the_silo()
    {
        await using var twin = TwinProcess.Launch(_folder, postgres: null, ("Twin:Roles", "ingest,dashboard"));
        Assert.Equal(1, await twin.Ended());
        Assert.Contains("Leave Twin:Roles out, or set Twin__Storage to postgres", twin.Log, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("needs", "postgres")]
    public async Task Lives_and_waits_for_a_silo_and_says_what_it_misses()
    {
        var database = await (await PostgresServer.Shared()).NewDatabase();
        await using var ingest = TwinProcess.Launch(_folder, database, ("Twin:Roles", "ingest"));
        await Says(ingest, "The database holds no twin yet.");

        await using (await TwinProcess.Start(_folder, database, ("Twin:Roles", "silo"), ("Twin:Silo:ClusterId", "other")))
            await Says(ingest, "set Twin:Silo:ClusterId to the cluster that runs: \"other\".");

        await using (await TwinProcess.Start(_folder, database, ("Twin:Roles", "silo"), ("Twin:Silo:GatewayPort", "0")))
            await Says(ingest, "but their gateways are shut: Twin:Silo:GatewayPort is 0.");

        await using var silo = await TwinProcess.Start(_folder, database, ("Twin:Roles", "silo"));
        await Answers(ingest, "/healthz/ready", HttpStatusCode.OK);
        await Answers(ingest, "/v1/feeds", HttpStatusCode.OK);
    }

    [Fact]
    [Trait("needs", "postgres")]
    public async Task Ends_in_order_while_it_still_waits()
    {
        var database = await (await PostgresServer.Shared()).NewDatabase();
        await using var dashboard = TwinProcess.Launch(_folder, database, ("Twin:Roles", "dashboard"));
        await Says(dashboard, "The database holds no twin yet.");
        var code = await dashboard.End();
        Assert.True(code == 0, $"It ended with {code}. {dashboard.Log}");
    }

    static async Task Says(TwinProcess process, string missing)
    {
        await Answers(process, "/healthz/live", HttpStatusCode.OK);
        Assert.Contains(missing, await Answers(process, "/healthz/ready", HttpStatusCode.ServiceUnavailable, missing), StringComparison.Ordinal);
        await process.Writes(missing);
        var problem = JsonDocument.Parse(await Answers(process, "/v1/feeds", HttpStatusCode.ServiceUnavailable));
        Assert.Contains(missing, problem.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    static async Task<string> Answers(TwinProcess process, string path, HttpStatusCode expected, string with = "")
    {
        var deadline = Environment.TickCount64 + 60_000;
        while (true)
        {
            try
            {
                using var answer = await process.Http.GetAsync(path);
                var said = await answer.Content.ReadAsStringAsync();
                if (answer.StatusCode == expected && said.Contains(with, StringComparison.Ordinal)) return said;
                Assert.True(Environment.TickCount64 < deadline, $"{path}: {answer.StatusCode} {said}. {process.Log}");
            }
            catch (HttpRequestException) when (Environment.TickCount64 < deadline && process.IsRunning)
            {
                // It does not listen yet.
            }
            await Task.Delay(50);
        }
    }
}
