using System.Text.Json;
using System.Text.Json.Serialization;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest.Http;

[JsonSerializable(typeof(ReadingsAnswer)), JsonSerializable(typeof(ReadingBody[])), JsonSerializable(typeof(EventBody[]))]
[JsonSerializable(typeof(IReadOnlyList<FeedAnswer>)), JsonSerializable(typeof(FeedTailAnswer))]
[JsonSerializable(typeof(QuarantinePage)), JsonSerializable(typeof(QuarantineAnswer)), JsonSerializable(typeof(ResolutionAnswer)), JsonSerializable(typeof(DiscardBody)), JsonSerializable(typeof(CorrectionBody))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, Converters = [typeof(InstantJson)])]
sealed partial class IngestJson : JsonSerializerContext;
