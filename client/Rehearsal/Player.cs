using System.Globalization;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Rehearsal;

/// <summary>Times the made-up city: every few seconds all its sensors speak, and once at the start they tell what the day was so far.</summary>
sealed partial class Player(CityFile city, IKnownTwins known, IIntake intake, IOptions<RehearsalOptions> options, TimeProvider clock, ILogger<Player> log) : BackgroundService
{
    const string Feed = "rehearsal";
    const int LargestBatch = 500;
    static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(200), LongestWait = TimeSpan.FromSeconds(10), Rest = TimeSpan.FromMinutes(1);

    readonly Lock _turn = new();
    readonly HashSet<string> _told = [];
    readonly Dictionary<TwinId, Instant> _resting = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled) return;
        var pretend = new PretendCity(city, options.Value.Seed);
        var start = Instant.From(clock);
        if (pretend.Twins.Count == 0 || start < PretendCity.Beginning)
        {
            LogNothing(log, city.Name, pretend.Twins.Count, start, PretendCity.Beginning);
            return;
        }
        pretend.At(start); // counts the meters up while the register fills
        await UntilRegistered(pretend, stoppingToken);
        LogPlays(log, city.Name, pretend.Twins.Count, options.Value.Every, options.Value.Seed);
        await Task.WhenAll(Live(pretend, stoppingToken), TellToday(pretend, start, stoppingToken));
    }

    async Task Live(PretendCity pretend, CancellationToken stop)
    {
        var every = options.Value.Every.Ticks / TimeSpan.TicksPerMicrosecond;
        // On the beat of the clock: a restart says the same of the same moments, and a repeat is a duplicate.
        var at = new Instant(Instant.From(clock).Microseconds / every * every);
        while (true)
        {
            await Send(Speak(pretend, at), stop);
            var now = Instant.From(clock);
            at = new(Math.Max(at.Microseconds + every, now.Microseconds / every * every));
            if (at > now) await Task.Delay(at - now, clock, stop);
        }
    }

    async Task TellToday(PretendCity pretend, Instant until, CancellationToken stop)
    {
        long accepted = 0, duplicate = 0;
        List<Reading> batch = [];
        for (var window = Window.Of(BangkokDay.Of(until).Start); window.Start < until; window = window.Next)
        {
            batch.AddRange(Speak(pretend, window.Start));
            if (batch.Count < LargestBatch && window.Next.Start < until) continue;
            foreach (var part in batch.Chunk(LargestBatch))
            {
                var outcome = await Send(part, stop);
                (accepted, duplicate) = (accepted + outcome.Accepted, duplicate + outcome.Duplicate);
            }
            batch.Clear();
        }
        LogToday(log, accepted, duplicate);
    }

    // Both tellers ask one city, and neither speaks for a twin that was just refused.
    List<Reading> Speak(PretendCity pretend, Instant at)
    {
        lock (_turn)
        {
            var now = Instant.From(clock);
            return [.. pretend.At(at).Where(reading => !_resting.TryGetValue(reading.Twin, out var until) || now >= until)];
        }
    }

    /// <summary>Sends until the twin takes it. A repeat of what was taken after all is a duplicate.</summary>
    async Task<BatchOutcome> Send(IReadOnlyList<Reading> readings, CancellationToken stop)
    {
        if (readings.Count == 0) return BatchOutcome.Nothing;
        IntakeItem[] items = [.. readings.Select((reading, index) => new IntakeItem(index, reading, null, Raw(reading)))];
        for (var wait = ShortestWait; ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            try
            {
                var outcome = await intake.Receive(new(Feed, CitySet.Rehearsal, Instant.From(clock), items), stop);
                foreach (var item in outcome.Items) Refused(readings[(int)item.Index], item);
                return outcome;
            }
            catch (TwinBusyException busy)
            {
                LogBusy(log, readings.Count, wait, busy.Message);
            }
            catch (Exception fault) when (!stop.IsCancellationRequested)
            {
                LogFault(log, fault, readings.Count, wait);
            }
            await Task.Delay(wait, clock, stop);
        }
    }

    void Refused(in Reading reading, ItemOutcome item)
    {
        lock (_turn)
        {
            _resting[reading.Twin] = Instant.From(clock) + Rest;
            if (!_told.Add(item.Code)) return;
        }
        LogRefused(log, reading.Twin, reading.Channel, item.Code, item.Reason, item.Cure, Rest);
    }

    async Task UntilRegistered(PretendCity pretend, CancellationToken stop)
    {
        var waiting = new Queue<TwinId>(pretend.Twins.Select(twin => twin.Id));
        var patience = Instant.From(clock) + TimeSpan.FromSeconds(30);
        for (var told = false; waiting.Count > 0;)
        {
            try
            {
                while (waiting.TryPeek(out var twin) && await known.Knows(twin)) waiting.Dequeue();
                if (waiting.Count == 0) return;
            }
            catch (Exception early) when (!stop.IsCancellationRequested)
            {
                LogEarly(log, early);
            }
            if (!told && Instant.From(clock) > patience)
            {
                told = true;
                LogUnknown(log, waiting.Peek(), waiting.Count);
            }
            await Task.Delay(ShortestWait, clock, stop);
        }
    }

    // As a sender over HTTP would have written it: what is set aside can be read and replayed.
    static byte[] Raw(in Reading reading) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $$"""{"twin":"{{reading.Twin}}","channel":"{{reading.Channel}}","at":"{{reading.At}}","value":{{reading.Channel.InUnit(reading.Steps)}},"unit":"{{reading.Channel.Unit}}"}"""));

    [LoggerMessage(Level = LogLevel.Information, Message = "Rehearsal: {Twins} made-up twins of \"{City}\" speak every {Every}, seed {Seed}.")]
    static partial void LogPlays(ILogger log, string city, int twins, TimeSpan every, int seed);

    [LoggerMessage(Level = LogLevel.Information, Message = "Rehearsal: today until now is told; {Accepted} readings accepted, {Duplicate} known before.")]
    static partial void LogToday(ILogger log, long accepted, long duplicate);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Rehearsal is on, but city \"{City}\" has {Twins} made-up twins, and it is {Now} where the rehearsal begins at {Beginning}. Name a city file of set rehearsal in Twin:City, set the clock, or turn Twin:Rehearsal:Enabled off.")]
    static partial void LogNothing(ILogger log, string city, int twins, Instant now, Instant beginning);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Rehearsal: {Twin}'s {Channel} was refused ({Code}): {Reason} {Cure} The twin rests for {Rest} and tries again; said once for each such reason.")]
    static partial void LogRefused(ILogger log, TwinId twin, Channel channel, string code, string reason, string cure, TimeSpan rest);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Rehearsal waits: \"{Twin}\" and {Waiting} in all are not registered. Register them with PUT /v1/twins, or correct Twin:City; the rehearsal then begins by itself.")]
    static partial void LogUnknown(ILogger log, TwinId twin, int waiting);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Rehearsal: the register does not answer yet.")]
    static partial void LogEarly(ILogger log, Exception early);

    [LoggerMessage(Level = LogLevel.Information, Message = "Rehearsal: {Readings} readings wait {Wait}; {Why}")]
    static partial void LogBusy(ILogger log, int readings, TimeSpan wait, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Rehearsal: {Readings} readings could not be sent; again in {Wait}.")]
    static partial void LogFault(ILogger log, Exception fault, int readings, TimeSpan wait);
}
