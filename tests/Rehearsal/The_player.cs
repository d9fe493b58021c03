using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Shuttles;
using YPort.Twin.Rehearsal;
using YPort.Twin.Rehearsal.Faults;
using YPort.Twin.Rehearsal.Playing;

namespace YPort.Twin.Tests.Rehearsal;

public sealed class The_player
{
    static readonly DateTimeOffset Morning = new(2026, 3, 10, 9, 0, 7, TimeSpan.FromHours(7));
    static readonly BangkokDay Today = Given.Day("2026-03-10");
    static readonly CityFile City = Given.Only(twin => twin.Id.ToString() is "office-sathon" or "house-phasi-charoen" or "cart-1" or "cart-2" or "nong-khaem" or "nong-khaem-wte"
        or "kamphaeng-saen" or "e-waste-phra-nakhon" or "recycler-bangkok" or "weather-khlong-toei");

    readonly FakeTimeProvider _clock = new(Morning);
    readonly Door _door = new(City);
    readonly Told _log = new();
    Progress _progress = new();

    [Fact]
    public async Task Speaks_on_the_beat_of_the_clock_each_twin_at_its_pace()
    {
        using var player = await Started(new() { Enabled = true, Backfill = 0 });
        await Until(() => Live.Any(reading => reading.At >= Instant.From(Morning.AddSeconds(120))), TimeSpan.FromSeconds(1));

        Assert.All(Live, reading => Assert.Equal(0, reading.At.Microseconds % 2_000_000));
        var beats = Live.Select(reading => reading.At).Distinct().ToArray();
        Assert.Equal(Instant.From(Morning.AddSeconds(-1)), beats[0]);
        Assert.Equal(beats.Length, Live.Count(reading => reading.Twin.ToString() == "cart-1" && reading.Channel == ShuttleChannels.Position));
        Assert.InRange(Live.Count(reading => reading.Twin.ToString() == "office-sathon" && reading.Channel == BuildingChannels.PvPower), 1, 5);
        Assert.All(_door.Batches, batch => Assert.Equal(("rehearsal", CitySet.Rehearsal), (batch.Feed, batch.Set)));
    }

    [Fact, Trait("needs", "minutes")]
    public async Task Tells_each_event_once_as_it_happens()
    {
        using var player = await Started(new() { Enabled = true, Backfill = 0 });
        var end = Morning.AddMinutes(20);
        await Until(() => Live.Any(reading => reading.At >= Instant.From(end)), TimeSpan.FromSeconds(2));

        var expected = Given.Play(city: City).Happened(new(Instant.From(Morning).Microseconds), Instant.From(end)).Select(one => (one.Twin, one.Id)).ToArray();
        var told = _door.Items(Player.Feed).Where(item => item.Event is { } said && said.At < Instant.From(end)).Select(item => (item.Event!.Twin, item.Event.Id)).ToArray();
        Assert.True(expected.Length > 20, $"{expected.Length}");
        Assert.Equal(expected.Order(), told.Order());
    }

    [Fact]
    public async Task Tells_the_days_before_by_quarter_hours_the_latest_first()
    {
        using var player = await Started(new() { Enabled = true, Backfill = 2 });
        await Until(Told100);

        var quarters = _door.Readings(Past.Feed).Where(reading => reading.Channel == BuildingChannels.PvEnergy && reading.Twin.ToString() == "office-sathon").Select(reading => reading.At).ToArray();
        Assert.Equal(2 * 96 + 37, quarters.Length); // two days, and 00:00 to 09:00
        Assert.Equal(Today.Start - TimeSpan.FromDays(2), quarters.Min());
        Assert.True(quarters[0] >= Today.Start + TimeSpan.FromHours(6), "The latest six hours come first.");
        var tickets = _door.Items(Past.Feed).Count(item => item.Event is { Type: "weighbridge-ticket" } ticket && ticket.Twin.ToString() == "nong-khaem");
        Assert.Equal(Given.Play(city: City).Happened(Today.Start - TimeSpan.FromDays(2), Instant.From(Morning)).Count(one => one.Twin.ToString() == "nong-khaem"), tickets);
        Assert.Equal((Today.Start - TimeSpan.FromDays(2), 1.0), (_progress.Past!.Value.From, _progress.Past.Value.Done));
        Assert.Equal(Today.Start - TimeSpan.FromDays(2), _progress.Played!.Value.From);
    }

    [Fact]
    public async Task Tells_nothing_twice_after_a_restart_and_contradicts_nothing()
    {
        using (var first = await Started(new() { Enabled = true, Backfill = 2 }))
        {
            await Until(Told100);
            await first.StopAsync(CancellationToken.None);
        }
        var told = _door.Items(Past.Feed).Count(item => item.Event is null);
        using var second = await Started(new() { Enabled = true, Backfill = 2 });
        await Until(Told100);

        Assert.Equal(told, _door.Items(Past.Feed).Count(item => item.Event is null));
        Assert.Equal(0, _door.Conflicts);
    }

