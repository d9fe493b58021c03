using System.Text;
using System.Text.Json;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest.Parsing;

/// <summary>Makes an event of a JSON object, or says why it is none, by the object alone.</summary>
sealed class EventMaker(ReadingOptions options)
{
    static readonly Instant Earliest = Instant.Parse("2000-01-01T00:00:00Z");
    static readonly string[] Members = ["twin", "type", "id", "at", "fields", "quality", "revision", "reason", "withdrawn"];

    /// <param name="at">Whose it is, where the object does not say: an MQTT topic names the twin.</param>
    /// <param name="receivedAt">What "ahead" is measured against.</param>
    public Refusal? Make(JsonElement item, Instant receivedAt, out TwinEvent? made, TwinId? at = null)
    {
        made = null;
        if (item.ValueKind != JsonValueKind.Object)
            return Refusals.Malformed($"An event is {Cut(item)}, not an object.", "Send {\"twin\": …, \"type\": …, \"id\": …, \"at\": …, \"fields\": {…}}.");
        Dictionary<string, JsonElement> said = new(StringComparer.Ordinal);
        foreach (var member in item.EnumerateObject())
        {
            if (!Members.Contains(member.Name)) return new("unknown-field", $"There is no member \"{Refusals.Shown(Encoding.UTF8.GetBytes(member.Name))}\".", $"The members are {string.Join(", ", Members)}; what the event says stands in \"fields\".");
            if (member.Value.ValueKind == JsonValueKind.Null) continue;
            if (!said.TryAdd(member.Name, member.Value)) return new("repeated-field", $"\"{member.Name}\" stands twice.", "Send it once: nobody knows which of the two counts.");
        }
        return Make(said, receivedAt, at, out made);
    }

    Refusal? Make(Dictionary<string, JsonElement> said, Instant receivedAt, TwinId? topic, out TwinEvent? made)
    {
        made = null;
        if (Twin(said, topic, out var twin) is { } nobody) return nobody;
        if (Text(said, "type", out var name) is { } untyped) return untyped;
        if (EventTypes.Named(name) is not { } type) return new("unknown-type", $"There is no type of event \"{Refusals.Shown(Encoding.UTF8.GetBytes(name))}\".", "GET /v1/event-types lists all; correct the name.");
        if (type.IsOwn) return new("not-yours-to-say", $"\"{type}\" is said by the twin itself, when somebody closes an account.", "Close it with POST /v1/reports/inventory/closings.");
        if (Text(said, "id", out var id) is { } nameless) return nameless;
        if (!TwinEvent.IsCode(id)) return new("not-an-event-id", $"\"{Refusals.Shown(Encoding.UTF8.GetBytes(id))}\" cannot name an event.", "An event's id is 1 to 64 letters, digits or . _ : / + -, and no other event of the twin has it.");
        if (Text(said, "at", out var time) is { } timeless) return timeless;
        if (!Instant.TryRead(Encoding.UTF8.GetBytes(time), out var at, out var problem)) return Refusals.Time(Field.At, Encoding.UTF8.GetBytes(time), problem!);
        if (at < Earliest) return Refusals.TooOld(at);
        if (at > receivedAt + options.ClockTolerance) return Refusals.TimeAhead(at, receivedAt, options.ClockTolerance);

        var quality = Quality.Measured;
        if (said.TryGetValue("quality", out var how))
        {
            if (how is not { ValueKind: JsonValueKind.String } || how.GetString() is not ("measured" or "estimated")) return Refusals.NotAQuality(Encoding.UTF8.GetBytes(Cut(how)));
            quality = how.GetString() == "estimated" ? Quality.Estimated : Quality.Measured;
        }
        if (Revision(said, out var revision, out var reason, out var withdrawn) is { } unfit) return unfit;
        if (withdrawn)
        {
            if (said.ContainsKey("fields")) return new("fields-not-allowed", "A withdrawal takes an event back, and yet it has fields.", "Leave \"fields\" out, or leave \"withdrawn\" out to replace the event.");
            made = new(twin, type.Name, id, at, "{}", "", quality, revision, true, reason);
            return null;
        }
        if (!said.TryGetValue("fields", out var fields)) return Missing("fields", "An event says what happened.");
        if (CanonicalFields.Read(type, fields, out var canonical, out var subject) is { } wrong) return new(wrong.Code, wrong.Reason, wrong.Cure);
        made = new(twin, type.Name, id, at, canonical, subject, quality, revision, false, reason);
        return null;
    }

    static Refusal? Twin(Dictionary<string, JsonElement> said, TwinId? topic, out TwinId twin)
    {
        twin = topic ?? default;
        if (!said.TryGetValue("twin", out var value)) return topic is null ? Missing("twin", "Nobody knows where it happened.") : null;
        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        if (!TwinId.TryParse(text, out var named)) return Refusals.NotATwinId(Encoding.UTF8.GetBytes(text ?? Cut(value)));
        if (topic is { } other && named != other) return new("twin-contradicts", $"The topic names {other}, the event {named}.", "Send it under the topic of its own twin, or leave \"twin\" out.");
        twin = named;
        return null;
    }

    static Refusal? Revision(Dictionary<string, JsonElement> said, out int revision, out string? reason, out bool withdrawn)
    {
        (revision, reason, withdrawn) = (0, null, false);
        if (said.TryGetValue("withdrawn", out var taken))
        {
            if (taken.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) return Refusals.WrongType(Field.Withdrawn, Encoding.UTF8.GetBytes(Cut(taken)), "true or false");
            withdrawn = taken.GetBoolean();
        }
        if (said.TryGetValue("revision", out var number) && !(number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out revision) && revision >= 1)) return Refusals.NotARevision(Encoding.UTF8.GetBytes(Cut(number)));
        if (said.TryGetValue("reason", out var why))
        {
            if (why.ValueKind != JsonValueKind.String) return Refusals.WrongType(Field.Reason, Encoding.UTF8.GetBytes(Cut(why)), "text");
            reason = why.GetString()!;
            if (Encoding.UTF8.GetByteCount(reason) is > ReadingMaker.LongestReasonBytes and var length) return Refusals.ReasonTooLong(length);
        }
        if (withdrawn && revision == 0) return Missing("revision", "Only a revision can take an event back.");
        if (revision > 0 && string.IsNullOrEmpty(reason)) return Missing("reason", "A revision says why.");
        return reason is not null && revision == 0 ? Missing("revision", "A reason belongs to a revision.") : null;
    }

    static Refusal? Text(Dictionary<string, JsonElement> said, string name, out string text)
    {
        text = "";
        if (!said.TryGetValue(name, out var value)) return Missing(name, name switch { "type" => "Nobody knows what happened.", "id" => "Without an id a repeat cannot be told from a second event.", _ => "Nobody knows when it happened." });
        if (value.ValueKind != JsonValueKind.String) return new("wrong-type", $"\"{name}\" is {Cut(value)}, which is not text.", "Send text.");
        text = value.GetString()!;
        return null;
    }

    static Refusal Missing(string name, string why) => new("missing-field", $"The member \"{name}\" is missing. {why}", $"Add \"{name}\".");

    static string Cut(JsonElement value) => Refusals.Shown(Encoding.UTF8.GetBytes(value.GetRawText()));
}
