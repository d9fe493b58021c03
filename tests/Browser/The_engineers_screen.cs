using System.Globalization;
using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace YPort.Twin.Tests.Browser;

/// <summary>Over one rehearsing twin: what an engineer comes for, from the first reading to the last one mended.</summary>
public sealed class The_engineers_screen(Chromium chromium, RehearsingTwin rehearsing) : IClassFixture<RehearsingTwin>
{
    static readonly string[] Counts = ["received", "accepted", "duplicate", "quarantined", "discarded"];

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tries_sends_and_mends_by_mouse_and_its_balance_is_the_APIs()
    {
        await using var screen = await Open("/streams?lang=en&set=real");
        await rehearsing.Twin!.Http.Register("mouse-roof", "1030", "Roof of the test");
        var inject = screen.Page.Locator("#inject");
        await inject.Locator("input[name=feed]").FillAsync("mouse");
        await inject.Locator("input[name=twin]").FillAsync("mouse-roof");
        await inject.Locator("input[name=unit]").FillAsync("kW");
        await inject.Locator("input[name=at]").FillAsync(Ago(2));
        await inject.Locator("input[name=value]").FillAsync("182.40");

        await inject.GetByRole(AriaRole.Button, new() { Name = "Dry run" }).ClickAsync();
        await Assertions.Expect(inject.Locator("[data-dry='true'] [data-answered='accepted']")).ToContainTextAsync("182.4");
        Assert.Null(await Balance("mouse"));

        await inject.GetByRole(AriaRole.Button, new() { Name = "Send it" }).ClickAsync();
        await Assertions.Expect(inject.Locator("[data-dry='false'] [data-answered='accepted']")).ToHaveCountAsync(1);
        await Assertions.Expect(Count(screen, "mouse", "accepted")).ToHaveTextAsync("1");
        await inject.GetByRole(AriaRole.Button, new() { Name = "Send it" }).ClickAsync();
        await Assertions.Expect(inject.Locator("[data-dry='false'] [data-answered='duplicate']")).ToHaveCountAsync(1);

        await inject.Locator("input[name=value]").FillAsync("Null");
        await inject.Locator("input[name=at]").FillAsync(Ago(1));
        await inject.GetByRole(AriaRole.Button, new() { Name = "Dry run" }).ClickAsync();
        await Assertions.Expect(inject.Locator("[data-dry='true'] [data-answered='quarantined']")).ToContainTextAsync("not-a-number");
        await inject.GetByRole(AriaRole.Button, new() { Name = "Send it" }).ClickAsync();
        await Assertions.Expect(inject.Locator("[data-dry='false'] [data-answered='quarantined']")).ToContainTextAsync("not-a-number");

        await screen.Page.Locator("[data-feed='mouse'] a").ClickAsync();
        await Assertions.Expect(screen.Page.Locator("[data-told]")).ToHaveCountAsync(3);
        await Assertions.Expect(screen.Page.Locator("[data-told='accepted']")).ToContainTextAsync("182400 W");
        await screen.Page.Locator("[data-told='quarantined'] a").ClickAsync();
        var item = screen.Page.Locator("[data-item]");
        var raw = await item.Locator("textarea").InputValueAsync();
        await item.Locator("textarea").FillAsync(raw.Replace("\"Null\"", "1e12", StringComparison.Ordinal));
        await item.GetByRole(AriaRole.Button, new() { Name = "Read it as corrected" }).ClickAsync();
        await Assertions.Expect(item.GetByRole(AriaRole.Alert)).ToContainTextAsync("above the greatest possible");
        await item.Locator("textarea").FillAsync(raw.Replace("\"Null\"", "96.4", StringComparison.Ordinal));
        await item.GetByRole(AriaRole.Button, new() { Name = "Read it as corrected" }).ClickAsync();

        await Assertions.Expect(screen.Page.Locator("#bench [role=status]")).ToContainTextAsync("was accepted");
        await Assertions.Expect(item).ToHaveCountAsync(0);
        Assert.Equal((3, 2, 1, 0, 0), await Balanced(screen, "mouse"));
        await Assertions.Expect(screen.Page.Locator("[data-feed='mouse'] [data-count='receivedLastMinute']")).Not.ToHaveTextAsync("–");
        Assert.Empty(screen.Strangers);
    }

