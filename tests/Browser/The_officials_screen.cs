using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace YPort.Twin.Tests.Browser;

/// <summary>What an official reads, over a year in which a roof, a house, a heap and a plant told a little.</summary>
public sealed partial class The_officials_screen(Chromium chromium, TwinOfAYear year) : IClassFixture<TwinOfAYear>
{
    const string Year = "set=rehearsal&year=2026&before=2026-03&after=2026-04";

    [Fact]
    public async Task Says_in_words_what_was_delivered_and_covered_and_every_number_as_the_API_has_it()
    {
        await using var screen = await Open($"/progress?lang=en&{Year}");
        var (plan, actions, inventory, jcm) = (await Ask("plan?year=2026"), await Ask("actions?year=2026"), await Ask("reports/inventory?year=2026"), await Ask("reports/jcm"));

        var (progress, coverage) = (plan.GetProperty("progress"), plan.GetProperty("coverage"));
        Assert.Equal(7.656m, progress.GetProperty("deliveredTonnes").GetDecimal()); // 24 MWh × 0.319
        await Same(screen, "[data-says='delivered'] [data-name='delivered']", progress, "deliveredTonnes");
        await Same(screen, "[data-says='delivered'] [data-name='percent']", progress, "deliveredPercent");
        await Same(screen, "[data-says='covered'] [data-name='percent']", coverage, "percent");
        await Assertions.Expect(screen.Page.Locator("[data-says='delivered']")).ToHaveTextAsync("Metered actions delivered 7.66 t of CO2e in 2026: 0.000075 % of the 10.25 Mt that 2030 requires against business as usual.");
        await Assertions.Expect(screen.Page.Locator("[data-says='covered']")).ToContainTextAsync("of the 43.71 Mt inventory of 2018 is covered by measurements; the rest is not estimated.");
        await Assertions.Expect(screen.Page.Locator("[data-says='level']")).ToHaveTextAsync("The target of 2030, 43.69 Mt, equals the level of 2018 (99.95 % of it): it is a cut against business as usual only.");

        foreach (var action in actions.GetProperty("actions").EnumerateArray())
            await Same(screen, $"[data-action='{action.GetProperty("id").GetString()}'] .achieved .value data", action.GetProperty("achieved"), "tonnes");
        await Assertions.Expect(screen.Page.Locator("[data-action='waste-survey']")).ToContainTextAsync("A study claims nothing.");
        await Assertions.Expect(screen.Page.Locator("[data-action='finetech-pv']")).ToContainTextAsync("Rests on a factor from memory: it cannot be closed.");

        foreach (var row in inventory.GetProperty("rows").EnumerateArray())
        {
            var cell = screen.Page.Locator($"[data-row='{row.GetProperty("gpc").GetString()}']");
            if (row.GetProperty("key").GetString() is { } key) await Assertions.Expect(cell).ToContainTextAsync(key);
            else await Same(cell.Locator("data"), row, "co2eKg");
        }
        foreach (var sector in inventory.GetProperty("sectors").EnumerateArray())
            await Same(screen, $"[data-sector='{sector.GetProperty("sector").GetString()}'] td:nth-child(2) data", sector.GetProperty("totals").GetProperty("scope1"), "co2eKg");
        // A bullet for the city, and one for each sector of which something is measured.
        Assert.Equal(coverage.GetProperty("sectors").EnumerateArray().Prepend(coverage).Select(one => one.GetProperty("measuredTonnes")).Where(tonnes => tonnes.ValueKind == JsonValueKind.Number).Select(tonnes => tonnes.GetDouble()),
            (await screen.Page.Locator("[data-bullet]").EvaluateAllAsync<string[]>("all => all.map(one => one.dataset.bullet)")).Select(text => double.Parse(text, CultureInfo.InvariantCulture)));
        await Same(screen, "[data-valued='I.4.4'] td:last-child data", Row(inventory, "I.4.4"), "biogenicCo2Kg");
        await Same(screen, "[data-total='basic'] td:nth-child(2) data", inventory.GetProperty("totals").GetProperty("basic"), "co2eKg");
        foreach (var head in inventory.GetProperty("perHead").EnumerateArray())
            await Same(screen, $"[data-head='{head.GetProperty("population").GetString()}'] td:last-child data", head, "basicTonnes");
        foreach (var factor in inventory.GetProperty("rows").EnumerateArray().SelectMany(row => row.GetProperty("factors").EnumerateArray()))
            await Same(screen, $"[data-factor='{factor.GetProperty("id").GetString()}'] data", factor, "value");
        var vintage = jcm.GetProperty("projects")[0].GetProperty("vintages")[0];
        await Same(screen, "[data-vintage] td:nth-child(4) data", vintage, "reductionTonnes");
        await Same(screen, "[data-vintage] td:nth-child(6) data", vintage, "againstExAnte");
        await Assertions.Expect(screen.Page.Locator("[data-vintage]")).ToContainTextAsync("unverified");
        await Assertions.Expect(screen.Page.Locator("[data-left-out]")).ToContainTextAsync(inventory.GetProperty("leftOut")[0].GetProperty("because").GetString()!);
        await Same(screen, "[data-part='real'] data", await Ask("reports/change?of=import-emissions&beforeFrom=2026-03-01&beforeTo=2026-04-01&from=2026-04-01&to=2026-05-01"), "realKg");
        Assert.Equal("7.656", await screen.Page.Locator("[data-delivered]").GetAttributeAsync("data-delivered"));
        screen.ComplainedOfNothing();
        Assert.Empty(screen.Strangers);
    }

