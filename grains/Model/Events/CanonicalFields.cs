using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace YPort.Twin.Model.Events;

/// <summary>
/// An event's fields in one form, whatever order and spelling they came in: members in the type's order, nulls left out, masses without
/// needless zeros. What is said twice is then equal to the byte.
/// </summary>
public static class CanonicalFields
{
    public const int LongestBytes = 64 * 1024;
    const int MostInList = 1000, LongestText = 500;
    const decimal MostKilograms = 1_000_000_000m;

    static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The canonical text and the subject, or what is wrong with the fields.</summary>
    public static EventProblem? Read(EventType type, JsonElement fields, out string canonical, out string subject)
    {
        (canonical, subject) = ("", "");
        if (fields.ValueKind != JsonValueKind.Object) return new("wrong-type", $"\"fields\" is {Shown(fields)}, not an object.", $"Send the fields of {type} as an object; they stand at /v1/event-types.");
        if (Object([.. type.Fields, EventType.Note], fields, "", out var read) is { } problem) return problem;
        if (type.Check?.Invoke(read) is { } contradiction) return contradiction;
        canonical = Order(type, read).ToJsonString(Compact);
        if (Encoding.UTF8.GetByteCount(canonical) > LongestBytes) return new("too-long", $"The fields take over {LongestBytes} bytes.", "Send fewer items in one event.");
        subject = type.Subject is { } name && read[name] is { } value ? value.GetValue<string>() : "";
        return null;
    }

    // A check may have completed a field: it goes to its place.
    static JsonObject Order(EventType type, JsonObject read)
    {
        JsonObject ordered = [];
        foreach (var field in type.Fields.Append(EventType.Note))
            if (read.TryGetPropertyValue(field.Name, out var value) && value is not null) ordered[field.Name] = value.DeepClone();
        return ordered;
    }

    static EventProblem? Object(IReadOnlyList<EventField> known, JsonElement element, string path, out JsonObject read)
    {
        read = [];
        foreach (var member in element.EnumerateObject())
            if (!known.Any(field => field.Name == member.Name))
                return new("unknown-field", $"There is no field \"{Cut(path + member.Name)}\".", $"Fields here: {string.Join(", ", known.Select(field => field.Name))}; what fits none belongs into \"note\".");
        foreach (var field in known)
        {
            var said = element.EnumerateObject().Where(member => member.Name == field.Name).ToArray();
            if (said.Length > 1) return new("repeated-field", $"\"{path}{field.Name}\" stands twice.", "Send it once: nobody knows which of the two counts.");
            if (said.Length == 0 || said[0].Value.ValueKind == JsonValueKind.Null)
            {
                if (field.Required) return new("missing-field", $"\"{path}{field.Name}\" is missing: {field.Says}.", "Add it.");
                continue;
            }
            if (Value(field, said[0].Value, path + field.Name, out var value) is { } problem) return problem;
            read[field.Name] = value;
        }
        return null;
    }

    static EventProblem? Value(EventField field, JsonElement said, string path, out JsonNode? value)
    {
        value = null;
        var text = said.ValueKind == JsonValueKind.String ? said.GetString()! : null;
        switch (field.Form)
        {
            case FieldForm.Text:
                if (text is not { Length: > 0 and <= LongestText } || text.Any(char.IsControl)) return Wrong(path, said, $"1 to {LongestText} characters without line breaks");
                value = text;
                return null;
            case FieldForm.Code:
                if (!TwinEvent.IsCode(text)) return Wrong(path, said, "1 to 64 letters, digits or . _ : / + -");
                value = text;
                return null;
            case FieldForm.Choice:
                if (!field.Choices!.Contains(text)) return Wrong(path, said, $"one of {string.Join(", ", field.Choices!)}");
                value = text;
                return null;
            case FieldForm.Kilograms:
                if (said.ValueKind != JsonValueKind.Number || !said.TryGetDecimal(out var mass)) return Wrong(path, said, "a mass in kg, a number without quotes");
                if (mass < 0) return new("negative-mass", $"\"{path}\" is {Shown(said)} kg.", "A mass is never below zero; correct the scale or the direction.");
                if (mass > MostKilograms || decimal.Round(mass, 3) != mass) return Wrong(path, said, "kg with at most three decimals, up to 1e9");
                value = JsonValue.Create(mass / 1.000000000000000000000000000000000m); // drops trailing zeros: 8120.0 says what 8120 says
                return null;
            case FieldForm.Count:
                if (said.ValueKind != JsonValueKind.Number || !said.TryGetDecimal(out var count) || count != decimal.Truncate(count) || count is < 0 or > 1_000_000_000) return Wrong(path, said, "a whole number from 0 to 1e9");
                value = JsonValue.Create((long)count);
                return null;
            case FieldForm.Decimal:
                if (!decimal.TryParse(text ?? (said.ValueKind == JsonValueKind.Number ? said.GetRawText() : ""), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var exact)) return Wrong(path, said, "a number such as 0.4750, without exponent");
                value = exact.ToString(CultureInfo.InvariantCulture);
                return null;
            case FieldForm.Flag:
                if (said.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) return Wrong(path, said, "true or false");
                value = said.GetBoolean();
                return null;
            case FieldForm.Date:
                if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) return Wrong(path, said, "a date such as 2026-11-24");
                value = text;
                return null;
            case FieldForm.Object:
                if (said.ValueKind != JsonValueKind.Object) return Wrong(path, said, "an object");
                var problem = Object(field.Members!, said, path + ".", out var members);
                value = members;
                return problem;
            default:
                return List(field, said, path, out value);
        }
    }

    static EventProblem? List(EventField field, JsonElement said, string path, out JsonNode? value)
    {
        value = null;
        if (said.ValueKind != JsonValueKind.Array || said.GetArrayLength() > MostInList) return Wrong(path, said, $"a list of at most {MostInList}");
        JsonArray list = [];
        var one = field with { Form = field.Form == FieldForm.Codes ? FieldForm.Code : FieldForm.Object };
        foreach (var (element, index) in said.EnumerateArray().Select((element, index) => (element, index)))
        {
            if (Value(one, element, $"{path}[{index}]", out var item) is { } problem) return problem;
            list.Add(item);
        }
        value = list;
        return null;
    }

    static EventProblem Wrong(string path, JsonElement said, string wanted) => new("wrong-type", $"\"{path}\" is {Shown(said)}.", $"Send {wanted}, or leave it out where it is unknown.");

    static string Shown(JsonElement said) => Cut(said.GetRawText());

    static string Cut(string text) => text.Length <= 80 ? text : text[..80] + "…";
}
