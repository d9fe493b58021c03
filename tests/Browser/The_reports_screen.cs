using System.Globalization;
using Microsoft.Playwright;

namespace YPort.Twin.Tests.Browser;

/// <summary>What officials file away, over days in which a roof, a house, a heap and a plant told a little.</summary>
public sealed class The_reports_screen(Chromium chromium, TwinOfAYear year) : IClassFixture<TwinOfAYear>
{
    const string Days = "set=rehearsal&from=2026-03-10&to=2026-03-12";
    const string Asked = "from=2026-03-10&to=2026-03-13";
    static readonly string[] Masses = ["collectedKg", "transferredKg", "deliveredKg", "stillThereKg"];

    [Fact]
    public async Task Shows_the_balance_of_waste_as_the_API_has_it_and_gives_it_away()
    {
        await using var screen = await Open("waste");
        var report = await year.Ask($"reports/waste?{Asked}");
        var sites = report.GetProperty("sites").EnumerateArray().ToArray();
        Assert.NotEmpty(sites);
        foreach (var site in sites)
        {
            var cells = screen.Page.Locator($"[data-site='{site.GetProperty("site").GetString()}'] data");
            Assert.Equal(Masses.Select(name => site.GetProperty(name).ToString()).Select(Plain),
                (await cells.EvaluateAllAsync<string[]>("all => all.map(one => one.value)")).Select(Plain));
        }
        await Assertions.Expect(screen.Page.Locator("[data-site='heap'] th")).ToHaveTextAsync("A heap");
        // Every mass opens where it comes from, by the site's name and on to its tickets.
        await screen.Page.Locator("[data-site='heap'] a[aria-haspopup]").First.ClickAsync();
        await Assertions.Expect(screen.Page.Locator("dialog.provenance .value data").First).ToHaveAttributeAsync("value", "10000");
        await Assertions.Expect(screen.Page.Locator("dialog.provenance [data-part='heap']")).ToContainTextAsync("A heap");
        await screen.Page.GoBackAsync();

        var file = await screen.Page.RunAndWaitForDownloadAsync(() => screen.Page.GetByRole(AriaRole.Link, new() { Name = "CSV" }).ClickAsync());
        Assert.Equal(await year.Twin!.Http.GetStringAsync($"/v1/reports/waste?set=rehearsal&{Asked}&format=csv", TestContext.Current.CancellationToken), await File.ReadAllTextAsync(await file.PathAsync(), TestContext.Current.CancellationToken));
        screen.ComplainedOfNothing();
        Assert.Empty(screen.Strangers);
    }

    [Fact]
    public async Task Says_of_each_roof_what_it_made_and_opens_where_that_comes_from()
    {
        await using var screen = await Open("roofs");
        var roof = (await year.Ask($"reports/roofs?{Asked}")).GetProperty("roofs")[0];
        Assert.Equal(24_000m, roof.GetProperty("actual").GetProperty("kwh").GetDecimal());
        Assert.Equal("24000", Plain(await screen.Page.Locator("[data-roof='finetech-1'] data").First.GetAttributeAsync("value")));

        await screen.Page.Locator("[data-roof='finetech-1'] a[aria-haspopup]").First.ClickAsync();
        await Assertions.Expect(screen.Page.Locator("dialog.provenance .value data").First).ToHaveAttributeAsync("value", "24000000");
        await screen.Page.GoBackAsync();
        await screen.Page.Locator("nav a[href*='report=methane']").ClickAsync();
        await screen.Page.Locator("[data-report='methane'][data-ready]").WaitForAsync();
        screen.ComplainedOfNothing();
    }

    [Theory, InlineData("en"), InlineData("th"), InlineData("ja")]
    public async Task Has_no_fault_that_axe_finds_and_brings_its_fonts(string language)
    {
        await using var screen = await Open("waste", language);
        await Axe.FindsNothing(screen, "light", Axe.Everything);
        Assert.Equal("", await Fonts.NotBrought(screen.Page));
        await screen.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Axe.FindsNothing(screen, "dark", Axe.Colours);
    }

    [Theory, InlineData("waste", "th"), InlineData("roofs", "ja"), InlineData("e-waste", "en")]
    public async Task Needs_no_sideways_scrolling_at_320_pixels(string report, string language)
    {
        await using var screen = await Open(report, language, width: 320);
        Assert.Equal(320, await screen.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        screen.ComplainedOfNothing();
    }

    async Task<Screen> Open(string report, string language = "en", int width = 1280)
    {
        Chromium.SkipWithoutOne();
        var screen = await chromium.Open($"{year.Twin!.Address}/reports?lang={language}&report={report}&{Days}", width, ColorScheme.Light, live: false);
        await screen.Page.Locator($"[data-report='{report}'][data-ready]").WaitForAsync();
        return screen;
    }

    static string Plain(string? number) => string.IsNullOrEmpty(number) ? "" : double.Parse(number, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
}
