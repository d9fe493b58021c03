using Microsoft.Extensions.Options;
using YPort.Twin.Ingest.Mqtt.Packets;

namespace YPort.Twin.Ingest.Mqtt.Sessions;

/// <summary>All sessions by client identifier, in memory: a restart ends them, and says so by "session present" 0.</summary>
sealed class SessionStore(IOptions<MqttOptions> options, MqttTelemetry telemetry, TimeProvider clock)
{
    readonly Lock _lock = new();
    readonly Dictionary<string, Held> _sessions = new(StringComparer.Ordinal);

    /// <param name="End">Ends the connection that has the session; null while none has.</param>
    sealed record Held(Session Session, Action? End);

    /// <param name="Session">Null with the reason why there is none.</param>
    /// <param name="Will">Of the connection before, to be published now; null if there is none.</param>
    public readonly record struct Attached(Session? Session, bool Present, ReasonCode Reason, string Says, OwedWill? Will);

    /// <summary>Gives a client its session, and ends the connection that had it.</summary>
    /// <param name="end">Ends the new connection when another takes over in turn.</param>
    public Attached Attach(string clientId, string owner, bool cleanStart, Action end)
    {
        Action? endOther;
        Attached attached;
        lock (_lock)
        {
            var held = _sessions.GetValueOrDefault(clientId);
            if (held is not null && held.Session.Owner != owner)
                return new(null, false, ReasonCode.NotAuthorized, $"The client identifier \"{clientId}\" belongs to another key's session. Choose another.", null);
            if (held is null && _sessions.Count >= options.Value.MostSessions)
                return new(null, false, ReasonCode.QuotaExceeded, $"{_sessions.Count} sessions are kept, no more are allowed (Twin:Mqtt:MostSessions).", null);
            endOther = held?.End;
            var before = held?.Session;
            // A connection that is taken over has not said goodbye; a will that was to wait is let go if the session goes on.
            var due = before?.Will is { } will && (cleanStart || endOther is not null && Delay(will) == TimeSpan.Zero) ? new OwedWill(before, will) : null;
            if (before is not null) (before.Will, before.WillDueAt) = (null, null);
            var present = before is not null && !cleanStart;
            var session = present ? before! : new Session(clientId, owner, telemetry, options.Value.MostQueued);
            session.ExpiresAt = null;
            session.Hold(end);
            _sessions[clientId] = new(session, end);
            attached = new(session, present, ReasonCode.Success, "", due);
        }
        endOther?.Invoke();
        return attached;
    }

    /// <summary>The connection is gone: keeps the session as long as it asked for.</summary>
    /// <returns>A will that is due now.</returns>
    public OwedWill? Detach(Session session, Action end)
    {
        lock (_lock)
        {
            if (!_sessions.TryGetValue(session.ClientId, out var held) || held.End != end) return null; // taken over meanwhile
            session.Release();
            var now = clock.GetUtcNow();
            session.ExpiresAt = now + session.Expiry;
            _sessions[session.ClientId] = held with { End = null };
            if (session.Expiry == TimeSpan.Zero) _sessions.Remove(session.ClientId);
            if (session.Will is not { } will) return null;
            var delay = Delay(will) < session.Expiry ? Delay(will) : session.Expiry;
            if (delay > TimeSpan.Zero)
            {
                session.WillDueAt = now + delay;
                return null;
            }
            session.Will = null;
            return new(session, will);
        }
    }

    /// <summary>Ends what has expired.</summary>
    /// <returns>Wills that are due.</returns>
    public IReadOnlyList<OwedWill> Sweep(bool all = false)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            List<OwedWill> due = [];
            foreach (var (id, (session, end)) in _sessions.ToArray())
            {
                if (end is not null) continue;
                if (session.Will is { } will && (all || session.WillDueAt <= now))
                {
                    due.Add(new(session, will));
                    (session.Will, session.WillDueAt) = (null, null);
                }
                if (all || session.ExpiresAt <= now) _sessions.Remove(id);
            }
            return due;
        }
    }

    /// <summary>Those that asked for anything.</summary>
    public IReadOnlyList<Session> Subscribed()
    {
        lock (_lock) return [.. _sessions.Values.Select(held => held.Session).Where(session => session.IsSubscribed)];
    }

    public bool IsUnused(string clientId)
    {
        lock (_lock) return !_sessions.ContainsKey(clientId);
    }

    static TimeSpan Delay(WillMessage will) => TimeSpan.FromSeconds(will.Properties.Number(PropertyId.WillDelay) ?? 0);
}

/// <summary>A will that has to be published, with the session whose it is.</summary>
sealed record OwedWill(Session Session, WillMessage Will);
