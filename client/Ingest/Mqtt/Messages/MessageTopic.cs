using System.Text;

namespace YPort.Twin.Ingest.Mqtt.Messages;

/// <summary>What a topic says of its messages.</summary>
enum MessageForm
{
    /// <summary>None of ours.</summary>
    Unknown,

    /// <summary><c>twin/{twin}/{channel}</c>: one reading.</summary>
    Reading,

    /// <summary><c>twin/{twin}</c>: a SenML pack.</summary>
    Pack,

    /// <summary><c>twin/{twin}/events</c>: one event.</summary>
    Event,
}

/// <summary>A topic of ours, cut at its slashes; whether twin and channel exist is judged later.</summary>
/// <param name="Twin">As written, in UTF-8.</param>
/// <param name="Channel">Of a reading, in UTF-8.</param>
readonly record struct MessageTopic(MessageForm Form, byte[] Twin, byte[] Channel)
{
    public const string First = "twin/";

    public const string Events = "events";

    /// <summary>What the twin itself says, to subscribers.</summary>
    public const string State = "state";

    public static MessageTopic Of(string topic)
    {
        if (!topic.StartsWith(First, StringComparison.Ordinal)) return new(MessageForm.Unknown, [], []);
        var levels = topic.Split('/', 4);
        return levels switch
        {
            [_, { Length: > 0 } twin] => new(MessageForm.Pack, Encoding.UTF8.GetBytes(twin), []),
            [_, { Length: > 0 }, State] => new(MessageForm.Unknown, [], []),
            [_, { Length: > 0 } twin, Events] => new(MessageForm.Event, Encoding.UTF8.GetBytes(twin), []),
            [_, { Length: > 0 } twin, { Length: > 0 } channel] => new(MessageForm.Reading, Encoding.UTF8.GetBytes(twin), Encoding.UTF8.GetBytes(channel)),
            _ => new(MessageForm.Unknown, [], []),
        };
    }
}
