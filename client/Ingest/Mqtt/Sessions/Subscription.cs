using YPort.Twin.Ingest.Mqtt.Topics;

namespace YPort.Twin.Ingest.Mqtt.Sessions;

/// <summary>What one session asked for by one filter.</summary>
/// <param name="Qos">0 or 1, as granted.</param>
/// <param name="Identifier">0 for none.</param>
sealed record Subscription(TopicFilter Filter, int Qos, bool RetainAsPublished, uint Identifier)
{
    /// <summary>It gets the states there are; otherwise only what changes from now on.</summary>
    public bool WantsRetained { get; set; }

    /// <summary>It has what it was to get first.</summary>
    public bool IsServed { get; set; }

    /// <summary>It gets what changes: since it was served, or since it replaced one that did.</summary>
    public bool IsOpen { get; set; }
}

/// <summary>A twin's state for one subscriber.</summary>
/// <param name="Retain">As the packet shall say.</param>
/// <param name="Identifiers">Of the subscriptions it comes by.</param>
sealed record OutgoingState(string Topic, byte[] Payload, int Qos, bool Retain, IReadOnlyList<uint> Identifiers);
