using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace YPort.Twin.Tests.Browser;

/// <summary>Explore, over a twin that was told of two houses and then left alone: what is on screen must be what the API says.</summary>
public sealed class The_analysts_screen(Chromium chromium, TwoHouses houses) : IClassFixture<TwoHouses>
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_a_question_from_its_choice_to_the_file()
    {
        await using var screen = await Open("lang=en");
        await screen.Page.Locator("#measure").SelectOptionAsync("load-energy");
        await screen.Page.Locator("#by").SelectOptionAsync("area");
        await screen.Page.Locator("#against").SelectOptionAsync("day");
        await Assertions.Expect(screen.Page.Locator("[data-said]")).ToContainTextAsync("Energy used of all of Bangkok, by district, each hour");
        await Assertions.Expect(screen.Page.Locator("[data-said]")).ToContainTextAsync("Rehearsal: a pretend Bangkok");
        await Assertions.Expect(screen.Page.Locator("[data-chart] canvas")).ToBeVisibleAsync();

        await SameAsTheApi(screen, "1030", "1033");
        var file = await (await screen.Page.RunAndWaitForDownloadAsync(() => screen.Page.GetByRole(AriaRole.Link, new() { Name = "CSV" }).ClickAsync())).PathAsync();
        var csv = await File.ReadAllTextAsync(file, Stop);
        Assert.StartsWith("from,to,twin,area,load-energy_Wh,exact,coverage,", csv, StringComparison.Ordinal);
        Assert.Equal(await houses.Twin!.Http.GetStringAsync(new Uri(await Address(screen)).PathAndQuery + "&format=csv", Stop), csv);
        screen.ComplainedOfNothing();
        Assert.Empty(screen.Strangers);
    }

    [Fact]
    public async Task Answers_the_same_by_keyboard_alone()
    {
        await using var screen = await Open("lang=en&measure=waste-collected");
        await Choose(screen, "#measure", "Energy used", "measure=load-energy");
        await Choose(screen, "#by", "district", "by=area");
        await Choose(screen, "#against", "the day before", "against=day");
        await SameAsTheApi(screen, "1030", "1033");

        await screen.TabTo("a[download][href*='format=csv']");
        var download = await screen.Page.RunAndWaitForDownloadAsync(() => screen.Page.Keyboard.PressAsync("Enter"));
        Assert.Contains("rehearsal", download.SuggestedFilename, StringComparison.Ordinal);

        await screen.TabTo("[data-chart] [role='img']");
        for (var hours = 23; hours > 15; hours--) await screen.Page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(screen.Page.Locator("[data-chart] [role='status']")).ToContainTextAsync("15:00: Chatuchak 40.00\u00a0kWh");
        await screen.TabTo("[data-total='1030'] td a");
        await screen.Page.Keyboard.PressAsync("Enter");
        await screen.Page.WaitForURLAsync(address => Uri.UnescapeDataString(address).Contains("why=/v1/explain/districts/1030/load-energy?set=rehearsal&from=", StringComparison.Ordinal));
        screen.ComplainedOfNothing();
    }

    [Fact]
    public async Task Shows_a_gap_as_unknown_and_never_as_nothing()
    {
        await using var screen = await Open("lang=en&look=table&step=1h&d=1030");
        var rows = screen.Page.Locator("[data-points] tbody tr");
        var points = (await Api(await Address(screen))).GetProperty("series")[0].GetProperty("points").EnumerateArray().ToArray();
        Assert.Contains(points, point => point.GetProperty("value").ValueKind == JsonValueKind.Null);
        await screen.Page.Locator("[data-points] thead button").First.ClickAsync();
        await Assertions.Expect(rows.First.Locator("td.number data").First).ToHaveTextAsync("–");
        var seen = await rows.Locator("td.number:nth-child(3) data").EvaluateAllAsync<string[]>("all => all.map(one => one.value + '|' + one.innerText)");
        Assert.Equal(points.Take(seen.Length).Select(Text), seen.Select(one => one.Split('|')[0]));
        Assert.All(seen, one => Assert.Equal(one.StartsWith('|'), one.EndsWith("|–", StringComparison.Ordinal)));
        screen.ComplainedOfNothing();
    }

    [Fact]
    public async Task Gives_its_chart_away_as_a_picture_that_says_what_it_is()
    {
        await using var screen = await Open("lang=en&by=area");
        var svg = await Saved(screen, "Picture (SVG)");
        var said = System.Net.WebUtility.HtmlDecode(svg);
        foreach (var word in (string[])["Energy used, each hour", "Rehearsal: a pretend Bangkok", "Unit: kWh", "Chatuchak"]) Assert.Contains(word, said, StringComparison.Ordinal);
        Assert.Contains((await Address(screen))[..60], said, StringComparison.Ordinal);
        Assert.StartsWith("\u0089PNG", await Saved(screen, "Picture (PNG)"), StringComparison.Ordinal);
        screen.ComplainedOfNothing();
    }

    [Fact]
    public async Task Keeps_to_a_kind_and_to_one_value_in_sentence_address_and_figures()
    {
        await using var screen = await Open("lang=en&measure=waste-collected&by=area");
        await screen.Page.Locator("#where-category option[value='food']").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await screen.Page.Locator("#where-category").SelectOptionAsync("food");
        await screen.Page.Locator("#kind").SelectOptionAsync("waste-site");
        await Assertions.Expect(screen.Page.Locator("[data-said]")).ToContainTextAsync("(Kind of twin: Waste site, category: food) of all of Bangkok, by district");
        await Assertions.Expect(screen.Page.Locator("[data-take] code")).ToContainTextAsync("kind=waste-site&where=category:food");
        await Assertions.Expect(screen.Page.Locator("[data-total='1034'] td.number data").First).ToHaveAttributeAsync("value", "5000");
        var series = (await Api((await Address(screen)).Replace("step=1h", "step=whole", StringComparison.Ordinal))).GetProperty("series")[0];
        Assert.Equal(5000, series.GetProperty("points")[0].GetProperty("value").GetDecimal());
        Assert.Equal(("food", "waste-site"), (series.GetProperty("by").GetProperty("dimensions").GetProperty("category").GetString(), series.GetProperty("by").GetProperty("kind").GetString()));

        await screen.Page.ReloadAsync();
        await Assertions.Expect(screen.Page.Locator("#where-category")).ToHaveValueAsync("food");
        await Choose(screen, "#kind", "Building", "kind=building");
        await Assertions.Expect(screen.Page.GetByText("Nothing is known of this in this time.")).ToBeVisibleAsync();
        screen.ComplainedOfNothing();
    }

    // One day of a month that has more: whatever today is, it is cut.
    [Fact]
    public async Task Says_of_a_step_that_is_not_whole_that_it_is_no_fall()
    {
        await using var screen = await Open("lang=en&by=area", step: "1mo");
        await Assertions.Expect(screen.Page.Locator("[data-cut]")).ToContainTextAsync("is not");
        await Assertions.Expect(screen.Page.Locator("[data-chart] figcaption")).ToContainTextAsync("Chatuchak, not whole yet or cut: ");
        await Assertions.Expect(screen.Page.Locator("[data-chart] figcaption")).Not.ToContainTextAsync("at least");
        await screen.Page.Locator("nav a[href*='look=table']").First.ClickAsync();
        await Assertions.Expect(screen.Page.Locator("[data-points] tbody tr").First).ToContainTextAsync("not whole");
        await screen.Page.Locator("#step").SelectOptionAsync("1d");
        await Assertions.Expect(screen.Page.Locator("[data-points] tbody tr").First).Not.ToContainTextAsync("not whole");
        await Assertions.Expect(screen.Page.Locator("[data-cut]")).ToHaveCountAsync(0);
        screen.ComplainedOfNothing();
    }

    // Tiles stand beside those of what they are compared with.
    [Theory, InlineData("multiples", "[data-cell]", 50), InlineData("tiles", ".tiles li", 100), InlineData("calendar", "[data-calendar]", 1)]
    public async Task Is_restored_by_its_address(string look, string marks, int count)
    {
        await using var screen = await Open($"lang=en&look={look}&against=day");
        await Assertions.Expect(screen.Page.Locator(marks)).ToHaveCountAsync(count);
        await Assertions.Expect(screen.Page.Locator($"a[href*='look={look}'][aria-current]").First).ToBeVisibleAsync();
        screen.ComplainedOfNothing();
    }

    [Theory, InlineData("en"), InlineData("th"), InlineData("ja")]
    public async Task Has_no_fault_that_axe_finds_and_fits_a_narrow_screen(string language)
    {
        await using var screen = await Open($"lang={language}&by=area&against=day");
        foreach (var look in (string[])["lines", "multiples", "tiles", "calendar", "scatter", "table"])
        {
            await screen.Page.Locator($"nav a[href*='look={look}']").First.ClickAsync();
            await screen.Page.Locator("[data-totals]").WaitForAsync();
            await Axe.FindsNothingByLightOrDark(screen, look, OneOfAKind);
            await screen.Page.SetViewportSizeAsync(320, 900);
            Assert.Equal(320, await screen.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
            await screen.Page.SetViewportSizeAsync(1280, 900);
        }
        Assert.Equal("", await Fonts.NotBrought(screen.Page));
        screen.ComplainedOfNothing();
    }

    static readonly AxeRunContext OneOfAKind = new() { Exclude = [new("tbody tr:nth-child(n+4)"), new("li:nth-child(n+5)")] };

    Task<Screen> Open(string query, string step = "1h")
    {
        Chromium.SkipWithoutOne();
        return chromium.Open($"{houses.Twin!.Address}/explore?set=rehearsal&span=own&from={TwoHouses.Day:yyyy-MM-dd}&to={TwoHouses.Day:yyyy-MM-dd}&step={step}&{query}");
    }

    /// <summary>As one does who has no mouse: the focus on the choice, and its first letters.</summary>
    static async Task Choose(Screen screen, string select, string label, string part)
    {
        await screen.Page.Locator(select).WaitForAsync();
        await screen.TabTo(select);
        await screen.Page.Keyboard.TypeAsync(label);
        await screen.Page.WaitForURLAsync(address => address.Contains(part, StringComparison.Ordinal));
    }

    /// <summary>What the screen says that a program should ask.</summary>
    internal static Task<string> Address(Screen screen, int nth = 0) => screen.Page.Locator("[data-take] code").Nth(nth).InnerTextAsync();

    /// <summary>Each district's whole, of the time and of the day before, to the last digit.</summary>
    async Task SameAsTheApi(Screen screen, params string[] districts)
    {
        var asked = await Address(screen);
        Assert.Contains("by=area", asked, StringComparison.Ordinal);
        var (day, before) = ($"{TwoHouses.Day:yyyy-MM-dd}", $"{TwoHouses.Day.AddDays(-1):yyyy-MM-dd}");
        var now = await Api(asked.Replace("step=1h", "step=whole", StringComparison.Ordinal));
        var then = await Api(asked.Replace("step=1h", "step=whole", StringComparison.Ordinal).Replace($"to={TwoHouses.Day.AddDays(1):yyyy-MM-dd}", $"to={day}", StringComparison.Ordinal).Replace($"from={day}", $"from={before}", StringComparison.Ordinal));
        foreach (var district in districts)
        {
            var values = screen.Page.Locator($"[data-total='{district}'] td.number data");
            await Assertions.Expect(values.Nth(0)).ToHaveAttributeAsync("value", Of(now, district));
            await Assertions.Expect(values.Nth(1)).ToHaveAttributeAsync("value", Of(then, district));
            Assert.NotEqual(Of(now, district), Of(then, district));
        }
    }

    static string Of(JsonElement metric, string area) =>
        Text(metric.GetProperty("series").EnumerateArray().Single(series => series.GetProperty("by").GetProperty("area").GetString() == area).GetProperty("points")[0]);

    internal static string Text(JsonElement point) => point.GetProperty("value") is { ValueKind: JsonValueKind.Number } value ? value.GetDecimal().ToString(CultureInfo.InvariantCulture) : "";

    async Task<JsonElement> Api(string address) => JsonDocument.Parse(await houses.Twin!.Http.GetStringAsync(new Uri(address).PathAndQuery, Stop)).RootElement;

    static async Task<string> Saved(Screen screen, string button)
    {
        var download = await screen.Page.RunAndWaitForDownloadAsync(() => screen.Page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync());
        var bytes = await File.ReadAllBytesAsync(await download.PathAsync(), Stop);
        return button.Contains("PNG", StringComparison.Ordinal) ? System.Text.Encoding.Latin1.GetString(bytes) : System.Text.Encoding.UTF8.GetString(bytes);
    }
}

