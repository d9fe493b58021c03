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
    // A year of minutes; a channel that said more within the reach of one question is not recounted whole.
    const int MostWords = 600_000;

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

    // As the fold does: server-timed samples do not count, and one may have stood in a neighbour's place.
    async Task<Sample[]> Samples(TwinId twin, Channel channel, Window from, Window to, long? below, CancellationToken stop)
    {
        var (start, end) = (from.Start, channel.Nature == ChannelNature.IntervalAmount ? to.Start + channel.LongestJoined : to.Start);
        if (below is { } offset) return [.. (await LastWords(twin, channel, start - channel.LongestJoined, end + channel.LongestJoined, offset, stop)).Where(IsTimed)];
        var found = await history.Around(twin, channel, start, end, channel.LongestJoined, stop);
        if (!found.All(IsTimed)) found = await history.Around(twin, channel, start - channel.LongestJoined, end + channel.LongestJoined, channel.LongestJoined, stop);
        return [.. found.Where(IsTimed)];
    }

    async Task<IReadOnlyList<Sample>> LastWords(TwinId twin, Channel channel, Instant from, Instant to, long below, CancellationToken stop) =>
        [.. (await history.Words(twin, channel, from, to, MostWords, stop)).Select(word => word.Sample).Where(sample => sample.Offset < below)
            .GroupBy(sample => sample.At).Select(words => words.MaxBy(sample => sample.Offset)).Where(sample => !sample.Withdrawn)];

    async Task<IReadOnlyList<EventWord>> Events(TwinId twin, Measure measure, Window from, Window to, long? below, CancellationToken stop)
    {
        if (measure.Events.Count == 0) return [];
        var words = await events.Around(twin, from.Start, to.Start, below, stop);
        var grouped = measure.Events.Where(type => type.Bearing == EventBearing.WithSubject).Select(type => type.Name).ToHashSet(StringComparer.Ordinal);
        if (grouped.Count == 0) return words;
        string[] subjects = [.. words.Where(word => grouped.Contains(word.Type) && word.At >= from.Start && word.At < to.Start).Select(word => word.Subject).Distinct()];
        return subjects.Length == 0 ? [] : await events.About(twin, subjects, below, stop);
    }

    static bool IsTimed(Sample sample) => sample.Quality != Quality.ServerTimed;
}

/// <summary>Amounts and all that they rest on.</summary>
sealed record Recounted(IReadOnlyList<LedgerRow> Rows, IReadOnlyDictionary<Channel, Sample[]> Samples, IReadOnlyList<EventWord> Events);
