using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace YPort.Twin.Tests.Browser;

/// <summary>What the API says in its English is read in the reader's language, over a rehearsal with all kinds of trouble.</summary>
public sealed class What_is_read_in_Thai_and_Japanese(Chromium chromium, RehearsingTwin rehearsing) : IClassFixture<RehearsingTwin>
{
    /// <summary>English by its nature: commands and JSON, what was sent and typed, codes, a twin's other names, the credit of borders.</summary>
    const string Stays = "pre, code, textarea, td.raw, strong, .names, .credit, [data-event] small, [data-event] td:last-child";

    /// <summary>Visible English that is neither of these nor a single code ("cart-1:", or a parameter with its value).</summary>
    const string Left = """
        stays => [...document.querySelectorAll("body [lang=en]")].filter(one => !one.closest(stays) && one.checkVisibility())
          .map(one => one.innerText.trim()).filter(text => text !== "" && !/^[\w.\-\/]+( "[^"]*")?:?$/.test(text))
        """;

    static readonly string[] Sheets = ["words-roof", "words-cart", "words-site", "words-point"];
    static readonly string[] Reports = ["roofs", "shuttles", "waste", "e-waste", "methane"];

    // Japanese has the same sentences, which a test of the page holds.
    [Theory, InlineData("th")]
    public async Task Is_every_alarm_sheet_report_and_refusal(string language)
    {
        Chromium.SkipWithoutOne();
        await Trouble();
        await using var screen = await chromium.Open($"{rehearsing.Twin!.Address}/live?tab=districts&map=tiles&set=rehearsal&lang={language}");
        await screen.Page.Locator("[data-district]").First.WaitForAsync();
        await NothingIsLeft(screen, "districts");

        var yesterday = Moment(TimeSpan.FromHours(24 - 7))[..10]; // Bangkok's
        foreach (var (path, seen) in (IEnumerable<(string, string)>)[
            ("live?tab=alerts&map=tiles", "[data-alarm='left-chain']"),
            .. Sheets.Select(id => ($"live?map=tiles&twin={id}", "dialog [data-history] li")),
            .. Reports.Select(report => ($"reports?report={report}&d=1030&from={yesterday}&to={yesterday}", "[data-report][data-ready]")),
            ("streams?feed=words&refused=all", "[data-item]")])
        {
            await screen.Page.GotoAsync($"{rehearsing.Twin.Address}/{path}&set=rehearsal&lang={language}");
            await screen.Page.Locator(seen).First.WaitForAsync(new() { Timeout = 60_000 });
            await screen.Page.EvaluateAsync("() => { for (const one of document.querySelectorAll('article details, dialog [data-lot]')) one.open = true; }");
            await NothingIsLeft(screen, path);
        }
        await Assertions.Expect(screen.Page.Locator($"[data-item] span[lang='{language}']").First).ToBeVisibleAsync();
        screen.ComplainedOfNothing();
    }

    // Words of a language come a moment after the page; a text that has none stays English.
    static Task NothingIsLeft(Screen screen, string where) => Deadline.Holds(
        async () => await screen.Page.EvaluateAsync<string[]>(Left, Stays) is var left && left.Length == 0 ? (true, "") : (false, string.Join(" | ", left.Distinct())), $"{where} is read in the reader's language");

