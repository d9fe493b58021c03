using System.Globalization;
using System.Net;
using System.Text.Json;
using CsCheck;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Ingest;
using YPort.Twin.Ingest.Parsing;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Model.Waste;

namespace YPort.Twin.Tests.Ingest;

/// <summary>What happened, over real HTTP into real shards.</summary>
public sealed class An_event(RunningIntake city) : IClassFixture<RunningIntake>
{
    static readonly Instant Now = Instant.Parse("2026-11-24T05:00:00Z");
    static readonly EventMaker Maker = new(new ReadingOptions());

    async Task<string> Station(string? id = null)
    {
        var twin = TwinId.Parse(id ?? RunningIntake.Name("station"));
        var answer = await ((Orleans.IGrainFactory)city.Services.GetService(typeof(Orleans.IGrainFactory))!).GetGrain<IShardGrain>(twin.Shard)
            .Enter(twin, new Described(TwinRegister.Beginning, new(Kinds.WasteSite, CitySet.Real, new("Station"), "1034", Waste: new(WasteRole.TransferStation))), 0, "test");
        Assert.Equal(RegisterOutcome.Created, answer.Outcome);
        return twin.ToString();
    }

    string Ticket(string twin, string id, string fields = """{"direction":"in","netKg":8120}""") => $$"""{"twin":"{{twin}}","type":"weighbridge-ticket","id":"{{id}}","at":"{{city.Time(-1)}}","fields":{{fields}}}""";

