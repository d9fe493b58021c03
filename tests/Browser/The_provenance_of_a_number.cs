using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;

namespace YPort.Twin.Tests.Browser;

/// <summary>Where a number on the page comes from, over a twin in which nothing moves but what these tests sent.</summary>
public sealed class The_provenance_of_a_number(Chromium chromium, StillTwin still) : IClassFixture<StillTwin>
{
    const string Emissions = "import-emissions-today";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_the_number_itself_for_every_figure_of_the_city()
    {
        await using var screen = await Open("/?lang=en&set=real&map=tiles");
        await Assertions.Expect(screen.Figure(Emissions)).Not.ToHaveTextAsync("–");
        var numbers = screen.Page.Locator("[data-figure] .value a");
        var count = await numbers.CountAsync();
        Assert.True(count >= 6, $"Only {count} figures have a value.");
        for (var i = 0; i < count; i++)
        {
            var shown = numbers.Nth(i).Locator("data");
            var (value, text) = (await shown.GetAttributeAsync("value"), await shown.InnerTextAsync());
            await numbers.Nth(i).ClickAsync();
            var explained = Dialog(screen).Locator("p.value data");
            await Assertions.Expect(explained).ToHaveAttributeAsync("value", value!);
            Assert.Equal(text, await explained.InnerTextAsync());
            await screen.Page.Keyboard.PressAsync("Escape");
            await Assertions.Expect(Dialog(screen)).ToHaveCountAsync(0);
        }
        screen.ComplainedOfNothing();
        Assert.Empty(screen.Strangers);
    }

