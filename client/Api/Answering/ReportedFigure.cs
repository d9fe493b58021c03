using System.Collections.Immutable;
using YPort.Twin.Api.Factors;
using YPort.Twin.Model.City.Factors;

namespace YPort.Twin.Api.Answering;

/// <summary>One number of a report, with all that an auditor asks of it.</summary>
/// <param name="Figure">A stable word; <paramref name="By"/> says of which part it is, such as mode and service.</param>
/// <param name="Value">Null where it is unknown; <paramref name="UnknownBecause"/> then says why.</param>
/// <param name="CanBeClosed">It is known, and rests neither on a factor from memory nor on an assumption.</param>
/// <param name="Factors">What it rests on besides what was measured.</param>
/// <param name="Limits">What it is, and what it does not say.</param>
/// <param name="Explain">The address that retraces the figure itself, where it has one, and first; then those of the activity that it rests on, down to readings and events.</param>
public sealed record ReportedFigure(
    string Figure, ImmutableSortedDictionary<string, string>? By, decimal? Value, string Unit, string? UnknownBecause, bool CanBeClosed, ImmutableArray<FactorAnswer> Factors, string Limits,
    ImmutableArray<string> Explain)
{
    /// <summary>Of which part it is, as CSV and addresses write it: "baseline=burned;of=0302"; "" for the whole.</summary>
    internal static string Text(ImmutableSortedDictionary<string, string>? by) => by is null ? "" : string.Join(';', by.Select(part => $"{part.Key}={part.Value}"));

    internal static ImmutableSortedDictionary<string, string> Part(params ReadOnlySpan<(string Name, string Value)> by)
    {
        var part = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in by) part[name] = value;
        return part.ToImmutable();
    }

    internal static ImmutableArray<FactorAnswer> Uses(IEnumerable<Factor?> factors) => [.. factors.OfType<Factor>().Distinct().OrderBy(factor => factor.ToString(), StringComparer.Ordinal).Select(FactorAnswer.Of)];

    internal static decimal? Rounded(decimal? value) => value is { } known ? Shown.Plain(decimal.Round(known, 9)) : null;
}
