using System.Text.Json;
using System.Text.Json.Nodes;

namespace YPort.Twin.Cli.Maps;

/// <summary>A register document whose texts may name columns of the recording, as the twin's id does.</summary>
static class TwinDocument
{
    public static IEnumerable<string> Columns(JsonElement document) => document.ValueKind switch
    {
        JsonValueKind.Object => document.EnumerateObject().SelectMany(member => Columns(member.Value)),
        JsonValueKind.Array => document.EnumerateArray().SelectMany(Columns),
        JsonValueKind.String => Template.Parse(document.GetString()!).Columns,
        _ => [],
    };

    /// <summary>The document of one twin.</summary>
    /// <param name="cell">The cell of a column as the recording has it.</param>
    public static JsonElement Fill(JsonElement document, Func<string, string> cell) => JsonSerializer.SerializeToElement(Filled(document, cell), TwinDocumentJson.Default.JsonNode);

    static JsonNode? Filled(JsonElement document, Func<string, string> cell) => document.ValueKind switch
    {
        JsonValueKind.Object => new JsonObject(document.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, Filled(member.Value, cell)))),
        JsonValueKind.Array => new JsonArray([.. document.EnumerateArray().Select(item => Filled(item, cell))]),
        JsonValueKind.String => Template.Parse(document.GetString()!).Fill(cell) ?? "",
        _ => JsonNode.Parse(document.GetRawText()),
    };
}

[System.Text.Json.Serialization.JsonSerializable(typeof(JsonNode))]
sealed partial class TwinDocumentJson : System.Text.Json.Serialization.JsonSerializerContext;
