using CsCheck;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.City.Inventory;
using YPort.Twin.Model.City.Plan;

namespace YPort.Twin.Tests.Model.City;

public sealed class The_plan_of_the_city
{
    static readonly CityPlan Bangkok = CityPlan.Bangkok;
    static readonly PlanData Data = Bangkok.Data;

    // Published: base 43.71 Mt, business as usual 53,935,683 t in 2030, 19 % below it is 43,687,903 t, 10,247,780 t less; net zero in 2050. (FACTS.md, section 7.)
    [Fact]
    public void Requires_ten_and_a_quarter_million_tonnes_below_business_as_usual_in_2030()
    {
        Assert.Equal((53_935_683m, 43_687_903m, 10_247_780m), (Bangkok.Bau.At(2030)!.Value, decimal.Round(Bangkok.Path.At(2030)!.Value), decimal.Round(Bangkok.RequiredReductionTonnes(2030)!.Value)));
        Assert.Equal((43_710_000m, 0m), (Bangkok.Path.At(2018)!.Value, Bangkok.Path.At(2050)!.Value));
    }

    [Fact]
    public void Shall_in_2030_hold_the_level_of_2018()
    {
        // By hand: 43,687,903 / 43,710,000 = 99.95 %.
        Assert.Equal(99.95m, decimal.Round(Progress.Of(Bangkok, 2030, null).TargetPercentOfBase!.Value, 2));
    }

    [Fact]
    public void Keeps_both_figures_of_2018_and_uses_the_citys_own()
    {
        Assert.Equal([(43_710_000m, FactorStatus.Official), (43_730_000m, FactorStatus.Press)], Data.Base.Select(figure => (figure.TonnesCo2e, figure.Status)));
        Assert.Equal("base-2018-bma", Bangkok.Base.Id);
    }

    [Fact]
    public void Is_straight_between_stated_years_and_unknown_beyond_them()
    {
        // By hand, half-way in 2024: (43,710,000 + 53,935,683) / 2 = 48,822,841.5; (43,710,000 + 43,687,903.23) / 2 = 43,698,951.615; in 2040 half of 43,687,903.23.
        Assert.Equal((48_822_841.5m, 43_698_951.615m, 21_843_951.615m), (Bangkok.Bau.At(2024)!.Value, Bangkok.Path.At(2024)!.Value, Bangkok.Path.At(2040)!.Value));
        Assert.Equal(5_123_889.885m, Bangkok.RequiredReductionTonnes(2024));
        Assert.All([2017, 2051], year => Assert.Null(Bangkok.Path.At(year)));
        Assert.Null(Bangkok.Bau.At(2031));
        Assert.Null(Bangkok.RequiredReductionTonnes(2040)); // business as usual is not stated for it
    }

    [Fact]
    public void Leaves_the_sectors_unestimated() => Assert.All(Data.Sectors, sector => Assert.Null(sector.Tonnes2018));

    [Fact]
    public void Gives_the_official_the_numbers_of_one_truthful_sentence()
    {
        // By hand: 26,000 / 10,247,779.77 = 0.2537 %.
        Assert.Equal(0.2537m, decimal.Round(Progress.Of(Bangkok, 2030, 26_000).DeliveredPercent!.Value, 4));
        Assert.Null(Progress.Of(Bangkok, 2030, null).DeliveredPercent);
        Assert.Null(Progress.Of(Bangkok, 2018, 5).DeliveredPercent); // nothing was required of the base year
    }

    [Fact]
    public void Says_how_much_of_it_is_measured_and_leaves_open_what_nobody_knows()
    {
        // By hand: 400 t of 43,710,000 t; in road transport 100 t of 1,000 t if somebody states them; 300 t of energy of which nobody said who uses it are in no sector.
        var grid = GivenFactors.Of("grid", 0.5m, "kg/kWh");
        ValuedRow Row(string gpc, decimal kilowattHours) => ValuedRow.Of(Gpc.Numbered(gpc), GivenFactors.Amount(gpc, kilowattHours, "kWh"), [grid], DataQuality.M, "metered").Row!;
        CityInventory Inventory(params InventoryRow[] rows) => CityInventory.Of(new("Bangkok", 2026, "the districts", 1, []), GivenFactors.Ar5, rows).Inventory!;

        var coverage = Coverage.Of(Bangkok, Inventory(Row("II.1.2", 200_000), Row("I.6.2", 600_000), Row("I.4.4", 8_000_000)));
        Assert.Equal((400m, 300m, "base-2018-bma"), (coverage.MeasuredTonnes!.Value, coverage.ElsewhereTonnes!.Value, coverage.Base.Id));
        Assert.Equal(0.000915m, decimal.Round(coverage.Percent!.Value, 6));
        Assert.Equal([100m, null, null, null, null], coverage.Sectors.Select(sector => sector.MeasuredTonnes));
        Assert.All(coverage.Sectors, sector => Assert.Null(sector.Percent));
        Assert.Equal((null, null, null), (Coverage.Of(Bangkok, Inventory()).MeasuredTonnes, Coverage.Of(Bangkok, Inventory()).Percent, Coverage.Of(Bangkok, Inventory()).ElsewhereTonnes));

        var stated = CityPlan.Of(Data with { Sectors = [Data.Sectors[0] with { Tonnes2018 = 1000 }] }).Plan!;
        Assert.Equal(10m, Coverage.Of(stated, Inventory(Row("II.1.2", 200_000))).Sectors[0].Percent);
        // That there are no ships is known and is no measurement.
        var ships = CityPlan.Of(Data with { Sectors = [Data.Sectors[0] with { Gpc = ["II.3"] }] }).Plan!;
        Assert.Null(Coverage.Of(ships, Inventory([Row("II.1.2", 200_000), .. Gpc.All.Where(reference => reference.SubSector == "II.3").Select(reference => new KeyedRow(reference, NotationKey.NotOccurring, "There are none."))])).Sectors[0].MeasuredTonnes);
        // A sector's share is of what was stated for the same year as the total: against a later inventory that of 2018 says nothing.
        var later = CityPlan.Of(stated.Data with { Base = [.. Data.Base, Data.Base[0] with { Id = "base-2024", Year = 2024 }] }).Plan!;
        Assert.Equal(("base-2024", null), (Coverage.Of(later, Inventory(Row("II.1.2", 200_000))).Base.Id, Coverage.Of(later, Inventory(Row("II.1.2", 200_000))).Sectors[0].Percent));
    }

