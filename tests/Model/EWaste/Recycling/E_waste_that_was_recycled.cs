using CsCheck;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.EWaste.Recycling;

namespace YPort.Twin.Tests.Model.EWaste.Recycling;

public sealed class E_waste_that_was_recycled
{
    const long HundredShortTons = 90_718_474; // in grams; a short ton is 0.90718474 t exactly

    static readonly DateOnly Day = Factored.On("2026-03-01");

    // US EPA WARM v15 (from memory) and EPA's emission factors hub of 2020 (secondary copies), t CO2e per short ton.
    static readonly FactorRegistry Registry = FactorFile.Shipped;

    static RecyclingAvoided Of(DisposalBaseline baseline, params (string, long)[] taken) => RecyclingAvoided.Of(taken, baseline, Day, Registry);

    [Fact]
    public void Avoided_what_its_stream_gains_against_the_baseline_per_short_ton()
    {
        Assert.Equal(151_000m, Of(DisposalBaseline.Landfilled, ("0302", HundredShortTons)).KilogramsCo2e); // 100 x (0.02 + 1.49) t
        Assert.Equal(189_000m, Of(DisposalBaseline.Burned, ("0302", HundredShortTons)).KilogramsCo2e); // 100 x (0.40 + 1.49) t
        Assert.Equal(232_000m, Of(DisposalBaseline.Landfilled, ("small-it", HundredShortTons), ("0302", HundredShortTons)).KilogramsCo2e); // and 100 x (0.02 + 0.79) t
    }

    // A copy of WARM per metric tonne, recycled against landfilled, as other projects use it; flat panels stand there as 1.12, which is not their quotient.
    [Theory]
    [InlineData("0302", 1.66)]
    [InlineData("0306", 1.19)]
    [InlineData("0407", 0.65)]
    [InlineData("0301", 0.42)]
    [InlineData("0304", 0.64)]
    public void Avoided_per_tonne_what_others_say(string key, double tonnesPerTonne) =>
        Assert.Equal((decimal)tonnesPerTonne, decimal.Round(Of(DisposalBaseline.Landfilled, (key, 1_000_000)).KilogramsCo2e!.Value / 1000, 2));

    [Fact]
    public void Names_its_versions_and_that_it_is_an_indication_from_memory()
    {
        var avoided = Of(DisposalBaseline.Landfilled, ("0302", 1), ("0407", 1));
        Assert.Equal(["epa-landfilled-electronics v1 (Emission Factors Hub, table 9)", "warm-15-recycled-crt v1 (Waste Reduction Model (WARM) v15, electronics)",
            "warm-15-recycled-desktop v1 (Waste Reduction Model (WARM) v15, electronics)"], avoided.Versions);
        Assert.False(avoided.CanBeClosed);
        Assert.Contains("outside the city's totals", RecyclingAvoided.Standing, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_listed_as_not_covered_where_WARM_has_no_stream_or_the_registry_no_factor()
    {
        var avoided = RecyclingAvoided.Of([("temperature-exchange", 500), ("0302", HundredShortTons), ("lamps", 20), ("0407", 7)], DisposalBaseline.Burned, Day,
            Factored.Registry(Registry.Named("warm-15-recycled-desktop")!, Registry.Named("warm-15-recycled-crt")!, Registry.Named("epa-burned-desktop")!));
        Assert.Equal([new("0407", 7, "there is no factor of series epa-burned-crt"), new("lamps", 20, "WARM has no stream for it"), new("temperature-exchange", 500, "WARM has no stream for it")], avoided.NotCovered);
        Assert.Equal((527L, 189_000m), (avoided.NotCoveredGrams, avoided.KilogramsCo2e));
        Assert.Null(Of(DisposalBaseline.Landfilled, ("lamps", 20)).KilogramsCo2e);
    }

    [Fact]
    public void Is_mapped_only_by_keys_and_categories_that_there_are()
    {
        Assert.All(WarmStreams.Mapped, kind => Assert.True(UnuKeys.Named(kind) is not null || EWasteEvents.Categories.Contains(kind), kind));
        Assert.All(WarmStreams.Mapped, kind => Assert.NotNull(Registry.On(Day, $"warm-recycled-{WarmStreams.Of(kind)}")));
        Assert.Equal((null, null, "crt", "mixed"), (WarmStreams.Of("large"), WarmStreams.Of("0108"), WarmStreams.Of("screens"), WarmStreams.Of("small-it")));
    }

    [Fact]
    public void Of_less_than_nothing_is_refused() =>
        Assert.Contains("never below zero. Correct", Assert.Throws<ArgumentOutOfRangeException>(() => Of(DisposalBaseline.Landfilled, ("0302", -1))).Message, StringComparison.Ordinal);

    [Fact]
    public void Avoids_as_many_times_as_much_as_there_is_of_it() =>
        Gen.Select(Gen.OneOfConst("0302", "0306", "screens", "small-it"), Gen.Int[0, 1000], Gen.Int[0, 50]).Sample((kind, hundreds, times) =>
        {
            var once = Of(DisposalBaseline.Landfilled, (kind, hundreds * HundredShortTons)).KilogramsCo2e;
            Assert.Equal(once * times, Of(DisposalBaseline.Landfilled, (kind, hundreds * HundredShortTons * times)).KilogramsCo2e);
            Assert.Equal(once * times, times == 0 ? 0 : Of(DisposalBaseline.Landfilled, [.. Enumerable.Repeat((kind, hundreds * HundredShortTons), times)]).KilogramsCo2e);
        });
}
