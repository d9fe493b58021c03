using System.Net;
using System.Text.Json;
using Parquet;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Api.EndToEnd;

/// <summary>What happened, over HTTP: event by event, and as what it adds up to.</summary>
public sealed class The_events(TwinServer server) : IClassFixture<TwinServer>
{
    static readonly Instant Noon = Instant.Parse("2026-03-10T05:00:00Z");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    async Task Cart(string id, int area) => Assert.Equal(HttpStatusCode.Created,
        (await server.Put(id, $$$"""{"kind":"shuttle","name":{"en":"{{{id}}}"},"area":{{{area}}},"shuttle":{"route":"loop"}}""")).StatusCode);

    async Task Tell(string cart, params TwinEvent[] events)
    {
        var twin = TwinId.Parse(cart);
        var answer = await server.Grains.GetGrain<IShardGrain>(twin.Shard).AppendEvents(new("test", CitySet.Real, Instant.From(TimeProvider.System), [.. events.Select(one => one with { Twin = twin })]));
        Assert.Equal(events.Length, answer.Accepted);
    }

    static TwinEvent Event(string type, string id, double seconds, string fields, string subject = "") =>
        new(default, type, id, Noon + TimeSpan.FromSeconds(seconds), fields, subject);

    async Task<JsonElement[]> Listed(string query, int count)
    {
        JsonElement[] found = [];
        await TwinServer.Until(async () => (found = [.. (await server.Get($"/v1/events?from=2026-03-10&to=2026-03-11&{query}")).GetProperty("events").EnumerateArray()]).Length == count, $"{query} does not come to list {count} events.");
        return found;
    }

    static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();

    [Fact]
    public async Task Are_listed_as_they_stand_page_by_page()
    {
        await Cart("cart-told", 1043);
        await Tell("cart-told",
            Event("disengagement", "e1", 0, """{"cause":"a \"leaf\", wet"}"""), Event("fault", "e2", 60, """{"code":"F1","state":"raised"}""", "F1"),
            Event("fault", "e3", 60, """{"code":"F2","state":"raised"}""", "F2"));
        await Listed("twin=cart-told", 3);
        await Tell("cart-told",
            Event("fault", "e2", 60, """{"code":"F1","state":"raised","severity":"minor"}""", "F1") with { Revision = 1, Reason = "it was minor" },
            Event("fault", "e3", 60, "{}") with { Revision = 1, Withdrawn = true, Reason = "another cart" });
        var events = await Listed("twin=cart-told", 2);
        Assert.Equal(["e1", "e2"], events.Select(one => Text(one, "id")));
        Assert.Equal(("cart-told", "fault", "2026-03-10T05:01:00Z", "minor", "F1", "measured", 1, "test"),
            (Text(events[1], "twin"), Text(events[1], "type"), Text(events[1], "at"), Text(events[1].GetProperty("fields"), "severity"), Text(events[1], "about"), Text(events[1], "quality"),
            events[1].GetProperty("revision").GetInt32(), Text(events[1], "feed")));
        Assert.False(events[0].TryGetProperty("about", out _));

        List<string?> seen = [];
        for (var page = "/v1/events?from=2026-03-10&to=2026-03-11&twin=cart-told&limit=1"; page is not null;)
        {
            var answer = await server.Get(page);
            seen.AddRange(answer.GetProperty("events").EnumerateArray().Select(one => Text(one, "id")));
            page = Text(answer, "next");
        }
        Assert.Equal(["e1", "e2"], seen);
        Assert.Equal(["e2"], (await Listed("about=F1&type=fault,disengagement", 1)).Select(one => Text(one, "id")));
        Assert.Equal(["e1"], (await Listed("twin=cart-told&type=disengagement", 1)).Select(one => Text(one, "id")));
        Assert.Empty(await Listed("set=rehearsal", 0));
    }

