using System.Globalization;

namespace YPort.Twin.Model.City.Factors;

/// <summary>What factors must fulfil, each by itself and those of one series together.</summary>
static class FactorRules
{
    public static IEnumerable<FactorFault> Alone(Factor factor)
    {
        if (string.IsNullOrWhiteSpace(factor.Source.Title) || string.IsNullOrWhiteSpace(factor.Source.Publisher))
            yield return Fault(factor, "It names no source.", "Give title and publisher of the document in which it stands; what nobody can look up cannot be defended.");
        if (factor.ValidFrom > factor.ValidTo)
            yield return Fault(factor, $"It ends on {Day(factor.ValidTo)}, before it begins on {Day(factor.ValidFrom)}.", "Correct validFrom or validTo.");
        if (factor.UsableTo is { } until && factor.ValidTo is { } to && until <= to)
            yield return Fault(factor, $"Its transition ends on {Day(until)}, while it holds anyway until {Day(to)}.", "Leave usableTo out, or set it after validTo.");
        if (factor.Version < 1) yield return Fault(factor, "Versions count from 1.", "Send 1 for the first, and one more for each that replaces it.");
        if (factor.UncertaintyPercent < 0) yield return Fault(factor, $"An uncertainty of {factor.UncertaintyPercent} % is none.", "Send 0 or more, or leave it out.");
    }

    /// <summary>Versions of one id say the same thing anew: they stay in their series, and follow without a gap.</summary>
    public static IEnumerable<FactorFault> Versions(IEnumerable<Factor> all)
    {
        foreach (var versions in all.GroupBy(factor => factor.Id, StringComparer.Ordinal))
        {
            var (expected, first) = (1, versions.First());
            foreach (var factor in versions.OrderBy(factor => factor.Version))
            {
                if (factor.Version != expected) yield return Fault(factor, $"It is version {factor.Version} where {expected} is next.", "Versions of one id follow each other: look at those that there are.");
                if (factor.Series != first.Series) yield return Fault(factor, $"It is of series \"{factor.Series}\", version {first.Version} of \"{first.Series}\".", "A version stays in its series; give another thing another id.");
                expected = factor.Version + 1;
            }
        }
    }

    /// <param name="members">The latest version of each id, in order of validity.</param>
    public static IEnumerable<FactorFault> Series(IReadOnlyList<Factor> members)
    {
        for (var i = 1; i < members.Count; i++)
        {
            var (before, factor) = (members[i - 1], members[i]);
            if (!factor.Unit.ConvertsTo(before.Unit) || factor.Gas != before.Gas)
                yield return Fault(factor, $"It gives {factor.Gas} in {factor.Unit}, {before} of the same series {before.Gas} in {before.Unit}.", "Put what means another thing into another series.");
            if (factor.ValidFrom is not { } from || from == before.ValidFrom || before.ValidTo >= from)
                yield return Fault(factor, $"From {Day(factor.ValidFrom)} on it overlaps {before}, valid {Day(before.ValidFrom)} to {Day(before.ValidTo)}.",
                    "Begin after it, or send it as its next version; for a time in which either may be used set usableTo on the older one.");
            else if (before.ValidTo is { } to && to.AddDays(1) < from)
                yield return Fault(factor, $"Between {Day(to)}, where {before} ends, and {Day(from)} the series has a hole.", "Close it: no figure of those days could be worked out.");
        }
    }

    static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "open end";

    static FactorFault Fault(Factor factor, string reason, string cure) => new(factor.ToString(), reason, cure);
}