    [Fact]
    public async Task Sends_mends_and_gives_up_by_keyboard_alone()
    {
        await using var screen = await Open("/streams?lang=en&set=real&by=text");
        await rehearsing.Twin!.Http.Register("keys-roof", "1030", "Roof of the test");
        string Reading(int minutesAgo, string value) => $$"""{"twin":"keys-roof","channel":"pv-power","at":"{{Ago(minutesAgo)}}","value":{{value}},"unit":"kW"}""";
        await Type(screen, "#inject input[name=feed]", "keys");
        await Type(screen, "#inject textarea", $"[{Reading(3, "10")},{Reading(2, "\"n/a\"")},{Reading(1, "\"n/a\"")}]");
        await screen.TabTo("#inject .main");
        await screen.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(screen.Page.Locator("#inject [data-answered]")).ToHaveCountAsync(3);

        await screen.TabTo("#inject [data-answered='quarantined'] a");
        await screen.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(screen.Page.Locator("[data-item] textarea")).ToBeFocusedAsync();
        await Replace(screen, Reading(2, "11"));
        await screen.TabTo("[data-item] .main");
        await screen.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(screen.Page.Locator("#bench [role=status]")).ToContainTextAsync("was accepted");

        await screen.TabTo("[data-item] a");
        await screen.Page.Keyboard.PressAsync("Enter");
        await screen.TabTo("[data-item] [aria-expanded]");
        await screen.Page.Keyboard.PressAsync("Enter");
        await screen.TabTo("[data-item] form input");
        await screen.Page.Keyboard.TypeAsync("the sensor was off");
        await Assertions.Expect(screen.Page.Locator("[data-item] .danger")).ToBeDisabledAsync();
        await screen.Page.Keyboard.PressAsync("Tab");
        await screen.Page.Keyboard.TypeAsync("keys");
        await screen.TabTo("[data-item] .danger");
        await screen.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(screen.Page.Locator("#bench [role=status]")).ToContainTextAsync("was given up");

        Assert.Equal((3, 2, 0, 1, 1), await Balanced(screen, "keys"));
        screen.ComplainedOfNothing();
    }

    [Fact]
    public async Task Reads_a_file_and_tells_by_a_dry_run_what_is_in_it()
    {
        await using var screen = await Open("/streams?lang=en&set=real&by=file");
        await rehearsing.Twin!.Http.Register("file-roof", "1030", "Roof of the test");
        await screen.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload
        {
            Name = "readings.csv",
            MimeType = "text/csv",
            Buffer = System.Text.Encoding.UTF8.GetBytes($"twin,channel,at,value,unit\nfile-roof,pv-power,{Ago(2)},5,kW\nfile-roof,pv-power,{Ago(2)},5,kW\nfile-roof,pv-power,{Ago(1)},5,kWh\n"),
        });
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Dry run" }).ClickAsync();

        foreach (var outcome in new[] { "accepted", "duplicate", "quarantined" }) await Assertions.Expect(screen.Page.Locator($"[data-answered='{outcome}']")).ToHaveCountAsync(1);
        await Assertions.Expect(screen.Page.Locator("[data-answered='quarantined']")).ToContainTextAsync("unit-incompatible");
        await screen.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "readings.xml", MimeType = "text/xml", Buffer = [60] });
        await Assertions.Expect(screen.Page.Locator("#inject [role=alert]")).ToContainTextAsync("readings.xml");
    }

    [Fact]
    public async Task Damages_the_rehearsal_and_mends_it_again()
    {
        await using var screen = await Open("/streams?lang=en&set=rehearsal");
        var faults = screen.Page.Locator("#faults");
        await faults.Locator("input[name=whose]").FillAsync("nobody");
        await faults.Locator("input[name=repeats]").FillAsync("0.25");
        await faults.GetByRole(AriaRole.Button, new() { Name = "Set the faults" }).ClickAsync();
        await Assertions.Expect(faults.GetByRole(AriaRole.Alert)).ToContainTextAsync("nobody");

        await faults.Locator("input[name=whose]").FillAsync("shuttle");
        await faults.GetByRole(AriaRole.Button, new() { Name = "Set the faults" }).ClickAsync();
        await Assertions.Expect(faults.Locator("[data-fault='shuttle']")).ToContainTextAsync("0.25");
        Assert.Equal(0.25, (await Get("/v1/rehearsal")).GetProperty("faults").GetProperty("shuttle").GetProperty("repeats").GetDouble());
        await Assertions.Expect(Count(screen, "rehearsal", "duplicate")).Not.ToHaveTextAsync("0");

        await faults.GetByRole(AriaRole.Button, new() { Name = "Take away" }).ClickAsync();
        await Assertions.Expect(faults.Locator("[data-fault]")).ToHaveCountAsync(0);
        Assert.Empty((await Get("/v1/rehearsal")).GetProperty("faults").EnumerateObject());
    }

    [Theory, InlineData("en"), InlineData("th"), InlineData("ja")]
    public async Task Has_no_fault_that_axe_finds_by_light_or_dark(string language)
    {
        await using var screen = await Refused(language);
        await Axe.FindsNothingByLightOrDark(screen, "a feed, its tail, and an item that is given up", OneOfAKind);
        await screen.Page.Locator("#inject nav a").Nth(1).ClickAsync();
        await screen.Page.Locator("#inject textarea").FillAsync("""[{"twin":"nobody"}]""");
        await screen.Page.Locator("#inject button[type=submit]").ClickAsync();
        await screen.Page.Locator("[data-answered]").WaitForAsync();
        await screen.Page.Locator("#inject summary").ClickAsync();
        await Axe.FindsNothingByLightOrDark(screen, "a dry run", OneOfAKind);
        await Deadline.Holds(async () => (await Fonts.NotBrought(screen.Page) is var faults && faults == "", faults), "all fonts are the page's own", 10);
        Assert.Empty(screen.Strangers);
    }

    [Theory, InlineData("en"), InlineData("th"), InlineData("ja")]
    public async Task Needs_no_sideways_scrolling_at_320_pixels(string language)
    {
        await using var screen = await Refused(language, width: 320);
        Assert.Equal(320, await screen.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        Assert.Equal("", await screen.Page.EvaluateAsync<string>("""
            () => [...document.querySelectorAll("main a, main button, main input, main select, main textarea, main summary")].filter((one) => { const box = one.getBoundingClientRect(); return box.width > 0 && Math.min(box.width, box.height) < 23.9; })
              .map((one) => `${one.outerHTML.slice(0, 80)} ${one.getBoundingClientRect().width}×${one.getBoundingClientRect().height}`).join("\n")
            """));
    }

    /// <summary>The screen with a refused item that is about to be given up, over the rehearsal with its faults.</summary>
    async Task<Screen> Refused(string language, int width = 1280)
    {
        var feed = $"axe-{language}";
        Chromium.SkipWithoutOne();
        using var content = new StringContent($$"""[{"twin":"nobody-here","channel":"pv-power","at":"{{Ago(1)}}","value":1,"unit":"kW"}]""", System.Text.Encoding.UTF8, "application/json");
        using var answer = await rehearsing.Twin!.Http.PostAsync($"/v1/readings?feed={feed}&set=rehearsal", content, Stop);
        answer.EnsureSuccessStatusCode();
        var screen = await Open($"/streams?lang={language}&set=rehearsal&feed={feed}", width);
        await screen.Page.Locator("[data-item] a").First.ClickAsync();
        await screen.Page.Locator("[data-item] [aria-expanded]").ClickAsync();
        await screen.Page.Locator("[data-told]").First.WaitForAsync();
        await screen.Page.Locator("#faults input[name=gaps]").WaitForAsync();
        return screen;
    }

    Task<Screen> Open(string path, int width = 1280)
    {
        Chromium.SkipWithoutOne();
        return chromium.Open(rehearsing.Twin!.Address + path, width);
    }

    static async Task Type(Screen screen, string selector, string text)
    {
        await screen.TabTo(selector);
        await Replace(screen, text);
    }

    static async Task Replace(Screen screen, string text)
    {
        await screen.Page.Keyboard.PressAsync("Control+A");
        await screen.Page.Keyboard.InsertTextAsync(text);
    }

    static ILocator Count(Screen screen, string feed, string count) => screen.Page.Locator($"[data-feed='{feed}'] [data-count='{count}']");

    /// <summary>The balance on screen, once it is the API's; it must add up.</summary>
    async Task<(long Received, long Accepted, long Duplicate, long Quarantined, long Discarded)> Balanced(Screen screen, string feed)
    {
        long[] shown = [];
        await Deadline.Holds(async () =>
        {
            shown = await Task.WhenAll(Counts.Select(async count => long.Parse((await Count(screen, feed, count).GetAttributeAsync("value"))!, CultureInfo.InvariantCulture)));
            var told = await Balance(feed);
            return (told is not null && shown.SequenceEqual(told), $"page {string.Join(' ', shown)}, API {string.Join(' ', told ?? [])}");
        }, "the balance on screen is the API's");
        Assert.Equal(shown[0], shown[1] + shown[2] + shown[3]);
        return (shown[0], shown[1], shown[2], shown[3], shown[4]);
    }

    async Task<long[]?> Balance(string feed)
    {
        var found = (await Get("/v1/feeds")).EnumerateArray().FirstOrDefault(one => one.GetProperty("feed").GetString() == feed);
        return found.ValueKind == JsonValueKind.Undefined ? null : [.. Counts.Select(count => found.GetProperty(count).GetInt64())];
    }

    async Task<JsonElement> Get(string path) => JsonSerializer.Deserialize<JsonElement>(await rehearsing.Twin!.Http.GetStringAsync(path, Stop));

    static string Ago(int minutes) => DateTimeOffset.UtcNow.AddMinutes(-minutes).ToString("yyyy-MM-ddTHH:mm:00Z", CultureInfo.InvariantCulture);

    static readonly AxeRunContext OneOfAKind = new() { Exclude = [.. ((string[])["tbody tr", "datalist option"]).Select(row => new AxeSelector($"{row}:nth-child(n+4)"))] };
}
