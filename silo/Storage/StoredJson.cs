using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Storage;

/// <summary>A twin's snapshot as both stores keep it: its register and its latest samples, each one JSON text.</summary>
static class StoredJson
{
    public static string Register(TwinRegister register) => JsonSerializer.Serialize(register.Entries, StoredJsonContext.Default.ImmutableArrayRegisterEntry);

    public static string Latest(TwinSnapshot snapshot) => JsonSerializer.Serialize(snapshot.Latest, StoredJsonContext.Default.ImmutableDictionaryStringChannelLatest);

    public static TwinSnapshot Snapshot(string twin, long offset, string register, string latest) => new(
        new(TwinId.Parse(twin), JsonSerializer.Deserialize(register, StoredJsonContext.Default.ImmutableArrayRegisterEntry)), offset,
        JsonSerializer.Deserialize(latest, StoredJsonContext.Default.ImmutableDictionaryStringChannelLatest)
            ?? throw new InvalidDataException($"The snapshot of \"{twin}\" has no latest samples. Delete the projections; they are rebuilt from the journal."));
}

[JsonSerializable(typeof(ImmutableArray<RegisterEntry>))]
[JsonSerializable(typeof(ImmutableDictionary<string, ChannelLatest>))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true, Converters = [typeof(TwinIdJson), typeof(InstantJson)])]
sealed partial class StoredJsonContext : JsonSerializerContext;
