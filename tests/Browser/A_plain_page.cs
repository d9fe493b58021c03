using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using YPort.Twin.Dashboards;

namespace YPort.Twin.Tests.Browser;

/// <summary>What a twin shows that was built without Node. This test's own program has no built page either, so it serves the plain one.</summary>
public sealed class A_plain_page(Chromium chromium)
{
    [Fact]
    public async Task Names_the_cure_and_shows_live_figures_as_text()
    {
        Chromium.SkipWithoutOne();
        await using var twin = await LiveTwin.Empty();
        await twin.Http.Register("roof-1", "1030", "Roof of the test");
        await twin.Http.Send("roof-1", "pv-power", 96.44, "kW", DateTimeOffset.UtcNow);
        await using var program = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default", "Warning"]).Build();
        program.MapGet("/v1/city", async (HttpRequest request) => Results.Text(await twin.Http.GetStringAsync("/v1/city" + request.QueryString), "application/json"));
        program.MapDashboard();
        await program.StartAsync(TestContext.Current.CancellationToken);
        var address = program.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

        await using var screen = await chromium.Open(address + "/", live: false);
        await Assertions.Expect(screen.Page.Locator("main")).ToContainTextAsync("Node 20.19 or newer");
        var power = screen.Page.Locator("tr", new() { HasText = "pv-power-now" });
        await Assertions.Expect(power).ToContainTextAsync("96.44");
        await Assertions.Expect(screen.Page.Locator("tr", new() { HasText = "export-energy-today" })).ToContainTextAsync("–");

        await twin.Http.Send("roof-1", "pv-power", 120, "kW", DateTimeOffset.UtcNow);
        await Assertions.Expect(power).ToContainTextAsync("120");
        screen.ComplainedOfNothing();
        Assert.Empty(screen.Strangers);
    }
}
