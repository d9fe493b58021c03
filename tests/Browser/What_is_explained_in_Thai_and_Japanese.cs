using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace YPort.Twin.Tests.Browser;

/// <summary>Progress and the way from a number down to its readings, read by people who read no English: nothing is left of it but what stays as it was published.</summary>
public sealed partial class What_is_explained_in_Thai_and_Japanese(Chromium chromium, RehearsingTwin rehearsing, TwinOfAYear year) : IClassFixture<RehearsingTwin>, IClassFixture<TwinOfAYear>
{
    const string Set = "set=rehearsal", Year = $"{Set}&year=2026&before=2026-03&after=2026-04";

    /// <summary>Titles, publishers and licences of documents are marked as such; the rest of what is English and is seen.</summary>
    const string English = """
        root => [...document.querySelectorAll(`${root} [lang=en]`)].filter(one => !one.closest("[data-source]") && one.checkVisibility()).map(one => one.innerText.trim().replace(/\s+/g, " ")).filter(text => text)
        """;

    /// <summary>Of each sector, with a value and without.</summary>
    static readonly string[] Rows = ["I.1.1", "I.4.4", "I.6.2", "I.6.3", "II.1.2", "III.1.1", "III.2.1", "IV.1", "V.1"];

    const string Go = "why => { const at = new URL(location); at.searchParams.set('why', why); history.pushState(null, '', at); dispatchEvent(new PopStateEvent('popstate')); }";

    [Theory, InlineData("th"), InlineData("ja")]
    public async Task Progress_has_no_English_sentence(string language)
    {
        await using var screen = await Open(year.Twin!, $"/progress?lang={language}&{Year}");
        await screen.Page.Locator("[data-valued='I.4.4']").WaitForAsync();
        await screen.Page.Locator("[data-part='real']").WaitForAsync();
        await screen.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach(one => one.open = true)");
        await NothingIsLeft(screen, "Progress");

        await screen.Page.Locator("select[name='after']").SelectOptionAsync("2026-01");
        await Assertions.Expect(screen.Page.Locator("section[data-change]")).ToContainTextAsync("/v1/metrics/import-energy");
        await NothingIsLeft(screen, "two months of which one told nothing");
        screen.ComplainedOfNothing();
    }

    // Both have the same sentences, which a test of the page holds: one of them is as good as both, and takes half the time.
    [Theory, InlineData("th")]
    public async Task The_accounts_are_explained_without_an_English_sentence(string language)
    {
        await using var screen = await Open(year.Twin!, $"/progress?lang={language}&{Year}");
        await screen.Page.Locator("[data-valued='I.4.4']").WaitForAsync();
        var (inventory, plan) = (await year.Ask("reports/inventory?year=2026"), await year.Ask("plan?year=2026"));
        string[] rows = [.. Rows.Select(gpc => inventory.GetProperty("rows").EnumerateArray().First(row => row.GetProperty("gpc").GetString() == gpc)).Select(Explain)];
        string[] totals = [.. inventory.GetProperty("totals").EnumerateObject().Select(total => Explain(total.Value)), Explain(inventory.GetProperty("sectors")[0].GetProperty("totals").GetProperty("scope1")),
            .. inventory.GetProperty("perHead").EnumerateArray().Select(Explain)];
        string[] planned = [.. Addresses(plan.GetProperty("progress")), .. Addresses(plan.GetProperty("coverage")), Explain(plan.GetProperty("path")[3])];
        string[] others = [.. (await year.Ask("actions?year=2026")).GetProperty("actions").EnumerateArray().Select(Explain), (await year.Ask("reports/jcm")).GetProperty("projects")[0].GetProperty("vintages")[0].GetProperty("explain")[0].GetString()!,
            .. Addresses(await year.Ask("reports/change?of=import-emissions&beforeFrom=2026-03-01&beforeTo=2026-04-01&from=2026-04-01&to=2026-05-01")),
            .. Addresses((await year.Ask("reports/waste?from=2026-03-01&to=2026-04-01")).GetProperty("categories")[0])];
        foreach (var why in rows.Concat(totals).Concat(planned).Concat(others).Append($"/v1/explain/jcm/illustrative-TH-finetech/2026?{Set}").Distinct()) await Read(screen, why);
        NothingIsLeft(screen);
    }

