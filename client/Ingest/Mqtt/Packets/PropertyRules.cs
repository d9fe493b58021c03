using YPort.Twin.Ingest.Mqtt.Topics;

namespace YPort.Twin.Ingest.Mqtt.Packets;

/// <summary>Where properties may stand.</summary>
[Flags]
enum PropertyPlace
{
    Connect = 1,
    Connack = 2,
    Publish = 4,
    Will = 8,
    Acknowledgement = 16,
    Subscribe = 32,
    Unsubscribe = 64,
    Disconnect = 128,
    Auth = 256,
}

enum PropertyForm
{
    None,
    Byte,
    UInt16,
    UInt32,
    Variable,
    Text,
    Bytes,
    Pair,
}

/// <summary>Which properties there are, in which packets, with which values: MQTT 5.0, table 2-4 and the sections of the packets.</summary>
static class PropertyRules
{
    const PropertyPlace Message = PropertyPlace.Publish | PropertyPlace.Will;
    const PropertyPlace Answers = PropertyPlace.Connack | PropertyPlace.Acknowledgement | PropertyPlace.Disconnect | PropertyPlace.Auth;

    public static (PropertyForm Form, PropertyPlace Places) Of(PropertyId id) => id switch
    {
        PropertyId.PayloadFormat => (PropertyForm.Byte, Message),
        PropertyId.MessageExpiry => (PropertyForm.UInt32, Message),
        PropertyId.ContentType or PropertyId.ResponseTopic => (PropertyForm.Text, Message),
        PropertyId.CorrelationData => (PropertyForm.Bytes, Message),
        PropertyId.SubscriptionIdentifier => (PropertyForm.Variable, PropertyPlace.Publish | PropertyPlace.Subscribe),
        PropertyId.SessionExpiry => (PropertyForm.UInt32, PropertyPlace.Connect | PropertyPlace.Connack | PropertyPlace.Disconnect),
        PropertyId.AssignedClientId or PropertyId.ResponseInformation => (PropertyForm.Text, PropertyPlace.Connack),
        PropertyId.ServerKeepAlive => (PropertyForm.UInt16, PropertyPlace.Connack),
        PropertyId.AuthenticationMethod => (PropertyForm.Text, PropertyPlace.Connect | PropertyPlace.Connack | PropertyPlace.Auth),
        PropertyId.AuthenticationData => (PropertyForm.Bytes, PropertyPlace.Connect | PropertyPlace.Connack | PropertyPlace.Auth),
        PropertyId.RequestProblemInformation or PropertyId.RequestResponseInformation => (PropertyForm.Byte, PropertyPlace.Connect),
        PropertyId.WillDelay => (PropertyForm.UInt32, PropertyPlace.Will),
        PropertyId.ServerReference => (PropertyForm.Text, PropertyPlace.Connack | PropertyPlace.Disconnect),
        PropertyId.ReasonString => (PropertyForm.Text, Answers),
        PropertyId.ReceiveMaximum or PropertyId.TopicAliasMaximum => (PropertyForm.UInt16, PropertyPlace.Connect | PropertyPlace.Connack),
        PropertyId.TopicAlias => (PropertyForm.UInt16, PropertyPlace.Publish),
        PropertyId.MaximumQos or PropertyId.RetainAvailable or PropertyId.WildcardSubscriptionAvailable
            or PropertyId.SubscriptionIdentifierAvailable or PropertyId.SharedSubscriptionAvailable => (PropertyForm.Byte, PropertyPlace.Connack),
        PropertyId.UserProperty => (PropertyForm.Pair, (PropertyPlace)0x1FF),
        PropertyId.MaximumPacketSize => (PropertyForm.UInt32, PropertyPlace.Connect | PropertyPlace.Connack),
        _ => (PropertyForm.None, 0),
    };

    /// <summary>Reads length and properties; each may stand once, except user properties.</summary>
    public static Properties Read(ref FieldReader packet, PropertyPlace place)
    {
        var length = packet.Variable("The property length");
        if (length == 0) return Properties.None;
        var reader = packet.Part(length, "The properties");
        Properties read = new();
        while (!reader.AtEnd)
        {
            var identifier = reader.Variable("A property identifier");
            var id = (PropertyId)identifier;
            var (form, places) = identifier <= byte.MaxValue ? Of(id) : default;
            if (form == PropertyForm.None) throw MqttProtocolException.Malformed($"There is no property 0x{identifier:X2}.");
            if ((places & place) == 0) throw MqttProtocolException.Error($"The property {id} does not belong into {place}.");
            if (read.Has(id) || id == PropertyId.SubscriptionIdentifier && read.Subscriptions.Count > 0 && place != PropertyPlace.Publish)
                throw MqttProtocolException.Error($"The property {id} stands twice.");
            switch (form)
            {
                case PropertyForm.Byte: read.With(id, Checked(id, reader.Byte(id.ToString()))); break;
                case PropertyForm.UInt16: read.With(id, Checked(id, reader.UInt16(id.ToString()))); break;
                case PropertyForm.UInt32: read.With(id, Checked(id, reader.UInt32(id.ToString()))); break;
                case PropertyForm.Variable: read.WithSubscription(Checked(id, reader.Variable(id.ToString()))); break;
                case PropertyForm.Text: read.With(id, Checked(id, reader.Text(id.ToString()))); break;
                case PropertyForm.Bytes: read.With(id, reader.Binary(id.ToString()).ToArray()); break;
                case PropertyForm.Pair: read.WithUser(reader.Text("A user property's name"), reader.Text("A user property's value")); break;
            }
        }
        return read;
    }

    static uint Checked(PropertyId id, uint value) => id switch
    {
        PropertyId.PayloadFormat or PropertyId.RequestProblemInformation or PropertyId.RequestResponseInformation or PropertyId.MaximumQos or PropertyId.RetainAvailable
            or PropertyId.WildcardSubscriptionAvailable or PropertyId.SubscriptionIdentifierAvailable or PropertyId.SharedSubscriptionAvailable when value > 1 =>
            throw MqttProtocolException.Error($"The property {id} is {value}; it may be 0 or 1."),
        PropertyId.TopicAlias when value == 0 => throw new MqttProtocolException(ReasonCode.TopicAliasInvalid, "The topic alias is 0 [MQTT-3.3.2-8]."),
        PropertyId.ReceiveMaximum or PropertyId.MaximumPacketSize or PropertyId.SubscriptionIdentifier when value == 0 =>
            throw MqttProtocolException.Error($"The property {id} is 0, which it may not be."),
        _ => value,
    };

    static string Checked(PropertyId id, string text) => id == PropertyId.ResponseTopic && TopicName.Problem(text) is { } problem
        ? throw MqttProtocolException.Error($"The response topic is none: {problem} [MQTT-3.3.2-14]") : text;
}
