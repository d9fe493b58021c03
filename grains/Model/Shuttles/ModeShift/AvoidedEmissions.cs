using System.Collections.Immutable;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.Shuttles.ModeShift;

/// <summary>How far passengers were carried on one day of Bangkok, as the measure passenger-distance counts it.</summary>
public readonly record struct Carried(DateOnly Day, Int128 PassengerMillimetres);

/// <summary>What passengers would have emitted without the shuttle, less what the shuttle emitted. Below zero where it emitted more.</summary>
/// <remarks>
/// avoided = sum over former modes of passenger-kilometres x share x g/pkm - own emissions. Walkers and induced trips count 0 in the sum: they add to own emissions only.
/// Own emissions count in full, wherever the inventory books them. Beside the city's totals, never in them: what passengers no longer burn is missing there already.
/// The structure is that of UNFCCC's AM0031 for bus lines: a baseline by former mode as passengers say, less the project's own (named from memory, not read).
/// </remarks>
/// <param name="Parts">By split, former mode and factors.</param>
/// <param name="LackingOfTravel">What would have to be known of travel for a figure, in words.</param>
public sealed record AvoidedEmissions(ImmutableArray<AvoidedPart> Parts, OwnEmissions Own, ImmutableArray<string> LackingOfTravel)
{
    /// <summary>What would have to be known for a figure, in words.</summary>
    public ImmutableArray<string> Lacking => Own.KilogramsCo2e is null ? LackingOfTravel.Add("the own emissions: energy charged and a factor for it") : LackingOfTravel;

    /// <summary>What passengers would have emitted, the shuttle's own not yet taken off; null when anything of travel is lacking.</summary>
    public decimal? GrossKilogramsCo2e => LackingOfTravel.IsEmpty ? Parts.Sum(part => part.KilogramsCo2e) : null;

    public bool GrossCanBeClosed => GrossKilogramsCo2e is not null && Parts.All(part => part.CanBeClosed);

    /// <summary>Null when anything is lacking: "–", not 0.</summary>
    public decimal? KilogramsCo2e => GrossKilogramsCo2e - Own.KilogramsCo2e;

    /// <summary>It may be signed: it is known, and rests on no factor from memory and no assumption.</summary>
    public bool CanBeClosed => Own.CanBeClosed && GrossCanBeClosed;

    /// <param name="carried">In any order.</param>
    /// <param name="own">Of the same vehicles and days.</param>
    public static AvoidedEmissions Of(IEnumerable<Carried> carried, OwnEmissions own, FormerModeSplits splits, FactorRegistry registry, Instant? knownAt = null)
    {
        Dictionary<(FormerModeSplit Split, FormerModeShare Share, ModeBaseline Baseline), Int128> distances = [];
        SortedSet<string> lacking = new(StringComparer.Ordinal);
        SortedSet<DateOnly> undeclared = [];
        var known = false;
        foreach (var (day, millimetres) in carried)
        {
            if (millimetres < 0) throw new ArgumentOutOfRangeException(nameof(carried), millimetres, $"{millimetres} passenger-millimetres on {day:O}: a distance is never below zero.");
            known = true;
            if (millimetres == 0) continue;
            if (splits.On(day) is not { } split)
            {
                undeclared.Add(day);
                continue;
            }
            foreach (var share in split.Shares.Where(share => share.Share > 0))
            {
                var (baseline, lacks) = ModeBaseline.On(day, FormerMode.Named(share.Mode)!, registry, knownAt);
                if (baseline is null) lacking.Add(lacks!);
                else distances[(split, share, baseline)] = checked(distances.GetValueOrDefault((split, share, baseline)) + millimetres);
            }
        }
        if (!known) lacking.Add("a passenger-distance");
        lacking.UnionWith(Runs(undeclared).Select(run => $"a former-mode split for travel on {run.First:O}{(run.Last > run.First ? $" to {run.Last:O}" : "")}"));
        return new([.. distances.Select(one => new AvoidedPart(one.Key.Split, one.Key.Share.Share, one.Key.Baseline, one.Value))
            .OrderBy(part => part.Split.From).ThenBy(part => part.Baseline.Mode.Name, StringComparer.Ordinal).ThenBy(part => part.Baseline.Vehicle?.Id, StringComparer.Ordinal)], own, [.. lacking]);
    }

    /// <summary>Of several vehicles, each by splits of its own; of which anything is lacking, there is no sum.</summary>
    /// <param name="own">Of all of them.</param>
    public static AvoidedEmissions Together(IReadOnlyCollection<(string Vehicle, AvoidedEmissions Avoided)> vehicles, OwnEmissions own) => new(
        [.. vehicles.SelectMany(one => one.Avoided.Parts).GroupBy(part => (part.Split, part.Share, part.Baseline))
            .Select(same => new AvoidedPart(same.Key.Split, same.Key.Share, same.Key.Baseline, same.Aggregate(Int128.Zero, (sum, part) => checked(sum + part.PassengerMillimetres))))],
        own, [.. vehicles.SelectMany(one => one.Avoided.Lacking.Select(lacks => $"{one.Vehicle}: {lacks}")), .. vehicles.Count == 0 ? ["a vehicle that carried anybody"] : Array.Empty<string>()]);

    static IEnumerable<(DateOnly First, DateOnly Last)> Runs(SortedSet<DateOnly> days)
    {
        (DateOnly First, DateOnly Last)? run = null;
        foreach (var day in days)
        {
            if (run is { } open && open.Last.AddDays(1) == day) run = (open.First, day);
            else
            {
                if (run is { } done) yield return done;
                run = (day, day);
            }
        }
        if (run is { } last) yield return last;
    }
}

/// <summary>What passengers of one former mode would have emitted.</summary>
/// <param name="PassengerMillimetres">Of all passengers of the split's days; the share is not yet taken.</param>
public sealed record AvoidedPart(FormerModeSplit Split, decimal Share, ModeBaseline Baseline, Int128 PassengerMillimetres)
{
    /// <summary>Of this former mode.</summary>
    public decimal PassengerKilometres => (decimal)PassengerMillimetres / 1_000_000 * Share;

    /// <summary>Passengers were asked, and no factor is from memory.</summary>
    public bool CanBeClosed => !Split.IsAssumed && Baseline.CanBeClosed;

    public decimal KilogramsCo2e => PassengerKilometres * Baseline.GramsPerPassengerKilometre / 1000;
}
