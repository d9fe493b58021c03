using System.Globalization;
using System.Net;
using System.Text.Json;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Api.EndToEnd;

/// <summary>What became of e-waste and of the data on it over HTTP, worked out by hand beside the program.</summary>
public sealed class The_report_on_e_waste(TwinServer server) : IClassFixture<TwinServer>
{
    const string Question = "from=2026-03-02&to=2026-03-03";
    const decimal ShortTonKg = 907.18474m;
    static readonly Instant Noon = Instant.Parse("2026-03-02T05:00:00Z");

    [Fact]
    public async Task Adds_up_masses_lots_certificates_and_what_recycling_is_worth()
    {
        await Registered("point-a", "1037", "point", "recycler-a");
        await Registered("recycler-a", "outside:chonburi", "recycler");
        await Happens("point-a", CitySet.Real,
            // Two desktops, 20 kg, handed on; a box of twelve phones that nobody weighed; a laptop with no certificate.
            (EWasteEvents.Collected, 0, $$"""{"lot":"L1","category":"small-it","massKg":20,"count":2,"items":[{{Disk("D1")}},{{Disk("D2")}}]}"""),
            (EWasteEvents.Transferred, 10, """{"lot":"L1","to":"recycler-a","massKg":20}"""),
            (EWasteEvents.Collected, 20, """{"lot":"L/3","count":12,"key":"0306"}"""),
            (EWasteEvents.Collected, 30, """{"lot":"L5","category":"screens","massKg":1,"items":[{"serial":"D3","dataBearing":true,"mediaType":"flash","maker":"Krung","model":"laptop"}]}"""));
        await Happens("recycler-a", CitySet.Real,
            (EWasteEvents.Transferred, 60, $$"""{"lot":"L1","from":"point-a","category":"small-it","massKg":19.5,"items":[{{Disk("D1")}},{{Disk("D2")}}]}"""),
            (EWasteEvents.Sanitised, 70, $$"""{"lot":"L1","serials":["D1"],"certificate":{{Certificate("C-1", "\"tool\":\"Blank\",\"signature\":\"V. Chai\",")}}}"""),
            (EWasteEvents.Sanitised, 80, $$"""{"lot":"L1","serials":["D2"],"certificate":{{Certificate("C-2", "")}}}"""),
            (EWasteEvents.Dismantled, 90, """{"lot":"L1"}"""),
            (EWasteEvents.FractionOut, 91, """{"lot":"L1","material":"plastics","massKg":19.5}"""),
            // A hundred kilograms of desktops, all of it gone at the end of the day.
            (EWasteEvents.Collected, 100, """{"lot":"L2","massKg":100,"key":"0302"}"""),
            (EWasteEvents.Dismantled, 110, """{"lot":"L2"}"""),
            (EWasteEvents.FractionOut, 120, """{"lot":"L2","material":"copper","massKg":94}"""),
            (EWasteEvents.FractionOut, 121, """{"lot":"L2","material":"R-410A","massKg":1}"""),
            (EWasteEvents.Disposed, 122, """{"lot":"L2","massKg":5,"method":"landfill"}"""),
            // More out than in.
            (EWasteEvents.Collected, 130, """{"lot":"L4","category":"large","massKg":10}"""),
            (EWasteEvents.Dismantled, 140, """{"lot":"L4","massKg":10}"""),
            (EWasteEvents.FractionOut, 150, """{"lot":"L4","material":"steel","massKg":11}"""));
        var report = await Until($"/v1/reports/e-waste?{Question}", report => Value(report, "ewaste-collected") == 132.08m && Value(report, "ewaste-disposed") == 5 && Value(report, "lots-open") == 4 && Value(report, "ewaste-recovered") == 114.5m && Value(report, "items-sanitised") == 1);

        // 20 + 12 × 0.09 + 1 + 100 + 10 kg: what was handed in; what is estimated stands apart and closes no total.
        Assert.Equal((131m, 1.08m), (Value(report, "ewaste-collected", "quality=measured"), Value(report, "ewaste-collected", "quality=estimated")));
        Assert.Equal((120m, 1.08m, 10m, 1m), (Value(report, "ewaste-collected", "category=small-it;quality=measured"), Value(report, "ewaste-collected", "category=small-it;quality=estimated"),
            Value(report, "ewaste-collected", "category=large;quality=measured"), Value(report, "ewaste-collected", "category=screens;quality=measured")));
        Assert.Equal((120m, 1.08m, 10m, 1m), (Value(report, "ewaste-collected", "category=small-it;unuKey=0302"), Value(report, "ewaste-collected", "category=small-it;unuKey=0306"),
            Value(report, "ewaste-collected", "category=large;unuKey=unknown"), Value(report, "ewaste-collected", "category=screens;unuKey=unknown")));
        Assert.False(Row(report, "ewaste-collected").GetProperty("canBeClosed").GetBoolean());
        Assert.True(Row(report, "ewaste-treated").GetProperty("canBeClosed").GetBoolean());
        // Taken apart 100 + 19.5; recovered 19.5 + 94 + 1; L4 in none of them.
        Assert.Equal((119.5m, 100m, 19.5m), (Value(report, "ewaste-treated"), Value(report, "ewaste-treated", "category=small-it;unuKey=0302"), Value(report, "ewaste-treated", "category=small-it;unuKey=unknown")));
        Assert.Equal((94m, 19.5m, 1m), (Value(report, "ewaste-recovered", "material=copper;quality=measured"), Value(report, "ewaste-recovered", "material=plastics;quality=measured"), Value(report, "ewaste-recovered", "material=r-410a;quality=measured")));
        Assert.Equal((5m, 5m), (Value(report, "ewaste-disposed", "method=landfill;quality=measured"), Value(report, "ewaste-disposed", "category=small-it;unuKey=0302")));
        Assert.Equal(19.5m, Value(report, "ewaste-received"));
        Assert.Equal((10m, 11m), (Value(report, "ewaste-kept-apart", "flaw=more-out-than-in;of=ewaste-treated"), Value(report, "ewaste-kept-apart", "flaw=more-out-than-in;of=ewaste-recovered")));
        var flagged = Assert.Single(report.GetProperty("flagged").EnumerateArray().ToArray());
        Assert.Equal(("recycler-a", "L4", 10m, 11m), (flagged.GetProperty("twin").GetString(), flagged.GetProperty("lot").GetString(), flagged.GetProperty("inKg").GetDecimal(), flagged.GetProperty("releasedKg").GetDecimal()));

        // Open: L1 for the certificate of D2, L/3, L4 and L5. L2 has left.
        Assert.Equal((4m, 1m, 1m), (Value(report, "lots-open"), Value(report, "lots-closed"), Value(report, "lots-flagged", "flaw=more-out-than-in")));
        Assert.Contains("/v1/lots/L%2F3?set=real", Row(report, "lots-open").GetProperty("explain").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal((1m, 1m, 3m), (Value(report, "items-sanitised"), Value(report, "items-without-certificate"), Value(report, "data-items")));
        Assert.Equal((1m, 1m, 1m), (Value(report, "data-items", "certificate=adequate"), Value(report, "data-items", "certificate=inadequate"), Value(report, "data-items", "certificate=missing")));
        Assert.Equal([("a signature", 1m), ("the tool", 1m)], Rows(report, "data-items-lacking").Select(row => (row.GetProperty("by").GetProperty("lacking").GetString()!, row.GetProperty("value").GetDecimal())));

        // 100 kg of desktops and 19.5 kg of mixed small equipment, in short tons.
        foreach (var (baseline, desktop, mixed) in new[] { ("landfilled", 0.02m + 1.49m, 0.02m + 0.79m), ("burned", 0.40m + 1.49m, 0.87m + 0.79m) })
        {
            decimal ofDesktops = 100 / ShortTonKg * desktop * 1000, ofMixed = 19.5m / ShortTonKg * mixed * 1000;
            Assert.Equal(decimal.Round(ofDesktops, 9), Value(report, "recycling-avoided", $"baseline={baseline};of=0302;stream=desktop")!.Value);
            Assert.Equal(decimal.Round(ofMixed, 9), Value(report, "recycling-avoided", $"baseline={baseline};of=small-it;stream=mixed")!.Value);
            Assert.Equal(decimal.Round(ofDesktops + ofMixed, 9), Value(report, "recycling-avoided", $"baseline={baseline}")!.Value);
        }
        var avoided = Row(report, "recycling-avoided", "baseline=landfilled");
        Assert.False(avoided.GetProperty("canBeClosed").GetBoolean());
        Assert.Equal(["epa-landfilled-electronics v1", "warm-15-recycled-desktop v1", "warm-15-recycled-mixed v1"],
            avoided.GetProperty("factors").EnumerateArray().Select(factor => $"{factor.GetProperty("id").GetString()} v{factor.GetProperty("version").GetInt32()}"));
        Assert.Contains("outside the city's totals", avoided.GetProperty("limits").GetString(), StringComparison.Ordinal);
        // 1 kg of R-410A is half HFC-32, half HFC-125.
        Assert.Equal(0.5m * 677 + 0.5m * 3170, Value(report, "refrigerants-recovered"));
        Assert.Equal(0.5m * 771 + 0.5m * 3740, Value(await server.Get($"/v1/reports/e-waste?{Question}&gwp=AR6"), "refrigerants-recovered", "refrigerant=r-410a"));

        // Every figure is retraced by its first address, and the activity that it rests on by the others: those of masses to the same number.
        foreach (var row in report.GetProperty("together").EnumerateArray().Concat(report.GetProperty("holders").EnumerateArray().SelectMany(holder => holder.GetProperty("figures").EnumerateArray()))) await Retraced(row);
        await Lot(Row(report, "recycling-avoided", "baseline=landfilled;of=0302;stream=desktop"), "L2", 5);
        await Lot(Row(report, "lots-open"), "L/3", 1);
        // As it was known before anybody said anything.
        var before = await server.Get($"{Row(report, "ewaste-treated").GetProperty("explain")[0].GetString()}&knownAt=2026-01-01");
        Assert.Equal((JsonValueKind.Null, 0), (before.GetProperty("value").ValueKind, before.GetProperty("parts").GetArrayLength()));
        foreach (var (figure, value) in new[] { ("ewaste-collected", 132.08m), ("ewaste-treated", 119.5m), ("ewaste-recovered", 114.5m), ("ewaste-disposed", 5m), ("items-sanitised", 1m) })
        {
            var sum = 0m;
            foreach (var address in Row(report, figure).GetProperty("explain").EnumerateArray().Skip(1)) sum += (await server.Get(address.GetString()!)).GetProperty("value").GetDecimal();
            Assert.Equal(value, sum);
        }
        foreach (var address in report.GetProperty("together").EnumerateArray().SelectMany(row => row.GetProperty("explain").EnumerateArray()).Select(one => one.GetString()!).Distinct()) await server.Get(address);

        // By holder, and by one alone.
        var holders = report.GetProperty("holders").EnumerateArray().ToDictionary(one => one.GetProperty("twin").GetString()!);
        Assert.Equal((22.08m, 110m), (Value(holders["point-a"].GetProperty("figures"), "ewaste-collected", ""), Value(holders["recycler-a"].GetProperty("figures"), "ewaste-collected", "")));
        Assert.Equal((1m, 2m, "recycler"), (Value(holders["point-a"].GetProperty("figures"), "data-items", ""), Value(holders["recycler-a"].GetProperty("figures"), "data-items", ""), holders["recycler-a"].GetProperty("role").GetString()));
        var alone = await server.Get($"/v1/reports/e-waste?{Question}&twin=point-a");
        Assert.Equal((22.08m, null, 0), (Value(alone, "ewaste-collected"), Value(alone, "ewaste-treated"), alone.GetProperty("flagged").GetArrayLength()));
        var csv = await server.Http.GetStringAsync($"/v1/reports/e-waste?{Question}&format=csv", TestContext.Current.CancellationToken);
        Assert.StartsWith("twin,figure,by,value,unit,", csv, StringComparison.Ordinal);
        Assert.Contains("\r\n,ewaste-collected,,132.08,kg,,false,", csv, StringComparison.Ordinal);
        Assert.Contains("\r\nrecycler-a,ewaste-kept-apart,flaw=more-out-than-in;of=ewaste-recovered,11,kg,,false,", csv, StringComparison.Ordinal);

        // The missing message comes, after the time: L4 weighed 12 kg.
        await Happens("recycler-a", CitySet.Real, (EWasteEvents.Weighed, 5000, """{"lot":"L4","massKg":12}"""));
        var mended = await Until($"/v1/reports/e-waste?{Question}", report => Value(report, "lots-flagged") == 0 && Value(report, "ewaste-recovered") == 125.5m && Value(report, "ewaste-collected") == 134.08m);
        Assert.Equal(129.5m, Value(mended, "ewaste-treated"));
        Assert.Empty(Rows(mended, "ewaste-kept-apart"));
    }

    [Fact]
    public async Task Says_what_is_unknown_and_why_where_nothing_was_told()
    {
        await Registered("point-r", "1037", "point", set: "rehearsal");
        var report = await server.Get($"/v1/reports/e-waste?{Question}&set=rehearsal");
        foreach (var row in report.GetProperty("together").EnumerateArray())
        {
            Assert.Equal(JsonValueKind.Null, row.GetProperty("value").ValueKind);
            Assert.NotEmpty(row.GetProperty("unknownBecause").GetString()!);
            Assert.False(row.GetProperty("canBeClosed").GetBoolean());
        }
        Assert.Contains(report.GetProperty("untold").EnumerateArray(), one => one.GetString()!.Contains("no UNU key", StringComparison.Ordinal));

        // A refrigerant that nobody knows makes no sum; what WARM has no stream for is told apart.
        await Happens("point-r", CitySet.Rehearsal, (EWasteEvents.Collected, 0, """{"lot":"F","category":"temperature-exchange","massKg":40}"""), (EWasteEvents.Dismantled, 10, """{"lot":"F"}"""),
            (EWasteEvents.FractionOut, 20, """{"lot":"F","material":"R-999x","massKg":0.2}"""), (EWasteEvents.FractionOut, 30, """{"lot":"F","material":"r134a","massKg":0.1}"""));
        report = await Until($"/v1/reports/e-waste?{Question}&set=rehearsal", report => Value(report, "ewaste-recovered") == 0.3m && Value(report, "ewaste-treated") == 40 && Value(report, "lots-open") == 1);
        Assert.Equal((null, 130m, null), (Value(report, "refrigerants-recovered"), Value(report, "refrigerants-recovered", "refrigerant=r-134a"), Value(report, "refrigerants-recovered", "refrigerant=r-999x")));
        Assert.Equal((null, 40m), (Value(report, "recycling-avoided", "baseline=burned"), Value(report, "recycling-not-covered", "baseline=burned;of=temperature-exchange")));
        Assert.Equal("WARM has a stream for nothing that was taken apart", Row(report, "recycling-avoided", "baseline=burned").GetProperty("unknownBecause").GetString());
    }

    [Theory]
    [InlineData("from=2026-01-02&to=2026-01-01", HttpStatusCode.BadRequest, "It is not before to")]
    [InlineData("from=2020-01-01&to=2026-01-01", HttpStatusCode.BadRequest, "longest that is reported at once")]
    [InlineData("gwp=AR4", HttpStatusCode.BadRequest, "AR5, AR6")]
    [InlineData("set=dream", HttpStatusCode.BadRequest, "This is not known here")]
    [InlineData("format=xml", HttpStatusCode.BadRequest, "json, csv")]
    [InlineData("twin=nobody", HttpStatusCode.NotFound, "No e-waste point or recycler of set real")]
    public async Task Refuses_what_there_is_not(string query, HttpStatusCode status, string says)
    {
        var answer = await server.Http.GetAsync($"/v1/reports/e-waste?{query}", TestContext.Current.CancellationToken);
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(says, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ewaste-dreamt", "is no figure of the report on e-waste")]
    [InlineData("ewaste-collected?by=colour=red", "has no part \"colour=red\"")]
    [InlineData("lots-open?lot=L99", "is no part of it")]
    [InlineData("ewaste-collected?twin=nobody", "No e-waste point or recycler of set real")]
    public async Task Refuses_to_explain_what_there_is_not(string figure, string says)
    {
        var answer = await server.Http.GetAsync($"/v1/explain/e-waste/{figure}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains(says, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    // The parts make the figure, and each part's own explanation says the same of it.
    async Task Retraced(JsonElement row)
    {
        var address = row.GetProperty("explain")[0].GetString()!;
        var explained = await server.Get(address);
        Assert.Equal((address, row.GetProperty("value").ToString()), (address, explained.GetProperty("value").ToString()));
        if (row.GetProperty("value").ValueKind == JsonValueKind.Null) return;
        var sum = 0m;
        foreach (var part in explained.GetProperty("parts").EnumerateArray())
        {
            sum += (part.TryGetProperty("adds", out var adds) ? adds : part.GetProperty("value")).GetDecimal();
            var below = await server.Get(part.GetProperty("explain").GetString()!);
            // Of several qualities together the holder's measure has more; the part is what is of this one.
            if (!address.Contains("quality", StringComparison.Ordinal) || !part.GetProperty("explain").GetString()!.Contains("/twins/", StringComparison.Ordinal))
                Assert.Equal((address, part.GetRawText(), below.GetProperty("unit").GetString() == "kg" && adds.ValueKind == JsonValueKind.Number && !below.GetProperty("figure").GetString()!.StartsWith("twins/", StringComparison.Ordinal) ? adds.GetDecimal() : part.GetProperty("value").GetDecimal()),
                    (address, part.GetRawText(), below.GetProperty("value").GetDecimal()));
        }
        Assert.Equal((address, row.GetProperty("value").GetDecimal()), (address, decimal.Round(sum, 8) == decimal.Round(row.GetProperty("value").GetDecimal(), 8) ? row.GetProperty("value").GetDecimal() : sum));
        Assert.DoesNotContain("this should be looked at", explained.GetRawText(), StringComparison.Ordinal);
    }

    // One lot of a figure leads to all events about it.
    async Task Lot(JsonElement row, string lot, int events)
    {
        var part = (await server.Get(row.GetProperty("explain")[0].GetString()!)).GetProperty("parts").EnumerateArray().Single(part => part.GetProperty("name").GetString() == lot);
        var told = (await server.Get(part.GetProperty("explain").GetString()!)).GetProperty("events").EnumerateArray().ToArray();
        Assert.Equal(events, told.Length);
        Assert.All(told, one => Assert.Equal(("test", lot), (one.GetProperty("feed").GetString(), one.GetProperty("about").GetString())));
        Assert.Contains($"feed test", await server.Http.GetStringAsync(part.GetProperty("explain").GetString() + "&format=text", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    static string Disk(string serial) => $$"""{"serial":"{{serial}}","key":"0302","dataBearing":true,"mediaType":"flash","confidentiality":"low","maker":"Krung","model":"tower"}""";

    static string Certificate(string number, string more) =>
        $$"""{"number":"{{number}}","method":"purge","technique":"cryptographic-erase",{{more}}"toolVersion":"7","verification":"read","verified":true,"validatedBy":"N. Suda","operator":"K. Arun","operatorPosition":"technician","verifier":"V. Chai","verifierPosition":"shift lead","date":"2026-03-02","place":"hall 2"}""";

    async Task Registered(string id, string area, string role, string? sendsTo = null, string set = "real")
    {
        var answer = await server.Put(id, $$$"""{"kind":"e-waste-point","set":"{{{set}}}","name":{"en":"{{{id}}}"},"area":"{{{area}}}","eWaste":{"role":"{{{role}}}","sendsTo":[{{{(sendsTo is null ? "" : $"\"{sendsTo}\"")}}}]}}""");
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    async Task Happens(string twin, CitySet set, params (EventType Type, int Minute, string Fields)[] events)
    {
        var id = TwinId.Parse(twin);
        var said = events.Select(one =>
        {
            using var fields = JsonDocument.Parse(one.Fields);
            Assert.Null(CanonicalFields.Read(one.Type, fields.RootElement, out var canonical, out var subject));
            return new TwinEvent(id, one.Type.Name, one.Minute.ToString(CultureInfo.InvariantCulture), Noon + TimeSpan.FromMinutes(one.Minute), canonical, subject);
        });
        Assert.Equal(events.Length, (await server.Grains.GetGrain<IShardGrain>(id.Shard).AppendEvents(new("test", set, Instant.From(TimeProvider.System), [.. said]))).Accepted);
    }

    async Task<JsonElement> Until(string path, Func<JsonElement, bool> so)
    {
        await server.Saved();
        JsonElement answer = default;
        await TwinServer.Until(async () => so(answer = await server.Get(path)), path);
        return answer;
    }

    static JsonElement[] Rows(JsonElement report, string figure) => [.. report.GetProperty("together").EnumerateArray().Where(row => row.GetProperty("figure").GetString() == figure)];

    static JsonElement Row(JsonElement report, string figure, string by = "") => Find(report.GetProperty("together"), figure, by);

    static JsonElement Find(JsonElement figures, string figure, string by)
    {
        var rows = figures.EnumerateArray().Where(row => row.GetProperty("figure").GetString() == figure).ToLookup(row => row.GetProperty("by") is { ValueKind: JsonValueKind.Object } parts
            ? string.Join(';', parts.EnumerateObject().Select(part => $"{part.Name}={part.Value.GetString()}")) : "");
        Assert.True(rows[by].Count() == 1, $"{figure} by \"{by}\" is not among: {string.Join(", ", rows.Select(row => row.Key))}.");
        return rows[by].Single();
    }

    static decimal? Value(JsonElement report, string figure, string by = "") =>
        Find(report.ValueKind == JsonValueKind.Array ? report : report.GetProperty("together"), figure, by).GetProperty("value") is { ValueKind: JsonValueKind.Number } value ? value.GetDecimal() : null;
}
