namespace YPort.Twin.Ingest.Mqtt.Packets;

/// <summary>The high four bits of a packet's first byte. MQTT 5.0 section 2.1.2.</summary>
enum PacketType : byte
{
    Connect = 1,
    Connack = 2,
    Publish = 3,
    Puback = 4,
    Pubrec = 5,
    Pubrel = 6,
    Pubcomp = 7,
    Subscribe = 8,
    Suback = 9,
    Unsubscribe = 10,
    Unsuback = 11,
    Pingreq = 12,
    Pingresp = 13,
    Disconnect = 14,
    Auth = 15,
}

/// <summary>The protocol level that CONNECT says.</summary>
enum MqttVersion : byte
{
    V311 = 4,
    V5 = 5,
}

/// <summary>What the twin says of an outcome; those of MQTT 5.0 section 2.4 that it uses. From 0x80 on something failed.</summary>
enum ReasonCode : byte
{
    Success = 0x00,
    GrantedQos1 = 0x01,
    DisconnectWithWill = 0x04,
    NoSubscriptionExisted = 0x11,
    Unspecified = 0x80,
    MalformedPacket = 0x81,
    ProtocolError = 0x82,
    ImplementationSpecific = 0x83,
    UnsupportedVersion = 0x84,
    ClientIdNotValid = 0x85,
    BadUserNameOrPassword = 0x86,
    NotAuthorized = 0x87,
    ServerUnavailable = 0x88,
    ServerBusy = 0x89,
    ServerShuttingDown = 0x8B,
    BadAuthenticationMethod = 0x8C,
    KeepAliveTimeout = 0x8D,
    SessionTakenOver = 0x8E,
    TopicFilterInvalid = 0x8F,
    TopicNameInvalid = 0x90,
    ReceiveMaximumExceeded = 0x93,
    TopicAliasInvalid = 0x94,
    PacketTooLarge = 0x95,
    QuotaExceeded = 0x97,
    PayloadFormatInvalid = 0x99,
    QosNotSupported = 0x9B,
    SharedSubscriptionsNotSupported = 0x9E,
    ConnectionRateExceeded = 0x9F,
}

/// <summary>The other side broke the protocol: the connection ends with this reason.</summary>
sealed class MqttProtocolException(ReasonCode reason, string says) : Exception(says)
{
    public ReasonCode Reason { get; } = reason;

    public static MqttProtocolException Malformed(string says) => new(ReasonCode.MalformedPacket, says);

    public static MqttProtocolException Error(string says) => new(ReasonCode.ProtocolError, says);
}
