using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Readings;
using YPort.Twin.Rehearsal;

namespace YPort.Twin.Tests.Rehearsal;

/// <summary>Keeps what is sent, and answers by identity as the twin does; the twin itself is tested where it lives.</summary>
sealed class Door : IIntake
{
    readonly Lock _turn = new();
    readonly Dictionary<(TwinId, Channel, Instant), long> _known = [];

    public ConcurrentQueue<IntakeBatch> Batches { get; } = [];

    /// <summary>Throws or not, before anything is taken.</summary>
    public Action<IntakeBatch> Before { get; set; } = _ => { };

    public Func<Reading, Refusal?> Refuses { get; set; } = _ => null;

    public Task<BatchOutcome> Receive(IntakeBatch batch, CancellationToken stop)
    {
        Before(batch);
        lock (_turn)
        {
            Batches.Enqueue(batch);
            long accepted = 0, duplicate = 0;
            List<ItemOutcome> refused = [];
            foreach (var item in batch.Items)
                if (Refuses(item.Reading) is { } why) refused.Add(new(item.Index, "quarantined", why.Code, why.Reason, why.Cure, "0-0"));
                else if (_known.TryAdd((item.Reading.Twin, item.Reading.Channel, item.Reading.At), item.Reading.Steps)) accepted++;
                else if (_known[(item.Reading.Twin, item.Reading.Channel, item.Reading.At)] == item.Reading.Steps) duplicate++;
                else refused.Add(new(item.Index, "quarantined", "conflict", "", "", "0-0"));
            return Task.FromResult(new BatchOutcome(accepted, duplicate, refused.Count, refused));
        }
    }

    public IEnumerable<Reading> Readings => Batches.SelectMany(batch => batch.Items).Select(item => item.Reading);
}

sealed class Roll : IKnownTwins
{
    public volatile bool Full = true;

    public Task<bool> Knows(TwinId twin) => Task.FromResult(Full);
}

public sealed class The_player
{
    static readonly DateTimeOffset Morning = new(2025, 1, 2, 9, 0, 7, TimeSpan.FromHours(7));
    readonly FakeTimeProvider _clock = new(Morning);
    readonly Door _door = new();
    readonly Roll _roll = new();
    readonly Told _log = new();

    [Fact]
    public async Task Speaks_for_every_sensor_on_the_beat_of_the_clock()
    {
        using var player = await Started();
        await Until(() => Live.Any());
        Assert.Equal(113, Live.Count(reading => reading.At == Instant.From(Morning.AddSeconds(-2))));

        await Until(() => Live.Any(reading => reading.At == Instant.From(Morning.AddSeconds(8))), TimeSpan.FromSeconds(1));
        Assert.All(Live, reading => Assert.Equal(0, reading.At.Microseconds % 5_000_000));
        Assert.All(_door.Batches, batch => Assert.Equal(("rehearsal", CitySet.Rehearsal), (batch.Feed, batch.Set)));
    }

    [Fact]
    public async Task Tells_the_day_since_midnight_by_quarter_hours()
    {
        using var player = await Started();
        await Until(() => _log.Any("today until now is told"));

        var quarters = _door.Readings.Where(reading => reading.Channel == BuildingChannels.PvEnergy && reading.Twin.ToString() == "office-sathon")
            .Select(reading => reading.At).Where(at => Window.Of(at).Start == at).Distinct().Order().ToArray();
        Assert.Equal(37, quarters.Length); // 00:00 to 09:00
        Assert.Equal(BangkokDay.Of(Instant.From(Morning)).Start, quarters[0]);
    }

