using System.Collections.Frozen;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Readings;
using YPort.Twin.Rehearsal.Faults;

namespace YPort.Twin.Rehearsal.Playing;

/// <summary>Times the made-up city: at every beat its sensors speak and what happened is told, and in the background the days before.</summary>
sealed partial class Player(
    CityFile city, ITwinsHeard heard, Sender sender, FaultyLine line, Progress progress, IOptions<RehearsalOptions> options, TimeProvider clock, ILogger<Player> log) : BackgroundService
{
    public const string Feed = "rehearsal";

    // Played faster than it happens, a building still speaks within every quarter hour.
    static readonly TimeSpan LongestStride = TimeSpan.FromMinutes(1);
    static readonly TimeSpan Again = TimeSpan.FromMilliseconds(250);

    readonly Lock _turn = new();
    readonly FrozenDictionary<TwinId, string> _kinds = city.Twins.ToFrozenDictionary(twin => twin.Id, twin => twin.Description.Kind);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled) return;
        foreach (var (twinOrKind, knobs) in options.Value.Faults) line.Set(twinOrKind, knobs);
        PretendCity plan = new(city, options.Value.Seed, BangkokDay.Of(Instant.From(clock)));
        if (plan.Twins.Count == 0)
        {
            LogNothing(log, city.Name);
            return;
        }
        var latest = await UntilRegistered(plan, stoppingToken);

        var now = Instant.From(clock);
        var past = new BangkokDay(BangkokDay.Of(now).Number - options.Value.Backfill).Start;
        var from = options.Value.Backfill == 0 ? now : past;
        PretendCity pretend = new(city, options.Value.Seed, BangkokDay.Of(now), (twin, channel) => latest.TryGetValue(twin, out var channels) && channels.TryGetValue(channel.Name, out var sample) ? sample : null);
        await Patiently(() => Playing.Past.ChooseLots(pretend, heard, BangkokDay.Of(from).Start), stoppingToken);
        LogPlays(log, city.Name, pretend.Twins.Count, options.Value.Every, options.Value.Seed, options.Value.Speed);
        if (options.Value.Speed > 1)
        {
            var left = Left(pretend, latest);
            await Live(pretend, left > from && left < now ? left.Value : from, stoppingToken);
        }
        else
        {
            await Task.WhenAll(Live(pretend, now, stoppingToken), options.Value.Backfill == 0 ? Task.CompletedTask
                : Patiently(() => new Past(pretend, _turn, sender, heard, progress, clock, log).Tell(past, now, stoppingToken), stoppingToken));
        }
    }

    async Task Live(PretendCity pretend, Instant from, CancellationToken stop)
    {
        var every = options.Value.Every.Ticks / TimeSpan.TicksPerMicrosecond;
        var (began, next, told) = (Instant.From(clock), from, from);
        while (true)
        {
            var now = Instant.From(clock);
            var behind = options.Value.Speed > 1 && now - next > options.Value.Every * 2;
            // On the beat of the clock: a restart says the same of the same moments, and a repeat is a duplicate. A beat that was missed is left out.
            var stride = behind ? Math.Min((long)(every * options.Value.Speed), LongestStride.Ticks / TimeSpan.TicksPerMicrosecond) : every;
            var at = new Instant((behind || next > now ? next : now).Microseconds / stride * stride);
            await sender.Send(Feed, Speak(pretend, at, at.Microseconds / stride, told, now), stop);
            told = new(Math.Max(told.Microseconds, at.Microseconds + 1));
            progress.Beat(at);
            next = new(at.Microseconds + stride);
            now = Instant.From(clock);
            if (behind && next > now) (behind, next) = (false, new((now.Microseconds / every + 1) * every));
            var due = behind ? began + (next - from) / options.Value.Speed : next;
            if (due > now) await Task.Delay(due - now, clock, stop);
        }
    }

    IReadOnlyList<Word> Speak(PretendCity pretend, Instant at, long beat, Instant told, Instant now)
    {
        lock (_turn)
        {
            Word[] words = [.. pretend.Beat(at, beat).Select(reading => new Word(reading)), .. pretend.Happened(told, new(at.Microseconds + 1)).Select(happening => new Word(default, happening))];
            return line.Carry(words, now, twin => _kinds[twin]);
        }
    }

    // The last moment that any twin of the city was heard of.
    static Instant? Left(PretendCity pretend, IReadOnlyDictionary<TwinId, System.Collections.Immutable.ImmutableDictionary<string, Sample>> latest) => pretend.Twins
        .SelectMany(twin => latest.TryGetValue(twin.Twin.Id, out var channels) ? channels.Values.Select(sample => (Instant?)sample.At) : []).DefaultIfEmpty().Max();

    async Task<IReadOnlyDictionary<TwinId, System.Collections.Immutable.ImmutableDictionary<string, Sample>>> UntilRegistered(PretendCity plan, CancellationToken stop)
    {
        var patience = Instant.From(clock) + TimeSpan.FromSeconds(30);
        for (var told = false; ;)
        {
            var latest = await Patiently(heard.Latest, stop);
            var waiting = plan.Twins.Where(twin => !latest.ContainsKey(twin.Twin.Id)).ToArray();
            if (waiting.Length == 0) return latest;
            if (!told && Instant.From(clock) > patience)
            {
                told = true;
                LogUnknown(log, waiting[0].Twin.Id, waiting.Length);
            }
            await Task.Delay(Again, clock, stop);
        }
    }

    // A shard that moves or is not there yet does not end the rehearsal.
    async Task<T> Patiently<T>(Func<Task<T>> ask, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (Exception early) when (!stop.IsCancellationRequested)
            {
                LogEarly(log, early);
            }
            await Task.Delay(Again, clock, stop);
        }
    }

    Task<bool> Patiently(Func<Task> ask, CancellationToken stop) => Patiently(async () =>
    {
        await ask();
        return true;
    }, stop);

    [LoggerMessage(Level = LogLevel.Information, Message = "Rehearsal: {Twins} made-up twins of \"{City}\" play, a beat every {Every}, seed {Seed}, speed {Speed}.")]
    static partial void LogPlays(ILogger log, string city, int twins, TimeSpan every, int seed, double speed);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Rehearsal is on, but city \"{City}\" has no made-up twins. Name a city file of set rehearsal in Twin:City, or turn Twin:Rehearsal:Enabled off.")]
    static partial void LogNothing(ILogger log, string city);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Rehearsal waits: \"{Twin}\" and {Waiting} in all are not registered. Register them with PUT /v1/twins, or correct Twin:City; the rehearsal then begins by itself.")]
    static partial void LogUnknown(ILogger log, TwinId twin, int waiting);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Rehearsal: the twin does not answer yet.")]
    static partial void LogEarly(ILogger log, Exception early);
}
