using System.Text.Json;
using Microsoft.Playwright;

namespace YPort.Twin.Tests.Browser;

/// <summary>Explore where one looks closer: two measures as points, a stretch or some groups marked by drag or by keys, figures cited as known at a moment.</summary>
public sealed class The_analysts_closer_look(Chromium chromium, TwoHouses houses) : IClassFixture<TwoHouses>
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static string Today => $"{TwoHouses.Day:yyyy-MM-dd}";

    const string Points = "[data-scatter] [role='img']";

    [Fact]
    public async Task Shows_each_district_as_a_point_of_two_measures()
    {
        await using var screen = await Open("lang=en&look=scatter&by=area&versus=pv-energy");
        await Assertions.Expect(screen.Page.Locator("[data-scatter] figcaption")).ToContainTextAsync("2 points, one for each: district. Energy used: 204.75\u00a0kWh to ");
        await Assertions.Expect(screen.Page.Locator("[data-lone] li")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("Phra Nakhon: Energy used – \\(no twin reports it here\\).*Solar energy 100.00"));

        // By keys: the greatest is the last to the right.
        await screen.TabTo(Points);
        await screen.Page.Keyboard.PressAsync("End");
        await Assertions.Expect(screen.Page.Locator("[data-scatter] [role='status']")).ToContainTextAsync("Chatuchak: Energy used");
        await Assertions.Expect(screen.Page.Locator("[data-scatter] [role='status']")).ToContainTextAsync("Solar energy 60.00\u00a0kWh, Estimated");
        // By mouse: over its mark, the other one.
        await screen.Page.Locator($"{Points} circle").First.HoverAsync();
        await Assertions.Expect(screen.Page.Locator("[data-scatter] .here")).ToContainTextAsync("Khlong Toei: Energy used 204.75\u00a0kWh, Solar energy 24.00\u00a0kWh");

        var (load, sun) = (await Api(await The_analysts_screen.Address(screen)), await Api(await The_analysts_screen.Address(screen, 1)));
        await screen.Page.Locator("[data-scatter] button[aria-pressed]").ClickAsync();
        foreach (var district in (string[])["1030", "1033"])
        {
            var values = screen.Page.Locator($"[data-pair='{district}'] td.number data");
            await Assertions.Expect(values.Nth(0)).ToHaveAttributeAsync("value", Of(load, district));
            await Assertions.Expect(values.Nth(1)).ToHaveAttributeAsync("value", Of(sun, district));
            Assert.NotEqual("", Of(sun, district));
        }
        await screen.Page.Locator("[data-pair='1033'] td.number a").Nth(1).ClickAsync();
        await screen.Page.WaitForURLAsync(address => Uri.UnescapeDataString(address).Contains("why=/v1/explain/districts/1033/pv-energy?set=rehearsal", StringComparison.Ordinal));
        screen.ComplainedOfNothing();
    }

    [Fact]
    public async Task Keeps_to_a_stretch_that_is_dragged_over_or_marked_by_keys()
    {
        await using var screen = await Open("lang=en&by=area&step=1h");
        var curve = screen.Page.Locator("[data-chart] .u-over");
        await curve.WaitForAsync();
        var box = (await curve.BoundingBoxAsync())!;
        await screen.Page.Mouse.MoveAsync(box.X + box.Width * 0.3f, box.Y + 50);
        await screen.Page.Mouse.DownAsync();
        await screen.Page.Mouse.MoveAsync(box.X + box.Width * 0.6f, box.Y + 60, new() { Steps = 5 });
        await screen.Page.Mouse.UpAsync();
        await Assertions.Expect(screen.Page.Locator("[data-chip='time'] button")).ToBeFocusedAsync();
        // 24 points from edge to edge: 0.3 and 0.6 lie just before 7:00 and 14:00.
        await AsksFor(screen, "07:00", "14:00");

        await screen.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(screen.Page.Locator("[data-said]")).ToBeFocusedAsync();
        await Assertions.Expect(screen.Page.Locator("[data-chip]")).ToHaveCountAsync(0);
        Assert.Contains($"from={Today}&to={TwoHouses.Day.AddDays(1):yyyy-MM-dd}&", await The_analysts_screen.Address(screen), StringComparison.Ordinal);

        await screen.TabTo("[data-chart] [role='img']");
        for (var hour = 23; hour > 5; hour--) await screen.Page.Keyboard.PressAsync("ArrowLeft");
        for (var hour = 5; hour > 3; hour--) await screen.Page.Keyboard.PressAsync("Shift+ArrowLeft");
        await Assertions.Expect(screen.Page.Locator("[data-chart] [role='status']")).ToContainTextAsync($"Marked: 3 steps, from {Today} 03:00 until {Today} 06:00");
        await screen.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(screen.Page.Locator("[data-chart] .here")).Not.ToContainTextAsync("Marked");
        for (var hour = 3; hour < 5; hour++) await screen.Page.Keyboard.PressAsync("Shift+ArrowRight");
        await screen.Page.Keyboard.PressAsync("Enter");
        await AsksFor(screen, "03:00", "06:00");

        // The table, its totals and the address hold just that.
        await screen.Page.Locator("nav a[href*='look=table']").First.ClickAsync();
        await Assertions.Expect(screen.Page.Locator("[data-points] tbody tr")).ToHaveCountAsync(6);
        var whole = await Api((await The_analysts_screen.Address(screen)).Replace("step=1h", "step=whole", StringComparison.Ordinal));
        await Assertions.Expect(screen.Page.Locator("[data-total='1030'] td.number data").First).ToHaveAttributeAsync("value", Of(whole, "1030"));
        await Assertions.Expect(screen.Page.Locator("[data-total='1033'] td.number data").First).ToHaveAttributeAsync("value", "63000");
        screen.ComplainedOfNothing();
    }

    [Fact]
    public async Task Keeps_to_a_stretch_that_is_typed()
    {
        await using var screen = await Open("lang=en&step=1h");
        await Assertions.Expect(screen.Page.Locator("[data-chart] canvas")).ToBeVisibleAsync();
        await screen.Page.Locator("#brush-from").FillAsync($"{Today}T14:00");
        await screen.Page.Locator("#brush-to").FillAsync($"{Today}T18:00");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Keep to this" }).ClickAsync();
        await AsksFor(screen, "14:00", "18:00");
        await screen.Page.ReloadAsync();
        await Assertions.Expect(screen.Page.Locator("[data-chip='time']")).ToContainTextAsync($"Only {Today} 14:00 until {Today} 18:00");
        await Assertions.Expect(screen.Page.Locator("[data-total] td.number data").First).ToHaveAttributeAsync("value", "160000");
        screen.ComplainedOfNothing();
    }

    [Fact]
    public async Task Keeps_to_the_groups_in_a_frame_or_marked_by_keys_in_every_look()
    {
        await using var screen = await Open("lang=en&look=scatter&by=area&versus=pv-energy");
        var box = (await screen.Page.Locator(Points).BoundingBoxAsync())!;
        await screen.Page.Mouse.MoveAsync(box.X + box.Width * 0.7f, box.Y + 2);
        await screen.Page.Mouse.DownAsync();
        await screen.Page.Mouse.MoveAsync(box.X + box.Width - 2, box.Y + box.Height - 2, new() { Steps = 5 });
        await screen.Page.Mouse.UpAsync();
        await Assertions.Expect(screen.Page.Locator("[data-chip='groups']")).ToContainTextAsync("Only Chatuchak");
        await Assertions.Expect(screen.Page.Locator("[data-take] code").First).ToContainTextAsync("by=area&area=1030");
        await screen.Page.Locator("[data-chip='groups'] button").ClickAsync();

        await screen.TabTo(Points);
        await screen.Page.Keyboard.PressAsync("End");
        await screen.Page.Keyboard.PressAsync("Shift+ArrowLeft");
        await screen.Page.Keyboard.PressAsync("Enter");
        await screen.Page.WaitForURLAsync(address => Uri.UnescapeDataString(address).Contains("pick=1033,1030", StringComparison.Ordinal));
        // No address of the API says both: that is said, and no other address is passed off as that.
        await Assertions.Expect(screen.Page.Locator("[data-wide]")).ToBeVisibleAsync();

        await screen.Page.Locator("nav a[href*='look=table']").First.ClickAsync();
        await Assertions.Expect(screen.Page.Locator("[data-total]")).ToHaveCountAsync(2);
        await screen.Page.Locator("[data-total='1033'] input").UncheckAsync();
        await Assertions.Expect(screen.Page.Locator("[data-take] code").First).ToContainTextAsync("by=area&area=1030");
        await Assertions.Expect(screen.Page.Locator("[data-wide]")).ToHaveCountAsync(0);
        var shown = await screen.Page.Locator("[data-points] tbody td:nth-child(2)").AllInnerTextsAsync();
        Assert.Equal(["Chatuchak"], shown.Select(name => name.Trim()).Distinct());
        await screen.Page.Locator("nav a[href*='look=multiples']").First.ClickAsync();
        await Assertions.Expect(screen.Page.Locator("[data-cell].out")).ToHaveCountAsync(49);
        await screen.Page.Locator("nav a[href*='look=calendar']").First.ClickAsync();
        await Assertions.Expect(screen.Page.Locator("[data-said]")).ToContainTextAsync("Energy used of Chatuchak");
        await Assertions.Expect(screen.Page.Locator("[data-take] code")).ToContainTextAsync("area=1030");
        screen.ComplainedOfNothing();
    }

    [Fact]
    public async Task Stays_as_it_was_cited_whatever_is_told_afterwards()
    {
        var day = TwoHouses.Day.AddDays(-3);
        var morning = new DateTimeOffset(day.ToDateTime(new(6, 0)), TimeSpan.FromHours(7)).ToUniversalTime();
        if (houses.Twin is not null) await houses.Twin.Http.Told("late-house", morning, quarters: 5, kilowatts: 40, area: "1033");
        await using var screen = await Open("lang=en&by=area&look=table&step=1h", day);
        var value = screen.Page.Locator("[data-total='1033'] td.number data").First;
        await Reads(screen, value, "40000");
        await screen.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await screen.Page.Locator("[data-cite]").ClickAsync();
        await Assertions.Expect(screen.Page.Locator("[data-take] [role='status']")).ToHaveTextAsync("Copied");
        var cited = await screen.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()");

        // A citation counts what was committed until its whole second.
        await Deadline.Holds(() => Task.FromResult((DateTimeOffset.UtcNow > Known(cited).AddSeconds(1), "")), "the second of the citation is over");
        await houses.Twin!.Http.Told("late-house", morning.AddHours(1), quarters: 9, kilowatts: 40, area: "1033");
        await Reads(screen, value, "120000");
        await screen.Page.GotoAsync(cited);
        await Assertions.Expect(value).ToHaveAttributeAsync("value", "40000", new() { Timeout = 30_000 });
        await Assertions.Expect(screen.Page.Locator("[data-chip='known']")).ToContainTextAsync("As known at ");
        await Assertions.Expect(screen.Page.Locator("[data-take] code")).ToContainTextAsync("&knownAt=");
        await screen.Page.Locator("[data-total='1033'] td.number a").First.ClickAsync();
        await screen.Page.WaitForURLAsync(address => Uri.UnescapeDataString(address).Contains("why=/v1/explain/districts/1033/load-energy?", StringComparison.Ordinal) && Uri.UnescapeDataString(address).Contains("&knownAt=", StringComparison.Ordinal));
        screen.ComplainedOfNothing();

        static DateTimeOffset Known(string address) => DateTimeOffset.Parse(System.Web.HttpUtility.ParseQueryString(new Uri(address).Query)["known"]!, System.Globalization.CultureInfo.InvariantCulture);
    }

    // A look asks again each minute; a reload does at once.
    static Task Reads(Screen screen, ILocator value, string expected) => Deadline.Holds(async () =>
    {
        await screen.Page.ReloadAsync();
        await value.WaitForAsync();
        return await value.GetAttributeAsync("value") is var seen && seen == expected ? (true, "") : (false, seen ?? "");
    }, $"the screen says {expected}");

    Task<Screen> Open(string query, DateOnly? day = null)
    {
        Chromium.SkipWithoutOne();
        return chromium.Open($"{houses.Twin!.Address}/explore?set=rehearsal&span=own&from={day ?? TwoHouses.Day:yyyy-MM-dd}&to={day ?? TwoHouses.Day:yyyy-MM-dd}&{query}");
    }

    /// <summary>Of the day, in Bangkok.</summary>
    static async Task AsksFor(Screen screen, string from, string to)
    {
        string At(string time) => $"{new DateTimeOffset(TwoHouses.Day.ToDateTime(TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture)), TimeSpan.FromHours(7)).UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}";
        await Assertions.Expect(screen.Page.Locator("[data-take] code")).ToContainTextAsync($"from={At(from)}&to={At(to)}&");
        await Assertions.Expect(screen.Page.Locator("[data-chip='time']")).ToContainTextAsync($"Only {Today} {from} until {Today} {to}");
    }

    static string Of(JsonElement metric, string area) =>
        The_analysts_screen.Text(metric.GetProperty("series").EnumerateArray().Single(series => series.GetProperty("by").GetProperty("area").GetString() == area).GetProperty("points")[0]);

    async Task<JsonElement> Api(string address) => JsonDocument.Parse(await houses.Twin!.Http.GetStringAsync(new Uri(address).PathAndQuery, Stop)).RootElement;
}