    [Fact]
    public async Task Repeats_itself_after_a_restart_and_contradicts_nothing()
    {
        using (var first = await Started())
        {
            await Until(() => _log.Any("today until now is told"));
            await first.StopAsync(CancellationToken.None);
        }
        _log.Clear();
        using var second = await Started();
        await Until(() => _log.Any("today until now is told"));

        Assert.Contains(_log.Lines, line => line.Contains("0 readings accepted", StringComparison.Ordinal));
        Assert.DoesNotContain(_log.Lines, line => line.Contains("refused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Waits_for_the_register_and_says_so_once()
    {
        _roll.Full = false;
        using var player = await Started();
        await Until(() => _log.Any("not registered"), TimeSpan.FromSeconds(1));
        Assert.Empty(_door.Batches);

        _roll.Full = true;
        await Until(() => Live.Any(), TimeSpan.FromSeconds(1));
        Assert.Single(_log.Lines, line => line.Contains("not registered", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sends_again_what_a_busy_twin_did_not_take()
    {
        var busy = 3;
        _door.Before = _ => { if (Interlocked.Decrement(ref busy) >= 0) throw new TwinBusyException("The shard is moving."); };
        using var player = await Started();
        await Until(() => _log.Any("today until now is told"), TimeSpan.FromMilliseconds(200));

        Assert.Equal(3, _log.Lines.Count(line => line.Contains("The shard is moving", StringComparison.Ordinal)));
        Assert.Equal(37, _door.Readings.Where(reading => reading.Channel == BuildingChannels.LoadPower && reading.Twin.ToString() == "office-sathon"
            && Window.Of(reading.At).Start == reading.At).Select(reading => reading.At).Distinct().Count());
    }

    [Fact]
    public async Task Lets_a_refused_twin_rest_and_says_why_once()
    {
        _door.Refuses = reading => reading.Twin.ToString() == "office-sathon" ? new("unknown-twin", "The register has no twin \"office-sathon\".", "Register it.") : null;
        using var player = await Started();
        await Until(() => _log.Any("today until now is told"));
        await Until(() => Live.Any(reading => reading.At == Instant.From(Morning.AddSeconds(28))), TimeSpan.FromSeconds(1));

        var line = Assert.Single(_log.Lines, line => line.Contains("unknown-twin", StringComparison.Ordinal));
        Assert.Contains("Register it.", line);
        Assert.DoesNotContain(Live.Where(reading => reading.At > Instant.From(Morning)), reading => reading.Twin.ToString() == "office-sathon");

        _door.Refuses = _ => null;
        await Until(() => Live.Any(reading => reading.Twin.ToString() == "office-sathon" && reading.At > Instant.From(Morning)), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Keeps_beside_each_reading_what_could_be_sent_again()
    {
        using var player = await Started();
        await Until(() => Live.Any());

        var item = _door.Batches.SelectMany(batch => batch.Items).First(item => item.Reading.Channel == BuildingChannels.LoadPower);
        using var raw = System.Text.Json.JsonDocument.Parse(item.Raw);
        Assert.Equal(item.Reading.Twin.ToString(), raw.RootElement.GetProperty("twin").GetString());
        Assert.Equal(item.Reading.At, Instant.Parse(raw.RootElement.GetProperty("at").GetString()!));
        Assert.Equal(item.Reading.Steps, raw.RootElement.GetProperty("value").GetDecimal() * 1000);
        Assert.Equal("W", raw.RootElement.GetProperty("unit").GetString());
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
        using var player = await Started(city: CityFile.Empty);
        await player.ExecuteTask!;

        Assert.True(_log.Any("Twin:City"));
        Assert.Empty(_door.Batches);
    }

    // Off the quarter hours, which come from the telling of the day.
    IEnumerable<Reading> Live => _door.Readings.Where(reading => Window.Of(reading.At).Start != reading.At);

    async Task<Player> Started(RehearsalOptions? options = null, CityFile? city = null)
    {
        var player = new Player(city ?? Given.Bangkok, _roll, _door, Options.Create(options ?? new() { Enabled = true }), _clock, _log);
        await player.StartAsync(CancellationToken.None);
        return player;
    }

    /// <summary>Polls, moving the player's clock each time if asked.</summary>
    async Task Until(Func<bool> holds, TimeSpan? step = null)
    {
        var deadline = System.Diagnostics.Stopwatch.StartNew();
        while (!holds())
        {
            Assert.True(deadline.Elapsed < TimeSpan.FromSeconds(60), string.Join('\n', _log.Lines));
            await Task.Delay(5, TestContext.Current.CancellationToken);
            if (step is { } ahead) _clock.Advance(ahead);
        }
    }

    sealed class Told : ILogger<Player>
    {
        readonly ConcurrentQueue<string> _lines = [];

        public IReadOnlyCollection<string> Lines => _lines;

        public bool Any(string text) => _lines.Any(line => line.Contains(text, StringComparison.Ordinal));

        public void Clear() => _lines.Clear();

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue(formatter(state, exception));
    }
}
