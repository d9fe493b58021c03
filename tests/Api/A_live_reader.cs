using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using YPort.Twin.Api;
using YPort.Twin.Api.City;
using YPort.Twin.Api.Live;
using YPort.Twin.Contracts.City;
using YPort.Twin.Model.City;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Api;

/// <summary>What a browser on /v1/live is sent, without network and with a clock that we hold.</summary>
public sealed class A_live_reader
{
    static readonly JsonSerializerOptions Json = Options();
    readonly FakeTimeProvider _clock = new(DateTimeOffset.Parse("2026-11-23T05:00:00Z", System.Globalization.CultureInfo.InvariantCulture));
    readonly CityView _view = new();
    readonly LiveBoard _board = new(CitySet.Real, Districts.Bangkok, _ => FactorFile.Shipped, Json);
    readonly LiveStreams _streams;
    long _version;

    public A_live_reader() => _streams = new(_view, Json, _clock);

    static JsonSerializerOptions Options()
    {
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        ApiJson.Configure(json);
        return json;
    }

    void City_says(long kilowatts, string area = "1030")
    {
        var sum = new AreaSum(new(CitySet.Real, area, "pv-power", null), new(kilowatts * 1_000_000, 0, 0, 0, 1, 1, Instant.From(_clock)));
        _view.Show(CityPicture.After(_view.Picture, new(7, ++_version, true, 64, _version == 1, [sum], [.. new long[64]]), Instant.From(_clock))!);
        _board.Advance(_view.Picture!, Instant.From(_clock));
    }

    IAsyncEnumerator<SseItem<string>> Reads(string? lastEventId = null) => _streams.Read(_board, lastEventId, TestContext.Current.CancellationToken).GetAsyncEnumerator();

    static async Task<SseItem<string>> Next(IAsyncEnumerator<SseItem<string>> reader)
    {
        Assert.True(await reader.MoveNextAsync());
        return reader.Current;
    }

    static (string? Id, decimal? Value)[] Figures_in(SseItem<string> frame)
    {
        var json = JsonDocument.Parse(frame.Data).RootElement;
        var figures = frame.EventType == "snapshot" ? json.GetProperty("city").GetProperty("figures") : json.GetProperty("figures");
        return [.. figures.EnumerateArray().Select(figure => (figure.GetProperty("id").GetString(), figure.GetProperty("value") is { ValueKind: JsonValueKind.Number } value ? value.GetDecimal() : (decimal?)null))];
    }

    [Fact]
    public async Task Begins_with_everything_and_goes_on_with_what_changed()
    {
        City_says(10);
        await using var reader = Reads();
        var snapshot = await Next(reader);
        Assert.Equal("snapshot", snapshot.EventType);
        Assert.Equal(("city/pv-power-now", 10m), Figures_in(snapshot)[0]);
        Assert.Equal(50, JsonDocument.Parse(snapshot.Data).RootElement.GetProperty("city").GetProperty("districts").GetArrayLength());

        City_says(12);
        var change = await Next(reader);
        Assert.Equal("change", change.EventType);
        Assert.Equal([("city/pv-power-now", 12m), ("districts/1030/pv-power-now", 12m)], Figures_in(change));
    }

    [Fact]
    public async Task Resumes_where_it_was()
    {
        City_says(10);
        await using var before = Reads();
        var id = (await Next(before)).EventId;
        City_says(11);
        City_says(12);

        await using var after = Reads(id);
        Assert.Equal("heartbeat", (await Next(after)).EventType);
        Assert.Equal(11m, Figures_in(await Next(after))[0].Value);
        Assert.Equal(12m, Figures_in(await Next(after))[0].Value);
    }

    [Theory]
    [InlineData("0123456789ab-1")]
    [InlineData("nonsense")]
    public async Task With_an_unknown_id_begins_anew(string id)
    {
        City_says(10);
        await using var reader = Reads(id);
        Assert.Equal("snapshot", (await Next(reader)).EventType);
    }

    [Fact]
    public async Task Who_is_slow_gets_a_snapshot_instead_of_the_past()
    {
        City_says(1);
        await using var reader = Reads();
        await Next(reader);
        for (var kilowatts = 2; kilowatts <= LiveStreams.MostBehind + 2; kilowatts++) City_says(kilowatts);

        var next = await Next(reader);
        Assert.Equal("snapshot", next.EventType);
        Assert.Equal(LiveStreams.MostBehind + 2, Figures_in(next)[0].Value);
        City_says(1000);
        Assert.Equal("change", (await Next(reader)).EventType);
    }

    [Fact]
    public async Task Hears_a_heartbeat_in_silence()
    {
        City_says(10);
        await using var reader = Reads();
        await Next(reader);
        var next = Next(reader);
        _clock.Advance(LiveStreams.Heartbeat - TimeSpan.FromSeconds(1));
        Assert.False(next.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("heartbeat", (await next).EventType);
    }

    [Fact]
    public async Task Waits_for_a_city_that_gathers_itself()
    {
        _view.Hear(12);
        await using var reader = Reads();
        var beat = await Next(reader);
        Assert.Equal(("heartbeat", 12), (beat.EventType, JsonDocument.Parse(beat.Data).RootElement.GetProperty("shardsHeard").GetInt32()));
        var next = Next(reader);
        City_says(10);
        Assert.Equal("snapshot", (await next).EventType);
    }

    [Fact]
    public async Task Is_not_told_again_what_did_not_change()
    {
        City_says(10);
        await using var reader = Reads();
        await Next(reader);
        var last = _board.Ring.Last;
        _clock.Advance(TimeSpan.FromMilliseconds(50));
        _board.Advance(_view.Picture!, Instant.From(_clock));
        Assert.Equal(last, _board.Ring.Last);
    }

    [Fact]
    public async Task Sees_today_begin_anew_at_midnight_in_Bangkok()
    {
        var today = BangkokDay.Of(Instant.From(_clock));
        var sum = new AreaSum(new(CitySet.Real, "1030", "pv-energy", today), new(5_000_000_000, 0, Instant.PerHour, 0, 1, 1, Instant.From(_clock)));
        _view.Show(CityPicture.After(null, new(7, ++_version, true, 64, true, [sum], [.. new long[64]]), Instant.From(_clock))!);
        _board.Advance(_view.Picture!, Instant.From(_clock));
        await using var reader = Reads();
        Assert.Contains(("city/pv-energy-today", 5m), Figures_in(await Next(reader)));

        _clock.SetUtcNow(today.End.ToDateTimeOffset());
        _board.Advance(_view.Picture!, Instant.From(_clock));
        Assert.Contains(("city/pv-energy-today", null), Figures_in(await Next(reader)));
    }

    [Fact]
    public void Finds_no_place_when_all_are_taken()
    {
        var places = Enumerable.Range(0, LiveStreams.Most).Select(_ => _streams.Enter()).ToArray();
        Assert.DoesNotContain(null, places);
        Assert.Null(_streams.Enter());
        places[0]!.Dispose();
        Assert.NotNull(_streams.Enter());
    }
}