    async Task Trouble()
    {
        var at = Moment(TimeSpan.FromMinutes(20));
        foreach (var (id, twin) in new[]
        {
            ("words-roof", """{"kind":"building","building":{"use":"residential"},"pv":{"ratedPower":{"value":250,"unit":"kW"}}}"""), ("words-site", """{"kind":"waste-site"}"""),
            ("words-station", """{"kind":"waste-site","waste":{"role":"transfer-station"}}"""), ("words-cart", """{"kind":"shuttle"}"""),
            ("words-point", """{"kind":"e-waste-point","eWaste":{"role":"recycler","sendsTo":[],"sanitiseWithinDays":1}}"""),
        })
        {
            var body = JsonNode.Parse(twin)!;
            (body["set"], body["area"], body["name"]) = ("rehearsal", "1030", new JsonObject { ["en"] = id });
            using var registered = await rehearsing.Twin!.Http.PutAsJsonAsync($"/v1/twins/{id}", body, TestContext.Current.CancellationToken);
            registered.EnsureSuccessStatusCode();
        }
        await Send("events", $$$"""
            [{"twin":"words-cart","type":"fault","id":"f1","at":"{{{at}}}","fields":{"code":"E7","state":"raised","severity":"major"}},
             {"twin":"words-cart","type":"mode-changed","id":"m1","at":"{{{at}}}","fields":{"mode":"safe-stop"}},
             {"twin":"words-point","type":"collected","id":"c1","at":"{{{at}}}","fields":{"lot":"L-1","massKg":5,"items":[{"serial":"S1","dataBearing":true},{"serial":"S2","dataBearing":true}]}},
             {"twin":"words-point","type":"transferred","id":"t1","at":"{{{at}}}","fields":{"lot":"L-1","to":"somebody-else","massKg":2,"serials":["S1"]}},
             {"twin":"words-point","type":"dismantled","id":"d1","at":"{{{at}}}","fields":{"lot":"L-1","massKg":9,"serials":["S2"]}},
             {"twin":"words-point","type":"dismantled","id":"d2","at":"{{{at}}}","fields":{"lot":"L-2","massKg":9}},
             {"twin":"words-station","type":"weighbridge-ticket","id":"w1","at":"{{{at}}}","fields":{"direction":"in","grossKg":1,"tareKg":3}},
             {"twin":"words-station","type":"weighbridge-ticket","id":"w2","at":"{{{at}}}","fields":{"grossKg":1}},
             {"twin":"words-station","type":"no-such","id":"w3","at":"{{{at}}}","fields":{}},
             {"twin":"words-station","type":"weighbridge-ticket","at":"{{{at}}}","fields":{}}]
            """);
        await Send("readings", $$$"""
            [{"twin":"nobody","channel":"pv-power","at":"{{{at}}}","value":1,"unit":"kW"},
             {"twin":"words-roof","channel":"pv-power","at":"{{{at}}}","value":1,"unit":"kWh"},
             {"twin":"words-roof","channel":"pv-power","at":"{{{at}}}","value":1},
             {"twin":"words-roof","channel":"pv-power","at":"{{{at}}}","value":1e9,"unit":"kW"},
             {"twin":"words-roof","channel":"pv-power","at":"2026-11-29T10:00:00","value":1,"unit":"kW"},
             {"twin":"words-roof","channel":"pv-power","at":"{{{Moment(TimeSpan.FromDays(-9))}}}","value":1,"unit":"kW"},
             {"twin":"words-roof","channel":"nothing","at":"{{{at}}}","value":1},
             {"twin":"words-roof","channel":"speed","at":"{{{at}}}","value":1,"unit":"km/h"},
             {"twin":"words-roof","channel":"pv-power","at":"{{{at}}}","value":"NaN","unit":"kW"},
             {"twin":"words-roof","channel":"pv-power","at":"{{{at}}}","value":2,"unit":"horse"},
             {"twin":"words-roof","channel":"load-power","at":"{{{at}}}","value":2,"unit":"kW"},
             {"twin":"words-roof","channel":"load-power","at":"{{{at}}}","value":3,"unit":"kW"},
             {"twin":"words-cart","channel":"state-of-charge","at":"{{{Moment(TimeSpan.Zero)}}}","value":9,"unit":"%"}]
            """);
    }

    async Task Send(string what, string items)
    {
        using var content = new StringContent(items, null, "application/json");
        using var answer = await rehearsing.Twin!.Http.PostAsync($"/v1/{what}?feed=words&set=rehearsal", content, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    static string Moment(TimeSpan ago) => (DateTime.UtcNow - ago).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
