using CsCheck;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.City.Inventory;
using YPort.Twin.Model.Waste.Methane;
using static YPort.Twin.Tests.Model.Waste.Declared;

namespace YPort.Twin.Tests.Model.Waste;

public sealed class A_landfills_account
{
    static readonly FactorSource Source = new("Yearly report", "made up for this test", 2023);

    static DepositedYear Came(int year, string category, decimal tonnes, decimal? cityShare = null, FactorStatus status = FactorStatus.Official) => new(year, category, (long)(tonnes * 1_000_000), Source, status, cityShare);

    static LandfillFacts Facts(int opened, params List<DepositedYear> history) => new(opened, SiteManagement.Anaerobic, history, Covered: true);

    static LandfillAccount Account(LandfillFacts facts, int year, LandfillLedger? ledger = null)
    {
        var (account, faults) = LandfillAccount.Of("landfill-1", facts, ledger ?? LandfillLedger.Nothing, Factors, DecaySet.Ipcc2006, year);
        Assert.Empty(faults);
        return account!;
    }

    static string[] Refused(LandfillFacts facts) => [.. facts.Faults("landfill-1").Select(fault => fault.Reason)];

    /// <remarks>The worked example of the model: 15.251926 t in 2022; of 45 t of the city's food and 100 t of its paper 10.832105 t, so that of 13.726734 t emitted without recovery 9,748,894 g are the city's.</remarks>
    [Fact]
    public void Gives_each_whose_waste_it_was_its_part_to_the_gram()
    {
        var account = Account(Facts(2020, Came(2020, "food", 1000, 0.6m), Came(2020, "paper", 500, 1)) with { Closed = 2020 }, 2022);
        Assert.Equal(13_726_734, account.Year.EmittedGrams);
        Assert.Equal([(WasteOrigin.City, 9_748_894L), (WasteOrigin.Elsewhere, 3_977_840L)], account.Parts.Select(part => (part.Origin, part.EmittedGrams)));
        Assert.Equal(1_100_000_000, Account(Facts(2020, Came(2020, "food", 1000, 0.6m), Came(2020, "paper", 500, 1)), 2020).Parts[0].DepositedGrams);
    }

    static readonly Gen<DepositedYear[]> Histories = Gen.Select(Gen.Int[0, 100_000], Gen.Int[-1, 100]).Array[1, 8]
        .Select(years => years.Select((one, index) => Came(2000 + index, "food", one.Item1, one.Item2 < 0 ? null : one.Item2 / 100m)).ToArray());

    [Fact]
    public void Is_the_sum_of_its_parts_whoever_brought_what() => Histories.Sample(years =>
    {
        var account = Account(Facts(2000, [.. years]) with { Closed = 2000 + years.Length - 1 }, 2010);
        Assert.Equal(account.Year.EmittedGrams, account.Parts.Sum(part => part.EmittedGrams));
        Assert.All(account.Parts, part => Assert.True(part.EmittedGrams >= 0));
    }, iter: 50);

    [Fact]
    public void Takes_a_year_from_the_scales_where_they_tell_all_and_nobody_declared_it()
    {
        LandfillLedger ledger = new([new(2021, "food", WasteOrigin.City, 5_000_000), new(2022, "food", WasteOrigin.City, 7_000_000), new(2022, "food", WasteOrigin.Elsewhere, 2_000_000)], new Dictionary<int, decimal>());
        var account = Account(Facts(2020, Came(2020, "food", 1), Came(2021, "food", 6)) with { WeighedFrom = 2021 }, 2022, ledger);
        Assert.Equal([(2020, 1_000_000L, false), (2021, 6_000_000L, false), (2022, 9_000_000L, true)], account.Deposits.Select(one => (one.Year, one.Grams, one.IsWeighed)));
        // Before that year the scales may have told of a part only.
        var (none, faults) = LandfillAccount.Of("landfill-1", Facts(2020, Came(2020, "food", 1)) with { WeighedFrom = 2022 }, ledger, Factors, DecaySet.Ipcc2006, 2022);
        Assert.Null(none);
        Assert.Equal("It knows nothing of 2021.", Assert.Single(faults).Reason);
    }

