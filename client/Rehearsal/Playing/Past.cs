using Microsoft.Extensions.Logging;
using YPort.Twin.Model.Readings;
using YPort.Twin.Rehearsal.EWaste;

namespace YPort.Twin.Rehearsal.Playing;

/// <summary>
/// Tells the days before the start, by quarter hours and in the background: first what happened to every lot, whose books make sense only as a
/// whole, then the latest six hours, then the six before, so that today's screens fill within seconds. What the twin has heard is not told again.
/// </summary>
sealed partial class Past(PretendCity pretend, Lock turn, Sender sender, ITwinsHeard heard, Progress progress, TimeProvider clock, ILogger log)
{
    public const string Feed = "rehearsal-past";
    const int LargestBatch = 2000;
    const long Stretch = 6 * Instant.PerHour;

    // Quarter hours with a little patience: a longer silence is a gap to fill.
    static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(16);

    long _accepted, _duplicate;

    public async Task Tell(Instant from, Instant until, CancellationToken stop)
    {
        progress.Tell(from, until);
        LogBegins(log, from, until);
        await TellLots(from, until, stop);
        var stretches = Stretches(from, until).Reverse().ToArray();
        var tenth = 0;
        for (var i = 0; i < stretches.Length; i++)
        {
            var (begin, end) = stretches[i];
            if (!await IsTold(begin, end)) await TellStretch(begin, end, stop);
            var done = (i + 1.0) / stretches.Length;
            progress.Told(begin, done);
            if (i > 0 && (int)(done * 10) == tenth) continue;
            tenth = (int)(done * 10);
            LogProgress(log, begin, done, _accepted, _duplicate);
        }
    }

    /// <summary>Of a lot that is told, every word is told: of those that began before, only the ones that the twin has heard of.</summary>
    public static async Task ChooseLots(PretendCity pretend, ITwinsHeard heard, Instant from)
    {
        HashSet<string> known = [];
        foreach (var point in pretend.Lots.Points)
            if (pretend.Lots.Open(point, BangkokDay.Of(from)).Select(lot => lot.Name).ToArray() is { Length: > 0 } open)
                known.UnionWith(await heard.LotsOf(point.Id, [.. open]));
        pretend.Lots.Tells = lot => lot.Begins >= from || known.Contains(lot.Name);
    }

    async Task TellLots(Instant from, Instant until, CancellationToken stop)
    {
        Word[] words;
        lock (turn)
            words = [.. pretend.Twins.Where(twin => twin.Twin is PretendHolder).SelectMany(twin => PretendCity.Happened(twin, from, until)).OrderBy(happening => happening.At).Select(happening => new Word(default, happening))];
        foreach (var part in words.Chunk(LargestBatch)) await Send(part, stop);
    }

    async Task TellStretch(Instant from, Instant until, CancellationToken stop)
    {
        List<Word> batch = [];
        foreach (var twin in pretend.Twins)
        {
            lock (turn)
            {
                batch.AddRange(twin.Told(from, until).Select(reading => new Word(reading)));
                if (twin.Twin is not PretendHolder) batch.AddRange(PretendCity.Happened(twin, from, until).Select(happening => new Word(default, happening)));
            }
            if (batch.Count < LargestBatch) continue;
            foreach (var part in batch.Chunk(LargestBatch)) await Send(part, stop);
            batch.Clear();
        }
        await Send(batch, stop);
    }

    // Rests as long as it worked: what is live comes first.
    async Task Send(IReadOnlyList<Word> words, CancellationToken stop)
    {
        var began = clock.GetTimestamp();
        var outcome = await sender.Send(Feed, words, stop);
        (_accepted, _duplicate) = (_accepted + outcome.Accepted, _duplicate + outcome.Duplicate);
        if (clock.GetElapsedTime(began) is { Ticks: > 0 } worked) await Task.Delay(worked, clock, stop);
    }

    // The twin that is told last stands for all of them.
    async Task<bool> IsTold(Instant from, Instant until)
    {
        Reading probe;
        lock (turn) probe = pretend.Twins.Reverse().Select(twin => twin.Told(from, until).FirstOrDefault()).FirstOrDefault(reading => reading.Channel is not null);
        if (probe.Channel is null) return false;
        var last = from;
        foreach (var at in await heard.Heard(probe.Twin, probe.Channel, from, until))
        {
            if (at - last > LongestSilence) return false;
            last = at;
        }
        return last > from && until - last <= LongestSilence;
    }

    static IEnumerable<(Instant From, Instant Until)> Stretches(Instant from, Instant until)
    {
        for (var begin = from.Microseconds; begin < until.Microseconds; begin += Stretch)
            yield return (new(begin), new(Math.Min(begin + Stretch, until.Microseconds)));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Rehearsal: the days from {From} to {Until} are told in the background; GET /v1/rehearsal says how far it is.")]
    static partial void LogBegins(ILogger log, Instant from, Instant until);

    [LoggerMessage(Level = LogLevel.Information, Message = "Rehearsal: told back to {Back}, {Done:P0} of the past; {Accepted} readings and events accepted, {Duplicate} known before.")]
    static partial void LogProgress(ILogger log, Instant back, double done, long accepted, long duplicate);
}