    [Fact]
    public async Task Fills_the_gap_that_it_was_away_and_its_registers_go_on_without_a_jump()
    {
        using (var first = await Started(new() { Enabled = true, Backfill = 1 }))
        {
            await Until(Told100);
            await first.StopAsync(CancellationToken.None);
        }
        _clock.Advance(TimeSpan.FromHours(31));
        using var second = await Started(new() { Enabled = true, Backfill = 1 });
        await Until(Told100);

        Assert.Equal(0, _door.Conflicts);
        var meter = _door.Readings().Where(reading => reading.Channel == BuildingChannels.ImportEnergy && reading.Twin.ToString() == "office-sathon")
            .DistinctBy(reading => reading.At).OrderBy(reading => reading.At).ToArray();
        // From yesterday's first quarter to now none is missing, and in no quarter hour more than 1.4 MW were used.
        Assert.All(meter.Zip(meter.Skip(1)), pair =>
        {
            Assert.InRange((pair.Second.At - pair.First.At).TotalMinutes, 0, 15.0);
            Assert.InRange(pair.Second.Steps - pair.First.Steps, 0, 1.7e9 * (pair.Second.At - pair.First.At).TotalHours);
        });
        Assert.Equal(Today.Start - TimeSpan.FromDays(1), meter[0].At);
    }

    [Fact]
    [Trait("needs", "minutes")]
    public async Task Plays_faster_from_the_past_until_it_has_caught_up_and_then_as_it_happens()
    {
        using var player = await Started(new() { Enabled = true, Backfill = 1, Speed = 600 });
        await Until(() => _progress.Played is { } played && Instant.From(_clock) - played.To < TimeSpan.FromSeconds(3), TimeSpan.FromMilliseconds(100));
        var caught = Instant.From(_clock);
        await Until(() => _progress.Played!.Value.To > caught + TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1));

