namespace YPort.Twin.Ingest.Mqtt.Packets;

/// <summary>A subscriber has a message. Section 3.4.</summary>
readonly record struct PubackPacket(ushort PacketId, byte Reason, Properties Properties)
{
    // Table 3-4.
    static readonly byte[] Reasons = [0x00, 0x10, 0x80, 0x83, 0x87, 0x90, 0x91, 0x97, 0x99];

    public static PubackPacket Read(ReadOnlySpan<byte> body, MqttVersion version)
    {
        FieldReader reader = new(body);
        var id = reader.PacketId();
        if (version == MqttVersion.V311 || reader.AtEnd)
        {
            reader.End("PUBACK");
            return new(id, 0, Properties.None);
        }
        var reason = reader.Byte("The reason code");
        if (!Reasons.Contains(reason)) throw MqttProtocolException.Error($"PUBACK has the reason code 0x{reason:X2} [MQTT-3.4.2-1].");
        var properties = reader.AtEnd ? Properties.None : PropertyRules.Read(ref reader, PropertyPlace.Acknowledgement);
        reader.End("PUBACK");
        return new(id, reason, properties);
    }
}

/// <summary>A client asks for messages. Section 3.8.</summary>
/// <param name="Identifier">Sent with each message that comes by it; 0 for none.</param>
sealed record SubscribePacket(ushort PacketId, uint Identifier, IReadOnlyList<SubscriptionRequest> Requests)
{
    public static SubscribePacket Read(ReadOnlySpan<byte> body, MqttVersion version)
    {
        FieldReader reader = new(body);
        var id = reader.PacketId();
        var properties = version == MqttVersion.V5 ? PropertyRules.Read(ref reader, PropertyPlace.Subscribe) : Properties.None;
        List<SubscriptionRequest> requests = [];
        while (!reader.AtEnd)
        {
            var filter = reader.Text("A topic filter");
            var options = reader.Byte("The subscription options");
            if ((options & (version == MqttVersion.V5 ? 0xC0 : 0xFC)) != 0) throw MqttProtocolException.Malformed("Reserved bits of the subscription options are set [MQTT-3.8.3-5].");
            if ((options & 3) == 3) throw MqttProtocolException.Malformed("A subscription asks for QoS 3.");
            if ((options & 0x30) == 0x30) throw MqttProtocolException.Error("Retain handling is 3.");
            requests.Add(new(filter, options & 3, (options & 4) != 0, (options & 8) != 0, options >> 4 & 3));
        }
        if (requests.Count == 0) throw MqttProtocolException.Error("SUBSCRIBE has no topic filter [MQTT-3.8.3-2].");
        return new(id, properties.Subscriptions is [var identifier] ? identifier : 0, requests);
    }
}

/// <param name="RetainHandling">0: what is retained comes now; 1: only if the subscription is new; 2: never.</param>
readonly record struct SubscriptionRequest(string Filter, int Qos, bool NoLocal, bool RetainAsPublished, int RetainHandling);

/// <summary>A client no longer asks for messages. Section 3.10.</summary>
sealed record UnsubscribePacket(ushort PacketId, IReadOnlyList<string> Filters)
{
    public static UnsubscribePacket Read(ReadOnlySpan<byte> body, MqttVersion version)
    {
        FieldReader reader = new(body);
        var id = reader.PacketId();
        if (version == MqttVersion.V5) PropertyRules.Read(ref reader, PropertyPlace.Unsubscribe);
        List<string> filters = [];
        while (!reader.AtEnd) filters.Add(reader.Text("A topic filter"));
        return filters.Count > 0 ? new(id, filters) : throw MqttProtocolException.Error("UNSUBSCRIBE has no topic filter [MQTT-3.10.3-2].");
    }
}

/// <summary>A client goes. Section 3.14.</summary>
readonly record struct DisconnectPacket(byte Reason, Properties Properties)
{
    // Table 3-10, as far as a client may send them.
    static readonly byte[] Reasons = [0x00, 0x04, 0x80, 0x81, 0x82, 0x83, 0x90, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99];

    public static DisconnectPacket Read(ReadOnlySpan<byte> body, MqttVersion version)
    {
        FieldReader reader = new(body);
        if (version == MqttVersion.V311 || reader.AtEnd)
        {
            reader.End("DISCONNECT");
            return new(0, Properties.None);
        }
        var reason = reader.Byte("The reason code");
        if (!Reasons.Contains(reason)) throw MqttProtocolException.Error($"DISCONNECT has the reason code 0x{reason:X2}, which no client sends [MQTT-3.14.2-1].");
        var properties = reader.AtEnd ? Properties.None : PropertyRules.Read(ref reader, PropertyPlace.Disconnect);
        if (properties.Text(PropertyId.ServerReference) is not null) throw MqttProtocolException.Error("A client's DISCONNECT names no other server.");
        reader.End("DISCONNECT");
        return new(reason, properties);
    }
}
