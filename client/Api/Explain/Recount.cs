using System.Globalization;
using YPort.Twin.Api.Events;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Api.Explain;

/// <summary>Works a twin's amounts out anew from what it was told, apart from its grain and from the ledger: what an auditor would do.</summary>
sealed class Recount(IHistory history, IEvents events, IJournalTime journal)
{
    // A year of minutes, with the 35 days on either side from which a register reaches in. More is refused: what is cut short would be a wrong sum.
    const int MostWords = 700_000;

    /// <param name="knownAt">Only from what was committed by then; null: from everything.</param>
    public async Task<Recounted> Of(TwinRegister register, Measure measure, Window from, Window to, Instant? knownAt, CancellationToken stop)
    {
        var below = await Below(register.Id, knownAt, stop);
        Dictionary<Channel, Sample[]> samples = [];
        foreach (var channel in measure.Sources) samples[channel] = await Samples(register.Id, channel, from, to, below, stop);
        var words = await Events(register.Id, measure, from, to, below, stop);
        List<LedgerRow> rows = [];
        measure.Compute(new(register, channel => samples.TryGetValue(channel, out var told) ? told : [], words), from, to, rows);
        return new(rows, samples, words);
    }

    /// <summary>The last standing sample at or before the moment, as far back as it would not be stale; null when there is none.</summary>
    public async Task<Sample?> Last(TwinId twin, Channel channel, Instant at, Instant? knownAt, CancellationToken stop)
    {
        var reach = channel.Expected * 5;
        var below = await Below(twin, knownAt, stop);
        var found = below is null ? await history.Around(twin, channel, at, at, reach, stop) : await LastWords(twin, channel, at - reach, at, below.Value, stop);
        return found.Where(sample => sample.At <= at).Select(sample => (Sample?)sample).LastOrDefault();
    }

    /// <summary>The words behind samples, with who sent each.</summary>
    public async Task<IReadOnlyList<StoredReading>> Sent(TwinId twin, Channel channel, IReadOnlyList<Sample> samples, CancellationToken stop)
    {
        if (samples.Count == 0) return [];
        var offsets = samples.Select(sample => sample.Offset).ToHashSet();
        return [.. (await history.Words(twin, channel, samples[0].At, samples[^1].At, MostWords, stop)).Where(word => offsets.Contains(word.Sample.Offset))];
    }

    /// <summary>The same events, with who sent each.</summary>
    public async Task<IReadOnlyList<StoredEvent>> Sent(TwinRegister register, IReadOnlyList<EventWord> words, Instant? knownAt, CancellationToken stop)
    {
        if (words.Count == 0) return [];
        EventQuestion question = new(register.Current.Set, register.Id, [.. words.Select(word => word.Type).Distinct()], null, words.Min(word => word.At), words.Max(word => word.At) + TimeSpan.FromMicroseconds(1), null, 0,
            await Below(register.Id, knownAt, stop));
        var senders = (await events.All(question, MostWords, stop) ?? []).ToDictionary(one => (one.Word.Id, one.Word.Offset), one => one.Feed);
        return [.. words.Select(word => new StoredEvent(register.Id, word, senders.GetValueOrDefault((word.Id, word.Offset), "")))];
    }

    async Task<long?> Below(TwinId twin, Instant? knownAt, CancellationToken stop) => knownAt is { } moment ? await journal.OffsetAt(twin.Shard, moment, stop) : null;

    async Task<Sample[]> Samples(TwinId twin, Channel channel, Window from, Window to, long? below, CancellationToken stop) =>
        await TwinPast.Timed(channel, from.Start, TwinPast.Reach(channel, to), async (first, last) => below is { } offset
            ? await LastWords(twin, channel, first - channel.LongestJoined, last + channel.LongestJoined, offset, stop)
            : await history.Around(twin, channel, first, last, channel.LongestJoined, stop));

    // By time: of the words below an offset the last on each moment, unless it took the moment back.
    async Task<IReadOnlyList<Sample>> LastWords(TwinId twin, Channel channel, Instant from, Instant to, long below, CancellationToken stop)
    {
        var words = await history.Words(twin, channel, from, to, MostWords + 1, stop);
        if (words.Count > MostWords) throw new TooManyReadingsException(MostWords, $"{channel} of {twin}");
        List<Sample> last = [];
        foreach (var (sample, _) in words)
        {
            if (sample.Offset >= below) continue;
            if (last.Count > 0 && last[^1].At == sample.At) last[^1] = sample;
            else last.Add(sample);
        }
        last.RemoveAll(sample => sample.Withdrawn);
        return last;
    }

    async Task<IReadOnlyList<EventWord>> Events(TwinId twin, Measure measure, Window from, Window to, long? below, CancellationToken stop) => measure.Events.Count == 0 ? []
        : await TwinPast.EventsOf(measure, from, to, await events.Around(twin, from.Start, to.Start, below, stop), subjects => events.About(twin, subjects, below, stop));
}

/// <summary>Amounts and all that they rest on.</summary>
sealed record Recounted(IReadOnlyList<LedgerRow> Rows, IReadOnlyDictionary<Channel, Sample[]> Samples, IReadOnlyList<EventWord> Events);

/// <summary>An answer would rest on more readings than are recounted at once.</summary>
sealed class TooManyReadingsException(long most, string of) : Exception(string.Create(CultureInfo.InvariantCulture, $"It would rest on more than {most} readings of {of}."));
