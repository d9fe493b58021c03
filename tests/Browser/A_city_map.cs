using System.Globalization;
using Microsoft.Playwright;
using YPort.Twin.Tests.Running;

namespace YPort.Twin.Tests.Browser;

/// <summary>Over a twin of the test's own, where nothing moves but what the test drives.</summary>
public sealed class A_city_map(Chromium chromium)
{
    // Near enough that every cart is some pixels wide, and calm: reduced to what the test drives.
    const string Near = "&view=13.8045,100.5415,14.5";

    [Fact]
    public async Task Shows_carts_where_they_are_and_moves_them_as_they_drive()
    {
        Chromium.SkipWithoutOne();
        await using var twin = await LiveTwin.Empty();
        await twin.Http.RegisterCart("cart-1");
        await twin.Http.RegisterCart("cart-2");
        await twin.Http.Drive("cart-1", 13.8047, 100.5418);
        await using var screen = await chromium.Open(twin.Address + "/?lang=en&set=real" + Near);
        await screen.MapDrawn();

        await Assertions.Expect(screen.Map).ToHaveAttributeAsync("data-vehicles", "1", new() { Timeout = 20_000 });
        await Settled(screen);
        await twin.Http.Drive("cart-2", 13.8060, 100.5440);
        await Assertions.Expect(screen.Map).ToHaveAttributeAsync("data-vehicles", "2", new() { Timeout = 20_000 });

        var before = await Settled(screen);
        await twin.Http.Drive("cart-1", 13.8030, 100.5390);
        await Deadline.Holds(async () => (!(await screen.Map.ScreenshotAsync()).SequenceEqual(before), "the same picture"), "the cart is seen elsewhere");
        screen.ComplainedOfNothing();
        Assert.Empty(screen.Strangers);
    }

    /// <summary>A slow machine may hear of a figure after the map is ready and before it is drawn: here it is not drawn again at all.</summary>
    [Fact]
    public async Task Takes_a_district_becoming_known_before_it_is_drawn()
    {
        Chromium.SkipWithoutOne();
        await using var twin = await LiveTwin.Empty();
        await twin.Http.Register("roof-1", "1030", "Roof of the test");
        await using var screen = await chromium.Open(twin.Address + "/?lang=en&set=real&layer=pv-power-now", script: """
            const draw = window.requestAnimationFrame.bind(window);
            const isReady = () => document.querySelector("[data-map='ready']") !== null;
            window.requestAnimationFrame = frame => draw(time => isReady() || frame(time));
            """);
        await Assertions.Expect(screen.Map).ToHaveAttributeAsync("data-map", "ready", new() { Timeout = 60_000 });

        await twin.Http.Send("roof-1", "pv-power", 12.5, "kW", DateTimeOffset.UtcNow);
        await Assertions.Expect(screen.Page.Locator("[data-district='1030']")).ToContainTextAsync("12.50");
        screen.ComplainedOfNothing();
    }

    // The map's own canvas, and that of the carts above it.
    [Theory, InlineData(".maplibregl-canvas"), InlineData(".vehicles")]
    public async Task Is_drawn_anew_when_the_graphics_were_lost(string canvas)
    {
        Chromium.SkipWithoutOne();
        await using var twin = await LiveTwin.Empty();
        await twin.Http.RegisterCart("cart-1");
        await twin.Http.Register("roof-1", "1030", "Roof of the test");
        await twin.Http.Drive("cart-1", 13.8047, 100.5418);
        await using var screen = await chromium.Open(twin.Address + "/?lang=en&set=real&layer=pv-power-now" + Near);
        await screen.MapDrawn();
        await Assertions.Expect(screen.Map).ToHaveAttributeAsync("data-vehicles", "1", new() { Timeout = 20_000 });
        var before = await Settled(screen);

        await screen.Page.EvaluateAsync("canvas => { window.graphics = document.querySelector(canvas).getContext('webgl2').getExtension('WEBGL_lose_context'); window.graphics.loseContext(); }", canvas);
        await Assertions.Expect(screen.Map).ToHaveAttributeAsync("data-map", "starting");
        await twin.Http.Send("roof-1", "pv-power", 12.5, "kW", DateTimeOffset.UtcNow); // colours a district that is not there now
        await Assertions.Expect(screen.Page.Locator("[data-district='1030']")).ToContainTextAsync("12.50");
        if (canvas != ".vehicles") await screen.Page.EvaluateAsync("() => window.graphics.restoreContext()"); // the carts' canvas is made anew without being asked

        await Assertions.Expect(screen.Map).ToHaveAttributeAsync("data-map", "ready", new() { Timeout = 20_000 });
        await Deadline.Holds(async () => (!(await Settled(screen)).SequenceEqual(before), "the same picture"), "the district has its colour");
        var coloured = await Settled(screen);
        await twin.Http.Drive("cart-1", 13.8030, 100.5390);
        await Deadline.Holds(async () => (!(await screen.Map.ScreenshotAsync()).SequenceEqual(coloured), "the same picture"), "the cart drives");
        screen.ComplainedOfNothing();
    }