    [Fact]
    public void Counts_gas_destroyed_once_somebody_says_what_is_in_it()
    {
        LandfillLedger ledger = new([], new Dictionary<int, decimal> { [2022] = 5000 });
        var facts = Facts(2020, Came(2020, "food", 1000), Came(2020, "paper", 500)) with { Closed = 2020 };
        Assert.Null(Account(facts, 2022, ledger).Year.DestroyedGrams);
        // 5,000 m3 x 0.5 x 0.7168 kg/m3; (15.251926 - 1.792) t x 0.9.
        var account = Account(facts with { Gas = new(0.5m, 0, 101.325, Source) }, 2022, ledger);
        Assert.Equal((1_792_000, 12_113_934, "methane-density-normal v1"), (Math.Round(account.Year.RecoveredGrams, 6), account.Year.EmittedGrams, account.GasConverted!.Value.From));
        Assert.Contains("methane-density-normal v1", account.From);
    }

    [Fact]
    public void Cannot_be_closed_on_a_history_from_memory()
    {
        Assert.True(Account(Facts(2020, Came(2020, "food", 1)), 2020).HasSoundHistory);
        Assert.False(Account(Facts(2020, Came(2020, "food", 1, status: FactorStatus.Memory)), 2020).HasSoundHistory);
    }

    [Fact]
    public void Needs_a_history_without_holes_that_fits_the_site()
    {
        Assert.Empty(Refused(Facts(2020, Came(2020, "food", 1), Came(2021, "food", 0))));
        Assert.Equal(["2019 lies before 2020, when it began."], Refused(Facts(2020, Came(2019, "food", 1), Came(2020, "food", 1))));
        Assert.Equal(["It knows nothing of 2021-2022."], Refused(Facts(2020, Came(2020, "food", 1), Came(2023, "food", 1))));
        Assert.Equal(["It knows nothing of 2021."], Refused(Facts(2020, Came(2020, "food", 1)) with { WeighedFrom = 2022 }));
        Assert.Empty(Refused(Facts(2020, Came(2020, "food", 1), Came(2023, "food", 1)) with { WeighedFrom = 2021 }));
        Assert.Equal(["It closed in 2019, before it opened in 2020."], Refused(Facts(2020, Came(2020, "food", 1)) with { Closed = 2019 }));
        Assert.Equal(["2021 lies after 2020, where it ends."], Refused(Facts(2020, Came(2020, "food", 1), Came(2021, "food", 1)) with { Closed = 2020 }));
        Assert.Equal(["2020 has -1 t of food, less than nothing."], Refused(Facts(2020, Came(2020, "food", -1))));
        Assert.Equal(["2020 names no source."], Refused(Facts(2020, Came(2020, "food", 1) with { Source = new("", "") })));
        Assert.Equal(["A delay of 7 months lies outside 0 to 6."], Refused(Facts(2020, Came(2020, "food", 1)) with { DelayMonths = 7 }));
        Assert.Equal(["1.1 of what came in 2020 is the city's, where a share is 0 to 1."], Refused(Facts(2020, Came(2020, "food", 1, 1.1m))));
        Assert.Equal(["It knows nothing of 2020."], Refused(Facts(2020)));
        Assert.Equal(["Nobody declared what mixed waste consisted of then."], Refused(Facts(2020, Came(2020, "mixed", 1))));
        Assert.Empty(Refused(Facts(2020, Came(2020, "mixed", 1)) with { Compositions = [new(2000, [new("food", 0.5m)], Source)] }));
        Assert.Contains(Refused(Facts(2563, Came(2563, "food", 1))), reason => reason.StartsWith("2563 is no year", StringComparison.Ordinal));
    }
}
