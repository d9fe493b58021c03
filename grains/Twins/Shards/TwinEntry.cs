using System.Collections.Immutable;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Contracts.Twins;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Twins.Shards;

/// <summary>What a shard remembers of one twin: its register, where its channels stand, and how far the twin has come.</summary>
sealed class TwinEntry(TwinRegister register)
{
    /// <summary>Never equal to what a twin has applied, so that it loads itself.</summary>
    public const long Unknown = -2;

    public TwinId Id => Register.Id;
    public TwinRegister Register { get; set; } = register;
    public Dictionary<Channel, ChannelEntry> Channels { get; } = [];

    /// <summary>The last committed offset that concerns the twin.</summary>
    public long LastOffset { get; set; } = -1;

    /// <summary>The last offset handed to the twin.</summary>
    public long Delivered { get; set; } = Unknown;

    /// <summary>The last offset that the twin says it has applied.</summary>
    public long Applied { get; set; } = Unknown;

    /// <summary>How often the twin began anew from the shard's memory.</summary>
    public int Loads { get; set; }

    /// <summary>Made once: looking grains up by their interface took a twentieth of a busy silo's time.</summary>
    public ITwinGrain? Grain { get; set; }

    public TwinReport? Report { get; set; }

    /// <summary>What it added to the sums last.</summary>
    public TwinShare? Share { get; set; }
    public Dictionary<Channel, ImmutableArray<Sample>.Builder> Undelivered { get; } = [];
    public List<EventWord> UndeliveredEvents { get; } = [];

    /// <summary>Committed last words on events that the store does not hold yet, by event id.</summary>
    public Dictionary<string, EventWord> RecentEvents { get; } = new(StringComparer.Ordinal);

    /// <summary>Events on their way to the journal.</summary>
    public Dictionary<string, TwinEvent> PendingEvents { get; } = new(StringComparer.Ordinal);

    public bool RegisterUndelivered { get; set; }
    public bool IsBehind => Applied < LastOffset;

    /// <summary>The twin came that far by itself: what is up to there need not be handed to it.</summary>
    public void Has(long offset)
    {
        Delivered = offset;
        foreach (var (channel, news) in Undelivered)
        {
            news.RemoveAll(sample => sample.Offset <= offset);
            if (news.Count == 0) Undelivered.Remove(channel);
        }
        UndeliveredEvents.RemoveAll(word => word.Offset <= offset);
    }

    public ChannelEntry Channel(Channel channel) =>
        Channels.TryGetValue(channel, out var entry) ? entry : Channels[channel] = new();
}

/// <summary>Where one channel of a twin stands.</summary>
sealed class ChannelEntry
{
    /// <summary>The latest time of any committed reading; later ones are surely new.</summary>
    public Instant? LatestAt { get; private set; }

    /// <summary>The latest sample that was not withdrawn.</summary>
    public Sample? Standing { get; private set; }

    /// <summary>Committed last words that history does not hold yet.</summary>
    public RecentWords Recent { get; } = new();

    /// <summary>Words on their way to the journal.</summary>
    public Dictionary<Instant, Reading> Pending { get; } = [];

    public void Restore(ChannelLatest latest) => (LatestAt, Standing) = (latest.At, latest.Standing);

    public void Commit(in Sample sample)
    {
        Recent.Put(sample);
        if (Pending.TryGetValue(sample.At, out var word) && word.Revision == sample.Revision) Pending.Remove(sample.At);
        Advance(sample);
    }

    /// <summary>Moves the latest time and, where this is the word on the newest moment, what stands.</summary>
    public void Advance(in Sample sample)
    {
        if (LatestAt is null || sample.At > LatestAt) LatestAt = sample.At;
        if (Standing is { } standing && sample.At < standing.At) return;
        if (!sample.Withdrawn) Standing = sample;
        else if (Standing?.At == sample.At) Standing = null;
    }

    /// <summary>The twin knows what stands below a withdrawn one.</summary>
    public void Stand(in Sample sample)
    {
        if (Standing is null) Standing = sample;
    }

    public ChannelLatest? Latest => LatestAt is { } at ? new(at, Standing) : null;
}