    [Fact]
    public async Task Draws_the_borders_that_an_operator_gives_with_their_credit()
    {
        Chromium.SkipWithoutOne();
        using TemporaryFolder folder = new();
        var file = Path.Combine(folder, "borders.geojson");
        // Ten squares by five, from one corner of Bangkok to the other.
        await File.WriteAllTextAsync(file, $$"""{"type":"FeatureCollection","features":[{{string.Join(',', Enumerable.Range(0, 50).Select(i => Square(1001 + i, 100.35 + i % 10 * 0.05, 13.55 + i / 10 * 0.07)))}}]}""", TestContext.Current.CancellationToken);
        byte[] schematic;
        await using (var plain = await LiveTwin.Empty())
        {
            await plain.Http.Register("roof-1", "1030", "Roof of the test");
            await using var screen = await chromium.Open(plain.Address + "/?lang=en&set=real");
            await screen.MapDrawn();
            await Assertions.Expect(screen.Page.Locator(".credit")).ToContainTextAsync("Schematic, not for legal use");
            schematic = await Settled(screen);
        }
        await using var twin = await LiveTwin.Told(("Twin:Map:Districts", file), ("Twin:Map:Credit", "Office of Squares, CC BY 4.0"));
        await twin.Http.Register("roof-1", "1030", "Roof of the test");
        await using var official = await chromium.Open(twin.Address + "/?lang=en&set=real");
        await official.MapDrawn();

        await Assertions.Expect(official.Page.Locator(".credit")).ToHaveTextAsync("Office of Squares, CC BY 4.0");
        Assert.NotEqual(schematic, await Settled(official));
        // The tiles are the twin's own drawing, whatever the map shows.
        await official.Page.Locator("nav a[href*='map=tiles']").ClickAsync();
        await Assertions.Expect(official.Page.Locator(".credit")).ToContainTextAsync("Schematic, not for legal use");
        official.ComplainedOfNothing();

        static string Square(int code, double west, double south) => string.Create(CultureInfo.InvariantCulture,
            $$$"""{"type":"Feature","properties":{"dcode":"{{{code}}}"},"geometry":{"type":"Polygon","coordinates":[[[{{{west}}},{{{south}}}],[{{{west + 0.05}}},{{{south}}}],[{{{west + 0.05}}},{{{south + 0.07}}}],[{{{west}}},{{{south + 0.07}}}],[{{{west}}},{{{south}}}]]]}}""");
    }

    [Fact]
    public async Task Opens_the_cart_that_is_pointed_at()
    {
        Chromium.SkipWithoutOne();
        await using var twin = await LiveTwin.Empty();
        await twin.Http.RegisterCart("cart-1");
        await twin.Http.Drive("cart-1", 13.8045, 100.5415);
        await using var screen = await chromium.Open(twin.Address + "/?lang=en&set=real" + Near);
        await screen.MapDrawn();
        await Assertions.Expect(screen.Map).ToHaveAttributeAsync("data-vehicles", "1", new() { Timeout = 20_000 });

        // The view's middle is the cart's place.
        await screen.Map.ClickAsync();
        await Assertions.Expect(screen.Page.Locator("[data-twin-sheet='cart-1']")).ToBeVisibleAsync();
        await Assertions.Expect(screen.Page.Locator("[data-channel='position']")).ToContainTextAsync("13.80450 100.54150");
    }

