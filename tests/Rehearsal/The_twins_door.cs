using System.Collections.Concurrent;
using System.Collections.Immutable;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Readings;
using YPort.Twin.Rehearsal.Playing;

namespace YPort.Twin.Tests.Rehearsal;

/// <summary>Keeps what is sent, answers by identity as the twin does and can be asked what it heard; the twin itself is tested where it lives.</summary>
sealed class Door(CityFile city) : IIntake, ITwinsHeard
{
    readonly Lock _turn = new();
    readonly Dictionary<(TwinId, Channel, Instant), Reading> _readings = [];
    readonly Dictionary<(TwinId, string), string> _events = [];

    public ConcurrentQueue<IntakeBatch> Batches { get; } = [];

    /// <summary>Are the city's twins registered?</summary>
    public volatile bool Registered = true;

    /// <summary>Throws or not, before anything is taken.</summary>
    public Action<IntakeBatch> Before { get; set; } = _ => { };

    public Func<IntakeItem, Refusal?> Refuses { get; set; } = _ => null;

    public long Received { get; private set; }
    public long Accepted { get; private set; }
    public long Duplicate { get; private set; }
    public long Quarantined { get; private set; }
    public long Conflicts { get; private set; }

    public IEnumerable<IntakeItem> Items(string? feed = null) => Batches.Where(batch => feed is null || batch.Feed == feed).SelectMany(batch => batch.Items);

    public IEnumerable<Reading> Readings(string? feed = null) => Items(feed).Where(item => item.Event is null && item.Refusal is null).Select(item => item.Reading);

    public Task<BatchOutcome> Receive(IntakeBatch batch, CancellationToken stop)
    {
        Before(batch);
        lock (_turn)
        {
            Batches.Enqueue(batch);
            long accepted = 0, duplicate = 0;
            List<ItemOutcome> refused = [];
            foreach (var item in batch.Items)
                if ((item.Refusal ?? Refuses(item)) is { } why) refused.Add(new(item.Index, "quarantined", why.Code, why.Reason, why.Cure, "0-0"));
                else if (Take(item) is not { } same) accepted++;
                else if (same) duplicate++;
                else
                {
                    Conflicts++;
                    refused.Add(new(item.Index, "quarantined", "conflict", $"{item.Reading}{item.Event}", "", "0-0"));
                }
            (Received, Accepted, Duplicate, Quarantined) = (Received + batch.Items.Count, Accepted + accepted, Duplicate + duplicate, Quarantined + refused.Count);
            return Task.FromResult(new BatchOutcome(accepted, duplicate, refused.Count, refused));
        }
    }

    public Task<IReadOnlyDictionary<TwinId, ImmutableDictionary<string, Sample>>> Latest()
    {
        lock (_turn)
        {
            var heard = _readings.Values.GroupBy(reading => reading.Twin).ToDictionary(twin => twin.Key,
                twin => twin.GroupBy(reading => reading.Channel.Name).ToImmutableDictionary(channel => channel.Key, channel => new Sample(channel.MaxBy(reading => reading.At.Microseconds), 0)));
            return Task.FromResult<IReadOnlyDictionary<TwinId, ImmutableDictionary<string, Sample>>>(
                Registered ? city.Twins.ToDictionary(twin => twin.Id, twin => heard.GetValueOrDefault(twin.Id) ?? ImmutableDictionary<string, Sample>.Empty) : []);
        }
    }

    public Task<IReadOnlyList<Instant>> Heard(TwinId twin, Channel channel, Instant from, Instant to)
    {
        lock (_turn)
            return Task.FromResult<IReadOnlyList<Instant>>([.. _readings.Keys.Where(key => key.Item1 == twin && key.Item2 == channel && key.Item3 >= from && key.Item3 < to).Select(key => key.Item3).Order()]);
    }

    public Task<IReadOnlySet<string>> LotsOf(TwinId point, ImmutableArray<string> lots)
    {
        lock (_turn)
            return Task.FromResult<IReadOnlySet<string>>(Items().Select(item => item.Event).Where(said => said?.Twin == point && lots.Contains(said.Subject)).Select(said => said!.Subject).ToHashSet());
    }

    // Null: new. True: the same again. False: another word on the same.
    bool? Take(IntakeItem item)
    {
        if (item.Event is { } said) return _events.TryAdd((said.Twin, said.Id), said.At + said.Fields) ? null : _events[(said.Twin, said.Id)] == said.At + said.Fields;
        var key = (item.Reading.Twin, item.Reading.Channel, item.Reading.At);
        return _readings.TryAdd(key, item.Reading) ? null : _readings[key].SaysTheSameAs(item.Reading);
    }
}
