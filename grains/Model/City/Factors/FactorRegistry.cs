using System.Collections.Frozen;
using System.Globalization;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.City.Factors;

/// <summary>All factors that may be used, and which of a series holds on which day, as known at some moment.</summary>
/// <remarks>Within a series validity neither overlaps nor leaves a hole; a declared transition is neither. Never changes: what is added makes another registry.</remarks>
public sealed class FactorRegistry
{
    readonly FrozenDictionary<string, Factor[]> _series;

    FactorRegistry(IReadOnlyList<Factor> all, FrozenDictionary<string, Factor[]> series) => (All, _series) = (all, series);

    /// <summary>Every version, by series, validity and version.</summary>
    public IReadOnlyList<Factor> All { get; }

    /// <summary>A registry, or every fault there is: null exactly when there are faults.</summary>
    public static (FactorRegistry? Registry, IReadOnlyList<FactorFault> Faults) Of(IEnumerable<Factor> factors)
    {
        var all = factors.OrderBy(factor => factor.Series, StringComparer.Ordinal).ThenBy(factor => factor.ValidFrom).ThenBy(factor => factor.Id, StringComparer.Ordinal)
            .ThenBy(factor => factor.Version).ToArray();
        var faults = all.SelectMany(FactorRules.Alone).ToList();
        faults.AddRange(FactorRules.Versions(all));
        var series = all.GroupBy(factor => factor.Series, StringComparer.Ordinal).ToFrozenDictionary(group => group.Key, group => Latest(group, knownAt: null), StringComparer.Ordinal);
        foreach (var members in series.Values) faults.AddRange(FactorRules.Series(members));
        return faults.Count == 0 ? (new(all, series), []) : (null, faults);
    }

    /// <summary>The factor of a series for activity of that day; null when the series has none for it, or was not known.</summary>
    /// <param name="knownAt">As known then; null: as known now.</param>
    public Factor? On(DateOnly day, string series, Instant? knownAt = null) => Last(Members(series, knownAt), day);

    /// <summary>The days after <paramref name="from"/>, to <paramref name="to"/> at most, on which another factor of the series begins or one ends.</summary>
    public IReadOnlyList<DateOnly> Changes(string series, DateOnly from, DateOnly to, Instant? knownAt = null) =>
        [.. Members(series, knownAt).SelectMany(factor => (DateOnly?[])[factor.ValidFrom, factor.ValidTo?.AddDays(1)]).OfType<DateOnly>().Where(day => day > from && day <= to).Distinct().Order()];

    /// <summary>Starts of the parts that a time falls into so that in each one factor of every series holds, the first at <paramref name="from"/>.</summary>
    public IReadOnlyList<Window> Cuts(Window from, Window to, IEnumerable<string> series, Instant? knownAt = null) =>
        [from, .. series.SelectMany(one => Changes(one, from.Day.Date, new Window(to.Index - 1).Day.Date, knownAt)).Distinct().Order().Select(day => Window.Of(BangkokDay.Of(day).Start))];

    /// <summary>What a report may choose for activity of that day: the one that holds, and before it those whose transition still lasts.</summary>
    public IReadOnlyList<Factor> Choices(DateOnly day, string series, Instant? knownAt = null)
    {
        var members = Members(series, knownAt);
        return Last(members, day) is not { } holds ? []
            : [holds, .. members.Where(older => older != holds && (older.ValidFrom is not { } from || from <= day) && older.UsableTo is { } until && day <= until)];
    }

    /// <summary>The latest version of an id; null when there is none.</summary>
    public Factor? Named(string id, Instant? knownAt = null) => All.LastOrDefault(factor => factor.Id == id && IsKnown(factor, knownAt));

    /// <summary>The registry as it was known at a moment.</summary>
    public FactorRegistry AsKnown(Instant moment) => Of(All.Where(factor => IsKnown(factor, moment))) is ({ } known, _) ? known
        : throw new InvalidOperationException($"The factors known at {moment} contradict each other, though each was taken only when it fitted those before.");

    // Members are in order of validity, so that the last that has begun is the one that holds.
    static Factor? Last(Factor[] members, DateOnly day) => members.LastOrDefault(factor => factor.ValidFrom is not { } from || from <= day) is { } last && last.AppliesOn(day) ? last : null;

    Factor[] Members(string series, Instant? knownAt) => !_series.TryGetValue(series, out var members) ? []
        : knownAt is null ? members : Latest(All.Where(factor => factor.Series == series && IsKnown(factor, knownAt)), knownAt);

    static Factor[] Latest(IEnumerable<Factor> factors, Instant? knownAt) =>
        [.. factors.Where(factor => IsKnown(factor, knownAt)).GroupBy(factor => factor.Id, StringComparer.Ordinal).Select(versions => versions.MaxBy(factor => factor.Version)!).OrderBy(factor => factor.ValidFrom)];

    static bool IsKnown(Factor factor, Instant? knownAt) => knownAt is not { } moment || factor.KnownFrom is not { } since || since <= moment;
}

/// <summary>Why a factor cannot be in the registry, and what to do.</summary>
/// <param name="Factor">Its id and version.</param>
/// <param name="Reason">What is wrong, with the value.</param>
public sealed record FactorFault(string Factor, string Reason, string Cure)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Factor}: {Reason} {Cure}");
}
