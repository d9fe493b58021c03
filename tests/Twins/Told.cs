using System.Collections.Immutable;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Contracts.Twins;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Twins.Folding;

namespace YPort.Twin.Tests.Twins;

/// <summary>All that was committed about a twin, and the plainest answer to what its fold may ask.</summary>
sealed class Told : ITwinRecall
{
    public List<(Channel Channel, Sample Sample)> Samples { get; } = [];
    public List<EventWord> Events { get; } = [];

    public Sample[] Standing(Channel channel) =>
        [.. Samples.Where(word => word.Channel == channel).GroupBy(word => word.Sample.At, word => word.Sample).Select(group => group.MaxBy(sample => sample.Offset))
            .Where(sample => !sample.Withdrawn).OrderBy(sample => sample.At)];

    public EventWord[] StandingEvents() => [.. Events.GroupBy(word => word.Id).Select(group => group.MaxBy(word => word.Offset)!).Where(word => !word.Withdrawn).Order()];

    /// <summary>The whole ledger at once, from everything told.</summary>
    public List<LedgerRow> Ledger(TwinRegister register, Window from, Window to)
    {
        TwinPast past = new(register, channel => Standing(channel).Where(sample => sample.Quality != Quality.ServerTimed).ToArray(), StandingEvents());
        List<LedgerRow> rows = [];
        foreach (var measure in Measures.All) measure.Compute(past, from, to, rows);
        return rows;
    }

    /// <summary>What a twin begins anew from, when the words from the saved-th on are not in the ledger yet.</summary>
    public TwinMemory Memory(TwinRegister register, int savedSamples, int savedEvents)
    {
        var newest = Events.Count == 0 ? (Instant?)null : Events.Max(word => word.At);
        return new(register, -1, [.. Samples.GroupBy(word => word.Channel).Select(words => (Channel: words.Key, Newest: words.Max(word => word.Sample.At)))
                .Select(one => new TailMemory(one.Channel, one.Newest, Around(one.Channel, ChannelTail.BeginOf(one.Channel, one.Newest), one.Newest)))],
            [.. Samples.Skip(savedSamples).GroupBy(word => word.Channel, word => word.Sample).Select(group => new ChannelNews(group.Key, [.. group]))],
            newest is { } at ? Happened(EventTail.BeginOf(at), at) : [], newest, [.. Events.Skip(savedEvents)]);
    }

    Task<ImmutableArray<Sample>> ITwinRecall.Around(Channel channel, Instant from, Instant to) => Task.FromResult(Around(channel, from, to));

    Task<ImmutableArray<EventWord>> ITwinRecall.Events(Instant from, Instant to) => Task.FromResult(Happened(from, to));

    Task<ImmutableArray<EventWord>> ITwinRecall.EventsAbout(ImmutableArray<string> subjects) =>
        Task.FromResult<ImmutableArray<EventWord>>([.. StandingEvents().Where(word => subjects.Contains(word.Subject))]);

    ImmutableArray<Sample> Around(Channel channel, Instant from, Instant to)
    {
        var standing = Standing(channel);
        return [.. standing.Where(sample => sample.At < from && sample.At >= from - channel.LongestJoined).TakeLast(1),
            .. standing.Where(sample => sample.At >= from && sample.At <= to),
            .. standing.Where(sample => sample.At > to && sample.At <= to + channel.LongestJoined).Take(1)];
    }

    ImmutableArray<EventWord> Happened(Instant from, Instant to)
    {
        var standing = StandingEvents();
        var holding = standing.Where(word => EventTypes.Holding.Contains(word.Type)).GroupBy(word => (word.Type, word.Subject)).ToArray();
        return [.. standing.Where(word => word.At >= from && word.At <= to)
            .Concat(holding.SelectMany(group => group.Where(word => word.At < from).TakeLast(1)))
            .Concat(holding.SelectMany(group => group.Where(word => word.At > to).Take(1))).Order()];
    }
}
