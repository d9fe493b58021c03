using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using YPort.Twin.Model.City.Factors;

namespace YPort.Twin.Model.Shuttles.ModeShift;

/// <summary>How passengers would have travelled without the shuttle: declared by whoever asked them, never measured by a vehicle.</summary>
/// <param name="Id">As in "bang-sue-survey-2026".</param>
/// <param name="From">First day of travel that it speaks for.</param>
/// <param name="Source">The survey.</param>
/// <param name="Shares">Of passenger-distance, by former mode; together exactly 1.</param>
/// <param name="To">Last day; null until another follows. The journal leaves out what is null, so it may be left out here.</param>
/// <param name="Surveyed">The day on which passengers were asked; null where nobody was: then it is an assumption, and what rests on it cannot be closed.</param>
[GenerateSerializer, Immutable, Alias("former-mode-split")]
public sealed record FormerModeSplit(
    [property: Id(0)] string Id, [property: Id(1)] DateOnly From, [property: Id(2)] FactorSource Source, [property: Id(3)] ImmutableArray<FormerModeShare> Shares,
    [property: Id(4)] DateOnly? To = null, [property: Id(5)] DateOnly? Surveyed = null)
{
    [JsonIgnore]
    public bool IsAssumed => Surveyed is null;

    // Lists compare by reference.
    public bool Equals(FormerModeSplit? other) => other is not null && (Id, From, To, Source, Surveyed) == (other.Id, other.From, other.To, other.Source, other.Surveyed) && Shares.SequenceEqual(other.Shares);
    public override int GetHashCode() => HashCode.Combine(Id, From);
    public override string ToString() => Id;
}

/// <param name="Mode">One of <see cref="FormerMode.Names"/>.</param>
/// <param name="Share">0 to 1.</param>
[GenerateSerializer, Immutable, Alias("former-mode-share")]
public readonly record struct FormerModeShare([property: Id(0)] string Mode, [property: Id(1)] decimal Share);

/// <summary>Splits as they were declared over time; between them there may be days that nobody speaks for.</summary>
public sealed class FormerModeSplits
{
    readonly FormerModeSplit[] _splits;

    FormerModeSplits(FormerModeSplit[] splits) => _splits = splits;

    public static FormerModeSplits None { get; } = new([]);

    /// <summary>All of them in order of validity, or every fault there is: null exactly when there are faults.</summary>
    public static (FormerModeSplits? Splits, IReadOnlyList<SplitFault> Faults) Of(IEnumerable<FormerModeSplit> declared)
    {
        FormerModeSplit[] splits = [.. declared.OrderBy(split => split.From).ThenBy(split => split.Id, StringComparer.Ordinal)];
        SplitFault[] faults = [.. splits.SelectMany(Alone), .. splits.Zip(splits.Skip(1)).Where(pair => pair.First.To is not { } to || to >= pair.Second.From).Select(Overlap)];
        return faults.Length == 0 ? (new(splits), []) : (null, faults);
    }

    /// <summary>The split in force for travel of that day; null when nobody declared one.</summary>
    public FormerModeSplit? On(DateOnly day) => _splits.LastOrDefault(split => split.From <= day) is { } last && (last.To is not { } to || day <= to) ? last : null;

    static IEnumerable<SplitFault> Alone(FormerModeSplit split)
    {
        if (string.IsNullOrWhiteSpace(split.Source.Title) || string.IsNullOrWhiteSpace(split.Source.Publisher))
            yield return new(split.Id, "It names no source.", "Give title and publisher of the survey; without one there are no avoided emissions, and \"–\" is the honest figure.");
        if (split.To < split.From) yield return new(split.Id, $"It ends on {Day(split.To)}, before it begins on {Day(split.From)}.", "Correct from or to.");
        foreach (var (mode, share) in split.Shares)
        {
            if (FormerMode.Named(mode) is null) yield return new(split.Id, $"There is no former mode \"{mode}\".", $"One of: {string.Join(", ", FormerMode.Names)}.");
            if (share is < 0 or > 1) yield return new(split.Id, $"The share of {mode} is {Number(share)}.", "A share is 0 to 1; induced trips count as \"induced\", with a share of their own.");
        }
        foreach (var twice in split.Shares.GroupBy(one => one.Mode, StringComparer.Ordinal).Where(same => same.Count() > 1))
            yield return new(split.Id, $"{twice.Key} stands in it {twice.Count()} times.", "Add its shares up and send it once.");
        if (split.Shares.Sum(one => one.Share) is var sum && sum != 1)
            yield return new(split.Id, $"Its shares add up to {Number(sum)}.", "They must be exactly 1: give what is missing to \"other\", or scale the answers that there were.");
    }

    static SplitFault Overlap((FormerModeSplit First, FormerModeSplit Second) pair) => new(pair.Second.Id,
        $"It begins on {Day(pair.Second.From)}, while {pair.First.Id} speaks until {Day(pair.First.To)}.", "End the earlier one the day before: for one day of travel there is one split.");

    static string Day(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture) ?? "open end";

    static string Number(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Why a split cannot be used, and what to do.</summary>
public sealed record SplitFault(string Split, string Reason, string Cure)
{
    public override string ToString() => $"{Split}: {Reason} {Cure}";
}
