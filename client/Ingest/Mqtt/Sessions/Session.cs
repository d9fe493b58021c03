using YPort.Twin.Ingest.Mqtt.Packets;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest.Mqtt.Sessions;

/// <summary>What is kept of a client beyond its connection, in memory: subscriptions, messages for it, its will. Safe for several threads.</summary>
/// <param name="owner">Name of the key that opened it; only the same one may take it over.</param>
sealed class Session(string clientId, string owner, MqttTelemetry telemetry, int mostQueued)
{
    readonly Lock _lock = new();
    readonly Dictionary<string, Subscription> _subscriptions = new(StringComparer.Ordinal);

    // What waits, one for each topic: a newer state replaces an older one, which keeps its place.
    readonly Queue<string> _order = new();
    readonly Dictionary<string, OutgoingState> _waiting = new(StringComparer.Ordinal);

    // Sent with QoS 1 and not acknowledged, in the order of sending.
    readonly List<(ushort PacketId, OutgoingState State)> _underWay = [];
    ushort _lastPacketId;
    Action? _wake;
    object? _holder;

    public string ClientId { get; } = clientId;

    public string Owner { get; } = owner;

    public string Feed { get; set; } = "";

    public CitySet Set { get; set; }

    /// <summary>How long it outlives its connection.</summary>
    public TimeSpan Expiry { get; set; }

    /// <summary>Null while it is connected.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    public WillMessage? Will { get; set; }

    /// <summary>When a will that was delayed is published; null when none waits.</summary>
    public DateTimeOffset? WillDueAt { get; set; }

    public bool IsSubscribed
    {
        get
        {
            lock (_lock) return _subscriptions.Count > 0;
        }
    }

    public int Subscriptions
    {
        get
        {
            lock (_lock) return _subscriptions.Count;
        }
    }

    /// <summary>Gives it to a connection: the one before takes nothing more from it.</summary>
    public void Hold(object holder)
    {
        lock (_lock) (_holder, _wake) = (holder, null);
    }

    /// <param name="wake">Called when something waits to be sent.</param>
    public void Connect(object holder, Action wake)
    {
        lock (_lock)
            if (holder == _holder) _wake = wake;
    }

    /// <summary>Nobody holds it: what is best effort is not kept from now on.</summary>
    public void Release()
    {
        lock (_lock) (_holder, _wake) = (null, null);
    }

    /// <summary>The same filter replaces. Retained states come by retain handling: 0 always, 1 if the filter is new to the session, 2 never.</summary>
    public void Subscribe(Subscription subscription, int retainHandling)
    {
        lock (_lock)
        {
            var before = _subscriptions.GetValueOrDefault(subscription.Filter.Text);
            subscription.WantsRetained = retainHandling == 0 || retainHandling == 1 && before is null;
            // Nothing is lost between the old one and the new one [MQTT-3.8.4-4].
            subscription.IsOpen = before is { IsOpen: true };
            _subscriptions[subscription.Filter.Text] = subscription;
        }
    }

    public IReadOnlyList<Subscription> Unserved()
    {
        lock (_lock) return [.. _subscriptions.Values.Where(subscription => !subscription.IsServed)];
    }

    public bool Has(string filter)
    {
        lock (_lock) return _subscriptions.ContainsKey(filter);
    }

    /// <summary>Nothing new comes by it; what is under way is finished.</summary>
    public bool Unsubscribe(string filter)
    {
        lock (_lock)
        {
            if (!_subscriptions.Remove(filter)) return false;
            foreach (var topic in _waiting.Keys.Where(topic => !_subscriptions.Values.Any(other => other.Filter.Matches(topic))).ToArray()) _waiting.Remove(topic);
            return true;
        }
    }

    /// <summary>A twin's state changed: it goes out once, however many subscriptions match, with the best quality of service among them.</summary>
    public void Changed(string topic, byte[] payload)
    {
        lock (_lock)
        {
            var matching = _subscriptions.Values.Where(subscription => subscription.IsOpen && subscription.Filter.Matches(topic)).ToArray();
            if (matching.Length == 0) return;
            var first = _waiting.GetValueOrDefault(topic) is { Retain: true };
            Put(new(topic, payload, matching.Max(one => one.Qos), first || matching.Any(one => one.RetainAsPublished), [.. matching.Select(one => one.Identifier).Where(id => id > 0)]));
        }
    }

    /// <summary>What a new subscription gets first.</summary>
    public void Retained(Subscription subscription, string topic, byte[] payload)
    {
        lock (_lock)
            if (ReferenceEquals(_subscriptions.GetValueOrDefault(subscription.Filter.Text), subscription))
                Put(new(topic, payload, subscription.Qos, Retain: true, subscription.Identifier > 0 ? [subscription.Identifier] : []));
    }

    /// <summary>From now on it gets what changes.</summary>
    public void Served(Subscription subscription)
    {
        lock (_lock) subscription.IsServed = subscription.IsOpen = true;
    }

    void Put(OutgoingState state)
    {
        if (_wake is null && state.Qos == 0) return; // best effort does not wait for a client that is away
        if (!_waiting.ContainsKey(state.Topic))
        {
            // The queue of topics may hold some that were unsubscribed since.
            while (_waiting.Count >= mostQueued && _order.TryDequeue(out var oldest))
                if (_waiting.Remove(oldest)) telemetry.StateDropped();
            _order.Enqueue(state.Topic);
        }
        _waiting[state.Topic] = state;
        _wake?.Invoke();
    }

    /// <summary>Takes the next message to send; false when none waits, or when the client has to acknowledge first.</summary>
    public bool Next(object holder, int receiveMaximum, out OutgoingState state, out ushort packetId)
    {
        lock (_lock)
        {
            (state, packetId) = (null!, 0);
            if (holder != _holder) return false;
            while (_order.TryPeek(out var topic))
            {
                if (!_waiting.TryGetValue(topic, out var waiting))
                {
                    _order.Dequeue();
                    continue;
                }
                if (waiting.Qos > 0)
                {
                    if (_underWay.Count >= receiveMaximum) return false;
                    packetId = UnusedPacketId();
                    _underWay.Add((packetId, waiting));
                }
                _order.Dequeue();
                _waiting.Remove(topic);
                state = waiting;
                return true;
            }
            return false;
        }
    }

    public void Acknowledged(ushort packetId)
    {
        lock (_lock)
        {
            if (_underWay.RemoveAll(sent => sent.PacketId == packetId) > 0) _wake?.Invoke();
        }
    }

    /// <summary>What a client that comes back has to be sent again, in order, with the same identifiers.</summary>
    public IReadOnlyList<(ushort PacketId, OutgoingState State)> UnderWay()
    {
        lock (_lock) return [.. _underWay];
    }

    ushort UnusedPacketId()
    {
        do
        {
            if (++_lastPacketId == 0) _lastPacketId = 1;
        }
        while (_underWay.Exists(sent => sent.PacketId == _lastPacketId));
        return _lastPacketId;
    }
}