    [Fact]
    public async Task Leads_down_to_the_readings_and_back_by_keyboard_alone()
    {
        await using var screen = await Open("/?lang=en&set=real&map=tiles");
        await Assertions.Expect(screen.Figure(Emissions)).Not.ToHaveTextAsync("–");
        await screen.TabTo($"[data-figure='city/{Emissions}'] .value a");
        await screen.Page.Keyboard.PressAsync("Enter");

        // The activity of the city, then of the district, of the house, of a quarter hour.
        foreach (var step in (string[])["city/import-emissions-today", "city/import-energy-today", "districts/1030/import-energy-today", "twins/house/import-energy"])
        {
            await Assertions.Expect(Dialog(screen)).ToHaveAttributeAsync("data-why", new System.Text.RegularExpressions.Regex($"^/v1/explain/{step}\\?"));
            await Dialog(screen).Locator("[data-part] a").First.WaitForAsync();
            await screen.TabTo("dialog [data-part] a");
            await screen.Page.Keyboard.PressAsync("Enter");
        }
        var readings = Dialog(screen).Locator("[data-readings='import-energy'] tbody tr");
        await Assertions.Expect(readings).ToHaveCountAsync(2);
        await Assertions.Expect(readings.First).ToContainTextAsync("meters");
        await Assertions.Expect(readings.First).ToContainTextAsync("offset");
        Assert.True(await screen.Page.EvaluateAsync<bool>("() => document.querySelector('dialog').contains(document.activeElement)"), "The focus left the dialog.");

        await screen.Page.GoBackAsync();
        await Assertions.Expect(Dialog(screen)).ToHaveAttributeAsync("data-why", new System.Text.RegularExpressions.Regex("/twins/house/import-energy.*"));
        await Assertions.Expect(Dialog(screen).Locator("[data-part]").First).ToBeVisibleAsync();
        await screen.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Dialog(screen)).ToHaveCountAsync(0);
        Assert.True(await screen.Page.EvaluateAsync<bool>($"() => document.activeElement.matches(\"[data-figure='city/{Emissions}'] .value a\")"), "The focus did not return to the number.");
        screen.ComplainedOfNothing();
    }

    [Fact]
    public async Task Can_be_worked_out_again_from_the_readings_that_are_exported()
    {
        await using var screen = await Open("/?lang=en&set=real&map=tiles");
        await Assertions.Expect(screen.Figure(Emissions)).Not.ToHaveTextAsync("–");
        await screen.Page.Locator($"[data-figure='city/{Emissions}'] .value a").ClickAsync();
        var factor = (await Exported(screen)).GetProperty("factors")[0].GetProperty("factor").GetProperty("value").GetDecimal();
        for (var step = 0; step < 3; step++)
        {
            var before = await Dialog(screen).GetAttributeAsync("data-why");
            await Dialog(screen).Locator("[data-part] a").First.ClickAsync();
            await Assertions.Expect(Dialog(screen)).Not.ToHaveAttributeAsync("data-why", before!);
        }

        var wattHours = 0m;
        foreach (var part in (await Exported(screen)).GetProperty("parts").EnumerateArray())
        {
            var quarter = await Json(part.GetProperty("explain").GetString()!);
            var csv = await still.Twin!.Http.GetStringAsync(quarter.GetProperty("readings")[0].GetProperty("export").GetString(), Stop);
            decimal[] counts = [.. csv.Trim().Split('\n')[1..].Select(row => decimal.Parse(row.Split(',')[2], CultureInfo.InvariantCulture))];
            wattHours += counts[^1] - counts[0];
        }
        Assert.Equal(decimal.Parse(await screen.Value(Emissions), CultureInfo.InvariantCulture), wattHours / 1000 * factor / 1000);
    }

    [Fact]
    public async Task Says_in_the_dialog_why_it_is_not_to_be_had_and_tries_again()
    {
        await using var screen = await Open("/?lang=en&set=real&map=tiles");
        await screen.Page.RouteAsync("**/v1/explain/**", route => route.AbortAsync());
        await screen.Page.Locator($"[data-figure='city/{Emissions}'] .value a").ClickAsync();
        await Assertions.Expect(Dialog(screen)).ToContainTextAsync("This could not be worked out: the twin does not answer.");

        await screen.Page.UnrouteAsync("**/v1/explain/**");
        await Dialog(screen).GetByRole(AriaRole.Button, new() { Name = "Try again now" }).ClickAsync();
        await Assertions.Expect(Dialog(screen).Locator("p.value data")).ToHaveAttributeAsync("value", await screen.Value(Emissions));
    }

    [Fact]
    public async Task Opens_over_the_sheet_of_a_twin_and_leaves_it_open()
    {
        await using var screen = await Open("/?lang=en&set=real&map=tiles&twin=house");
        var number = screen.Page.Locator("[data-measure='import-energy'] td a");
        var value = await number.Locator("data").GetAttributeAsync("value");
        await number.ClickAsync();
        await Assertions.Expect(Dialog(screen).Locator("p.value data")).ToHaveAttributeAsync("value", value!);

        await screen.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Dialog(screen)).ToHaveCountAsync(0);
        await Assertions.Expect(screen.Page.Locator("[data-twin-sheet='house'] [data-history] li")).ToHaveCountAsync(1);
        await Assertions.Expect(screen.Page.Locator("[data-twin-sheet='house'] [data-chart]")).ToHaveCountAsync(2);
        await screen.Page.Locator("[data-twin-sheet] details summary").ClickAsync();
        await Assertions.Expect(screen.Page.Locator("[data-raw]")).ToContainTextAsync("\"feed\": \"meters\"");
        screen.ComplainedOfNothing();
    }

    [Theory, InlineData("en"), InlineData("th"), InlineData("ja")]
    public async Task Has_no_fault_that_axe_finds_needs_no_sideways_scrolling_and_no_other_font(string language)
    {
        var quarter = (await Json("/v1/explain/twins/house/import-energy")).GetProperty("parts")[0].GetProperty("explain").GetString()!;
        foreach (var why in (string[])[$"/v1/explain/city/{Emissions}?set=real", quarter])
        {
            await using var screen = await Open($"/?lang={language}&set=real&map=tiles&why={Uri.EscapeDataString(why)}");
            await Dialog(screen).Locator("p.value data").WaitForAsync();
            await Axe.FindsNothingByLightOrDark(screen, why, A_moving_page.OneOfAKindIn("dialog.provenance"));
            await Deadline.Holds(async () => (await Fonts.NotBrought(screen.Page) is var faults && faults == "", faults), "all fonts are the page's own", 10);

            await screen.Page.SetViewportSizeAsync(320, 800);
            Assert.True(await screen.Page.EvaluateAsync<bool>("() => { const sheet = document.querySelector('dialog'); return sheet.scrollWidth <= sheet.clientWidth; }"), $"{why} scrolls sideways.");
            screen.ComplainedOfNothing();
        }
    }

    static ILocator Dialog(Screen screen) => screen.Page.Locator("dialog.provenance");

    // What the dialog's own link gives.
    async Task<JsonElement> Exported(Screen screen) => await Json((await Dialog(screen).Locator("a[download$='.json']").GetAttributeAsync("href"))!);

    async Task<JsonElement> Json(string address) => await still.Twin!.Http.GetFromJsonAsync<JsonElement>(address, Stop);

    Task<Screen> Open(string path)
    {
        Chromium.SkipWithoutOne();
        return chromium.Open(still.Twin!.Address + path);
    }
}

