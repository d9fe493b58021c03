using YPort.Twin.Model.Readings;

namespace YPort.Twin.Rehearsal.Waste;

/// <summary>A collection lorry over a transfer station's scale.</summary>
readonly record struct Load(Instant At, string Vehicle, int GrossKg, int TareKg, string Category, string Origin)
{
    public int NetKg => GrossKg - TareKg;
}

/// <summary>A trailer from a transfer station to another site, weighed at both ends by scales that differ a little.</summary>
/// <param name="Number">Of the day, from 1.</param>
readonly record struct Haul(int Number, Instant Leaves, Instant Arrives, string Vehicle, string Category, string Site, int TareKg, int NetKg, int ArrivedKg);

/// <summary>One day of a transfer station. What came in leaves the same day, kilogram by kilogram.</summary>
/// <param name="Loads">By time.</param>
/// <param name="Hauls">By time of leaving.</param>
sealed record StationDay(IReadOnlyList<Load> Loads, IReadOnlyList<Haul> Hauls)
{
    /// <summary>What lies in the bunker, in kg.</summary>
    public long Waiting(Instant at) => Loads.Where(load => load.At <= at).Sum(load => (long)load.NetKg) - Hauls.Where(haul => haul.Leaves <= at).Sum(haul => (long)haul.NetKg);
}
