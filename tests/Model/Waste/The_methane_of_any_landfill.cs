using CsCheck;
using YPort.Twin.Model.Waste;
using YPort.Twin.Model.Waste.Methane;
using static YPort.Twin.Tests.Model.Waste.Declared;

namespace YPort.Twin.Tests.Model.Waste;

public sealed class The_methane_of_any_landfill
{
    // Wood, the slowest, has lost all but e^-16 after it.
    const int LongAfter = 450;

    static readonly string[] Categories = ["food", "garden", "paper", "wood", "textiles", "nappies", "plastic", "mixed"];

    static readonly Gen<TonnageYear[]> Years = Gen.Select(Gen.Int[0, 12], Gen.Int[0, Categories.Length - 1], Gen.Int[0, 2_000_000]).Array[1, 25].Select(all =>
        all.DistinctBy(one => (one.Item1, one.Item2)).Select(one => Year(1990 + one.Item1, Categories[one.Item2], one.Item3))
            .Concat(Enumerable.Range(1990, 13).Select(year => Year(year, "metal", 1))).ToArray());

    static readonly Gen<DisposalSite> Sites = Gen.Select(Gen.Enum<SiteManagement>(), Gen.Bool, Gen.Int[0, 6]).Select((management, covered, delay) => Landfill(1990, management, covered, 2002, delay));
    static readonly Gen<DecaySet> Sets = Gen.OneOfConst(Set2006, Set2019);

    [Fact]
    public void Never_exceeds_its_potential_and_tends_to_it() => Gen.Select(Years, Sites, Sets).Sample((years, site, set) =>
    {
        var methane = Methane(site, set, Deposited(years), 2002 + LongAfter);
        var generated = 0.0;
        foreach (var year in methane.Years)
        {
            generated += year.GeneratedGrams;
            Assert.True(generated <= methane.PotentialGrams * (1 + 1e-12), $"{year.Year}: {generated} of {methane.PotentialGrams}");
        }
        Assert.Equal(methane.PotentialGrams, generated, methane.PotentialGrams * 1e-6);
    }, iter: 20);

    [Fact]
    public void Comes_over_all_time_to_the_commitment() => Gen.Select(Years, Sites, Sets).Sample((years, site, set) =>
    {
        var decay = Methane(site, set, Deposited(years), 2002 + LongAfter).Years.Sum(year => year.EmittedGrams);
        var committed = years.GroupBy(one => one.Year).Sum(year =>
            MethaneCommitment.Of(site, set, MassByType.Of("year", year.Select(one => (one.Category, one.Grams)), Bangkok).Mass!, recoveredShare: 0).Commitment!.EmittedGrams);
        Assert.Equal(committed, decay, committed * 1e-6 + LongAfter); // each year is rounded to the gram
    }, iter: 20);

    [Fact]
    public void Is_the_same_in_whatever_order_deposits_are_given() => Gen.Select(Years, Sites, Gen.Int[0, 1000]).Sample((years, site, seed) =>
    {
        var shuffled = years.ToArray();
        new Random(seed).Shuffle(shuffled);
        Assert.Equal(Methane(site, Set2006, Deposited(years), 2020).Years.Select(year => year.EmittedGrams), Methane(site, Set2006, Deposited(shuffled), 2020).Years.Select(year => year.EmittedGrams));
    }, iter: 50);

    [Fact]
    public void Doubles_with_the_deposits() => Gen.Select(Years, Sites, Sets).Sample((years, site, set) =>
    {
        var once = Methane(site, set, Deposited(years), 2030);
        var twice = Methane(site, set, Deposited([.. years.Select(one => one with { Grams = one.Grams * 2 })]), 2030);
        foreach (var (one, two) in once.Years.Zip(twice.Years)) Assert.Equal(2 * one.GeneratedGrams, two.GeneratedGrams, one.GeneratedGrams * 1e-12);
    }, iter: 50);

    [Fact]
    public void Is_never_made_negative_by_what_is_destroyed() => Gen.Select(Years, Sites, Gen.Double[0, 1e13].Array[13]).Sample((years, site, destroyed) =>
    {
        var without = Methane(site, Set2006, Deposited(years), 2002);
        var methane = Methane(site, Set2006, Deposited(years), 2002, [.. destroyed.Select((grams, i) => (1990 + i, grams))]);
        foreach (var (year, freely) in methane.Years.Zip(without.Years))
        {
            Assert.InRange(year.EmittedGrams, 0, freely.EmittedGrams);
            Assert.Equal(year.GeneratedGrams, year.EmittedGrams + year.RecoveredGrams + year.OxidisedGrams, 0.51 + year.GeneratedGrams * 1e-12);
        }
    }, iter: 50);
}
