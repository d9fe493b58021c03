using YPort.Twin.Model.Events;

namespace YPort.Twin.Cli.Maps;

/// <summary>What a mapping can get wrong about an event.</summary>
static class EventCheck
{
    public static IEnumerable<(string Path, string Says)> Problems(Mapping mapping, MappedEvent happening, string path)
    {
        List<(string, string)> problems = [];
        var kind = MappingCheck.KindOf(mapping, happening.Twin, path, problems);
        if (!Template.Parse(happening.Id).Columns.Any()) problems.Add(($"{path}.id", "Every line would have the same id, so only the first would count. Put columns into it, such as \"{device}/{start}\"."));

        if (EventTypes.Named(happening.Type) is not { } type)
            return [.. problems, ($"{path}.type", $"There is no type of event \"{happening.Type}\". Write one of: {string.Join(", ", EventTypes.All)}.")];
        if (kind is not null && !type.Kinds.Contains(kind))
            problems.Add(($"{path}.type", $"Nothing of type \"{type}\" happens at a {kind}; at these it does: {string.Join(", ", type.Kinds)}. Give the event to such a twin."));
        return [.. problems, .. Fields(happening, type, path)];
    }

    /// <summary>The type's field of that name, among them the note that every event may have.</summary>
    public static EventField? Field(EventType type, string name) => type.Fields.Append(EventType.Note).FirstOrDefault(field => field.Name == name);

    static IEnumerable<(string, string)> Fields(MappedEvent happening, EventType type, string path)
    {
        foreach (var (name, text) in happening.Fields)
        {
            if (Field(type, name) is not { } field)
                yield return ($"{path}.fields.{name}", $"\"{type}\" has no field \"{name}\". It has: {string.Join(", ", type.Fields.Append(EventType.Note).Select(known => known.Name))}.");
            else if (field.Form is FieldForm.Object or FieldForm.Objects or FieldForm.Codes)
                yield return ($"{path}.fields.{name}", $"\"{name}\" holds several values, which a mapping cannot make of a line. Leave it out.");
            else if (field.Form == FieldForm.Choice && !Template.Parse(text).Columns.Any() && !field.Choices!.Contains(text))
                yield return ($"{path}.fields.{name}", $"\"{text}\" is not one of {string.Join(", ", field.Choices!)}. Write one of them, or a column in braces.");
        }
        foreach (var field in type.Fields)
            if (field.Required && !happening.Fields.ContainsKey(field.Name)) yield return ($"{path}.fields", $"\"{field.Name}\" is missing: {field.Says}. Add it.");
        foreach (var (name, decimals) in happening.Decimals ?? new Dictionary<string, int>())
            if (decimals is < 0 or > 28 || !happening.Fields.ContainsKey(name) || Field(type, name) is not { Form: FieldForm.Kilograms or FieldForm.Count })
                yield return ($"{path}.decimals.{name}", "Only a mapped number can be rounded, to 0 to 28 decimals. Correct it, or leave it out.");
    }
}
