using System.Buffers;
using YPort.Twin.Ingest.Mqtt.Packets;
using YPort.Twin.Ingest.Mqtt.Sessions;

namespace YPort.Twin.Ingest.Mqtt.Connections;

/// <summary>One client from CONNECT to its end.</summary>
sealed class MqttConnection(MqttServer server, MqttWire wire) : IDisposable
{
    static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(2);

    readonly MqttOptions _options = server.Options;
    readonly CancellationTokenSource _ending = new();
    readonly Lock _lock = new();
    ReasonCode? _reason;
    string? _says;
    long _heardAt;
    volatile bool _holding;

    Outbox _outbox = null!;
    Guest _guest = null!;
    Session _session = null!;
    MessageLine _line = null!;
    MqttPackets _packets = null!;
    Action _end = null!;

    /// <summary>Ends it from our side; the first reason counts.</summary>
    public void End(ReasonCode reason, string says)
    {
        lock (_lock)
        {
            _says ??= _reason is null ? says : null;
            _reason ??= reason;
        }
        try
        {
            _ending.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended meanwhile.
        }
    }

    public async Task Run()
    {
        try
        {
            if (!await Connect())
            {
                if (_session is not null && server.Sessions.Detach(_session, _end) is { } left) server.Publish(left);
                return;
            }
            _heardAt = server.Clock.GetTimestamp();
            var committing = Commit();
            var sending = Send();
            var watching = Watch();
            var goodbye = await Read();
            await Leave(goodbye, committing);
            _ending.Cancel();
            await Quietly(sending);
            await Quietly(watching);
            // Nobody is there any more; what is in the line is committed all the same, and our end waits for it.
            await wire.Pipe.Output.CompleteAsync();
            await wire.Pipe.Input.CompleteAsync();
            await committing;
        }
        finally
        {
            await wire.Pipe.Output.CompleteAsync();
            await wire.Pipe.Input.CompleteAsync();
        }
    }

    public void Dispose()
    {
        _line?.Dispose();
        _outbox?.Dispose();
        _ending.Dispose();
    }

    /// <summary>A line that cannot go on acknowledges nothing more: the client has to know.</summary>
    async Task Commit()
    {
        try
        {
            await _line.Run(_outbox);
        }
        catch (Exception fault)
        {
            server.Stuck(wire, fault);
            End(ReasonCode.Unspecified, "The twin cannot take messages now; send again what was not acknowledged.");
        }
    }

    /// <summary>False when there is nothing to go on with; the client knows why as far as it can be told.</summary>
    async Task<bool> Connect()
    {
        MqttVersion? version = null;
        try
        {
            using CancellationTokenSource late = new(_options.ConnectWithin, server.Clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, _ending.Token);
            var connect = await First(found => version = found, either.Token);
            if (connect is null) return false;
            _outbox = new(wire.Pipe.Output, connect.Version)
            {
                MostPacketBytes = connect.Properties.Number(PropertyId.MaximumPacketSize) ?? uint.MaxValue,
                WantsWords = connect.Properties.Number(PropertyId.RequestProblemInformation) is not 0,
            };
            return await Welcome(connect);
        }
        catch (MqttProtocolException broken)
        {
            server.Broken(wire, broken);
            // Before the version is known there is no language to answer in.
            if (version is not { } known || known == MqttVersion.V311 && PacketWriter.OldReturnCode(broken.Reason) is null) return false;
            _outbox ??= new(wire.Pipe.Output, known);
            await Quietly(_outbox.Connack(false, broken.Reason, new Properties().With(PropertyId.ReasonString, Plain(broken.Message))));
            return false;
        }
        catch (Exception gone) when (IsGone(gone))
        {
            return false;
        }
    }

    async Task<ConnectPacket?> First(Action<MqttVersion?> found, CancellationToken stop)
    {
        while (true)
        {
            var read = await wire.Pipe.Input.ReadAsync(stop);
            var buffer = read.Buffer;
            var examined = buffer.End;
            try
            {
                if (Frame.TryRead(ref buffer, _options.MostPacketBytes, out var frame))
                {
                    examined = buffer.Start; // what follows may be here already
                    if (frame.Type != PacketType.Connect) throw MqttProtocolException.Error($"The first packet is {frame.Type}, not CONNECT [MQTT-3.1.0-1].");
                    MqttVersion? version = null;
                    try
                    {
                        return ConnectPacket.Read(frame.Body.IsSingleSegment ? frame.Body.FirstSpan : frame.Body.ToArray(), frame.IsShortest, out version);
                    }
                    finally
                    {
                        found(version);
                    }
                }
                if (read.IsCompleted || read.IsCanceled) return null;
            }
            finally
            {
                wire.Pipe.Input.AdvanceTo(buffer.Start, examined);
            }
        }
    }

