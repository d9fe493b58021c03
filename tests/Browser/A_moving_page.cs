using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace YPort.Twin.Tests.Browser;

/// <summary>Over one twin that plays its rehearsal.</summary>
public sealed class A_moving_page(Chromium chromium, RehearsingTwin rehearsing) : IClassFixture<RehearsingTwin>
{
    [Fact]
    public async Task Begins_with_the_rehearsal_where_nothing_is_real_and_says_so()
    {
        await using var screen = await Open("/?lang=en");

        await Assertions.Expect(screen.Page.Locator("[data-set='rehearsal']")).ToContainTextAsync("No real twin has been registered yet");
        await Assertions.Expect(screen.Page.Locator("[data-twin]").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Moves_with_the_API()
    {
        await using var screen = await Open("/?lang=en&set=rehearsal");
        var before = await Values(screen);

        await Deadline.Holds(async () => (await Values(screen) is var now && now != before, now), "a figure moves");
        await Deadline.Holds(() => A_city_page.SameAsTheApi(rehearsing.Twin!, screen, "rehearsal"), "the page's figures are the API's");
        screen.ComplainedOfNothing();
        Assert.Empty(screen.Strangers);
    }

    [Fact]
    public async Task Stands_still_when_paused_and_catches_up_after()
    {
        await using var screen = await Open("/?lang=en&set=rehearsal");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        var paused = await Values(screen);
        var whole = await screen.Page.Locator("main").InnerTextAsync();
        var city = await Told();

        // The API must move on twice, so that the page had its chance to.
        for (var i = 0; i < 2; i++)
        {
            var last = city;
            await Deadline.Holds(async () => ((city = await Told()) != last, city), "the API moves on");
        }
        Assert.Equal(paused, await Values(screen));
        Assert.Equal(whole, await screen.Page.Locator("main").InnerTextAsync());

        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await Deadline.Holds(async () => (await Values(screen) is var now && now != paused, now), "the page moves again");
    }

    [Fact]
    public async Task Opens_a_district_and_a_building_by_keyboard_alone()
    {
        await using var screen = await Open("/?lang=en&set=rehearsal");
        await screen.Page.Locator("[data-twin]").First.WaitForAsync();

        await screen.TabTo("[data-district] a");
        await screen.Page.Keyboard.PressAsync("Enter");
        await screen.Page.WaitForURLAsync(address => address.Contains("d=10", StringComparison.Ordinal));
        await Assertions.Expect(screen.Page.Locator("[data-district] a[aria-current='true']")).ToHaveCountAsync(1);

        await screen.TabTo("[data-twin] a");
        await screen.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(screen.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await Assertions.Expect(screen.Page.Locator("[data-channel] data").First).ToBeVisibleAsync();

        await screen.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(screen.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        Assert.True(await screen.Page.EvaluateAsync<bool>("() => document.activeElement.matches('[data-twin] a')"), "The focus did not return to where the building was opened.");
        Assert.DoesNotContain("twin=", screen.Page.Url, StringComparison.Ordinal);
        Assert.Equal(1, screen.Streams);
    }

    [Fact]
    public async Task Reaches_all_fifty_districts_and_finds_one_in_any_language()
    {
        await using var screen = await Open("/?lang=en&set=rehearsal");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Show all 50 districts" }).ClickAsync();
        await Assertions.Expect(screen.Page.Locator("[data-district]")).ToHaveCountAsync(50);

        await screen.Page.GetByLabel("Find").First.FillAsync("จตุจักร");
        await Assertions.Expect(screen.Page.Locator("[data-district]")).ToHaveCountAsync(1);
        await Assertions.Expect(screen.Page.Locator("[data-district='1030']")).ToContainTextAsync("Chatuchak");
    }

    [Fact]
    public async Task Restores_language_set_and_building_from_its_address()
    {
        await using var first = await Open("/?lang=en&set=rehearsal");
        await first.Page.Locator("[data-twin] a").First.ClickAsync();
        await first.Page.GetByRole(AriaRole.Dialog).WaitForAsync();
        var address = new Uri(first.Page.Url).Query.Replace("lang=en", "lang=ja", StringComparison.Ordinal);

        await using var second = await Open("/" + address);
        await Assertions.Expect(second.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await Assertions.Expect(second.Page.Locator("html")).ToHaveAttributeAsync("lang", "ja");
    }

    [Theory, InlineData("en"), InlineData("th"), InlineData("ja")]
    public async Task Has_no_fault_that_axe_finds_by_light_or_dark(string language)
    {
        await using var screen = await Open($"/?lang={language}&set=rehearsal");
        await screen.Page.Locator("[data-twin]").First.WaitForAsync();
        await screen.Page.Locator("[data-map='ready']").WaitForAsync();
        await Axe.FindsNothingByLightOrDark(screen, "page", OneOfAKind);
        await screen.Page.Locator("nav a[href*='tab=charts']").ClickAsync();
        await screen.Page.Locator("[data-chart] canvas").Nth(1).WaitForAsync();
        await screen.Page.Locator("[data-chart] button").First.ClickAsync();
        await screen.Page.Locator("[data-chart] table").First.WaitForAsync();
        await Axe.FindsNothingByLightOrDark(screen, "a chart and a table", OneOfAKindIn("#side"));
        await screen.Page.Locator("nav a[href*='map=tiles']").ClickAsync();
        await screen.Page.Locator("nav a[href*='tab=alerts']").ClickAsync();
        await Axe.FindsNothingByLightOrDark(screen, "tiles and alerts", OneOfAKindIn(".stage"));
        await screen.Page.Locator("[data-twin] a").First.ClickAsync();
        await screen.Page.Locator("[data-channel] data").First.WaitForAsync();
        await Axe.FindsNothingByLightOrDark(screen, "sheet", OneOfAKindIn("dialog"));
    }

    [Theory, InlineData("en"), InlineData("th"), InlineData("ja")]
    public async Task Draws_every_glyph_from_a_font_it_brings(string language)
    {
        await using var screen = await Open($"/?lang={language}&set=rehearsal");
        await screen.Page.Locator("nav a[href*='map=tiles']").ClickAsync();
        await screen.Page.Locator("nav a[href*='tab=charts']").ClickAsync();
        await screen.Page.Locator("[data-chart]").First.WaitForAsync();
        await screen.Page.Locator("[data-twin] a").First.ClickAsync();
        await screen.Page.Locator("[data-channel] data").First.WaitForAsync();
        await Deadline.Holds(async () => (await Fonts.NotBrought(screen.Page) is var faults && faults == "", faults), "all fonts are the page's own", 10);
        Assert.Empty(screen.Strangers);
    }

    [Theory, InlineData("en"), InlineData("th"), InlineData("ja")]
    public async Task Needs_no_sideways_scrolling_at_320_pixels(string language)
    {
        await using var screen = await Open($"/?lang={language}&set=rehearsal", width: 320);
        await screen.Page.Locator("[data-twin]").First.WaitForAsync();
        Assert.Equal(320, await screen.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));

        await screen.Page.Locator("[data-twin] a").First.ClickAsync();
        await screen.Page.Locator("[data-channel] data").First.WaitForAsync();
        Assert.True(await screen.Page.EvaluateAsync<bool>("() => { const sheet = document.querySelector('dialog'); return sheet.scrollWidth <= sheet.clientWidth; }"), "The sheet scrolls sideways.");
    }

    Task<Screen> Open(string path, int width = 1280, ColorScheme theme = ColorScheme.Light)
    {
        Chromium.SkipWithoutOne();
        return chromium.Open(rehearsing.Twin!.Address + path, width, theme);
    }

    static async Task<string> Values(Screen screen) => string.Join(" ", await Task.WhenAll(Asking.Figures.Select(screen.Value)));

    async Task<string> Told() => string.Join(" ", (await rehearsing.Twin!.Http.City("rehearsal")).Values);

    // Rows that differ in their numbers only are looked at up to the third of their kind: axe needs twice the time for all of them.
    static readonly AxeRunContext OneOfAKind = OneOfAKindIn("html");

    /// <summary>Of what repeats row by row three are enough; what has been looked at before need not be again.</summary>
    internal static AxeRunContext OneOfAKindIn(string part) => new()
    {
        Include = [new(part)],
        Exclude = [.. ((string[])["[data-twin]", "[data-district]", "tbody tr", "[data-alarm]"]).Select(row => new AxeSelector($"{row}:nth-child(n+4)"))],
    };
}
