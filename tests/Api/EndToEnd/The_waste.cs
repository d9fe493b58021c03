using System.Net;
using System.Text.Json;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Waste;

namespace YPort.Twin.Tests.Api.EndToEnd;

/// <summary>Waste sites and e-waste points over HTTP: what the register knows, what they did, and a lot from hand to hand.</summary>
public sealed class The_waste(TwinServer server) : IClassFixture<TwinServer>
{
    const string Certificate = """{"number":"C-1","method":"purge","technique":"cryptographic-erase","tool":"Blank","toolVersion":"7","verification":"read","verified":true,"validatedBy":"N. Suda","operator":"K. Arun","operatorPosition":"technician","verifier":"V. Chai","verifierPosition":"shift lead","date":"2026-03-01","place":"hall 2","signature":"V. Chai"}""";

    // Each after the one before, and all today but in the first seconds of a day.
    readonly Instant _begun = Instant.From(TimeProvider.System) - TimeSpan.FromSeconds(2);
    int _happened;

    async Task Happens(string twin, params (EventType Type, string Id, string Fields)[] events)
    {
        var (id, now) = (TwinId.Parse(twin), Instant.From(TimeProvider.System));
        var said = events.Select(one =>
        {
            using var fields = JsonDocument.Parse(one.Fields);
            Assert.Null(CanonicalFields.Read(one.Type, fields.RootElement, out var canonical, out var subject));
            return new TwinEvent(id, one.Type.Name, one.Id, _begun + TimeSpan.FromMilliseconds(++_happened), canonical, subject);
        });
        Assert.Equal(events.Length, (await server.Grains.GetGrain<IShardGrain>(id.Shard).AppendEvents(new("test", CitySet.Real, now, [.. said]))).Accepted);
    }

    async Task Registered(string id, string body)
    {
        Assert.Equal(HttpStatusCode.Created, (await server.Put(id, body)).StatusCode);
        var back = await server.Put(id, (await server.Get($"/v1/twins/{id}")).GetProperty("twin").GetRawText());
        Assert.Equal((HttpStatusCode.OK, "\"1\""), (back.StatusCode, back.Headers.ETag?.Tag));
    }

    async Task<JsonElement> Until(string path, Func<JsonElement, bool> so)
    {
        JsonElement answer = default;
        await TwinServer.Until(async () =>
        {
            // What was just said may not be in the store yet.
            using var found = await server.Http.GetAsync(path, TestContext.Current.CancellationToken);
            return found.StatusCode == HttpStatusCode.OK && so(answer = await server.Get(path));
        }, path);
        return answer;
    }

    static string?[] Codes(JsonElement state) => [.. state.GetProperty("alarms").EnumerateArray().Select(alarm => alarm.GetProperty("code").GetString())];

    [Fact]
    public async Task Of_a_station_is_registered_weighed_and_told_by_category_and_origin()
    {
        await Registered("on-nut", """{"kind":"waste-site","name":{"en":"On Nut"},"area":1034,"waste":{"role":"transfer-station","capacity":{"value":1000000,"unit":"t"}}}""");
        Assert.Empty(Codes(await server.Get("/v1/twins/on-nut/state")));
        await Happens("on-nut", (WasteEvents.WeighbridgeTicket, "a", """{"direction":"in","netKg":8120,"category":"food","origin":"1033"}"""), (WasteEvents.WeighbridgeTicket, "b", """{"direction":"in","netKg":880.5,"origin":"1033"}"""));
        var state = await Until("/v1/twins/on-nut/state", state => state.GetProperty("waste").GetProperty("today").GetArrayLength() == 2);
        var (waste, today) = (state.GetProperty("waste"), state.GetProperty("today")[0]);
        Assert.Equal(("transfer-station", 1_000_000m), (waste.GetProperty("role").GetString(), waste.GetProperty("capacity").GetProperty("value").GetDecimal()));
        Assert.Equal(("food", "1033", 8120m), (waste.GetProperty("today")[0].GetProperty("by").GetProperty("category").GetString(), waste.GetProperty("today")[0].GetProperty("by").GetProperty("origin").GetString(), waste.GetProperty("today")[0].GetProperty("value").GetDecimal()));
        Assert.Equal(("waste-collected", 9000.5m, "kg", JsonValueKind.Null), (today.GetProperty("measure").GetString(), today.GetProperty("value").GetDecimal(), today.GetProperty("unit").GetString(), today.GetProperty("coverage").ValueKind));

        // Weighed in t for the city; other tests' tonnes are not in this district.
        var figures = await Until("/v1/districts/1034", place => Figure(place, "waste-collected-today").GetProperty("value").ValueKind == JsonValueKind.Number);
        Assert.Equal((9.0005m, "t", JsonValueKind.Null), (Figure(figures, "waste-collected-today").GetProperty("value").GetDecimal(), Figure(figures, "waste-collected-today").GetProperty("unit").GetString(), Figure(figures, "waste-delivered-today").GetProperty("value").ValueKind));
    }