    async Task<bool> Welcome(ConnectPacket connect)
    {
        ReasonCode reason;
        string says;
        Guest? guest = null;
        SessionStore.Attached attached = default;
        if (server.IsFull) (reason, says) = (ReasonCode.QuotaExceeded, $"{_options.MostConnections} clients are connected, no more are taken (Twin:Mqtt:MostConnections).");
        else guest = server.Greeting.Welcome(connect, wire.IsLocal, out reason, out says);
        if (guest is not null)
        {
            attached = server.Sessions.Attach(guest.ClientId, guest.Key, connect.CleanStart, _end = () => End(ReasonCode.SessionTakenOver, "Another connection with this client identifier has taken over."));
            (reason, says) = (attached.Reason, attached.Says);
        }
        if (attached.Session is not { } session)
        {
            server.Refused(wire, reason, says);
            if (connect.Version == MqttVersion.V5 || PacketWriter.OldReturnCode(reason) is not null) await _outbox.Connack(false, reason, new Properties().With(PropertyId.ReasonString, Plain(says)));
            return false;
        }
        if (attached.Will is { } will) server.Publish(will);
        (_guest, _session) = (guest!, session);
        (session.Feed, session.Set, session.Expiry, session.Will) = (guest!.Feed, guest.Set, guest.Expiry, connect.Will);
        _line = server.Line(guest.Feed, guest.Set);
        _packets = new(server, connect.Version, guest, session, _line, _outbox);
        await _outbox.Connack(attached.Present, ReasonCode.Success, connect.Version == MqttVersion.V5 ? server.Greeting.Terms(connect, guest) : Properties.None);
        return true;
    }

    /// <returns>How the client said goodbye; null if it did not.</returns>
    async Task<DisconnectPacket?> Read()
    {
        try
        {
            while (true)
            {
                var read = await wire.Pipe.Input.ReadAsync(_ending.Token);
                var buffer = read.Buffer;
                try
                {
                    while (Frame.TryRead(ref buffer, _options.MostPacketBytes, out var frame))
                    {
                        _heardAt = server.Clock.GetTimestamp();
                        _holding = true;
                        var goodbye = await _packets.Handle(frame, _ending.Token);
                        _holding = false;
                        if (goodbye is not null) return goodbye;
                    }
                    if (read.IsCompleted) return null;
                }
                finally
                {
                    _heardAt = server.Clock.GetTimestamp();
                    wire.Pipe.Input.AdvanceTo(buffer.Start, buffer.End);
                }
            }
        }
        catch (MqttProtocolException broken)
        {
            server.Broken(wire, broken);
            End(broken.Reason, broken.Message);
        }
        catch (Exception gone) when (IsGone(gone))
        {
            // The network, or ourselves: the reason is kept where it is known.
        }
        return null;
    }

    async Task Leave(DisconnectPacket? goodbye, Task committing)
    {
        if (goodbye is { Reason: (byte)ReasonCode.Success }) _session.Will = null;
        if (goodbye?.Properties.Number(PropertyId.SessionExpiry) is { } seconds) _session.Expiry = server.Greeting.Shortest(seconds);
        if (_reason is { } reason)
        {
            // Going down, we still answer for what we took.
            _line.End();
            if (reason == ReasonCode.ServerShuttingDown) await Quietly(committing.WaitAsync(LongestGoodbye, server.Clock));
            // A client that does not read is not waited for.
            if (!await Quietly(_outbox.Disconnect(reason, Plain(_says)).WaitAsync(LongestGoodbye, server.Clock))) wire.Abort();
        }
        _line.Gone();
        if (server.Sessions.Detach(_session, _end) is { } will) server.Publish(will);
    }

    async Task Send()
    {
        try
        {
            await new StatePump(_session, _outbox, _end, _guest.ReceiveMaximum, server.Telemetry).Run(_ending.Token);
        }
        catch (Exception gone) when (IsGone(gone))
        {
            // Reading ends by itself then.
        }
    }

    /// <summary>Gives the client up when it has been silent for one and a half times its keep alive [MQTT-3.1.2-24].</summary>
    async Task Watch()
    {
        if (_guest.KeepAlive == TimeSpan.Zero) return;
        var longest = _guest.KeepAlive * 1.5;
        try
        {
            while (true)
            {
                var silent = _holding ? TimeSpan.Zero : server.Clock.GetElapsedTime(Volatile.Read(ref _heardAt));
                if (silent >= longest)
                {
                    End(ReasonCode.KeepAliveTimeout, $"Nothing was heard for {longest.TotalSeconds:0.#} s.");
                    return;
                }
                await Task.Delay(longest - silent, server.Clock, _ending.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // It ended otherwise.
        }
    }

    static string? Plain(string? says) => string.IsNullOrEmpty(says) ? null : says;

    static bool IsGone(Exception gone) => gone is IOException or OperationCanceledException or InvalidOperationException or ObjectDisposedException or System.Net.Sockets.SocketException;

    static async Task<bool> Quietly(Task task)
    {
        try
        {
            await task;
            return true;
        }
        catch (Exception gone) when (IsGone(gone) || gone is TimeoutException)
        {
            return false; // there is nobody left to tell
        }
    }
}
