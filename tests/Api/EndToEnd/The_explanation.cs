using System.Globalization;
using System.Net;
using System.Text.Json;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Waste;

namespace YPort.Twin.Tests.Api.EndToEnd;

/// <summary>Every figure of the city, walked down to what sensors and people said.</summary>
public sealed class The_explanation(TwinServer server) : IClassFixture<TwinServer>
{
    // All of it today, also in the first seconds of a day in Bangkok.
    static readonly Instant Asked = Instant.From(TimeProvider.System);
    static readonly BangkokDay Today = BangkokDay.Of(Asked);
    static readonly TimeSpan Step = TimeSpan.FromTicks(Math.Min(TimeSpan.TicksPerMinute, (Asked - Today.Start).Ticks / 8));

    static Instant At(int step) => new(Asked.Microseconds - (8 - step) * (Step.Ticks / TimeSpan.TicksPerMicrosecond));

    [Fact]
    public async Task Leads_from_every_figure_of_the_city_down_to_readings_from_which_alone_it_is_worked_out_again()
    {
        await Live();
        var city = await Settled();
        foreach (var figure in city.GetProperty("figures").EnumerateArray())
        {
            var id = figure.GetProperty("id").GetString()!;
            var known = Figures.All.Single(one => "city/" + one.Name == id);
            var exact = figure.GetProperty("exact").GetString();
            Assert.True(exact is not null, $"{id} is unknown: the test tells too little.");

            Told told = new();
            await Walk(figure.GetProperty("explain").GetString()!, known.Emission is null ? exact : null, told);

            Assert.Equal((id, Int128.Parse(exact!, CultureInfo.InvariantCulture)), (id, await told.Again(server, known)));
            if (known.Emission is null) continue;
            // Emissions: the activity times the factor that the explanation names, to the last digit.
            var explained = await server.Get(figure.GetProperty("explain").GetString()!);
            var factor = Assert.Single(explained.GetProperty("factors").EnumerateArray()).GetProperty("factor");
            var activity = known.Measure!.InUnit(Int128.Parse(exact!, CultureInfo.InvariantCulture));
            Assert.Equal(("kg/kWh", activity / 1000 * factor.GetProperty("value").GetDecimal()), (factor.GetProperty("unit").GetString(), figure.GetProperty("value").GetDecimal() * (figure.GetProperty("unit").GetString() == "t" ? 1000 : 1)));
        }
    }

    [Fact]
    public async Task Says_the_same_coverage_and_quality_as_the_figure_itself()
    {
        await Live();
        // Heard until an hour ago, in a district of its own: due in the city's figure though it gives nothing now.
        var silent = await server.Roof("silent-1", area: 1047);
        await server.Say(silent, "pv-power", CitySet.Real, (Asked - TimeSpan.FromHours(48), 50_000m));
        await Settled();
        foreach (var place in (string[])["city", "districts/1030"])
            foreach (var figure in Figures.All)
            {
                // Coverage falls as the day goes on: the explanation's lies between the figure's before and after.
                var before = await Shown(place, figure);
                var explained = await server.Get($"/v1/explain/{place}/{figure.Name}");
                var after = await Shown(place, figure);
                Assert.Equal((place, figure.Name, before.GetProperty("coverage").ValueKind, before.GetProperty("quality").ValueKind),
                    (place, figure.Name, explained.GetProperty("coverage").ValueKind, explained.GetProperty("quality").ValueKind));
                Between(before, explained, after, answer => answer.GetProperty("coverage"));
                if (explained.GetProperty("quality").ValueKind != JsonValueKind.Null)
                    foreach (var share in (string[])["measured", "estimated"]) Between(before, explained, after, answer => answer.GetProperty("quality").GetProperty(share));
            }
        Assert.InRange((await server.Get("/v1/explain/city/pv-power-now")).GetProperty("coverage").GetDouble(), 0.6, 0.7); // two of three roofs
    }