    async Task<(long Accepted, long Duplicate, long Quarantined, string Codes)> Send(string feed, string body, string type = "application/json")
    {
        var (status, answer, _) = await city.Post($"/v1/events?feed={feed}", body, type);
        Assert.True(status == HttpStatusCode.OK, $"{status}: {answer}");
        return (answer.GetProperty("accepted").GetInt64(), answer.GetProperty("duplicate").GetInt64(), answer.GetProperty("quarantined").GetInt64(),
            string.Join(' ', answer.GetProperty("items").EnumerateArray().Select(item => string.Create(CultureInfo.InvariantCulture, $"{item.GetProperty("index").GetInt64()}:{item.GetProperty("code").GetString()}"))));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/x-ndjson")]
    public async Task That_is_bad_never_sinks_the_others_and_all_are_balanced(string type)
    {
        var (feed, station) = (RunningIntake.Name("f"), await Station());
        string[] items =
        [
            Ticket(station, "1"), Ticket(station, "2", """{"direction":"in","grossKg":15000,"tareKg":7000.5}"""), Ticket(station, "3", """{"direction":"in","grossKg":7000,"tareKg":15000}"""),
            Ticket(station, "1"), Ticket(station, "1", """{"direction":"out","netKg":8120}"""), Ticket("nobody", "1"), Ticket(station, "4", """{"direction":"in","netKg":-1}"""),
        ];
        var body = type == "application/json" ? $"[{string.Join(',', items)}]" : string.Join('\n', items);
        var (_, foreseen, _) = await city.Post($"/v1/events?feed={feed}&dryRun=true", body, type);
        Assert.Equal("accepted accepted tare-above-gross duplicate conflict unknown-twin negative-mass", string.Join(' ', foreseen.GetProperty("items").EnumerateArray().Select(item => item.GetProperty(item.TryGetProperty("code", out _) ? "code" : "outcome").GetString())));
        Assert.Equal(default, await city.Balance(feed));
        Assert.Equal((2, 1, 4, "2:tare-above-gross 4:conflict 5:unknown-twin 6:negative-mass"), await Send(feed, body, type));
        Assert.Equal((7, 2, 1, 4, 0), await city.Balance(feed));
        Assert.Equal((0, 3, 4, "2:tare-above-gross 4:conflict 5:unknown-twin 6:negative-mass"), await Send(feed, body, type));
    }

    [Fact]
    public async Task Is_said_again_in_any_order_and_spelling_and_is_a_repeat()
    {
        var (feed, station) = (RunningIntake.Name("f"), await Station());
        await Send(feed, $"[{Ticket(station, "a", """{"direction":"in","netKg":8120,"category":"food","note":null}""")}]");
        foreach (var fields in (string[])["""{"category":"food","netKg":8120.0,"direction":"in"}""", """{"netKg":8.12e3,"direction":"in","category":"food"}""", """{"direction":"\u0069n","netKg":8120.000,"category":"food"}"""])
            Assert.Equal((0, 1, 0, ""), await Send(feed, $"[{Ticket(station, "a", fields)}]"));
        // What follows from gross and tare is the same ticket as one that says it.
        await Send(feed, $"[{Ticket(station, "b", """{"direction":"in","grossKg":10,"tareKg":4}""")}]");
        Assert.Equal((0, 1, 0, ""), await Send(feed, $"[{Ticket(station, "b", """{"direction":"in","grossKg":10,"tareKg":4,"netKg":6}""")}]"));
    }

    [Fact]
    public void Is_the_same_whatever_the_order_of_its_members_and_the_spelling_of_its_numbers() =>
        Gen.Select(Gen.Int[0, 2_000_000], Gen.Int[0, 5], Gen.Shuffle((string[])["direction", "netKg", "category"])).Sample((grams, spelling, order) =>
        {
            var kilograms = grams / 1000m;
            var number = spelling switch
            {
                0 => string.Create(CultureInfo.InvariantCulture, $"{kilograms:0.000}"),
                1 => $"{grams}e-3",
                2 => string.Create(CultureInfo.InvariantCulture, $"{kilograms:0.000}0000"),
                3 => string.Create(CultureInfo.InvariantCulture, $"{kilograms / 1000:0.000000}E+3"),
                4 => $"{grams}00E-5",
                _ => grams == 0 ? "-0.0" : string.Create(CultureInfo.InvariantCulture, $"{kilograms:0.###}"),
            };
            var said = order.Select(name => $"\"{name}\":{name switch { "direction" => "\"out\"", "netKg" => number, _ => "\"paper\"" }}");
            Assert.Equal(Canonical(string.Create(CultureInfo.InvariantCulture, $$"""{"direction":"out","netKg":{{kilograms:0.###}},"category":"paper"}""")), Canonical($"{{{string.Join(',', said)}}}"));
        });

    static string Canonical(string fields)
    {
        using var said = JsonDocument.Parse(fields);
        Assert.Null(CanonicalFields.Read(WasteEvents.WeighbridgeTicket, said.RootElement, out var canonical, out _));
        return canonical;
    }

    [Fact]
    public async Task At_a_twin_of_another_kind_is_set_aside_and_told_where_that_kinds_events_stand()
    {
        var (feed, roof) = (RunningIntake.Name("f"), await city.Roof());
        Assert.Equal((0, 0, 1, "0:wrong-kind"), await Send(feed, $"[{Ticket(roof, "1")}]"));
        Assert.Contains("/v1/event-types?kind=building", Assert.Single(await city.Quarantined(feed, 1)).GetProperty("cure").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_revised_with_a_reason_and_taken_back()
    {
        var (feed, station) = (RunningIntake.Name("f"), await Station());
        var first = Ticket(station, "a");
        await Send(feed, $"[{first}]");
        var revised = Ticket(station, "a", """{"direction":"in","netKg":8210}""")[..^1] + ""","revision":1,"reason":"digits were swapped"}""";
        Assert.Equal((1, 0, 0, ""), await Send(feed, $"[{revised}]"));
        Assert.Equal((0, 2, 0, ""), await Send(feed, $"[{revised},{first}]"));
        var back = $$"""{"twin":"{{station}}","type":"weighbridge-ticket","id":"a","at":"{{city.Time(-1)}}","revision":2,"reason":"of another station","withdrawn":true}""";
        Assert.Equal((1, 0, 0, ""), await Send(feed, $"[{back}]"));
        Assert.Equal((0, 1, 0, ""), await Send(feed, $"[{back}]"));
        Assert.Equal((0, 0, 1, "0:revision-moves"), await Send(feed, $"[{back.Replace(city.Time(-1), city.Time(-2), StringComparison.Ordinal).Replace("\"revision\":2", "\"revision\":3", StringComparison.Ordinal)}]"));
    }

    [Fact]
    public async Task Is_replayed_from_quarantine_once_its_cause_is_cured()
    {
        var (feed, station) = (RunningIntake.Name("f"), RunningIntake.Name("station"));
        await Send(feed, $"[{Ticket(station, "1")}]");
        var id = Assert.Single(await city.Quarantined(feed, 1)).GetProperty("id").GetString();
        Assert.Equal(HttpStatusCode.Conflict, (await city.Post($"/v1/quarantine/{id}/replay", "")).Status);
        await Station(station);
        var (status, answer, _) = await city.Post($"/v1/quarantine/{id}/replay", "");
        Assert.Equal((HttpStatusCode.OK, "accepted"), (status, answer.GetProperty("outcome").GetString()));
        Assert.Equal((0, 1, 0, ""), await Send(feed, $"[{Ticket(station, "1")}]"));
    }

    [Theory]
    [InlineData("""{"type":"weighbridge-ticket","id":"1","at":"2026-11-24T04:00:00Z","fields":{"direction":"in","netKg":1}}""", "missing-field")]
    [InlineData("""{"twin":"a","type":"sneeze","id":"1","at":"2026-11-24T04:00:00Z","fields":{}}""", "unknown-type")]
    [InlineData("""{"twin":"a","type":"inventory-closed","id":"1","at":"2026-11-24T04:00:00Z","fields":{}}""", "not-yours-to-say")]
    [InlineData("""{"twin":"a","type":"disengagement","id":"","at":"2026-11-24T04:00:00Z","fields":{}}""", "not-an-event-id")]
    [InlineData("""{"twin":"a","type":"disengagement","id":"a b","at":"2026-11-24T04:00:00Z","fields":{}}""", "not-an-event-id")]
    [InlineData("""{"twin":"a","type":"disengagement","id":5,"at":"2026-11-24T04:00:00Z","fields":{}}""", "wrong-type")]
    [InlineData("""{"twin":"a","type":"disengagement","id":"1","at":"2026-11-24T04:00:00","fields":{}}""", "time-without-zone")]
    [InlineData("""{"twin":"a","type":"disengagement","id":"1","at":"2026-11-24T05:03:00Z","fields":{}}""", "time-ahead")]
    [InlineData("""{"twin":"a","type":"disengagement","id":"1","at":"1999-11-24T05:03:00Z","fields":{}}""", "time-too-old")]
    [InlineData("""{"twin":"a","type":"disengagement","id":"1","at":"2026-11-24T04:00:00Z","fields":{},"colour":1}""", "unknown-field")]
    [InlineData("""{"twin":"a","type":"disengagement","id":"1","id":"2","at":"2026-11-24T04:00:00Z","fields":{}}""", "repeated-field")]
    [InlineData("""{"twin":"a","type":"disengagement","id":"1","at":"2026-11-24T04:00:00Z","fields":{"by":"ghost"}}""", "wrong-type")]
    [InlineData("""{"twin":"a","type":"disengagement","id":"1","at":"2026-11-24T04:00:00Z","fields":{"colour":"red"}}""", "unknown-field")]
    [InlineData("""{"twin":"a","type":"disengagement","id":"1","at":"2026-11-24T04:00:00Z","fields":[]}""", "wrong-type")]
    [InlineData("""{"twin":"a","type":"disengagement","id":"1","at":"2026-11-24T04:00:00Z"}""", "missing-field")]
    [InlineData("""{"twin":"a","type":"disengagement","id":"1","at":"2026-11-24T04:00:00Z","fields":{},"quality":"guessed"}""", "not-a-quality")]
    [InlineData("""{"twin":"a","type":"disengagement","id":"1","at":"2026-11-24T04:00:00Z","fields":{},"revision":0,"reason":"x"}""", "not-a-revision")]
    [InlineData("""{"twin":"a","type":"disengagement","id":"1","at":"2026-11-24T04:00:00Z","fields":{},"revision":1}""", "missing-field")]
    [InlineData("""{"twin":"a","type":"disengagement","id":"1","at":"2026-11-24T04:00:00Z","fields":{},"revision":1,"reason":"x","withdrawn":true}""", "fields-not-allowed")]
    [InlineData("""{"twin":"a","type":"weighbridge-ticket","id":"1","at":"2026-11-24T04:00:00Z","fields":{"direction":"in"}}""", "missing-field")]
    [InlineData("""{"twin":"a","type":"weighbridge-ticket","id":"1","at":"2026-11-24T04:00:00Z","fields":{"direction":"in","grossKg":10,"tareKg":3,"netKg":8}}""", "net-contradicts")]
    [InlineData("""{"twin":"a","type":"weighbridge-ticket","id":"1","at":"2026-11-24T04:00:00Z","fields":{"direction":"in","netKg":1.0005}}""", "wrong-type")]
    [InlineData("""{"twin":"a","type":"weighbridge-ticket","id":"1","at":"2026-11-24T04:00:00Z","fields":{"direction":"in","netKg":"12"}}""", "wrong-type")]
    [InlineData("""{"twin":"a","type":"transferred","id":"1","at":"2026-11-24T04:00:00Z","fields":{"lot":"L","to":"b","from":"c"}}""", "one-side")]
    [InlineData("""{"twin":"a","type":"transferred","id":"1","at":"2026-11-24T04:00:00Z","fields":{"lot":"L"}}""", "one-side")]
    [InlineData("""{"twin":"a","type":"collected","id":"1","at":"2026-11-24T04:00:00Z","fields":{"lot":"L","items":[{"serial":"S","dataBearing":"yes"}]}}""", "wrong-type")]
    [InlineData("[1]", "malformed-line")]
    [InlineData("{", "malformed-line")]
    public void That_is_wrong_by_itself_is_refused_with_reason_and_cure(string json, string code)
    {
        var refusal = EventLines.Read(System.Text.Encoding.UTF8.GetBytes(json), Maker, Now, out var made);
        Assert.Null(made);
        Assert.Equal(code, refusal?.Code);
        Assert.NotEmpty(refusal!.Reason);
        Assert.NotEmpty(refusal.Cure);
    }

    [Fact]
    public void Is_made_or_refused_whatever_stands_in_it()
    {
        var scalar = Gen.OneOfConst("null", "1", "-1", "1e999", "0.0005", "\"x\"", "\"in\"", "true", "[]", "{}", "[{}]", "\"2026-11-24T04:00:00Z\"", "\"\\ud800\"", "\"a\"");
        var name = Gen.OneOfConst("twin", "type", "id", "at", "fields", "quality", "revision", "reason", "withdrawn", "netKg", "x");
        Gen.Select(name, scalar).Array[0, 9].Sample(members =>
        {
            var json = $"{{{string.Join(',', members.Select(member => $"\"{member.Item1}\":{member.Item2}"))}}}";
            var refusal = EventLines.Read(System.Text.Encoding.UTF8.GetBytes(json), Maker, Now, out var made);
            Assert.True(refusal is null != (made is null), json);
        }, iter: 3000);
    }

    [Fact]
    public void Comes_back_from_its_canonical_form_unchanged()
    {
        var fields = Gen.Select(Gen.Long[0, 100_000_000].Select(grams => grams / 1000m), Gen.Bool, Gen.OneOfConst("food", "mixed", "paper"));
        fields.Sample((mass, incoming, category) =>
        {
            var said = JsonSerializer.SerializeToElement(new { category, netKg = mass, direction = incoming ? "in" : "out" });
            Assert.Null(CanonicalFields.Read(WasteEvents.WeighbridgeTicket, said, out var canonical, out _));
            using var again = JsonDocument.Parse(canonical);
            Assert.Null(CanonicalFields.Read(WasteEvents.WeighbridgeTicket, again.RootElement, out var twice, out _));
            Assert.Equal(canonical, twice);
        });
    }
}