    [Fact]
    public void Measures_itself_against_the_inventory_of_the_same_year_or_the_latest_before()
    {
        var later = CityPlan.Of(Data with { Base = [.. Data.Base, Data.Base[0] with { Id = "base-2024", Year = 2024, TonnesCo2e = 45_000_000 }] }).Plan!;
        Assert.Equal(["base-2018-bma", "base-2018-bma", "base-2024", "base-2024"], ((int[])[2018, 2023, 2024, 2026]).Select(year => later.InventoryOf(year).Id));
    }

    [Fact]
    public void Names_whose_heads_it_divides_by()
    {
        // By hand: 43,710,000 / 5,676,644 = 7.70 t; by day about half of it.
        Assert.Equal([("registered", 7.70m), ("day", 3.85m)], Data.Populations.Select(people => (people.Id, decimal.Round(people.PerHead(43_710_000)!.Value, 2))));
        Assert.Equal((FactorStatus.Memory, null), (Data.Populations[1].Status, Data.Populations[1].PerHead(null)));
    }

    [Fact]
    public void Is_refused_with_reason_and_cure_when_it_cannot_be()
    {
        var target = Data.Targets[0];
        Assert.Contains("2030: Its year 2017 is not after the base year 2018. A target lies", Faults(Data with { Targets = [target with { Year = 2017 }] }));
        Assert.Contains("Its year 2018 is not after", Faults(Data with { Targets = [target with { Year = 2018 }] }));
        Assert.Contains("It names no source", Faults(Data with { Targets = [target with { Source = new("", "BMA") }] }));
        Assert.Contains("-1 is below zero", Faults(Data with { Targets = [target with { PercentBelowBau = null, TonnesCo2e = -1 }] }));
        Assert.Contains("one of the two", Faults(Data with { Targets = [target with { TonnesCo2e = 5 }] }));
        Assert.Contains("101 % below", Faults(Data with { Targets = [target with { PercentBelowBau = 101 }] }));
        Assert.Contains("Business as usual is not stated for 2031", Faults(Data with { Targets = [target with { Year = 2031 }] }));
        Assert.Contains("Two targets", Faults(Data with { Targets = [target, target] }));
        Assert.Contains("stated twice", Faults(Data with { Bau = [Data.Bau[0], Data.Bau[0]] }));
        Assert.Contains("-5 is below zero", Faults(Data with { Base = [Data.Base[0] with { TonnesCo2e = -5 }] }));
        Assert.Contains("No base figure", Faults(Data with { UsedBase = "base-2005" }));
        Assert.Contains("no sub-sector \"II.9\"", Faults(Data with { Sectors = [Data.Sectors[0] with { Gpc = ["II.9"] }] }));
        Assert.Contains("Two sectors", Faults(Data with { Sectors = [Data.Sectors[0], Data.Sectors[0]] }));
        Assert.Contains("counts nobody", Faults(Data with { Populations = [Data.Populations[0] with { Persons = 0 }] }));
    }

    [Fact]
    public void Never_leaves_the_span_of_the_years_beside_it() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 1_000_000], Gen.Int[1, 60], Gen.Int[0, 60]).Sample((from, to, span, after) =>
        {
            var at = new LinearPath([(2018 + span, to), (2018, from)]).At(2018 + after);
            if (after > span) Assert.Null(at);
            else Assert.InRange(at!.Value, Math.Min(from, to), Math.Max(from, to));
        });

    static string Faults(PlanData data)
    {
        var (plan, faults) = CityPlan.Of(data);
        Assert.Equal(faults.Count > 0, plan is null);
        return string.Join('\n', faults);
    }
}
