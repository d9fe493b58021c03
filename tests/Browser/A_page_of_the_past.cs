using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;

namespace YPort.Twin.Tests.Browser;

/// <summary>The last 24 hours, night, and what is wrong, over one twin that plays its rehearsal.</summary>
public sealed class A_page_of_the_past(Chromium chromium, RehearsingTwin rehearsing) : IClassFixture<RehearsingTwin>
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Goes_back_by_keyboard_shows_what_the_ledger_says_and_returns_with_Escape()
    {
        await using var screen = await Open("/?lang=en&set=rehearsal&map=tiles");
        await screen.TabTo("input[type='range']");
        await screen.Page.Keyboard.PressAsync("PageDown");
        await screen.Page.WaitForURLAsync(address => address.Contains("t=20", StringComparison.Ordinal));
        await Assertions.Expect(screen.Page.Locator("a.past")).ToContainTextAsync("Back to live");

        var at = Uri.UnescapeDataString(screen.Page.Url.Split("t=")[^1].Split('&')[0]);
        var midnight = DateTimeOffset.Parse(at, CultureInfo.InvariantCulture).AddTicks(-1).ToOffset(TimeSpan.FromHours(7)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await Deadline.Holds(async () =>
        {
            var ledger = await Ledger($"/v1/metrics/load-energy?set=rehearsal&from={midnight}&to={at}&step=1d");
            var page = await screen.Text("load-energy-today");
            return (page == Shown.Headline(ledger / 1_000_000m), $"page {page}, ledger {ledger} Wh");
        }, "the page's figure of then is the ledger's");
        Assert.Equal("until then", (await screen.Page.Locator("[data-figure='city/load-energy-today']").InnerTextAsync()).Split("midnight ")[^1].Trim()[..10]);

        await screen.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(screen.Page.Locator("a.past")).ToHaveCountAsync(0);
        Assert.DoesNotContain("t=20", screen.Page.Url, StringComparison.Ordinal);
        screen.ComplainedOfNothing();
    }

    [Fact]
    public async Task Says_beside_each_figure_what_it_was_a_day_earlier()
    {
        // Two hours before the same moment of yesterday and one after; nothing else is known of that day.
        await rehearsing.Twin!.Http.Told("old-house", DateTimeOffset.UtcNow.AddHours(-26), quarters: 12, kilowatts: 40);
        var (then, quarter) = (DateTimeOffset.UtcNow.AddDays(-1), TimeSpan.FromMinutes(15));
        then -= TimeSpan.FromTicks(then.Ticks % quarter.Ticks);
        await Deadline.Holds(async () => (await Ledger($"/v1/metrics/load-energy?set=rehearsal&from={then - quarter:yyyy-MM-ddTHH:mm:ssZ}&to={then:yyyy-MM-ddTHH:mm:ssZ}&step=15m") is var energy && energy == 10_000, $"{energy} Wh"), "the ledger knows of yesterday");

        await using var screen = await Open("/?lang=en&set=rehearsal&map=tiles");
        await Assertions.Expect(screen.Page.Locator("[data-figure='city/load-power-now'] .before")).ToContainTextAsync("a day earlier");
        Assert.Equal("40.0", await screen.Page.Locator("[data-figure='city/load-power-now'] .before data").InnerTextAsync());
        await Assertions.Expect(screen.Page.Locator("[data-figure='city/pv-power-now'] .before")).ToHaveCountAsync(0);
        screen.ComplainedOfNothing();
    }

    [Fact]
    public async Task Goes_back_a_day_in_a_week_by_one_key_and_shows_what_the_ledger_says()
    {
        await rehearsing.Twin!.Http.Told("week-house", DateTimeOffset.UtcNow.AddHours(-54), quarters: 200, kilowatts: 20, set: "real");
        await using var screen = await Open("/live?lang=en&set=real&map=tiles&span=week");
        await screen.TabTo("input[type='range']");
        await screen.Page.Keyboard.PressAsync("PageDown");
        await screen.Page.WaitForURLAsync(address => address.Contains("t=20", StringComparison.Ordinal));

        var at = Uri.UnescapeDataString(screen.Page.Url.Split("t=")[^1].Split('&')[0]);
        var moment = DateTimeOffset.Parse(at, CultureInfo.InvariantCulture);
        Assert.InRange(DateTimeOffset.UtcNow - moment, TimeSpan.FromHours(24), TimeSpan.FromHours(25.1));
        var midnight = moment.AddTicks(-1).ToOffset(TimeSpan.FromHours(7)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await Deadline.Holds(async () =>
        {
            var ledger = await Ledger($"/v1/metrics/load-energy?set=real&from={midnight}&to={at}&step=1d");
            var page = await screen.Text("load-energy-today");
            return (ledger > 0 && page == Shown.Headline(ledger / 1_000_000m), $"page {page}, ledger {ledger} Wh");
        }, "the page's figure of then is the ledger's");
        await Assertions.Expect(screen.Page.Locator(".bar rect.use")).ToHaveCountAsync(168);
        screen.ComplainedOfNothing();
    }

    [Fact]
    public async Task Goes_to_a_moment_that_is_typed_on_a_bar_as_long_as_it_takes_and_says_what_happened_then()
    {
        var http = rehearsing.Twin!.Http;
        (await http.PutAsJsonAsync("/v1/twins/jump-cart", new { kind = "shuttle", set = "real", name = new { en = "Jump cart" }, area = "1029" }, Stop)).EnsureSuccessStatusCode();
        var hour = DateTimeOffset.UtcNow.AddDays(-3);
        hour -= TimeSpan.FromTicks(hour.Ticks % TimeSpan.TicksPerHour);
        foreach (var minute in (int[])[12, 31, 48])
        {
            var at = (hour + TimeSpan.FromMinutes(minute)).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
            (await http.PostAsJsonAsync("/v1/events?set=real", new[] { new { twin = "jump-cart", type = "disengagement", id = $"jump-{minute}", at, fields = new { } } }, Stop)).EnsureSuccessStatusCode();
        }
        await Deadline.Holds(async () => (await Ledger($"/v1/metrics/disengagements?set=real&from={hour:yyyy-MM-ddTHH:mm:ssZ}&to={hour.AddHours(1):yyyy-MM-ddTHH:mm:ssZ}&step=1h") is var count && count == 3, $"{count}"), "the ledger knows of three");

        await using var screen = await Open("/live?lang=en&set=real&map=tiles");
        var moment = screen.Page.Locator(".bar input.moment");
        await moment.FillAsync(hour.AddHours(1).ToOffset(TimeSpan.FromHours(7)).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture));
        await screen.Page.WaitForURLAsync(address => address.Contains("span=week", StringComparison.Ordinal) && address.Contains("t=20", StringComparison.Ordinal));
        Assert.Contains(Uri.EscapeDataString($"{hour.AddHours(1):yyyy-MM-ddTHH:mm:ssZ}"), screen.Page.Url.Replace(":", "%3A", StringComparison.Ordinal), StringComparison.Ordinal);
        await Assertions.Expect(screen.Page.Locator(".bar input[type='range']")).ToHaveAttributeAsync("aria-valuetext", new System.Text.RegularExpressions.Regex("Interventions: 3"));
        await Assertions.Expect(screen.Page.Locator("[data-happened='disengagements'] rect")).ToHaveCountAsync(1);
        Assert.Equal(0, await screen.Page.Locator("[data-happened='waste-collected'] rect").CountAsync());

        // Eight ticks of two hours each.
        await screen.Page.Locator(".bar select").SelectOptionAsync("8×");
        var before = screen.Page.Url;
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Play" }).ClickAsync();
        await screen.Page.WaitForURLAsync(address => address != before);
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();
        var played = DateTimeOffset.Parse(Uri.UnescapeDataString(screen.Page.Url.Split("t=")[^1].Split('&')[0]), CultureInfo.InvariantCulture) - hour.AddHours(1);
        Assert.Equal((0, true), (played.Ticks % TimeSpan.FromHours(16).Ticks, played > TimeSpan.Zero));
        screen.ComplainedOfNothing();
    }

    [Fact]
    public async Task Shows_two_moments_side_by_side_each_as_the_ledger_has_it_and_with_its_source()
    {
        await rehearsing.Twin!.Http.Told("other-house", DateTimeOffset.UtcNow.AddHours(-54), quarters: 200, kilowatts: 20, set: "real");
        await using var screen = await Open("/live?lang=en&set=real&map=tiles&tab=compare");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "A day earlier", Exact = true }).ClickAsync();
        await screen.Page.WaitForURLAsync(address => address.Contains("with=city", StringComparison.Ordinal));
        var at = Uri.UnescapeDataString(screen.Page.Url.Split("with=")[^1].Split('&')[0]).Split('@')[1];
        var midnight = DateTimeOffset.Parse(at, CultureInfo.InvariantCulture).AddTicks(-1).ToOffset(TimeSpan.FromHours(7)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        var row = screen.Page.Locator("[data-compared='load-energy-today'] td");
        await Deadline.Holds(async () =>
        {
            var ledger = await Ledger($"/v1/metrics/load-energy?set=real&from={midnight}&to={at}&step=1d");
            var then = await row.Nth(1).Locator("data").GetAttributeAsync("value");
            return (ledger > 0 && decimal.TryParse(then, CultureInfo.InvariantCulture, out var megawattHours) && megawattHours == ledger / 1_000_000m, $"page {then} MWh, ledger {ledger} Wh");
        }, "the figure of then is the ledger's");
        Assert.Equal(await screen.Value("load-energy-today"), await row.Nth(0).Locator("data").GetAttributeAsync("value") ?? "");
        Assert.Contains("why=", await row.Nth(1).Locator("a").GetAttributeAsync("href"), StringComparison.Ordinal);
        await screen.Page.SetViewportSizeAsync(320, 900);
        Assert.True(await screen.Page.EvaluateAsync<bool>("() => document.getElementById('side').scrollWidth <= document.getElementById('side').clientWidth"), "At 320 pixels one has to scroll sideways.");
        screen.ComplainedOfNothing();
    }

    [Fact]
    public async Task Begins_where_its_address_says()
    {
        var at = DateTimeOffset.UtcNow.AddHours(-2);
        var asked = new DateTimeOffset(at.Year, at.Month, at.Day, at.Hour, 30, 0, TimeSpan.Zero);
        await using var screen = await Open($"/?lang=en&set=rehearsal&map=tiles&t={asked:yyyy-MM-ddTHH:mm:ssZ}");
        await Assertions.Expect(screen.Page.Locator("a.past")).ToContainTextAsync(asked.ToOffset(TimeSpan.FromHours(7)).ToString("HH:mm", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Says_by_night_why_roofs_make_nothing_and_by_day_what_they_make()
    {
        await using var screen = await Open("/?lang=en&set=rehearsal&map=tiles");
        var sun = JsonDocument.Parse(await rehearsing.Twin!.Http.GetStringAsync("/v1/sun", Stop)).RootElement;
        var headline = screen.Page.Locator(".headline");
        await Assertions.Expect(headline).ToContainTextAsync("Twinned buildings use");
        if (sun.GetProperty("up").GetBoolean()) await Assertions.Expect(headline).ToContainTextAsync("Their roofs make");
        else
        {
            var sunrise = sun.GetProperty("nextSunrise").GetDateTimeOffset().ToOffset(TimeSpan.FromHours(7)).ToString("HH:mm", CultureInfo.InvariantCulture);
            await Assertions.Expect(headline).ToContainTextAsync($"The sun is down; sunrise {sunrise}.");
        }
    }

    [Fact]
    public async Task Is_calm_at_rest_and_names_what_is_wrong_once_it_is()
    {
        Chromium.SkipWithoutOne();
        await using var twin = await LiveTwin.Empty();
        await twin.Http.Register("roof-1", "1030", "Roof of the test");
        await using var screen = await chromium.Open(twin.Address + "/?lang=en&set=real&map=tiles&tab=alerts");
        await Assertions.Expect(screen.Page.Locator("#side")).ToContainTextAsync("All calm: 1 twins answered");

        var now = DateTimeOffset.UtcNow;
        for (var minute = 40; minute >= 0; minute -= 2)
        {
            await twin.Http.Send("roof-1", "pv-power", 100, "kW", now.AddMinutes(-minute));
            if (minute % 20 == 0) await twin.Http.Send("roof-1", "pv-energy", 1000, "kWh", now.AddMinutes(-minute));
        }
        await Assertions.Expect(screen.Page.Locator("[data-alarm='register-stuck']")).ToContainTextAsync("Roof of the test", new() { Timeout = 60_000 });
        await Assertions.Expect(screen.Page.Locator("#side nav")).ToContainTextAsync("Alerts: 1");
        screen.ComplainedOfNothing();
    }

    [Fact]
    public async Task Tells_a_chart_in_words_in_a_table_and_by_arrow_keys()
    {
        await using var screen = await Open("/?lang=en&set=rehearsal&map=tiles&tab=charts");
        var chart = screen.Page.Locator("[data-chart]").First;
        await Assertions.Expect(chart.Locator("figcaption")).ToContainTextAsync("Energy used: at most");
        await screen.TabTo("[data-chart] [role='img']");
        await screen.Page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(chart.Locator("[role='status']")).ToContainTextAsync("kW");
        await chart.GetByRole(AriaRole.Button, new() { Name = "Table" }).ClickAsync();
        await Assertions.Expect(chart.Locator("tbody tr")).ToHaveCountAsync(96);
        screen.ComplainedOfNothing();
    }

    [Fact]
    public async Task Keeps_its_charts_and_the_focus_in_them_when_a_kind_of_twin_speaks_for_the_first_time()
    {
        Chromium.SkipWithoutOne();
        await using var twin = await LiveTwin.Empty();
        await twin.Http.Told("meter-1", DateTimeOffset.UtcNow - TimeSpan.FromHours(2), quarters: 6, kilowatts: 50, set: "real");
        await using var screen = await chromium.Open(twin.Address + "/?lang=en&set=real&map=tiles&tab=charts");
        await screen.TabTo("[data-chart] [role='img']");
        await screen.Page.EvaluateAsync("() => window.curve = document.activeElement");

        await twin.Http.RegisterCart("cart-1");
        await twin.Http.Drive("cart-1", 13.8047, 100.5418, ago: TimeSpan.FromSeconds(30));
        await twin.Http.Drive("cart-1", 13.8055, 100.5418);
        await Assertions.Expect(screen.Page.Locator("[data-chart='Shuttles, each quarter hour']")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        Assert.True(await screen.Page.EvaluateAsync<bool>("() => document.activeElement === window.curve"), "The keyboard's focus left the chart.");
    }

    Task<Screen> Open(string path)
    {
        Chromium.SkipWithoutOne();
        return chromium.Open(rehearsing.Twin!.Address + path);
    }

    async Task<decimal?> Ledger(string path)
    {
        var metric = JsonDocument.Parse(await rehearsing.Twin!.Http.GetStringAsync(path, Stop)).RootElement;
        return metric.GetProperty("series")[0].GetProperty("points")[0].GetProperty("value") is { ValueKind: JsonValueKind.Number } value ? value.GetDecimal() : null;
    }
}
