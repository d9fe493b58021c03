using System.Text.Json;
using System.Text.Json.Serialization;

namespace YPort.Twin.Cli.Replay;

/// <summary>What the twin answered a batch with, after commit.</summary>
/// <param name="Items">Refused ones, by index into the batch.</param>
sealed record BatchAnswer(long Accepted, long Duplicate, long Quarantined, IReadOnlyList<AnsweredItem> Items)
{
    public const string WasQuarantined = "quarantined";

    public static BatchAnswer Nothing { get; } = new(0, 0, 0, []);

    public long Count => Accepted + Duplicate + Quarantined;

    /// <summary>With the answer for what was sent after this.</summary>
    public BatchAnswer Plus(BatchAnswer rest) => new(Accepted + rest.Accepted, Duplicate + rest.Duplicate, Quarantined + rest.Quarantined,
        [.. Items, .. rest.Items.Select(item => item with { Index = item.Index + Count })]);

    /// <summary>With the answer for another part of the same batch.</summary>
    /// <param name="places">Where in the batch the part's items stand.</param>
    public BatchAnswer With(BatchAnswer part, int[] places) => new(Accepted + part.Accepted, Duplicate + part.Duplicate, Quarantined + part.Quarantined,
        [.. Items, .. part.Items.Select(item => item with { Index = places[item.Index] })]);

    /// <summary>What a problem says was taken of the batch before it; nothing if it does not say.</summary>
    public static BatchAnswer SoFar(string problem)
    {
        try
        {
            return JsonSerializer.Deserialize(problem, BatchAnswerJson.Default.TakenSoFar) is { } taken ? new(taken.Accepted, taken.Duplicate, taken.Quarantined, []) : Nothing;
        }
        catch (JsonException)
        {
            return Nothing;
        }
    }
}

sealed record AnsweredItem(long Index, string Outcome, string Reason, string Cure);

/// <summary>Members of the problem that ends a stream early.</summary>
sealed record TakenSoFar(long Accepted = 0, long Duplicate = 0, long Quarantined = 0);

[JsonSerializable(typeof(BatchAnswer)), JsonSerializable(typeof(TakenSoFar))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
sealed partial class BatchAnswerJson : JsonSerializerContext;
