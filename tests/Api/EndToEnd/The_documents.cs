using System.Text.RegularExpressions;

namespace YPort.Twin.Tests.Api.EndToEnd;

public sealed partial class The_documents(TwinServer server) : IClassFixture<TwinServer>
{
    [Fact]
    public async Task Describe_every_path_in_words()
    {
        var document = await server.Get("/openapi/v1.json");
        var paths = document.GetProperty("paths");
        Assert.Equal(
            ["/v1/actions", "/v1/alarms", "/v1/channels", "/v1/city", "/v1/city/audit", "/v1/districts", "/v1/districts/shapes", "/v1/districts/{code}", "/v1/event-types", "/v1/events",
             "/v1/explain/actions/{id}", "/v1/explain/change", "/v1/explain/change/{part}", "/v1/explain/city/{figure}", "/v1/explain/districts/{code}/{figure}", "/v1/explain/e-waste/{figure}",
             "/v1/explain/inventory/per-head/{population}", "/v1/explain/inventory/total/{sector}/{total}", "/v1/explain/inventory/total/{total}", "/v1/explain/inventory/{gpc}", "/v1/explain/inventory/{gpc}/{part}",
             "/v1/explain/jcm/{project}/{year}", "/v1/explain/methane/{id}", "/v1/explain/plan/{figure}", "/v1/explain/roofs/{id}", "/v1/explain/shuttles/{figure}", "/v1/explain/twins/{id}/{figure}", "/v1/explain/waste/{figure}",
             "/v1/factors", "/v1/live", "/v1/live/ws", "/v1/lots/{lot}",
             "/v1/measures", "/v1/metrics/{measure}", "/v1/plan", "/v1/readings", "/v1/reports/change", "/v1/reports/e-waste", "/v1/reports/inventory", "/v1/reports/inventory/closings", "/v1/reports/inventory/closings/{year}/{edition}", "/v1/reports/jcm", "/v1/reports/methane", "/v1/reports/roofs",
             "/v1/reports/shuttles", "/v1/reports/waste", "/v1/routes", "/v1/sun", "/v1/twins", "/v1/twins/{id}", "/v1/twins/{id}/faults", "/v1/twins/{id}/meter-replacements", "/v1/twins/{id}/state", "/v1/vehicles/places"],
            paths.EnumerateObject().Select(path => path.Name).Order(StringComparer.Ordinal));
        foreach (var (path, operation) in paths.EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(operation => (path.Name, operation.Value))))
        {
            Assert.True(operation.TryGetProperty("summary", out _), $"{path} has no summary.");
            if (operation.TryGetProperty("parameters", out var parameters))
                Assert.All(parameters.EnumerateArray(), parameter => Assert.True(parameter.TryGetProperty("description", out _), $"{path}: {parameter.GetProperty("name")} has no description."));
        }
    }

    [Fact]
    public async Task Are_shown_without_asking_another_host()
    {
        var page = await server.Http.GetStringAsync("/docs", TestContext.Current.CancellationToken);
        Assert.DoesNotMatch(ForeignAddress(), page);
        var sources = Sources().Matches(page).Select(match => match.Groups[1].Value).ToArray();
        Assert.NotEmpty(sources);
        foreach (var source in sources)
            Assert.True((await server.Http.GetAsync(new Uri(new Uri(server.Http.BaseAddress!, "/docs/"), source), TestContext.Current.CancellationToken)).IsSuccessStatusCode, source);
        var policy = (await server.Http.GetAsync("/docs", TestContext.Current.CancellationToken)).Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'self'", policy);
        Assert.Contains("\"telemetry\":false", page.Replace(" ", "", StringComparison.Ordinal));
    }

    [GeneratedRegex("""(https?:)?//(?!127\.0\.0\.1)[a-z0-9.-]+\.[a-z]{2,}""", RegexOptions.IgnoreCase)]
    private static partial Regex ForeignAddress();

    [GeneratedRegex("""(?:src|href)="([^"]+)""")]
    private static partial Regex Sources();
}
