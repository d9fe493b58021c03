using System.Text.Json;
using System.Text.Json.Serialization;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.Events;

/// <summary>
/// Something that happened at a twin. Its identity is (<see cref="Twin"/>, <see cref="Id"/>); the same again is a duplicate, the same id with
/// another content a conflict unless <see cref="Revision"/> says otherwise. A revision keeps type, time and subject.
/// </summary>
/// <param name="Type">Name of an <see cref="EventType"/>.</param>
/// <param name="Id">The sender's own, 1 to 64 of letters, digits and <c>. _ : / + -</c>.</param>
/// <param name="Fields">Canonical JSON object; see <see cref="CanonicalFields"/>.</param>
/// <param name="Subject">What it is about, of the fields; "" when it is about the twin.</param>
/// <param name="Reason">Why it was revised; required from revision 1 on.</param>
[GenerateSerializer, Immutable, Alias("twin-event")]
public sealed record TwinEvent(
    [property: Id(0)] TwinId Twin,
    [property: Id(1)] string Type,
    [property: Id(2)] string Id,
    [property: Id(3)] Instant At,
    [property: Id(4), JsonConverter(typeof(RawJson))] string Fields,
    [property: Id(5)] string Subject = "",
    [property: Id(6)] Quality Quality = Quality.Measured,
    [property: Id(7)] int Revision = 0,
    [property: Id(8)] bool Withdrawn = false,
    [property: Id(9)] string? Reason = null)
{
    public const int LongestId = 64;

    /// <summary>Can that text name an event, or be a field's code?</summary>
    public static bool IsCode(string? text) => text is { Length: > 0 and <= LongestId } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or ':' or '/' or '+' or '-');
}

/// <summary>An accepted event as a twin's fold sees it, with its place in the journal. Of several words with one id that of the highest offset counts.</summary>
[GenerateSerializer, Immutable, Alias("event-word")]
public sealed record EventWord(
    [property: Id(0)] string Type,
    [property: Id(1)] string Id,
    [property: Id(2)] Instant At,
    [property: Id(3)] string Fields,
    [property: Id(4)] string Subject,
    [property: Id(5)] Quality Quality,
    [property: Id(6)] int Revision,
    [property: Id(7)] bool Withdrawn,
    [property: Id(8)] long Offset) : IComparable<EventWord>
{
    public EventWord(TwinEvent said, long offset)
        : this(said.Type, said.Id, said.At, said.Fields, said.Subject, said.Quality, said.Revision, said.Withdrawn, offset) { }

    /// <summary>Says the same: what makes a repeat a duplicate and not a conflict.</summary>
    public bool SaysTheSameAs(TwinEvent other) => Type == other.Type && At == other.At && Fields == other.Fields && Quality == other.Quality
        && Revision == other.Revision && Withdrawn == other.Withdrawn;

    /// <summary>By time, at one time by id: the same for every order of arrival.</summary>
    public int CompareTo(EventWord? other) => other is null ? 1 : At.CompareTo(other.At) is not 0 and var byTime ? byTime : string.CompareOrdinal(Id, other.Id);
}

/// <summary>JSON inside JSON, without quotes.</summary>
public sealed class RawJson : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var value = JsonDocument.ParseValue(ref reader);
        return value.RootElement.GetRawText();
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteRawValue(value);
}