    [Fact]
    public async Task Can_be_moved_without_dragging_and_says_in_the_address_where_it_looks()
    {
        Chromium.SkipWithoutOne();
        await using var twin = await LiveTwin.Empty();
        await twin.Http.Register("roof-1", "1030", "Roof of the test");
        await using var screen = await chromium.Open(twin.Address + "/?lang=en&set=real");
        await screen.MapDrawn();

        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Bang Sue" }).ClickAsync();
        await Reaches(screen, address => Uri.UnescapeDataString(address).Contains("view=13.8045,100.5415,14.0", StringComparison.Ordinal));
        foreach (var name in (string[])["Move north", "Move south", "Move west", "Move east", "Closer", "Farther", "Whole city"])
        {
            var before = screen.Page.Url;
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = name }).ClickAsync();
            await Reaches(screen, address => address != before);
        }

        var last = screen.Page.Url;
        await screen.TabTo("canvas.maplibregl-canvas");
        await screen.Page.Keyboard.PressAsync("ArrowRight");
        await Reaches(screen, address => address != last);
    }

    [Fact]
    public async Task Gives_way_to_tiles_where_there_is_no_WebGL2()
    {
        Chromium.SkipWithoutOne();
        await using var twin = await LiveTwin.Empty();
        await twin.Http.Register("roof-1", "1030", "Roof of the test");
        await using var screen = await chromium.Open(twin.Address + "/?lang=en&set=real", script:
            "const real = HTMLCanvasElement.prototype.getContext; HTMLCanvasElement.prototype.getContext = function (kind, ...rest) { return kind.startsWith('webgl') ? null : real.call(this, kind, ...rest); };");

        await Assertions.Expect(screen.Page.Locator(".map-panel")).ToContainTextAsync("no WebGL2", new() { Timeout = 20_000 });
        await Assertions.Expect(screen.Page.Locator(".tiles li")).ToHaveCountAsync(50);
        await screen.Page.Locator(".tiles a", new() { HasText = "Chatuchak" }).ClickAsync();
        await screen.Page.WaitForURLAsync(address => address.Contains("d=1030", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("th", "Noto Sans Thai Variable", "จตุจักร")]
    [InlineData("ja", "Noto Sans JP Variable", "チャトゥチャック")]
    public async Task Has_the_glyphs_of_its_labels_before_it_draws_them(string language, string font, string label)
    {
        Chromium.SkipWithoutOne();
        await using var twin = await LiveTwin.Empty();
        await twin.Http.Register("roof-1", "1030", "Roof of the test");
        await using var screen = await chromium.Open($"{twin.Address}/?lang={language}&set=real");
        await screen.MapDrawn();
        Assert.True(await screen.Page.EvaluateAsync<bool>("([font, label]) => document.fonts.check(`12px \"${font}\"`, label)", new[] { font, label }));
        screen.ComplainedOfNothing();
    }

    // A map that glides on two busy cores takes its time.
    static Task Reaches(Screen screen, Func<string, bool> there) =>
        Deadline.Holds(() => Task.FromResult((there(screen.Page.Url), screen.Page.Url)), "the address says where the map looks", 60);

    /// <summary>The picture once it stands still: a cart has glided to its place, labels have faded in.</summary>
    static async Task<byte[]> Settled(Screen screen)
    {
        var last = await screen.Map.ScreenshotAsync();
        await Deadline.Holds(async () =>
        {
            var now = await screen.Map.ScreenshotAsync();
            var still = now.SequenceEqual(last);
            last = now;
            return (still, "it moves");
        }, "the map stands still");
        return last;
    }
}