    async Task<JsonElement> Shown(string place, Figure figure) =>
        (await server.Get($"/v1/{place}")).GetProperty("figures").EnumerateArray().Single(one => one.GetProperty("id").GetString() == $"{place}/{figure.Name}");

    static void Between(JsonElement before, JsonElement explained, JsonElement after, Func<JsonElement, JsonElement> share)
    {
        if (share(explained).ValueKind == JsonValueKind.Null) return;
        Assert.InRange(share(explained).GetDouble(), share(after).GetDouble(), share(before).GetDouble());
    }

    [Fact]
    public async Task Of_a_past_day_says_the_coverage_of_the_metrics()
    {
        var noon = Instant.Parse("2026-04-12T05:00:00Z");
        foreach (var (id, minutes) in ((string, int)[])[("past-1", 60), ("past-2", 30)])
            await server.Say(await server.Roof(id, area: 1046), "pv-energy", CitySet.Real, (noon, 500m), (noon + TimeSpan.FromMinutes(minutes), 1500m));
        const string Hour = "from=2026-04-12T05:00:00Z&to=2026-04-12T06:00:00Z";
        await TwinServer.Until(async () => Value(await server.Get($"/v1/explain/districts/1046/pv-energy?{Hour}")) == 2000);
        var point = (await server.Get($"/v1/metrics/pv-energy?area=1046&step=1h&{Hour}")).GetProperty("series")[0].GetProperty("points")[0];
        foreach (var more in (string[])["", $"&knownAt={Instant.From(TimeProvider.System)}"])
        {
            var explained = await server.Get($"/v1/explain/districts/1046/pv-energy?{Hour}{more}");
            Assert.Equal((0.75, point.GetProperty("coverage").GetDouble(), 0.25),
                (explained.GetProperty("coverage").GetDouble(), explained.GetProperty("coverage").GetDouble(), explained.GetProperty("quality").GetProperty("missing").GetDouble()));
        }
    }