    [Fact]
    public async Task Lets_one_choose_a_year_ask_whence_a_number_comes_compare_and_take_it_away_by_mouse()
    {
        await using var screen = await Open($"/progress?lang=en&{Year}");
        await screen.Page.Locator("[data-progress] nav a[href*='year=2025']").ClickAsync();
        await Assertions.Expect(screen.Page.Locator("[data-progress='2025'] [data-says='delivered']")).ToContainTextAsync("What metered actions delivered in 2025 is not known.");
        await Assertions.Expect(screen.Page.Locator("[data-says='covered']")).ToContainTextAsync("Nothing of the 43.71 Mt inventory");
        await screen.Page.Locator("[data-progress] nav a[href*='year=2026']").ClickAsync();
        await Assertions.Expect(screen.Page.Locator("[data-says='delivered']")).ToContainTextAsync("7.66 t");

        await screen.Page.Locator("[data-action='finetech-pv'] a[aria-haspopup]").First.ClickAsync();
        await screen.Page.WaitForURLAsync(address => Uri.UnescapeDataString(address).Contains("why=/v1/explain/actions/finetech-pv", StringComparison.Ordinal));
        await screen.Page.Locator("dialog.provenance [data-part] a").First.ClickAsync();
        await screen.Page.WaitForURLAsync(address => Uri.UnescapeDataString(address).Contains("why=/v1/explain/twins/finetech-1/pv-energy", StringComparison.Ordinal));
        await screen.Page.GoBackAsync();
        await screen.Page.GoBackAsync();
        // The numbers of the sentence as well, and a total over its sectors.
        await screen.Page.Locator("[data-says='covered'] a:has([data-name='percent'])").ClickAsync();
        await Assertions.Expect(screen.Page.Locator("dialog.provenance h2")).ToContainTextAsync("Covered by measurements");
        await screen.Page.GoBackAsync();
        await screen.Page.Locator("[data-total='basic'] a[aria-haspopup]").First.ClickAsync();
        await Assertions.Expect(screen.Page.Locator("dialog.provenance h2")).ToContainTextAsync("Inventory total BASIC");
        await Assertions.Expect(screen.Page.Locator("dialog.provenance [data-part]")).ToHaveCountAsync(3); // IV and V are in BASIC+ only
        await screen.Page.GoBackAsync();

        // A row of the inventory is retraced to the twins that it is made of, and one step further.
        var row = Row(await Ask("reports/inventory?year=2026"), "I.6.2");
        await screen.Page.Locator("[data-valued='I.6.2'] a[aria-haspopup]").ClickAsync();
        await Assertions.Expect(screen.Page.Locator("dialog.provenance h2")).ToContainTextAsync("Inventory row I.6.2");
        await Same(screen, "dialog.provenance .value data", row, "co2eKg");
        await screen.Page.Locator("dialog.provenance [data-part] a").First.ClickAsync();
        await screen.Page.WaitForURLAsync(address => Uri.UnescapeDataString(address).Contains("why=/v1/explain/twins/", StringComparison.Ordinal));
        await screen.Page.Locator("dialog.provenance .value data").First.WaitForAsync();
        await screen.Page.GoBackAsync();
        await screen.Page.GoBackAsync();
        await screen.Page.Locator("[data-part='activity'] a[aria-haspopup]").ClickAsync();
        await Assertions.Expect(screen.Page.Locator("dialog.provenance h2")).ToContainTextAsync("Change of emissions: by activity");
        await Assertions.Expect(screen.Page.Locator("dialog.provenance [data-part]")).ToHaveCountAsync(2);
        await screen.Page.GoBackAsync();
        // Two months of which one told nothing: an answer, and no complaint.
        await screen.Page.Locator("select[name='after']").SelectOptionAsync("2026-01");
        await Assertions.Expect(screen.Page.Locator("section[data-change]")).ToContainTextAsync("Nothing is known of import-energy in one of the two times.");

        await screen.Page.Locator("select[name='of']").SelectOptionAsync("pv-displaced");
        await screen.Page.Locator("select[name='after']").SelectOptionAsync("2026-03");
        await screen.Page.WaitForURLAsync(address => address.Contains("of=pv-displaced", StringComparison.Ordinal) && address.Contains("after=2026-03", StringComparison.Ordinal));
        await Assertions.Expect(screen.Page.Locator("[data-part='whole'] data")).ToHaveTextAsync("0.000"); // a month beside itself

        var file = await screen.Page.RunAndWaitForDownloadAsync(() => screen.Page.GetByRole(AriaRole.Link, new() { Name = "Inventory, CSV" }).ClickAsync());
        Assert.Equal("inventory-2026-rehearsal.csv", file.SuggestedFilename);
        Assert.Equal(await year.Twin!.Http.GetStringAsync("/v1/reports/inventory?year=2026&format=csv&set=rehearsal", Stop), await File.ReadAllTextAsync(await file.PathAsync(), Stop));
    }