        Assert.Equal(Today.Start - TimeSpan.FromDays(1), _progress.Played!.Value.From);
        Assert.InRange((caught - Instant.From(Morning)).TotalSeconds, 33 * 3600 / 600.0 - 2, 33 * 3600 / 600.0 * 1.2);
        Assert.All(_door.Readings(), reading => Assert.True(reading.At <= Instant.From(_clock)));
        var spoken = _door.Readings().Where(reading => reading.Channel == BuildingChannels.PvPower && reading.Twin.ToString() == "office-sathon").Select(reading => reading.At).Order().ToArray();
        Assert.All(spoken.Zip(spoken.Skip(1)), pair => Assert.InRange((pair.Second - pair.First).TotalMinutes, 0, 15.0));
        Assert.Equal(0, _door.Conflicts);
    }

    [Fact]
    public async Task Waits_for_the_register_and_says_so_once()
    {
        _door.Registered = false;
        using var player = await Started(new() { Enabled = true, Backfill = 0 });
        await Until(() => _log.Any("not registered"), TimeSpan.FromSeconds(1));
        Assert.Empty(_door.Batches);

        _door.Registered = true;
        await Until(() => Live.Any(), TimeSpan.FromSeconds(1));
        Assert.Single(_log.Lines, line => line.Contains("not registered", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sends_again_what_a_busy_twin_did_not_take()
    {
        var busy = 3;
        _door.Before = _ => { if (Interlocked.Decrement(ref busy) >= 0) throw new TwinBusyException("The shard is moving."); };
        using var player = await Started(new() { Enabled = true, Backfill = 1 });
        await Until(Told100, TimeSpan.FromMilliseconds(200));

        Assert.Equal(3, _log.Lines.Count(line => line.Contains("The shard is moving", StringComparison.Ordinal)));
        Assert.Equal(96 + 37, _door.Readings(Past.Feed).Where(reading => reading.Channel == BuildingChannels.LoadPower && reading.Twin.ToString() == "office-sathon").Select(reading => reading.At).Distinct().Count());
    }

    [Fact]
    public async Task Lets_a_refused_twin_rest_and_says_why_once()
    {
        _door.Refuses = item => item.Event is null && item.Reading.Twin.ToString() == "cart-1" ? new("unknown-twin", "The register has no twin \"cart-1\".", "Register it.") : null;
        using var player = await Started(new() { Enabled = true, Backfill = 0 });
        await Until(() => Live.Any(reading => reading.At >= Instant.From(Morning.AddSeconds(28))), TimeSpan.FromSeconds(1));

        var line = Assert.Single(_log.Lines, line => line.Contains("unknown-twin", StringComparison.Ordinal));
        Assert.Contains("Register it.", line);
        Assert.Single(Live.Where(reading => reading.Twin.ToString() == "cart-1").Select(reading => reading.At).Distinct());

        _door.Refuses = _ => null;
        await Until(() => Live.Any(reading => reading.Twin.ToString() == "cart-1" && reading.At > Instant.From(Morning)), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Keeps_beside_each_item_what_could_be_sent_again()
    {
        using var player = await Started(new() { Enabled = true, Backfill = 0 });
        await Until(() => Live.Any(reading => reading.Channel == BuildingChannels.LoadPower) && _door.Items().Any(item => item.Event is not null), TimeSpan.FromSeconds(1));

        var item = _door.Items().First(item => item.Event is null && item.Reading.Channel == BuildingChannels.LoadPower);
        using var raw = System.Text.Json.JsonDocument.Parse(item.Raw);
        Assert.Equal(item.Reading.Twin.ToString(), raw.RootElement.GetProperty("twin").GetString());
        Assert.Equal(item.Reading.At, Instant.Parse(raw.RootElement.GetProperty("at").GetString()!));
        Assert.Equal(item.Reading.Steps, raw.RootElement.GetProperty("value").GetDecimal() * 1000);
        Assert.Equal("W", raw.RootElement.GetProperty("unit").GetString());

        var fix = _door.Items().First(item => item.Event is null && item.Reading.Channel == ShuttleChannels.Position);
        using var place = System.Text.Json.JsonDocument.Parse(fix.Raw);
        Assert.Equal(GeoPoint.Unpack(fix.Reading.Steps), GeoPoint.Of(place.RootElement.GetProperty("value").GetProperty("lat").GetDecimal(), place.RootElement.GetProperty("value").GetProperty("lon").GetDecimal()));

        var said = _door.Items().First(item => item.Event is not null);
        using var happening = System.Text.Json.JsonDocument.Parse(said.Raw);
        Assert.Equal((said.Event!.Id, said.Event.Type), (happening.RootElement.GetProperty("id").GetString(), happening.RootElement.GetProperty("type").GetString()));
        Assert.Equal(said.Event.Fields, happening.RootElement.GetProperty("fields").GetRawText());
    }

    // The balance adds up whatever goes wrong, and a twin with faults is not sent to rest.
    [Fact]
    public async Task Plays_faults_that_the_balance_accounts_for()
    {
        RehearsalOptions options = new() { Enabled = true, Backfill = 0 };
        options.Faults[Kinds.Building] = new(Sentinels: 0.5, Repeats: 0.5);
        options.Faults["cart-1"] = new(Gaps: 1);
        using var player = await Started(options);
        await Until(() => Live.Count(reading => reading.Twin.ToString() == "office-sathon" && reading.Channel == BuildingChannels.PvEnergy) > 20, TimeSpan.FromSeconds(2));

        Assert.Equal(_door.Received, _door.Accepted + _door.Duplicate + _door.Quarantined);
        Assert.True(_door.Duplicate > 20 && _door.Quarantined > 20, $"{_door.Duplicate} duplicate, {_door.Quarantined} quarantined");
        Assert.DoesNotContain(_door.Items(), item => (item.Event?.Twin ?? item.Reading.Twin).ToString() == "cart-1");
        Assert.Equal(0, _door.Conflicts);
        Assert.False(_log.Any("rests for"));
    }

    [Fact]
    public async Task Stays_silent_where_it_is_off()
    {
        using var player = await Started(new() { Enabled = false });
        await player.ExecuteTask!;

        Assert.Empty(_door.Batches);
    }

    [Fact]
    public async Task Says_why_it_has_nothing_to_play()
    {
        using var player = await Started(new() { Enabled = true }, CityFile.Empty);
        await player.ExecuteTask!;

        Assert.True(_log.Any("Twin:City"));
        Assert.Empty(_door.Batches);
    }

    IEnumerable<Reading> Live => _door.Readings(Player.Feed);

    bool Told100() => _progress.Past is { Done: 1 } && Live.Any();

    async Task<Player> Started(RehearsalOptions options, CityFile? city = null)
    {
        _progress = new();
        var player = new Player(city ?? City, _door, new(_door, _clock, new Logs<Sender>(_log)), new FaultyLine(options.Seed), _progress, Options.Create(options), _clock, new Logs<Player>(_log));
        await player.StartAsync(CancellationToken.None);
        // The clock stands until it plays.
        if (options.Enabled && _door.Registered && city is null) await Until(() => _progress.Played is not null || _log.Any("could not be sent") || _log.Any("wait"));
        return player;
    }

    /// <summary>Polls, moving the player's clock each time if asked.</summary>
    async Task Until(Func<bool> holds, TimeSpan? step = null)
    {
        var deadline = System.Diagnostics.Stopwatch.StartNew();
        while (!holds())
        {
            Assert.True(deadline.Elapsed < TimeSpan.FromSeconds(90), string.Join('\n', _log.Lines));
            await Task.Delay(5, TestContext.Current.CancellationToken);
            if (step is { } ahead) _clock.Advance(ahead);
        }
    }

    sealed class Told
    {
        readonly ConcurrentQueue<string> _lines = [];

        public IReadOnlyCollection<string> Lines => _lines;

        public bool Any(string text) => _lines.Any(line => line.Contains(text, StringComparison.Ordinal));

        public void Add(string line) => _lines.Enqueue(line);
    }

    sealed class Logs<T>(Told told) : ILogger<T>
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            told.Add(formatter(state, exception) + exception);
    }
}