    [Fact]
    public async Task Says_of_what_it_does_not_know_that_it_is_not_known()
    {
        var nothing = await server.Get("/v1/explain/districts/1050/pv-energy-today");
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null, 0), (nothing.GetProperty("value").ValueKind, nothing.GetProperty("exact").ValueKind, nothing.GetProperty("parts").GetArrayLength()));
    }

    [Fact]
    public async Task Gives_the_figure_as_it_was_known_before_a_late_reading_came()
    {
        var roof = await server.Roof("known-1", area: 1040);
        var noon = Instant.Parse("2026-04-10T05:00:00Z");
        await server.Say(roof, "pv-energy", CitySet.Real, (noon, 1_000_000m), (noon + TimeSpan.FromMinutes(30), 1_010_000m));
        const string Day = "from=2026-04-10&to=2026-04-11";
        await TwinServer.Until(async () => Value(await server.Get($"/v1/explain/twins/known-1/pv-energy?{Day}")) == 10_000);
        await Task.Delay(2, TestContext.Current.CancellationToken); // a commit of the same millisecond would be before and after
        var then = Instant.From(TimeProvider.System);
        await Task.Delay(2, TestContext.Current.CancellationToken);
        await server.Say(roof, "pv-energy", CitySet.Real, (noon + TimeSpan.FromMinutes(60), 1_014_000m));

        await TwinServer.Until(async () => Value(await server.Get($"/v1/explain/twins/known-1/pv-energy?{Day}")) == 14_000);
        Assert.Equal(10_000, Value(await server.Get($"/v1/explain/twins/known-1/pv-energy?{Day}&knownAt={then}")));
        Assert.Equal(10_000, Value(await server.Get($"/v1/explain/districts/1040/pv-energy?{Day}&knownAt={then}")));
        Assert.Null(Value(await server.Get($"/v1/explain/districts/1040/pv-energy?{Day}&knownAt=2026-01-01")));
        await TwinServer.Until(async () => Value(await server.Get($"/v1/explain/districts/1040/pv-energy?{Day}")) == 14_000);
    }

    [Fact]
    public async Task Names_in_a_quarter_hour_each_reading_with_its_sender_and_its_place_in_the_journal()
    {
        var roof = await server.Roof("named-1", area: 1041);
        var noon = Instant.Parse("2026-04-10T05:00:00Z");
        await server.Say(roof, "pv-energy", CitySet.Real, (noon, 500m), (noon + TimeSpan.FromMinutes(15), 1500m), (noon + TimeSpan.FromMinutes(30), 3500m));
        JsonElement quarter = default;
        await TwinServer.Until(async () => Value(quarter = await server.Get("/v1/explain/twins/named-1/pv-energy?from=2026-04-10T05:15:00Z&to=2026-04-10T05:30:00Z")) == 2000);
        var meter = quarter.GetProperty("readings").EnumerateArray().Single();
        Assert.Equal([(1500m, "test"), (3500m, "test")], meter.GetProperty("readings").EnumerateArray().Select(one => (one.GetProperty("value").GetDecimal(), one.GetProperty("feed").GetString())));
        Assert.Equal((roof.Shard, true), (meter.GetProperty("shard").GetInt32(), meter.GetProperty("readings")[0].GetProperty("offset").GetInt64() < meter.GetProperty("readings")[1].GetProperty("offset").GetInt64()));

        var text = await server.Http.GetStringAsync("/v1/explain/twins/named-1/pv-energy?from=2026-04-10T05:15:00Z&to=2026-04-10T05:30:00Z&format=text", TestContext.Current.CancellationToken);
        Assert.Contains("twins/named-1/pv-energy (real): 2000 Wh", text, StringComparison.Ordinal);
        Assert.Contains("feed test, offset", text, StringComparison.Ordinal);

        var csv = await server.Http.GetStringAsync(meter.GetProperty("export").GetString(), TestContext.Current.CancellationToken);
        Assert.Equal(3, csv.TrimEnd().Split("\r\n").Length); // the head and two readings
    }

    [Theory]
    [InlineData("/v1/explain/city/pv-enrgy", HttpStatusCode.NotFound)]
    [InlineData("/v1/explain/districts/1051/pv-energy-today", HttpStatusCode.NotFound)]
    [InlineData("/v1/explain/twins/nobody/pv-energy", HttpStatusCode.NotFound)]
    [InlineData("/v1/explain/city/irradiation", HttpStatusCode.BadRequest)]
    [InlineData("/v1/explain/city/pv-energy?from=2026-03-02&to=2026-03-01", HttpStatusCode.BadRequest)]
    [InlineData("/v1/explain/city/pv-energy?from=2020-01-01&to=2026-01-01", HttpStatusCode.BadRequest)]
    [InlineData("/v1/explain/city/pv-power-now?from=2026-03-01", HttpStatusCode.BadRequest)]
    [InlineData("/v1/explain/city/pv-energy-today?at=2026-03-01&from=2026-03-01", HttpStatusCode.BadRequest)]
    [InlineData("/v1/explain/city/pv-energy-today?knownAt=yesterday", HttpStatusCode.BadRequest)]
    public async Task Refuses_what_there_is_not(string path, HttpStatusCode status) => Assert.Equal(status, (await server.Http.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode);

    // Each part says what the step below it says.
    async Task Walk(string path, string? exact, Told told)
    {
        var answer = await server.Get(path);
        if (exact is not null) Assert.Equal((path, exact), (path, answer.GetProperty("exact").GetString()));
        foreach (var channel in answer.GetProperty("readings").EnumerateArray()) told.Hear(answer, channel);
        foreach (var word in answer.GetProperty("events").EnumerateArray()) told.Happened(word);
        foreach (var part in answer.GetProperty("parts").EnumerateArray()) await Walk(part.GetProperty("explain").GetString()!, part.GetProperty("exact").GetString(), told);
    }

    // Two pictures with a pause between that say the same: nothing is on its way any more.
    async Task<JsonElement> Settled()
    {
        await server.Saved();
        JsonElement city = default;
        await TwinServer.Until(async () =>
        {
            var one = await server.Get("/v1/city");
            await Task.Delay(600);
            city = await server.Get("/v1/city");
            return Exact(one).SequenceEqual(Exact(city)) && Exact(city).All(exact => exact is not null);
        }, "The city does not settle, or a figure stays unknown.");
        return city;
    }

    static string?[] Exact(JsonElement city) => [.. city.GetProperty("figures").EnumerateArray().Select(figure => figure.GetProperty("exact").GetString())];

    static decimal? Value(JsonElement answer) => answer.GetProperty("value") is { ValueKind: JsonValueKind.Number } value ? value.GetDecimal() : null;

    async Task Live()
    {
        if ((await server.Http.GetAsync("/v1/twins/walk-1", TestContext.Current.CancellationToken)).IsSuccessStatusCode) return;
        foreach (var (id, area) in ((string, int)[])[("walk-1", 1030), ("walk-2", 1001)])
        {
            var roof = await server.Roof(id, area);
            await server.Say(roof, "pv-power", CitySet.Real, (At(1), 90_000m), (At(3), 120_000m), (At(8), 100_000m));
            await server.Say(roof, "load-power", CitySet.Real, (At(1), 400_000m), (At(8), 300_000m));
            // A smart meter's counts, a few Wh apart: the day may be seconds old.
            await server.Say(roof, "pv-energy", CitySet.Real, (At(1), 7_000_000m), (At(4), 7_000_001m), (At(8), 7_000_003m));
            await server.Say(roof, "import-energy", CitySet.Real, (At(1), 3_000_000m), (At(8), 3_000_002m));
            await server.Say(roof, "export-energy", CitySet.Real, (At(1), 1_000_000m), (At(8), 1_000_001m));
        }

        Assert.Equal(HttpStatusCode.Created, (await server.Put("walk-cart", """{"kind":"shuttle","name":{"en":"Cart"},"area":1029,"shuttle":{"capacity":8,"topSpeed":{"value":10,"unit":"m/s"}}}""")).StatusCode);
        var cart = TwinId.Parse("walk-cart");
        (Instant, decimal)[] aboard = [(At(1), 2m), (At(8), 2m)];
        await server.Say(cart, "occupancy", CitySet.Real, aboard);
        await server.Say(cart, "boardings", CitySet.Real, (At(1), 100m), (At(8), 103m));
        await server.Say(cart, "energy", CitySet.Real, (At(1), 5_000m), (At(8), 5_002m));
        await server.Say(cart, "charge-energy", CitySet.Real, (At(1), 6_000m), (At(8), 6_001m));
        var places = Channels.Named("position")!;
        var shard = server.Grains.GetGrain<IShardGrain>(cart.Shard);
        await shard.Append(new("test", CitySet.Real, Asked, [.. Enumerable.Range(1, 8).Select(step => new Reading(cart, places, At(step), GeoPoint.Of(13.8047m + step * 0.00006m, 100.5418m)!.Value.Packed))]));
        await Happens(cart, (EventTypes.Named("disengagement")!, "d", At(2), """{"cause":"rain"}"""), (EventTypes.Named("mode-changed")!, "m", At(3), """{"mode":"auto"}"""));

        Assert.Equal(HttpStatusCode.Created, (await server.Put("walk-wte", """{"kind":"waste-site","name":{"en":"Plant"},"area":1023,"waste":{"role":"waste-to-energy"}}""")).StatusCode);
        var plant = TwinId.Parse("walk-wte");
        await Happens(plant, (WasteEvents.WeighbridgeTicket, "t1", At(2), """{"direction":"in","netKg":8120,"category":"food","origin":"1033"}"""), (WasteEvents.WeighbridgeTicket, "t2", At(5), """{"direction":"in","netKg":880.5}"""));
        await server.Say(plant, "wte-energy", CitySet.Real, (At(1), 9_000_000m), (At(8), 9_000_004m));

        Assert.Equal(HttpStatusCode.Created, (await server.Put("walk-point", """{"kind":"e-waste-point","name":{"en":"Point"},"area":1037,"eWaste":{"role":"point","sendsTo":[],"sanitiseWithinDays":30}}""")).StatusCode);
        await Happens(TwinId.Parse("walk-point"), (EWasteEvents.Collected, "c", At(2), """{"lot":"W/1","category":"small-it","massKg":10.5,"items":[{"serial":"D1","dataBearing":true}]}"""), (EWasteEvents.Dismantled, "x", At(4), """{"lot":"W/1"}"""));
    }

    async Task Happens(TwinId twin, params (EventType Type, string Id, Instant At, string Fields)[] events)
    {
        var said = events.Select(one =>
        {
            using var fields = JsonDocument.Parse(one.Fields);
            Assert.Null(CanonicalFields.Read(one.Type, fields.RootElement, out var canonical, out var subject));
            return new TwinEvent(twin, one.Type.Name, one.Id, one.At, canonical, subject);
        });
        Assert.Equal(events.Length, (await server.Grains.GetGrain<IShardGrain>(twin.Shard).AppendEvents(new("test", CitySet.Real, Asked, [.. said]))).Accepted);
    }

    /// <summary>What the walk came by, and what it alone comes to.</summary>
    sealed class Told
    {
        readonly Dictionary<(TwinId Twin, Channel Channel), SortedDictionary<Instant, Sample>> _readings = [];
        readonly Dictionary<(TwinId Twin, string Id), EventWord> _events = [];

        public void Hear(JsonElement answer, JsonElement channel)
        {
            var key = (TwinId.Parse(answer.GetProperty("figure").GetString()!.Split('/')[1]), Channels.Named(channel.GetProperty("channel").GetString()!)!);
            if (!_readings.TryGetValue(key, out var samples)) _readings[key] = samples = [];
            foreach (var one in channel.GetProperty("readings").EnumerateArray())
            {
                var at = Instant.Parse(one.GetProperty("at").GetString()!);
                samples[at] = new(at, long.Parse(one.GetProperty("exact").GetString()!, CultureInfo.InvariantCulture), 0, one.GetProperty("offset").GetInt64(), Quality.Measured, 0, false);
            }
        }

        public void Happened(JsonElement word) => _events[(TwinId.Parse(word.GetProperty("twin").GetString()!), word.GetProperty("id").GetString()!)] = new(
            word.GetProperty("type").GetString()!, word.GetProperty("id").GetString()!, Instant.Parse(word.GetProperty("at").GetString()!), word.GetProperty("fields").GetRawText(),
            word.TryGetProperty("about", out var about) ? about.GetString()! : "", Quality.Measured, 0, false, word.GetProperty("offset").GetInt64());

        public async Task<Int128> Again(TwinServer server, Figure figure)
        {
            if (figure.Gauge is { } gauge) return _readings.Where(one => one.Key.Channel == gauge).Aggregate(Int128.Zero, (sum, one) => sum + one.Value.Values.Last().Steps);
            Int128 total = 0;
            foreach (var twin in _readings.Keys.Select(key => key.Twin).Concat(_events.Keys.Select(key => key.Twin)).Distinct())
            {
                var register = await server.Grains.GetGrain<IShardGrain>(twin.Shard).Describe(twin);
                TwinPast past = new(register!, channel => _readings.TryGetValue((twin, channel), out var samples) ? samples.Values.ToArray() : [], [.. _events.Where(one => one.Key.Twin == twin).Select(one => one.Value).Order()]);
                List<LedgerRow> rows = [];
                figure.Measure!.Compute(past, Window.Of(Today.Start), Window.Of(Today.End), rows);
                total += rows.Aggregate(Int128.Zero, (sum, row) => sum + row.Steps);
            }
            return total;
        }
    }
}
