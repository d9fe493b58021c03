using YPort.Twin.Ingest.Mqtt.Packets;

namespace YPort.Twin.Ingest.Mqtt.Connections;

/// <summary>Numbers that a client uses for topics while its connection lasts. MQTT 5.0 section 3.3.2.3.4.</summary>
sealed class TopicAliases(int most)
{
    readonly Dictionary<uint, string> _topics = [];

    /// <summary>The topic that is meant; remembers what is new.</summary>
    public string Resolve(string topic, Properties properties)
    {
        if (properties.Number(PropertyId.TopicAlias) is not { } alias) return topic;
        if (alias > most) throw new MqttProtocolException(ReasonCode.TopicAliasInvalid, $"The topic alias is {alias}; up to {most} are taken [MQTT-3.3.2-9].");
        if (topic.Length > 0) return _topics[alias] = topic;
        return _topics.GetValueOrDefault(alias) ?? throw MqttProtocolException.Error($"The topic alias {alias} was not given a topic in this connection.");
    }
}