    [Fact]
    public async Task Lets_one_do_the_same_by_keyboard_alone()
    {
        await using var screen = await Open($"/progress?lang=en&{Year}");
        await screen.TabTo("[data-progress] nav a[href*='year=2025']");
        await screen.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(screen.Page.Locator("[data-progress='2025'] [data-says='delivered']")).ToContainTextAsync("is not known");
        await screen.TabTo("[data-progress] nav a[href*='year=2026']");
        await screen.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(screen.Page.Locator("[data-progress='2026'] [data-says='delivered']")).ToContainTextAsync("7.66 t");

        await screen.TabTo("[data-path-chart] summary");
        await screen.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(screen.Page.Locator("[data-path-chart] tbody tr").First).ToBeVisibleAsync();

        await Assertions.Expect(screen.Page.Locator("[data-change] [data-part]").First).ToBeVisibleAsync();
        await screen.TabTo("select[name='of']");
        await screen.Page.Keyboard.PressAsync("ArrowDown");
        await screen.Page.WaitForURLAsync(address => address.Contains("of=charge-emissions", StringComparison.Ordinal));

        await screen.TabTo("a[href*='reports/inventory'][download]");
        var file = await screen.Page.RunAndWaitForDownloadAsync(() => screen.Page.Keyboard.PressAsync("Enter"));
        Assert.EndsWith(".csv", file.SuggestedFilename, StringComparison.Ordinal);

        await screen.Page.ReloadAsync(); // from the top again
        await screen.Page.Locator("[data-ready]").WaitForAsync();
        await screen.TabTo("[data-action='finetech-pv'] a[aria-haspopup]");
        await screen.Page.Keyboard.PressAsync("Enter");
        await screen.Page.WaitForURLAsync(address => address.Contains("why=", StringComparison.Ordinal));
    }

    [Theory, InlineData("en"), InlineData("th"), InlineData("ja")]
    public async Task Prints_on_two_light_pages_of_A4_that_say_of_what_when_and_where(string language)
    {
        await using var screen = await Open($"/progress?lang={language}&{Year}", theme: ColorScheme.Dark);
        await screen.Page.Locator("[data-change] [data-part]").First.WaitForAsync();
        var pdf = Encoding.Latin1.GetString(await screen.Page.PdfAsync(new() { PreferCSSPageSize = true }));
        Assert.Equal(2, Page().Count(pdf));
        Assert.Equal(["595 x 842"], Box().Matches(pdf).Select(box => string.Create(CultureInfo.InvariantCulture, $"{double.Parse(box.Groups[1].Value, CultureInfo.InvariantCulture):F0} x {double.Parse(box.Groups[2].Value, CultureInfo.InvariantCulture):F0}")).Distinct());

        await screen.Page.EmulateMediaAsync(new() { Media = Media.Print });
        var head = await screen.Page.Locator(".paper").InnerTextAsync();
        Assert.Contains(language switch { "th" => "ซ้อม", "ja" => "リハーサル", _ => "Rehearsal" }, head, StringComparison.Ordinal);
        Assert.Contains($"{year.Twin!.Address}/progress?", head, StringComparison.Ordinal);
        Assert.Matches(@"20\d\d-\d\d-\d\d \d\d:\d\d:\d\d\+07:00", head);
        Assert.Equal("rgb(20, 32, 46)", await screen.Page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('[data-progress] h2')).color"));
    }

    [Theory, InlineData("en"), InlineData("th"), InlineData("ja")]
    public async Task Has_no_fault_that_axe_finds_by_light_or_dark_and_brings_its_fonts(string language)
    {
        await using var screen = await Open($"/progress?lang={language}&{Year}");
        await screen.Page.Locator("[data-change] [data-part]").First.WaitForAsync();
        await screen.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach(one => one.open = true)");
        await Axe.FindsNothing(screen, "light", Axe.Everything, Few);
        Assert.Equal("", await Fonts.NotBrought(screen.Page));
        await screen.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Axe.FindsNothing(screen, "dark", Axe.Colours, Few);
    }

