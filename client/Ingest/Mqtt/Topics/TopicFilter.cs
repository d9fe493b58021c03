using YPort.Twin.Ingest.Mqtt.Messages;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest.Mqtt.Topics;

/// <summary>What a subscriber asks for. MQTT 5.0 section 4.7; compared character by character, without any normalisation.</summary>
sealed class TopicFilter
{
    const string Share = "$share/";

    readonly string[] _levels;

    TopicFilter(string text, string[] levels) => (Text, _levels) = (text, levels);

    public string Text { get; }

    public bool IsShared => Text.StartsWith(Share, StringComparison.Ordinal);

    /// <summary>Null with the problem when the text is no filter.</summary>
    public static TopicFilter? Read(string text, out string? problem)
    {
        var levels = text.Split('/');
        problem = text.Length == 0 ? "A topic filter has at least one character [MQTT-4.7.3-1]." : text.Any(char.IsControl) ? "The topic filter has a control character." : null;
        for (var i = 0; problem is null && i < levels.Length; i++)
        {
            var level = levels[i];
            if (level.Contains('#') && (level.Length > 1 || i < levels.Length - 1)) problem = $"\"#\" stands alone in the last level, not as in \"{TopicName.Shown(text)}\" [MQTT-4.7.1-1].";
            else if (level.Contains('+') && level.Length > 1) problem = $"\"+\" stands alone in its level, not as in \"{TopicName.Shown(text)}\" [MQTT-4.7.1-2].";
        }
        if (problem is null && text.StartsWith(Share, StringComparison.Ordinal) && (levels.Length < 3 || levels[1].Length == 0 || levels[1] is "+" or "#" || levels.Length == 3 && levels[2].Length == 0))
            problem = "A shared subscription is $share/{name}/{filter}, its name without wildcards [MQTT-4.8.2-1].";
        return problem is null ? new(text, levels) : null;
    }

    /// <summary>Would it match a topic that the twin itself speaks at: <c>twin/{twin}/state</c>? Null when so, else why not.</summary>
    public string? WhyNothingComes()
    {
        const string says = "Subscribe to twin/{twin}/state, or to twin/+/state for all twins; the twin is no broker, and what others publish is asked for over HTTP.";
        if (_levels[0] != "twin") return $"Nothing is said at \"{TopicName.Shown(Text)}\". {says}";
        if (_levels.Length > 1 && _levels[1] is not ("+" or "#") && !TwinId.TryParse(_levels[1], out _)) return $"\"{TopicName.Shown(_levels[1])}\" names no twin. {TwinId.Form}";
        var twin = _levels.Length > 1 && _levels[1] is not ("+" or "#") ? _levels[1] : "a";
        return Matches($"{MessageTopic.First}{twin}/{MessageTopic.State}") ? null : $"Nothing is said at \"{TopicName.Shown(Text)}\". {says}";
    }

    public bool Matches(string topic)
    {
        // Topics that begin with "$" are not for wildcards at the beginning.
        if (topic.StartsWith('$') && _levels[0] is ("#" or "+")) return false;
        var rest = topic.AsSpan();
        for (var i = 0; i < _levels.Length; i++)
        {
            if (_levels[i] == "#") return true;
            var slash = rest.IndexOf('/');
            var level = slash < 0 ? rest : rest[..slash];
            if (_levels[i] != "+" && !level.SequenceEqual(_levels[i])) return false;
            // "a/#" matches "a" as well.
            if (slash < 0) return i == _levels.Length - 1 || i == _levels.Length - 2 && _levels[i + 1] == "#";
            rest = rest[(slash + 1)..];
        }
        return false;
    }
}
