using System.Threading.Channels;
using YPort.Twin.Ingest.Mqtt.Packets;
using YPort.Twin.Ingest.Mqtt.Sessions;

namespace YPort.Twin.Ingest.Mqtt.Connections;

/// <summary>Sends what waits for a client: first again what it has not acknowledged, then as it comes.</summary>
/// <param name="holder">The connection, as its session knows it.</param>
sealed class StatePump(Session session, Outbox outbox, object holder, int receiveMaximum, MqttTelemetry telemetry)
{
    public async Task Run(CancellationToken stop)
    {
        var wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        foreach (var (packetId, state) in session.UnderWay()) await Send(packetId, state, again: true);
        session.Connect(holder, () => wake.Writer.TryWrite(true));
        wake.Writer.TryWrite(true);
        await foreach (var _ in wake.Reader.ReadAllAsync(stop))
            while (session.Next(holder, receiveMaximum, out var state, out var packetId)) await Send(packetId, state, again: false);
    }

    async Task Send(ushort packetId, OutgoingState state, bool again)
    {
        Properties properties = new();
        if (outbox.Version == MqttVersion.V5)
        {
            properties.With(PropertyId.PayloadFormat, 1u).With(PropertyId.ContentType, "application/json");
            foreach (var identifier in state.Identifiers) properties.WithSubscription(identifier);
        }
        if (await outbox.Publish(state.Topic, state.Payload, state.Qos, state.Retain, again, packetId, properties)) telemetry.StateSent();
        else if (packetId > 0) session.Acknowledged(packetId);
    }
}
