using System.Collections.Immutable;
using YPort.Twin.Model.Waste.Methane;

namespace YPort.Twin.Api.Answering;

/// <summary>A step of a model, with the numbers in their places.</summary>
/// <param name="Value">Null for a line that only says something.</param>
/// <param name="Factors">Those in it, such as doc-food v1.</param>
public sealed record WorkedLine(string Says, decimal? Value, string Unit, ImmutableArray<string> Factors)
{
    internal static WorkedLine Of(ExplainedLine line) => new(line.Says, line.Value is { } value ? Shown.Plain(decimal.Round((decimal)value, 9)) : null, line.Unit, [.. line.From]);
}