/// <summary>Two houses in two districts, told of for two days with a gap between; nothing moves.</summary>
public sealed class TwoHouses : IAsyncLifetime
{
    /// <summary>Yesterday in Bangkok: a whole day that is over.</summary>
    public static DateOnly Day { get; } = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(7)).AddDays(-1);

    public LiveTwin? Twin { get; private set; }

    public async ValueTask InitializeAsync()
    {
        if (!Chromium.IsHere) return;
        Twin = await LiveTwin.Empty();
        var midnight = new DateTimeOffset(Day.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(7)).ToUniversalTime();
        await Twin.Http.Told("north-house", midnight.AddHours(3), quarters: 12, kilowatts: 80);
        await Twin.Http.Told("north-house", midnight.AddHours(14), quarters: 20, kilowatts: 40);
        await Twin.Http.Told("north-house", midnight.AddHours(-20), quarters: 30, kilowatts: 55);
        await Twin.Http.Told("east-house", midnight.AddHours(1), quarters: 40, kilowatts: 21, area: "1033");
        await Twin.Http.Told("east-house", midnight.AddHours(-22), quarters: 50, kilowatts: 13, area: "1033");
        await Weighed(midnight.AddHours(9));
        // What roofs made: of two houses whose use is known, and of one of which nothing else is.
        await Sunny("north-house", midnight.AddHours(8), kilowatts: 30, area: "1030");
        await Sunny("east-house", midnight.AddHours(9), kilowatts: 12, area: "1033");
        await Sunny("roof-alone", midnight.AddHours(9), kilowatts: 50, area: "1001");
        await Deadline.Holds(async () => await Twin.Http.GetStringAsync($"/v1/metrics/waste-collected?set=rehearsal&from={Day:yyyy-MM-dd}&to={Day.AddDays(1):yyyy-MM-dd}&step=whole", TestContext.Current.CancellationToken) is var weighed
            && weighed.Contains("\"value\":8000,", StringComparison.Ordinal) ? (true, "") : (false, weighed), "the ledger knows both loads");
        await Deadline.Holds(async () => await Twin.Http.GetStringAsync($"/v1/metrics/load-energy?set=rehearsal&by=area&from={Day.AddDays(-1):yyyy-MM-dd}&to={Day.AddDays(1):yyyy-MM-dd}&step=1d", TestContext.Current.CancellationToken) is var known
            && known.Split("\"value\":").Length == 5 && !known.Contains("\"value\":null", StringComparison.Ordinal) ? (true, "") : (false, known), "the ledger knows both days of both houses");
        await Deadline.Holds(async () => await Twin.Http.GetStringAsync($"/v1/metrics/pv-energy?set=rehearsal&by=area&from={Day:yyyy-MM-dd}&to={Day.AddDays(1):yyyy-MM-dd}&step=whole", TestContext.Current.CancellationToken) is var sun
            && ((string[])["\"value\":60000,", "\"value\":24000,", "\"value\":100000,"]).All(value => sun.Contains(value, StringComparison.Ordinal)) ? (true, "") : (false, sun), "the ledger knows what three roofs made");
    }

    // Two hours of it.
    async Task Sunny(string id, DateTimeOffset from, decimal kilowatts, string area)
    {
        using var registered = await Twin!.Http.PutAsJsonAsync($"/v1/twins/{id}", new { kind = "building", set = "rehearsal", name = new { en = id }, area }, TestContext.Current.CancellationToken);
        registered.EnsureSuccessStatusCode();
        using var answer = await Twin.Http.PostAsJsonAsync("/v1/readings?feed=told&set=rehearsal", Enumerable.Range(0, 9).Select(quarter => new
        {
            twin = id,
            channel = "pv-power",
            at = from.AddMinutes(15 * quarter).ToString("O", CultureInfo.InvariantCulture)[..19] + "Z",
            value = kilowatts,
            unit = "kW",
        }), TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    // 5 t of food from one district and 3 t of mixed waste from another, at one station.
    async Task Weighed(DateTimeOffset at)
    {
        using var registered = await Twin!.Http.PutAsJsonAsync("/v1/twins/station",
            new { kind = "waste-site", set = "rehearsal", name = new { en = "A station" }, area = "1034", waste = new { role = "transfer-station" } }, TestContext.Current.CancellationToken);
        registered.EnsureSuccessStatusCode();
        using var answer = await Twin.Http.PostAsJsonAsync("/v1/events?feed=told&set=rehearsal", new[] { Load("food", 5000, "1030"), Load("mixed", 3000, "1033") }, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();

        object Load(string category, int kilograms, string origin) => new { twin = "station", type = "weighbridge-ticket", id = category, at, fields = new { direction = "in", netKg = kilograms, category, origin } };
    }

    public async ValueTask DisposeAsync()
    {
        if (Twin is not null) await Twin.DisposeAsync();
    }
}