    [Theory, InlineData("en"), InlineData("th"), InlineData("ja")]
    public async Task Needs_no_sideways_scrolling_at_320_pixels(string language)
    {
        await using var screen = await Open($"/progress?lang={language}&{Year}", width: 320);
        await screen.Page.Locator("[data-change] [data-part]").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await screen.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach(one => one.open = true)");
        Assert.Equal(320, await screen.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task Ranks_the_districts_once_somebody_asks_and_each_number_says_whence_it_comes()
    {
        await using var screen = await Open($"/progress?lang=th&{Year}");
        Assert.Equal(0, await screen.Page.Locator("[data-ranked]").CountAsync());
        await screen.Page.Locator("#progress-districts").ClickAsync();
        var first = screen.Page.Locator("[data-ranked='1030']");
        await Assertions.Expect(first).ToContainTextAsync("จตุจักร");
        var plan = (await Ask("plan?year=2026")).GetProperty("progress");
        var metric = await Ask($"metrics/import-emissions?by=area&step=whole&from=2026-01-01&to={plan.GetProperty("to").GetString()}");
        await Same(screen, "[data-ranked='1030'] data", metric.GetProperty("series")[0].GetProperty("points")[0], "value");
        await first.Locator("a[aria-haspopup]").ClickAsync();
        await screen.Page.WaitForURLAsync(address => Uri.UnescapeDataString(address).Contains("why=/v1/explain/districts/1030/import-emissions", StringComparison.Ordinal));
        screen.ComplainedOfNothing();
    }

    [Fact]
    public async Task Is_folded_on_a_small_screen_and_opened_by_keyboard()
    {
        await using var screen = await Open($"/progress?lang=en&{Year}", width: 320);
        await Assertions.Expect(screen.Page.Locator("[data-action='finetech-pv']")).ToBeHiddenAsync();
        Assert.InRange(await screen.Page.EvaluateAsync<int>("() => document.documentElement.scrollHeight"), 1, 5_000);
        await screen.TabTo("summary:has(#progress-actions)");
        await screen.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(screen.Page.Locator("[data-action='finetech-pv']")).ToBeVisibleAsync();
        screen.ComplainedOfNothing();
    }

    [Fact]
    public async Task Counts_Buddhist_years_in_Thai_and_Gregorian_ones_in_Japanese()
    {
        await using var thai = await Open($"/progress?lang=th&{Year}");
        await Assertions.Expect(thai.Page.Locator("[data-says='delivered']")).ToContainTextAsync("พ.ศ. 2573");
        await Assertions.Expect(thai.Page.Locator("[data-progress] h2").First).ToContainTextAsync("พ.ศ. 2569");
        await using var japanese = await Open($"/progress?lang=ja&{Year}");
        await Assertions.Expect(japanese.Page.Locator("[data-says='delivered']")).ToContainTextAsync("2030年");
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    async Task<Screen> Open(string path, int width = 1280, ColorScheme theme = ColorScheme.Light)
    {
        Chromium.SkipWithoutOne();
        var screen = await chromium.Open(year.Twin!.Address + path, width, theme, live: false);
        await screen.Page.Locator("[data-progress][data-ready]").WaitForAsync();
        return screen;
    }

    Task<JsonElement> Ask(string path) => year.Ask(path);

    static JsonElement Row(JsonElement inventory, string gpc) => inventory.GetProperty("rows").EnumerateArray().Single(row => row.GetProperty("gpc").GetString() == gpc);

    static Task Same(Screen screen, string selector, JsonElement answer, string name) => Same(screen.Page.Locator(selector).First, answer, name);

    // The number as the API said it stands beside the formatted one; empty when unknown, and then a dash is seen.
    static async Task Same(ILocator shown, JsonElement answer, string name)
    {
        var said = answer.GetProperty(name);
        var value = await shown.GetAttributeAsync("value") ?? "";
        if (said.ValueKind == JsonValueKind.Null) Assert.Equal(("", "–"), (value, await shown.InnerTextAsync()));
        else
        {
            Assert.Equal((name, said.GetDouble()), (name, double.Parse(value, CultureInfo.InvariantCulture)));
            Assert.Matches(@"\d", await shown.InnerTextAsync());
        }
    }

    static readonly AxeRunContext Few = new() { Exclude = [new("tbody tr:nth-child(n+6)")] };

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)")]
    private static partial Regex Page();

    [GeneratedRegex(@"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]")]
    private static partial Regex Box();
}