    static JsonElement Figure(JsonElement place, string name) => place.GetProperty("figures").EnumerateArray().Single(figure => figure.GetProperty("id").GetString()!.EndsWith("/" + name, StringComparison.Ordinal));

    [Fact]
    public async Task Counts_as_soon_as_somebody_says_what_the_site_does()
    {
        const string Body = """{"kind":"waste-site","name":{"en":"Somewhere"},"area":1036}""";
        await Registered("somewhere", Body);
        await Happens("somewhere", (WasteEvents.WeighbridgeTicket, "a", """{"direction":"in","netKg":5}"""));
        Assert.Equal(["role-unknown"], Codes(await server.Get("/v1/twins/somewhere/state")));
        Assert.Equal(HttpStatusCode.OK, (await server.Put("somewhere", Body[..^1] + ""","from":"2020-01-01","waste":{"role":"bin"}}""", ifMatch: "\"1\"")).StatusCode);
        var state = await Until("/v1/twins/somewhere/state", state => state.GetProperty("today").GetArrayLength() == 1);
        Assert.Empty(Codes(state));
        Assert.Equal(5, state.GetProperty("today")[0].GetProperty("value").GetDecimal());
    }

    [Fact]
    public async Task That_is_electronic_is_followed_from_hand_to_hand()
    {
        await Registered("point-1", """{"kind":"e-waste-point","name":{"en":"Point 1"},"area":1037,"eWaste":{"role":"point","sendsTo":["recycler-1"],"sanitiseWithinDays":30}}""");
        await Registered("recycler-1", """{"kind":"e-waste-point","name":{"en":"Recycler"},"area":"outside:chonburi","eWaste":{"role":"recycler","sendsTo":[]}}""");
        await Happens("point-1", (EWasteEvents.Collected, "a", """{"lot":"L/1","category":"small-it","massKg":10,"items":[{"serial":"D1","dataBearing":true,"mediaType":"flash","confidentiality":"high","maker":"Krung","model":"laptop"}]}"""));
        var held = (await Until("/v1/twins/point-1/state", state => state.GetProperty("eWaste").GetProperty("openLots").GetInt32() == 1)).GetProperty("eWaste");
        Assert.Equal(("point", 10m, 1, 0), (held.GetProperty("role").GetString(), held.GetProperty("heldKg").GetDecimal(), held.GetProperty("unsanitisedItems").GetInt32(), held.GetProperty("flagged").GetInt32()));

        await Happens("point-1", (EWasteEvents.Transferred, "b", """{"lot":"L/1","to":"recycler-1","massKg":10}"""));
        var given = await Until("/v1/twins/point-1/state", state => state.GetProperty("eWaste").GetProperty("openLots").GetInt32() == 0);
        Assert.Empty(Codes(given)); // a normal pickup
        Assert.Equal("small-it", given.GetProperty("eWaste").GetProperty("today")[0].GetProperty("by").GetProperty("category").GetString());

        await Happens("recycler-1", (EWasteEvents.Transferred, "c", """{"lot":"L/1","from":"point-1","massKg":9.6,"items":[{"serial":"D1","dataBearing":true,"mediaType":"flash","maker":"Krung","model":"laptop"}]}"""),
            (EWasteEvents.Dismantled, "d", """{"lot":"L/1"}"""), (EWasteEvents.FractionOut, "e", """{"lot":"L/1","material":"steel","massKg":9.7}"""));
        Assert.Equal(["no-certificate", "more-out-than-in"], Codes(await Until("/v1/twins/recycler-1/state", state => Codes(state).Length == 2)));

        var lot = await Until("/v1/lots/L%2F1", lot => lot.GetProperty("holders").GetArrayLength() == 2 && lot.GetProperty("holders")[0].GetProperty("heldKg").GetDecimal() == 0 && lot.GetProperty("items")[0].GetProperty("state").GetString() == "dismantled" && lot.GetProperty("holders")[1].GetProperty("releasedKg").GetDecimal() > 0);
        Assert.Equal(("point-1", 0m, JsonValueKind.Null), (lot.GetProperty("holders")[0].GetProperty("twin").GetString(), lot.GetProperty("holders")[0].GetProperty("heldKg").GetDecimal(), lot.GetProperty("holders")[0].GetProperty("flaw").ValueKind));
        Assert.Equal("more-out-than-in", lot.GetProperty("holders")[1].GetProperty("flaw").GetString());
        Assert.Equal((10m, 9.6m, -0.4m), (lot.GetProperty("handOvers")[0].GetProperty("sentKg").GetDecimal(), lot.GetProperty("handOvers")[0].GetProperty("receivedKg").GetDecimal(), lot.GetProperty("handOvers")[0].GetProperty("differenceKg").GetDecimal()));
        Assert.Equal((false, "it has no certificate", "high"), (lot.GetProperty("items")[0].GetProperty("certified").GetBoolean(), lot.GetProperty("items")[0].GetProperty("lacks").GetString(), lot.GetProperty("items")[0].GetProperty("confidentiality").GetString()));

        // The missing messages come.
        await Happens("recycler-1", (EWasteEvents.Weighed, "f", """{"lot":"L/1","massKg":9.8}"""), (EWasteEvents.Sanitised, "g", $$"""{"lot":"L/1","serials":["D1"],"certificate":{{Certificate}}}"""));
        Assert.Empty(Codes(await Until("/v1/twins/recycler-1/state", state => Codes(state).Length == 0)));
    }

