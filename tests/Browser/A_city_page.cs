using Microsoft.Playwright;

namespace YPort.Twin.Tests.Browser;

/// <summary>Over a twin of a test's own, where nothing moves but what the test sends.</summary>
public sealed class A_city_page(Chromium chromium)
{
    [Fact]
    public async Task Tells_an_empty_city_how_to_begin_and_shows_no_zero()
    {
        Chromium.SkipWithoutOne();
        await using var twin = await LiveTwin.Empty();
        await using var screen = await chromium.Open(twin.Address + "/?lang=en");

        await Assertions.Expect(screen.Page.Locator("pre")).ToContainTextAsync($"curl -X PUT {twin.Address}/v1/twins/roof-1");
        foreach (var figure in Asking.Figures) Assert.Equal("–", await screen.Text(figure));
        screen.ComplainedOfNothing();
    }

    [Fact]
    public async Task Begins_by_the_commands_it_shows()
    {
        Chromium.SkipWithoutOne();
        await using var twin = await LiveTwin.Empty();
        await using var screen = await chromium.Open(twin.Address + "/?lang=en&set=real");

        await Shell.Run(await screen.Page.Locator("pre").InnerTextAsync());

        await Assertions.Expect(screen.Figure("pv-power-now")).ToHaveTextAsync("182");
        await Assertions.Expect(screen.Page.Locator("[data-twin='roof-1']")).ToContainTextAsync("182.40");
        await Assertions.Expect(screen.Page.Locator("pre")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Shows_a_reading_as_it_comes_and_every_figure_as_the_API_has_it()
    {
        Chromium.SkipWithoutOne();
        await using var twin = await LiveTwin.Empty();
        await twin.Http.Register("roof-1", "1030", "Roof of the test");
        await using var screen = await chromium.Open(twin.Address + "/?lang=en&set=real&layer=pv-power-now");
        Assert.Equal("–", await screen.Text("pv-power-now"));

        await twin.Http.Send("roof-1", "pv-power", 96.44, "kW", DateTimeOffset.UtcNow);
        await Assertions.Expect(screen.Figure("pv-power-now")).ToHaveTextAsync("96.4", new() { Timeout = 3000 });
        await twin.Http.Send("roof-1", "pv-power", -3.25, "W", DateTimeOffset.UtcNow.AddMilliseconds(1));
        await Assertions.Expect(screen.Figure("pv-power-now")).ToHaveTextAsync("−0.003", new() { Timeout = 3000 });

        await Deadline.Holds(() => SameAsTheApi(twin, screen, "real"), "the page's figures are the API's");
        await Assertions.Expect(screen.Page.Locator("[data-district='1030'] data").First).ToHaveTextAsync("0.00");
        Assert.Equal("–", await screen.Text("export-energy-today"));
        screen.ComplainedOfNothing();
        Assert.Empty(screen.Strangers);
    }

    /// <summary>Nothing comes after the page was opened, so what moves is the page's own doing.</summary>
    [Fact]
    public async Task Opens_without_moving_what_is_already_seen()
    {
        Chromium.SkipWithoutOne();
        await using var twin = await LiveTwin.Empty();
        await twin.Http.Told("house-1", DateTimeOffset.UtcNow.AddHours(-1), quarters: 4, kilowatts: 80, set: "real");
        await twin.Http.Drove("cart-1", DateTimeOffset.UtcNow.AddHours(-1), minutes: 60, set: "real");
        await Deadline.Holds(async () => (await twin.Http.City("real")).TryGetValue("vehicle-distance-today", out var metres) && metres > 0 ? (true, "") : (false, "no distance"), "the city knows how far the cart went");
        await using var screen = await chromium.Open(twin.Address + "/?lang=en&set=real");
        await screen.MapDrawn();

        var moved = await screen.Page.EvaluateAsync<double>("""
            () => new Promise(done => new PerformanceObserver(list => done(list.getEntries().reduce((sum, shift) => sum + (shift.hadRecentInput ? 0 : shift.value), 0)))
              .observe({ type: "layout-shift", buffered: true }) || setTimeout(() => done(0), 1000))
            """);
        Assert.InRange(moved, 0, 0.05);
    }

    [Fact]
    public async Task Keeps_its_figures_while_the_twin_is_gone_and_goes_on_when_it_is_back()
    {
        Chromium.SkipWithoutOne();
        await using var twin = await LiveTwin.Empty();
        await twin.Http.Register("roof-1", "1030", "Roof of the test");
        await twin.Http.Send("roof-1", "pv-power", 96.44, "kW", DateTimeOffset.UtcNow);
        await using var screen = await chromium.Open(twin.Address + "/?lang=en&set=real");
        await Assertions.Expect(screen.Figure("pv-power-now")).ToHaveTextAsync("96.4");

        await twin.Kill();
        await Assertions.Expect(screen.Page.Locator(".banner")).ToContainTextAsync("Reconnecting… showing data of");
        await Assertions.Expect(screen.Link).ToHaveAttributeAsync("data-link", "reconnecting");
        Assert.Equal("96.4", await screen.Text("pv-power-now"));

        await twin.Start();
        await Assertions.Expect(screen.Link).ToHaveAttributeAsync("data-link", "live", new() { Timeout = 10_000 });
        await Assertions.Expect(screen.Page.Locator(".banner")).ToHaveCountAsync(0);
        Assert.Equal("96.4", await screen.Text("pv-power-now"));
        await twin.Http.Send("roof-1", "pv-power", 120, "kW", DateTimeOffset.UtcNow);
        await Assertions.Expect(screen.Figure("pv-power-now")).ToHaveTextAsync("120");
    }

    internal static async Task<(bool Holds, string Seen)> SameAsTheApi(LiveTwin twin, Screen screen, string set)
    {
        var city = await twin.Http.City(set);
        var seen = new List<string>();
        var same = true;
        foreach (var name in Asking.Figures)
        {
            var text = await screen.Text(name);
            same &= text == Shown.Headline(city[name]);
            seen.Add($"{name}: page {text}, API {city[name]}");
        }
        return (same, string.Join("; ", seen));
    }
}
