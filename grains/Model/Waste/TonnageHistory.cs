namespace YPort.Twin.Model.Waste;

/// <summary>Yearly tonnages of one kind, of one city or site, without a hole. What has faults cannot be made.</summary>
public sealed class TonnageHistory
{
    const int Earliest = 1900, Latest = 2200, BuddhistYears = 543;

    readonly ILookup<int, TonnageYear> _byYear;

    TonnageHistory(TonnageKind kind, string subject, int first, int last, IReadOnlyList<TonnageYear> years) =>
        (Kind, Subject, First, Last, Years, _byYear) = (kind, subject, first, last, years, years.ToLookup(one => one.Year));

    public TonnageKind Kind { get; }

    /// <summary>A site's twin id, or a city.</summary>
    public string Subject { get; }

    /// <summary>For a landfill the year in which it opened.</summary>
    public int First { get; }

    public int Last { get; }

    /// <summary>By year and category.</summary>
    public IReadOnlyList<TonnageYear> Years { get; }

    /// <summary>Names the series: kinds never share one.</summary>
    public string Series => SeriesOf(Kind, Subject);

    public IEnumerable<(string Category, long Grams)> In(int year) => _byYear[year].Select(one => (one.Category, one.Grams));

    /// <summary>A history, or every fault there is: null exactly when there are faults.</summary>
    /// <param name="first">The first year it must know; a year in which nothing came is entered with 0.</param>
    public static (TonnageHistory? History, IReadOnlyList<WasteFault> Faults) Of(TonnageKind kind, string subject, int first, int last, IEnumerable<TonnageYear> years)
    {
        var sorted = years.OrderBy(one => one.Year).ThenBy(one => one.Category, StringComparer.Ordinal).ToArray();
        var about = SeriesOf(kind, subject);
        List<WasteFault> faults = [];
        if (first > last) faults.Add(new(about, Text($"It ends in {last}, before it begins in {first}."), "Correct the first or the last year."));
        foreach (var year in sorted.Select(one => one.Year).Append(first).Append(last).Distinct().Where(year => year is < Earliest or > Latest))
            faults.Add(new(about, Text($"{year} is no year of the common era that a landfill knows."), year > Latest ? Text($"If it is a Buddhist year, send {year - BuddhistYears}.") : "Correct it."));
        if (faults.Count > 0) return (null, faults);

        foreach (var one in sorted)
        {
            if (one.Grams < 0) faults.Add(new(about, Text($"{one.Year} has {one.Grams / 1_000_000m} t of {one.Category}, less than nothing."), "Send what came, without what left."));
            if (!one.Said.IsSourced) faults.Add(new(about, Text($"{one.Year} names no source."), "Give title and publisher of where the tonnage was published."));
            if (one.Year < first) faults.Add(new(about, Text($"{one.Year} lies before {first}, when it began."), "Correct the year, or say that it began earlier."));
            if (one.Year > last) faults.Add(new(about, Text($"{one.Year} lies after {last}, where it ends."), "Correct the year, or say that it goes on."));
        }
        foreach (var twice in sorted.GroupBy(one => (one.Year, one.Category)).Where(group => group.Count() > 1))
            faults.Add(new(about, Text($"{twice.Key.Year} has {twice.Count()} tonnages of {twice.Key.Category}."), "Keep the one that holds: they may count the same waste."));
        if (Enumerable.Range(first, last - first + 1).Except(sorted.Select(one => one.Year)).ToArray() is { Length: > 0 } missing)
            faults.Add(new(about, $"It knows nothing of {Spans(missing)}.", "Enter each year with its source, an estimate where nothing was weighed, 0 where nothing came."));
        return faults.Count == 0 ? (new(kind, subject, first, last, sorted), []) : (null, faults);
    }

    /// <summary>Histories of one series after each other, as one. Kinds and subjects are never mixed.</summary>
    public static (TonnageHistory? History, IReadOnlyList<WasteFault> Faults) Joined(params IReadOnlyList<TonnageHistory> parts)
    {
        if (parts.Count == 0) return (null, [new("history", "There is nothing to join.", "Give at least one history.")]);
        var stranger = parts.FirstOrDefault(part => part.Series != parts[0].Series);
        return stranger is null
            ? Of(parts[0].Kind, parts[0].Subject, parts.Min(part => part.First), parts.Max(part => part.Last), parts.SelectMany(part => part.Years))
            : (null, [new(stranger.Series, $"It cannot continue {parts[0].Series}: {Counts(parts[0].Kind)}, {Counts(stranger.Kind)}.",
                "Show them as two series; to go from one to the other somebody must declare the share that is collected or deposited, with a source.")]);
    }

    /// <summary>Years as people write them: "1999-2001, 2004".</summary>
    internal static string Spans(IReadOnlyList<int> years)
    {
        List<string> spans = [];
        for (var i = 0; i < years.Count;)
        {
            var end = i;
            while (end + 1 < years.Count && years[end + 1] == years[end] + 1) end++;
            spans.Add(end == i ? Text($"{years[i]}") : Text($"{years[i]}-{years[end]}"));
            i = end + 1;
        }
        return string.Join(", ", spans);
    }

    static string SeriesOf(TonnageKind kind, string subject) => $"waste-{kind.ToString().ToLowerInvariant()}/{subject}";

    static string Counts(TonnageKind kind) => kind switch
    {
        TonnageKind.Collected => "one counts what was collected",
        TonnageKind.Generated => "one counts what was generated",
        _ => "one counts what was brought to a landfill",
    };

    static string Text(FormattableString text) => FormattableString.Invariant(text);
}
