using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Ingest.Mqtt.Messages;
using YPort.Twin.Ingest.Mqtt.Sessions;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest.Mqtt.States;

/// <summary>
/// The twins' states for subscribers: asked of the shards once a second while anyone subscribes, and never otherwise. Who subscribes is served
/// in the next round, so however many come at once, the shards are asked once.
/// </summary>
sealed partial class StateBoard(ShardCalls shards, SessionStore sessions, TimeProvider clock, ILogger<StateBoard> log) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    readonly Dictionary<TwinId, State> _states = [];
    long _rounds;

    sealed record State(string Topic, CitySet Set, byte[] Payload);

    /// <summary>How often the shards were asked.</summary>
    public long Rounds => Volatile.Read(ref _rounds);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var subscribed = sessions.Subscribed();
            if (subscribed.Count == 0)
            {
                _states.Clear();
                continue;
            }
            // Whoever comes while the shards answer might miss what one of them has said already: it waits for the next round.
            var come = subscribed.SelectMany(session => session.Unserved().Select(subscription => (session, subscription))).ToArray();
            try
            {
                var listings = await Task.WhenAll(Enumerable.Range(0, Sharding.Count).Select(shard => shards.Ask(shard, grain => grain.Twins(), stoppingToken)));
                Announce(listings.SelectMany(listings => listings.IsDefault ? [] : listings), subscribed);
                foreach (var (session, subscription) in come) Serve(session, subscription);
                Interlocked.Increment(ref _rounds);
            }
            catch (TwinBusyException busy)
            {
                LogBusy(log, busy.Message);
            }
        }
    }

    void Announce(IEnumerable<TwinListing> listings, IReadOnlyList<Session> subscribed)
    {
        foreach (var listing in listings)
            if (Changed(listing) is { } state)
                foreach (var session in subscribed)
                    if (session.Set == state.Set) session.Changed(state.Topic, state.Payload);
    }

    void Serve(Session session, Subscription subscription)
    {
        if (subscription.WantsRetained)
            foreach (var state in _states.Values)
                if (state.Set == session.Set && subscription.Filter.Matches(state.Topic)) session.Retained(subscription, state.Topic, state.Payload);
        session.Served(subscription);
    }

    State? Changed(TwinListing listing)
    {
        var id = listing.Register.Id;
        var payload = StateJson.Of(listing);
        var known = _states.GetValueOrDefault(id);
        if (known is not null && payload.AsSpan().SequenceEqual(known.Payload)) return null;
        return _states[id] = new(known?.Topic ?? $"{MessageTopic.First}{id}/{MessageTopic.State}", listing.Register.Current.Set, payload);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Subscribers wait for the twins' states: {Why}")]
    static partial void LogBusy(ILogger log, string why);
}
