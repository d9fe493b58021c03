using System.Buffers;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Ingest.Mqtt.Messages;
using YPort.Twin.Ingest.Mqtt.Packets;
using YPort.Twin.Ingest.Mqtt.Sessions;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest.Mqtt.Connections;

/// <summary>What each packet of a connected client does.</summary>
sealed class MqttPackets(MqttServer server, MqttVersion version, Guest guest, Session session, MessageLine line, Outbox outbox)
{
    readonly MessageReader _reader = server.Reader();
    readonly TopicAliases _aliases = new(server.Options.TopicAliasMaximum);
    readonly bool _keepsSession = guest.Expiry > TimeSpan.Zero;

    readonly record struct Received(ushort PacketId, IReadOnlyList<IntakeItem> Items, Instant At);

    /// <returns>The client's goodbye; null while it stays.</returns>
    /// <exception cref="MqttProtocolException">The connection cannot go on.</exception>
    public async ValueTask<DisconnectPacket?> Handle(Frame frame, CancellationToken stop)
    {
        if (version == MqttVersion.V5 && !frame.IsShortest) throw MqttProtocolException.Malformed("The remaining length takes more bytes than it needs [MQTT-1.5.5-1].");
        switch (frame.Type)
        {
            case PacketType.Publish:
                var received = Read(frame);
                await line.Add(received.PacketId, received.Items, received.At, stop);
                return null;
            case PacketType.Puback:
                session.Acknowledged(PubackPacket.Read(Bytes(frame), version).PacketId);
                return null;
            case PacketType.Subscribe:
                await server.Subscribing.Subscribe(SubscribePacket.Read(Bytes(frame), version), session, outbox);
                return null;
            case PacketType.Unsubscribe:
                await Subscribing.Unsubscribe(UnsubscribePacket.Read(Bytes(frame), version), session, outbox);
                return null;
            case PacketType.Pingreq:
                if (frame.Body.Length > 0) throw MqttProtocolException.Malformed("PINGREQ has a body.");
                await outbox.Pingresp();
                return null;
            case PacketType.Disconnect:
                return Goodbye(DisconnectPacket.Read(Bytes(frame), version));
            case PacketType.Connect:
                throw MqttProtocolException.Error("CONNECT came a second time [MQTT-3.1.0-2].");
            case PacketType.Auth when version == MqttVersion.V5:
                throw MqttProtocolException.Error("AUTH came without an authentication method in CONNECT [MQTT-4.12.0-7].");
            case PacketType.Auth:
                throw MqttProtocolException.Malformed("Packet type 15 is reserved in 3.1.1.");
            case PacketType.Pubrec or PacketType.Pubrel or PacketType.Pubcomp:
                throw MqttProtocolException.Error($"{frame.Type} belongs to QoS 2, which was not agreed on.");
            default:
                throw MqttProtocolException.Error($"{frame.Type} is what a server says.");
        }
    }

    Received Read(in Frame frame)
    {
        var packet = PublishPacket.Read(frame.Flags, Bytes(frame), version);
        if (packet.Qos == 2) throw new MqttProtocolException(ReasonCode.QosNotSupported, "QoS 2 is not taken; QoS 1 with repeats comes to the same, since a repeat changes nothing.");
        if (version == MqttVersion.V5 && packet.Qos == 1 && line.Unacknowledged >= server.Options.ReceiveMaximum)
            throw new MqttProtocolException(ReasonCode.ReceiveMaximumExceeded, $"More than {server.Options.ReceiveMaximum} messages are without acknowledgement [MQTT-3.3.4-7].");
        var topic = _aliases.Resolve(packet.Topic, packet.Properties);
        var at = server.NextInstant();
        return new(packet.PacketId, _reader.Read(topic, packet.Payload, at), at);
    }

    DisconnectPacket Goodbye(DisconnectPacket packet) => packet.Properties.Number(PropertyId.SessionExpiry) is > 0 && !_keepsSession
        ? throw MqttProtocolException.Error("DISCONNECT keeps a session that CONNECT said to end with the connection.")
        : packet;

    static ReadOnlySpan<byte> Bytes(in Frame frame) => frame.Body.IsSingleSegment ? frame.Body.FirstSpan : frame.Body.ToArray();
}
