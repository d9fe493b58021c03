using YPort.Twin.Ingest.Mqtt.Topics;

namespace YPort.Twin.Ingest.Mqtt.Packets;

/// <summary>A message, as a client sends it. Section 3.3.</summary>
/// <remarks>Its payload lies in the packet's own bytes and must be read before they are given back.</remarks>
readonly ref struct PublishPacket
{
    public required string Topic { get; init; }

    /// <summary>0 for QoS 0, where there is none.</summary>
    public ushort PacketId { get; init; }

    public int Qos { get; init; }

    public bool Duplicate { get; init; }

    public bool Retain { get; init; }

    public required Properties Properties { get; init; }

    public ReadOnlySpan<byte> Payload { get; init; }

    /// <param name="flags">Already free of forbidden ones.</param>
    public static PublishPacket Read(byte flags, ReadOnlySpan<byte> body, MqttVersion version)
    {
        FieldReader reader = new(body);
        var topic = reader.Text("The topic");
        var qos = flags >> 1 & 3;
        var id = qos > 0 ? reader.PacketId() : (ushort)0;
        var properties = version == MqttVersion.V5 ? PropertyRules.Read(ref reader, PropertyPlace.Publish) : Properties.None;
        if (topic.Length > 0 || version == MqttVersion.V311)
        {
            if (TopicName.Problem(topic) is { } problem) throw new MqttProtocolException(ReasonCode.TopicNameInvalid, problem);
        }
        else if (!properties.Has(PropertyId.TopicAlias)) throw MqttProtocolException.Error("PUBLISH has neither a topic nor a topic alias.");
        if (properties.Subscriptions.Count > 0) throw MqttProtocolException.Error("A client's PUBLISH has no subscription identifier [MQTT-3.3.4-6].");
        return new() { Topic = topic, PacketId = id, Qos = qos, Duplicate = (flags & 8) != 0, Retain = (flags & 1) != 0, Properties = properties, Payload = reader.Rest() };
    }
}
