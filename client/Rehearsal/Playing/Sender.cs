using Microsoft.Extensions.Logging;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Rehearsal.Playing;

/// <summary>Brings words to the twin as any sender does, until it takes them; a repeat of what was taken after all is a duplicate.</summary>
sealed partial class Sender(IIntake intake, TimeProvider clock, ILogger<Sender> log)
{
    static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(200), LongestWait = TimeSpan.FromSeconds(10), Rest = TimeSpan.FromMinutes(1);

    readonly Lock _turn = new();
    readonly HashSet<string> _told = [];
    readonly Dictionary<TwinId, Instant> _resting = [];

    /// <param name="feed">Whose balance it counts in.</param>
    public async Task<BatchOutcome> Send(string feed, IReadOnlyList<Word> said, CancellationToken stop)
    {
        var words = Awake(said);
        if (words.Count == 0) return BatchOutcome.Nothing;
        IntakeItem[] items = [.. words.Select((word, index) => word.Item(index))];
        for (var wait = ShortestWait; ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            try
            {
                var outcome = await intake.Receive(new(feed, CitySet.Rehearsal, Instant.From(clock), items), stop);
                foreach (var item in outcome.Items)
                    if (words[(int)item.Index] is { Damage: null } word) Refused(word, item);
                return outcome;
            }
            catch (TwinBusyException busy)
            {
                LogBusy(log, words.Count, wait, busy.Message);
            }
            catch (Exception fault) when (!stop.IsCancellationRequested)
            {
                LogFault(log, fault, words.Count, wait);
            }
            await Task.Delay(wait, clock, stop);
        }
    }

    // Nobody speaks for a twin that was just refused.
    IReadOnlyList<Word> Awake(IReadOnlyList<Word> words)
    {
        lock (_turn)
        {
            if (_resting.Count == 0) return words;
            var now = Instant.From(clock);
            foreach (var (twin, until) in _resting)
                if (now >= until) _resting.Remove(twin);
            return [.. words.Where(word => !_resting.ContainsKey(word.Twin))];
        }
    }

    void Refused(in Word word, ItemOutcome item)
    {
        lock (_turn)
        {
            _resting[word.Twin] = Instant.From(clock) + Rest;
            if (!_told.Add(item.Code)) return;
        }
        LogRefused(log, word.Twin, word.What, item.Code, item.Reason, item.Cure, Rest);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Rehearsal: {Twin}'s {What} was refused ({Code}): {Reason} {Cure} The twin rests for {Rest} and tries again; said once for each such reason.")]
    static partial void LogRefused(ILogger log, TwinId twin, string what, string code, string reason, string cure, TimeSpan rest);

    [LoggerMessage(Level = LogLevel.Information, Message = "Rehearsal: {Words} readings and events wait {Wait}; {Why}")]
    static partial void LogBusy(ILogger log, int words, TimeSpan wait, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Rehearsal: {Words} readings and events could not be sent; again in {Wait}.")]
    static partial void LogFault(ILogger log, Exception fault, int words, TimeSpan wait);
}
