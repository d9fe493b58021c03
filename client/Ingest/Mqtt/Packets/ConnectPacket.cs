using YPort.Twin.Ingest.Mqtt.Topics;

namespace YPort.Twin.Ingest.Mqtt.Packets;

/// <summary>A client's first word. MQTT 5.0 and 3.1.1, section 3.1.</summary>
/// <param name="ClientId">Empty when the server shall give one.</param>
/// <param name="KeepAliveSeconds">0 for none.</param>
/// <param name="Password">Null when there is none.</param>
sealed record ConnectPacket(
    MqttVersion Version, string ClientId, bool CleanStart, ushort KeepAliveSeconds, Properties Properties, WillMessage? Will, string? UserName, byte[]? Password)
{
    const byte Reserved = 0x01, CleanStartFlag = 0x02, WillFlag = 0x04, WillQos = 0x18, WillRetain = 0x20, PasswordFlag = 0x40, UserNameFlag = 0x80;

    /// <exception cref="MqttProtocolException">It does not conform; <see cref="ReasonCode.UnsupportedVersion"/> with a version that is not spoken here.</exception>
    public static ConnectPacket Read(ReadOnlySpan<byte> body, bool shortestLength, out MqttVersion? version)
    {
        version = null;
        FieldReader reader = new(body);
        var protocol = reader.Text("The protocol name");
        if (protocol is not ("MQTT" or "MQIsdp")) throw MqttProtocolException.Malformed("The protocol is not MQTT [MQTT-3.1.2-1].");
        var level = reader.Byte("The protocol version");
        if (protocol != "MQTT" || level is not ((byte)MqttVersion.V311 or (byte)MqttVersion.V5))
        {
            version = level > (byte)MqttVersion.V5 ? MqttVersion.V5 : MqttVersion.V311;
            throw new MqttProtocolException(ReasonCode.UnsupportedVersion, $"{protocol} version {level} is not spoken here; 3.1.1 (4) and 5 are.");
        }
        version = (MqttVersion)level;
        var is5 = version == MqttVersion.V5;
        if (is5 && !shortestLength) throw MqttProtocolException.Malformed("The remaining length takes more bytes than it needs [MQTT-1.5.5-1].");

        var flags = reader.Byte("The connect flags");
        if ((flags & Reserved) != 0) throw MqttProtocolException.Malformed("The reserved connect flag is set [MQTT-3.1.2-3].");
        var hasWill = (flags & WillFlag) != 0;
        var willQos = (flags & WillQos) >> 3;
        if (!hasWill && (flags & (WillQos | WillRetain)) != 0) throw MqttProtocolException.Malformed("Will QoS or will retain is set without a will [MQTT-3.1.2-11].");
        if (willQos == 3) throw MqttProtocolException.Malformed("The will has QoS 3 [MQTT-3.1.2-14].");
        var (hasName, hasPassword) = ((flags & UserNameFlag) != 0, (flags & PasswordFlag) != 0);
        if (!is5 && hasPassword && !hasName) throw MqttProtocolException.Malformed("There is a password without a user name [MQTT-3.1.2-22 of 3.1.1].");

        var keepAlive = reader.UInt16("The keep alive");
        var properties = is5 ? PropertyRules.Read(ref reader, PropertyPlace.Connect) : Properties.None;
        if (properties.Bytes.ContainsKey(PropertyId.AuthenticationData) && properties.Text(PropertyId.AuthenticationMethod) is null)
            throw MqttProtocolException.Error("There is authentication data without a method.");
        var clientId = reader.Text("The client identifier");
        WillMessage? will = null;
        if (hasWill)
        {
            var willProperties = is5 ? PropertyRules.Read(ref reader, PropertyPlace.Will) : Properties.None;
            var topic = reader.Text("The will topic");
            if (TopicName.Problem(topic) is { } problem) throw new MqttProtocolException(ReasonCode.TopicNameInvalid, problem);
            will = new(topic, reader.Binary("The will message").ToArray(), willQos, (flags & WillRetain) != 0, willProperties);
        }
        var name = hasName ? reader.Text("The user name") : null;
        var password = hasPassword ? reader.Binary("The password").ToArray() : null;
        reader.End("CONNECT");
        return new(version.Value, clientId, (flags & CleanStartFlag) != 0, keepAlive, properties, will, name, password);
    }
}

/// <summary>What is published for a client that goes without DISCONNECT.</summary>
sealed record WillMessage(string Topic, byte[] Payload, int Qos, bool Retain, Properties Properties);