    [Fact]
    public async Task Of_a_site_without_sensors_is_heard_when_a_lorry_comes()
    {
        const string place = "outside:gate";
        await Registered("mzedi", $$$"""{"kind":"waste-site","name":{"en":"Mzedi"},"area":"{{{place}}}","waste":{"role":"landfill"}}""");
        static (string?, string?) Heard(JsonElement page) => (page.GetProperty("twins")[0].GetProperty("freshness").GetString(), page.GetProperty("twins")[0].GetProperty("heardAt").GetString());
        Assert.Equal(("silent", null), Heard(await server.Get($"/v1/twins?area={place}")));

        await Happens("mzedi", (WasteEvents.GateEntry, "g", """{"vehicle":"BT-1"}"""));
        var (freshness, at) = Heard(await Until($"/v1/twins?area={place}", page => page.GetProperty("twins")[0].GetProperty("heardAt").ValueKind == JsonValueKind.String));
        Assert.Equal(("live", _begun + TimeSpan.FromMilliseconds(1)), (freshness, Instant.Parse(at!)));
    }

    [Fact]
    public async Task Refuses_what_cannot_be_of_the_kind_and_says_what_is_unknown()
    {
        var thing = await server.Put("thing-1", """{"kind":"thing","name":{"en":"x"},"area":1037,"waste":{"role":"bin"},"eWaste":{"role":"point","sendsTo":["No"],"sanitiseWithinDays":0}}""");
        Assert.Equal(HttpStatusCode.BadRequest, thing.StatusCode);
        using var problem = JsonDocument.Parse(await thing.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(["waste", "eWaste", "eWaste.sendsTo", "eWaste.sanitiseWithinDays"], problem.RootElement.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("field").GetString()));
        Assert.Equal(HttpStatusCode.BadRequest, (await server.Put("site-x", """{"kind":"waste-site","name":{"en":"x"},"area":1037,"waste":{"role":"dump"}}""")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.GetAsync("/v1/lots/L-none", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await server.Http.GetAsync("/v1/lots/a%20b?set=dream", TestContext.Current.CancellationToken)).StatusCode);
    }
}