    [Theory, InlineData("ja")]
    public async Task Live_figures_are_explained_without_an_English_sentence_down_to_the_readings(string language)
    {
        await using var screen = await Open(rehearsing.Twin!, $"/?lang={language}&{Set}&map=tiles");
        var city = await rehearsing.Twin!.Http.GetFromJsonAsync<JsonElement>($"/v1/city?{Set}", TestContext.Current.CancellationToken);
        foreach (var figure in city.GetProperty("figures").EnumerateArray()) await Read(screen, Explain(figure));

        // An emission, its activity, a district, a twin, a quarter hour.
        await Read(screen, $"/v1/explain/city/load-energy-today?{Set}");
        for (var step = 0; step < 3; step++)
        {
            if (await screen.Page.Locator("dialog.provenance [data-part] a").CountAsync() == 0) break;
            var before = await screen.Page.Locator("dialog.provenance").GetAttributeAsync("data-why");
            await screen.Page.Locator("dialog.provenance [data-part] a").First.ClickAsync();
            await Assertions.Expect(screen.Page.Locator("dialog.provenance")).Not.ToHaveAttributeAsync("data-why", before!);
            await Look(screen);
        }
        foreach (var why in (string[])["city/dwell", "city/mean-occupancy", "city/headway", "twins/cart-1/speed", "twins/chart-cart/vehicle-distance", "methane/kamphaeng-saen"]) await Read(screen, $"/v1/explain/{why}?{Set}");
        NothingIsLeft(screen);
    }

    readonly SortedSet<string> _left = new(StringComparer.Ordinal);

    async Task Read(Screen screen, string why)
    {
        await screen.Page.EvaluateAsync(Go, why);
        await Assertions.Expect(screen.Page.Locator("dialog.provenance")).ToHaveAttributeAsync("data-why", why);
        await Look(screen);
    }

    async Task Look(Screen screen)
    {
        await screen.Page.Locator("dialog.provenance p.value data").WaitForAsync();
        // The words come after the page: until then English stands there.
        await screen.Page.Locator("dialog.provenance :is([lang=th], [lang=ja])").First.WaitForAsync();
        foreach (var text in await Left(screen, "dialog.provenance")) _left.Add($"{text}   in: {await screen.Page.Locator("dialog.provenance").GetAttributeAsync("data-why")}");
    }

    static async Task<string[]> Left(Screen screen, string root) => [.. (await screen.Page.EvaluateAsync<string[]>(English, root)).Where(text => !IsForAll(text))];

    void NothingIsLeft(Screen screen)
    {
        Assert.True(_left.Count == 0, string.Join("\n", _left));
        screen.ComplainedOfNothing();
    }

    static Task NothingIsLeft(Screen screen, string where) => Deadline.Holds(async () => await Left(screen, "main") is var left && left.Length == 0 ? (true, "") : (false, string.Join("\n", left)), $"nothing of {where} is left in English");

    /// <summary>Numbers, units, formulas of these, ids, times and addresses are the same in every language; a word or two of a sentence are not.</summary>
    static bool IsForAll(string text) => text.Split(' ').Select(word => word.Trim('(', ')', ';', ',', '.')).All(word => Signs().IsMatch(word) || Units.Contains(word)) || Name().IsMatch(text);

    static readonly HashSet<string> Units = ["t", "kg", "g", "Wh", "kWh", "MWh", "W", "kW", "MW", "s", "h", "m", "km", "x", "BASIC", "BASIC+", "GET", "NE", "IE", "Cel", "AR5"];

    // With a digit or a sign in it, or none of letters.
    [GeneratedRegex(@"^(\P{L}*|\S*[\d=/{]\S*|[a-z]+(-[a-z]+)+)$")]
    private static partial Regex Signs();

    // An id, perhaps with the dimensions of its part.
    [GeneratedRegex(@"^[\w.:;=/-]+( [\w.-]+=\S+)?$")]
    private static partial Regex Name();

    static string Explain(JsonElement of) => of.GetProperty("explain").GetString()!;

    static IEnumerable<string> Addresses(JsonElement of) => of.GetProperty("explain").EnumerateObject().Select(one => one.Value.GetString()!);

    Task<Screen> Open(LiveTwin twin, string path)
    {
        Chromium.SkipWithoutOne();
        return chromium.Open(twin.Address + path, live: false);
    }
}
