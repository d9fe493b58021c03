namespace YPort.Twin.Ingest.Mqtt.Topics;

/// <summary>What a topic that is published to may look like. MQTT 5.0 section 4.7.</summary>
static class TopicName
{
    /// <summary>Null when it is one.</summary>
    public static string? Problem(string topic)
    {
        if (topic.Length == 0) return "A topic has at least one character [MQTT-4.7.3-1].";
        foreach (var c in topic)
        {
            if (c is '+' or '#') return $"A topic has no wildcards, and \"{Shown(topic)}\" has \"{c}\" [MQTT-4.7.0-1].";
            // Section 1.5.4 lets a receiver refuse these; a line end would forge what is kept of a message.
            if (char.IsControl(c)) return $"The topic has the control character U+{(int)c:X4}.";
        }
        return null;
    }

    public static string Shown(string topic) => topic.Length <= 80 ? topic : topic[..80] + "…";
}
