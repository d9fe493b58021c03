namespace YPort.Twin.Ingest.Mqtt.Packets;

/// <summary>MQTT 5.0 section 2.2.2.2.</summary>
enum PropertyId : byte
{
    PayloadFormat = 0x01,
    MessageExpiry = 0x02,
    ContentType = 0x03,
    ResponseTopic = 0x08,
    CorrelationData = 0x09,
    SubscriptionIdentifier = 0x0B,
    SessionExpiry = 0x11,
    AssignedClientId = 0x12,
    ServerKeepAlive = 0x13,
    AuthenticationMethod = 0x15,
    AuthenticationData = 0x16,
    RequestProblemInformation = 0x17,
    WillDelay = 0x18,
    RequestResponseInformation = 0x19,
    ResponseInformation = 0x1A,
    ServerReference = 0x1C,
    ReasonString = 0x1F,
    ReceiveMaximum = 0x21,
    TopicAliasMaximum = 0x22,
    TopicAlias = 0x23,
    MaximumQos = 0x24,
    RetainAvailable = 0x25,
    UserProperty = 0x26,
    MaximumPacketSize = 0x27,
    WildcardSubscriptionAvailable = 0x28,
    SubscriptionIdentifierAvailable = 0x29,
    SharedSubscriptionAvailable = 0x2A,
}

/// <summary>Properties of a packet or will; empty in version 3.1.1.</summary>
sealed class Properties
{
    public static readonly Properties None = new();

    readonly SortedDictionary<PropertyId, uint> _numbers = [];
    readonly SortedDictionary<PropertyId, string> _texts = [];
    readonly SortedDictionary<PropertyId, byte[]> _bytes = [];
    readonly List<(string Name, string Value)> _user = [];
    readonly List<uint> _subscriptions = [];

    public IReadOnlyDictionary<PropertyId, uint> Numbers => _numbers;

    public IReadOnlyDictionary<PropertyId, string> Texts => _texts;

    public IReadOnlyDictionary<PropertyId, byte[]> Bytes => _bytes;

    /// <summary>In the order they came; a name may stand several times.</summary>
    public IReadOnlyList<(string Name, string Value)> User => _user;

    public IReadOnlyList<uint> Subscriptions => _subscriptions;

    public uint? Number(PropertyId id) => _numbers.TryGetValue(id, out var value) ? value : null;

    public string? Text(PropertyId id) => _texts.GetValueOrDefault(id);

    /// <summary>A user property's value; the last if there are several.</summary>
    public string? Said(string name) => _user.FindLast(property => property.Name == name).Value;

    public Properties With(PropertyId id, uint? value)
    {
        if (value is { } number) _numbers[id] = number;
        return this;
    }

    public Properties With(PropertyId id, string? value)
    {
        if (value is not null) _texts[id] = value;
        return this;
    }

    public Properties With(PropertyId id, byte[] value)
    {
        _bytes[id] = value;
        return this;
    }

    public Properties WithUser(string name, string value)
    {
        _user.Add((name, value));
        return this;
    }

    public Properties WithSubscription(uint identifier)
    {
        _subscriptions.Add(identifier);
        return this;
    }

    public bool Has(PropertyId id) => _numbers.ContainsKey(id) || _texts.ContainsKey(id) || _bytes.ContainsKey(id);
}