/// <summary>A house, a cart and a transfer station that spoke in the last hour and are silent since.</summary>
public sealed class StillTwin : IAsyncLifetime
{
    public LiveTwin? Twin { get; private set; }

    public async ValueTask InitializeAsync()
    {
        if (!Chromium.IsHere) return;
        Twin = await LiveTwin.Empty();
        await Twin.Http.Register("house", "1030", "House of the test");
        // Whole seconds: no sensor tells finer than a microsecond.
        var now = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        var quarter = new DateTimeOffset(now.Ticks - now.Ticks % TimeSpan.FromMinutes(15).Ticks, TimeSpan.Zero);
        DateTimeOffset[] moments = [.. Enumerable.Range(-4, 5).Select(step => quarter.AddMinutes(15 * step)), now];
        await Tell("/v1/readings?feed=meters", moments.SelectMany((at, step) => (object[])[
            new { twin = "house", channel = "import-energy", at, value = 1000 + 12.345 * step, unit = "kWh" },
            new { twin = "house", channel = "load-power", at, value = 60 + step, unit = "kW" },
            new { twin = "house", channel = "pv-power", at, value = 20 - step, unit = "kW" },
        ]));
        await Twin.Http.Drove("cart", now.AddMinutes(-30), minutes: 30, set: "real");
        using var registered = await Twin.Http.PutAsJsonAsync("/v1/twins/station", new { kind = "waste-site", set = "real", name = new { en = "Station of the test" }, area = "1034", waste = new { role = "transfer-station" } });
        registered.EnsureSuccessStatusCode();
        await Tell("/v1/events?feed=scales", [new { twin = "station", type = "weighbridge-ticket", id = "T-1", at = now, fields = new { direction = "in", grossKg = 15200, tareKg = 7080, category = "food", origin = "1034" } }]);
        await Deadline.Holds(async () => await Twin.Http.City("real") is var city && city["import-emissions-today"] is not null && city["waste-collected-today"] is not null ? (true, "") : (false, "no emissions or no waste yet"),
            "the city has its figures");
        // What explains reads history, which is a moment behind.
        await Deadline.Holds(async () => await Twin.Http.GetFromJsonAsync<JsonElement>("/v1/explain/twins/house/import-energy") is var told && told.GetProperty("notes")[0].GetString()!.Contains("equal to the ledger", StringComparison.Ordinal)
            ? (true, "") : (false, told.ToString()), "history has what was told");
    }

    async Task Tell(string address, IEnumerable<object> items)
    {
        using var answer = await Twin!.Http.PostAsJsonAsync(address, items);
        var said = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode && said.Contains("\"quarantined\":0", StringComparison.Ordinal), said);
    }

    public async ValueTask DisposeAsync()
    {
        if (Twin is not null) await Twin.DisposeAsync();
    }
}
