using System.Text.Json;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Api.EndToEnd;

/// <summary>A server of its own: what a project measured counts among what all actions delivered.</summary>
public sealed class The_credits(TwinServer server) : IClassFixture<TwinServer>
{
    [Fact]
    public async Task Count_a_registered_project_by_what_its_meters_measured_and_no_other_roof()
    {
        // 40 kWh an hour for two days at one of six meters: 1,920 kWh × 0.319 = 0.612 t, rounded down to none.
        var roof = await server.Roof("finetech-2", area: 1032, set: "rehearsal");
        await server.Roof("other-roof", area: 1032, set: "rehearsal");
        var midnight = Instant.Parse("2026-03-09T17:00:00Z");
        await server.Say(roof, "pv-energy", CitySet.Rehearsal, [.. Enumerable.Range(0, 49).Select(hour => (midnight + TimeSpan.FromHours(hour), 5_000_000m + hour * 40_000))]);
        JsonElement project = default;
        await server.Saved();
        await TwinServer.Until(async () => (project = (await server.Get("/v1/reports/jcm?set=rehearsal&from=2026-03-10&to=2026-03-11")).GetProperty("projects")[0]).GetProperty("vintages")[0].GetProperty("energyWattHours").GetDecimal() == 1_920_000);
        var vintage = project.GetProperty("vintages")[0];
        Assert.Equal((2026, 2, 0.61248m, 0, "unverified"), (vintage.GetProperty("year").GetInt32(), vintage.GetProperty("monitoredDays").GetInt32(), vintage.GetProperty("referenceTonnes").GetDecimal(), vintage.GetProperty("reductionTonnes").GetInt32(), vintage.GetProperty("label").GetString()));
        Assert.Equal(decimal.Round(844m * 2 / 365, 6), vintage.GetProperty("exAnteTonnes").GetDecimal());
        // The five meters that said nothing are gaps of two days each.
        Assert.Equal([48.0, 48.0, 48.0, 48.0, 48.0], project.GetProperty("gaps").EnumerateArray().Select(gap => gap.GetProperty("missingHours").GetDouble()));
        Assert.False(project.GetProperty("canBeClosed").GetBoolean());

        // Retraced: six meters, of which one measured; by the factor that the explanation names, before it is rounded down.
        var explained = await server.Get(vintage.GetProperty("explainReduction").GetString()!);
        var parts = explained.GetProperty("parts").EnumerateArray().ToArray();
        var factor = Assert.Single(explained.GetProperty("factors").EnumerateArray()).GetProperty("factor");
        Assert.Equal((0m, 6, "t/MWh", "memory"), (explained.GetProperty("value").GetDecimal(), parts.Length, factor.GetProperty("unit").GetString(), factor.GetProperty("status").GetString()));
        Assert.All(parts, part => Assert.Equal(part.GetProperty("value").GetDecimal() / 1_000_000 * factor.GetProperty("value").GetDecimal(), part.GetProperty("adds").GetDecimal()));
        Assert.Equal(vintage.GetProperty("referenceTonnes").GetDecimal(), parts.Sum(part => part.GetProperty("adds").GetDecimal()));
        var measured = Assert.Single(parts, part => part.GetProperty("value").GetDecimal() > 0);
        Assert.Equal(1_920_000m, (await server.Get(measured.GetProperty("explain").GetString()!)).GetProperty("value").GetDecimal());
        Assert.Equal(5, explained.GetProperty("notes").EnumerateArray().Count(note => note.GetString()!.Contains("not-measured, 48 h missing", StringComparison.Ordinal)));
        var unknown = await server.Http.GetAsync("/v1/explain/jcm/nobody/2026?set=rehearsal", TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Empty((await server.Get("/v1/reports/jcm")).GetProperty("projects").EnumerateArray()); // nothing real is registered
    }
}