    [Fact]
    public async Task Are_given_as_csv_with_the_next_page_in_the_head()
    {
        await Cart("cart-in-csv", 1042);
        await Tell("cart-in-csv", Event("disengagement", "e1", 0, """{"cause":"a \"leaf\", wet"}"""), Event("stop-arrived", "e2", 60, """{"stop":"north"}""", "north"));
        var events = await Listed("twin=cart-in-csv", 2);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/events?from=2026-03-10&to=2026-03-11&twin=cart-in-csv&limit=1") { Headers = { { "Accept", "text/csv" } } };
        using var first = await server.Http.SendAsync(request, Stop);
        const string Head = "at,twin,type,id,about,fields,quality,revision,feed,offset\r\n";
        const string Line = """"2026-03-10T05:00:00Z,cart-in-csv,disengagement,e1,,"{""cause"":""a \""leaf\"", wet""}",measured,0,test,"""";
        Assert.Equal($"{Head}{Line}{events[0].GetProperty("offset").GetInt64()}\r\n", await first.Content.ReadAsStringAsync(Stop));
        var next = Assert.Single(first.Headers.GetValues("Link"));
        using var request2 = new HttpRequestMessage(HttpMethod.Get, next[1..next.IndexOf('>', StringComparison.Ordinal)]) { Headers = { { "Accept", "text/csv" } } };
        using var second = await server.Http.SendAsync(request2, Stop);
        Assert.StartsWith(Head + "2026-03-10T05:01:00Z,cart-in-csv,stop-arrived,e2,north,", await second.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.False(second.Headers.Contains("Link"));
    }

    [Fact]
    public async Task Add_up_by_stop_and_make_quotients_and_headways_of_two_carts()
    {
        await Cart("cart-a", 1044);
        await Cart("cart-b", 1044);
        static IEnumerable<TwinEvent> Visit(string stop, double minutes, double seconds) =>
        [
            Event("stop-arrived", $"a{stop}{minutes}", minutes * 60, $$"""{"stop":"{{stop}}"}""", stop), Event("stop-departed", $"d{stop}{minutes}", minutes * 60 + seconds, $$"""{"stop":"{{stop}}"}""", stop),
        ];
        await Tell("cart-a", [.. Visit("north", 0, 30), .. Visit("south", 5, 10), .. Visit("north", 20, 30)]);
        await Tell("cart-b", [.. Visit("north", 10, 60)]);

        const string Hour = "from=2026-03-10T05:00:00Z&to=2026-03-10T06:00:00Z&step=1h&area=1044";
        async Task<(string? Stop, decimal? Value, string? Exact)[]> Series(string measure, string query) =>
            [.. (await server.Get($"/v1/metrics/{measure}?{Hour}&{query}")).GetProperty("series").EnumerateArray().Select(series => (
                series.GetProperty("by").TryGetProperty("dimensions", out var dimensions) ? Text(dimensions, "stop") : null,
                series.GetProperty("points")[0].GetProperty("value") is { ValueKind: JsonValueKind.Number } value ? value.GetDecimal() : (decimal?)null, Text(series.GetProperty("points")[0], "exact")))];

        await TwinServer.Until(async () => (await Series("stop-visits", ""))[0].Value == 4);
        Assert.Equal([("north", 3, "3"), ("south", 1, "1")], await Series("stop-visits", "by=stop"));
        Assert.Equal([("south", 1, "1")], await Series("stop-visits", "where=stop:south"));
        await TwinServer.Until(async () => (await Series("dwell", ""))[0].Exact == "130000/4");
        Assert.Equal([("north", 40, "120000/3"), ("south", 10, "10000/1")], await Series("dwell", "by=stop"));
        // From 5:00:30 to 5:11:00 and on to 5:20:30; one departure alone is no headway.
        await TwinServer.Until(async () => (await Series("headway", ""))[0].Exact == "1200000/2");
        Assert.Equal([("north", 600, "1200000/2")], await Series("headway", "by=stop"));
        Assert.Equal([("south", null, null)], await Series("headway", "where=stop:south"));

        var question = $"/v1/metrics/stop-visits?{Hour}&by=stop";
        var csv = await server.Http.GetStringAsync(question + "&format=csv", Stop);
        Assert.Equal("""
            from,to,twin,area,stop,stop-visits_1,exact,coverage,measured,estimated,missing
            2026-03-10T05:00:00Z,2026-03-10T06:00:00Z,,1044,north,3,3,,1,0,0
            2026-03-10T05:00:00Z,2026-03-10T06:00:00Z,,1044,south,1,1,,1,0,0

            """.ReplaceLineEndings("\r\n"), csv);
        using var file = new MemoryStream(await server.Http.GetByteArrayAsync(question + "&format=parquet", Stop));
        await using var parquet = await ParquetReader.CreateAsync(file, cancellationToken: Stop);
        Assert.Equal(csv.Split("\r\n")[0].Split(','), parquet.Schema.GetDataFields().Select(field => field.Name));
        Assert.Equal(2, parquet.RowGroupCount);
    }

    [Fact]
    public async Task And_all_that_may_be_told_stand_in_catalogues()
    {
        var types = (await server.Get("/v1/event-types?kind=shuttle")).EnumerateArray().ToArray();
        Assert.Equal(["disengagement", "fault", "mode-changed", "stop-arrived", "stop-departed"], types.Select(type => Text(type, "type")));
        var fault = types[1];
        Assert.Equal(("holds", "code"), (Text(fault, "bearing"), Text(fault, "subject")));
        Assert.Equal([("code", "code", true), ("state", "choice", true), ("severity", "choice", false), ("note", "text", false)],
            fault.GetProperty("fields").EnumerateArray().Select(field => (Text(field, "field")!, Text(field, "form")!, field.GetProperty("required").GetBoolean())));
        Assert.Equal(["raised", "cleared"], fault.GetProperty("fields")[1].GetProperty("choices").EnumerateArray().Select(choice => choice.GetString()));
        var all = (await server.Get("/v1/event-types")).EnumerateArray().ToArray();
        Assert.Equal(EventTypes.All.Select(type => type.Name), all.Select(type => Text(type, "type")));
        var sanitised = all.Single(type => Text(type, "type") == "sanitised").GetProperty("fields").EnumerateArray().Single(field => Text(field, "field") == "certificate");
        Assert.Equal(("object", "number"), (Text(sanitised, "form"), Text(sanitised.GetProperty("members")[0], "field")));

        var channels = (await server.Get("/v1/channels?kind=shuttle")).EnumerateArray().ToArray();
        Assert.All(channels, channel => Assert.Contains("shuttle", channel.GetProperty("kinds").EnumerateArray().Select(kind => kind.GetString())));
        var position = channels.Single(channel => Text(channel, "channel") == "position");
        Assert.Equal(("position", JsonValueKind.Null, JsonValueKind.Null, 10_000_000), (Text(position, "nature"), position.GetProperty("unit").ValueKind, position.GetProperty("least").ValueKind, position.GetProperty("stepsPerUnit").GetInt32()));
        Assert.True(channels.Single(channel => Text(channel, "channel") == "occupancy").GetProperty("holds").GetBoolean());

        var measures = (await server.Get("/v1/measures")).EnumerateArray().ToDictionary(measure => Text(measure, "measure")!);
        Assert.Equal(["mode", "service"], measures["vehicle-distance"].GetProperty("dimensions").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal((true, false), (measures["stop-visits"].GetProperty("isCounted").GetBoolean(), measures["vehicle-distance"].GetProperty("isCounted").GetBoolean()));
        Assert.Equal((1m, 3.6m), (measures["dwell"].GetProperty("quotient").GetProperty("scale").GetDecimal(), measures["mean-speed"].GetProperty("quotient").GetProperty("scale").GetDecimal()));
        Assert.Equal(("dwell-time", "stop-visits"), (Text(measures["dwell"].GetProperty("quotient"), "numerator"), Text(measures["dwell"].GetProperty("quotient"), "denominator")));
        Assert.Equal(["stop-departed"], measures["headway"].GetProperty("events").EnumerateArray().Select(type => type.GetString()));
    }
}
