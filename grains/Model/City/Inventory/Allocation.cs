using YPort.Twin.Model.Ledger;

namespace YPort.Twin.Model.City.Inventory;

/// <summary>A line of the table: amounts of a measure, in the cases that it is for, go there.</summary>
/// <param name="When">The cases in words.</param>
public sealed record AllocationRule(Measure Measure, string When, Func<ActivityCase, bool> IsFor, Placement Placement);

/// <summary>Where each measured amount lands in the inventory: in exactly one row, or in none with the reason. The table itself is AllocationTable.</summary>
public static class Allocation
{
    static readonly ILookup<Measure, AllocationRule> ByMeasure = AllocationTable.Rules.ToLookup(rule => rule.Measure);

    /// <summary>The whole table, to be read.</summary>
    public static IReadOnlyList<AllocationRule> Table => AllocationTable.Rules;

    /// <exception cref="InvalidOperationException">The table has no line for it, or more than one; <see cref="Faults"/> finds those beforehand.</exception>
    public static Placement Of(Measure measure, ActivityCase @case)
    {
        Placement? found = null;
        foreach (var rule in ByMeasure[measure])
            if (rule.IsFor(@case)) found = found is null ? rule.Placement : throw new InvalidOperationException(Says(measure, @case, 2));
        return found ?? throw new InvalidOperationException(Says(measure, @case, 0));
    }

    /// <summary>Each measure that has, in some case, no line or more than one; empty when the table is sound.</summary>
    public static IEnumerable<string> Faults(IEnumerable<Measure> measures, IEnumerable<AllocationRule> rules)
    {
        var lines = rules.ToLookup(rule => rule.Measure);
        foreach (var measure in measures)
            foreach (var @case in ActivityCase.All)
                if (lines[measure].Count(rule => rule.IsFor(@case)) is not 1 and var count)
                {
                    yield return Says(measure, @case, count);
                    break; // one case is enough to mend the line
                }
    }

    static string Says(Measure measure, ActivityCase @case, int lines) =>
        $"\"{measure}\" has {lines switch { 0 => "no line", _ => "more than one line" }} in the allocation table for {@case}. Say in AllocationTable in which row of the GPC it counts, or why in none.";
}
