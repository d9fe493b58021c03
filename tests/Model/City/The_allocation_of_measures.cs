using CsCheck;
using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.City;
using YPort.Twin.Model.City.Inventory;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Shuttles;
using YPort.Twin.Model.Units;
using YPort.Twin.Model.Waste;

namespace YPort.Twin.Tests.Model.City;

public sealed class The_allocation_of_measures
{
    static string Row(Measure measure, ActivityCase @case) => Allocation.Of(measure, @case) is InRow row ? row.Reference.Number : "none";

    [Fact]
    public void Gives_every_measure_in_every_case_one_place_or_a_reason() => Assert.Equal("", string.Join('\n', Allocation.Faults(Measures.All, Allocation.Table)));

    [Fact]
    public void Finds_a_measure_that_nobody_placed()
    {
        Measure tram = new("tram-energy", Unit.Parse("Wh"), 1000, true, false, [], "energy of trams");
        Assert.Contains("\"tram-energy\" has no line in the allocation table", Assert.Single(Allocation.Faults([.. Measures.All, tram], Allocation.Table)));
        Assert.Contains("\"pv-energy\" has more than one line", Assert.Single(Allocation.Faults(Measures.All,
            [.. Allocation.Table, new(BuildingMeasures.PvEnergy, "roofs of homes", @case => @case.User == EnergyUser.Residential, new InRow(Gpc.Numbered("I.1.2")))])));
        Assert.Throws<InvalidOperationException>(() => Allocation.Of(tram, new()));
    }

    [Fact]
    public void Says_why_of_all_that_it_leaves_out() => Assert.All(Allocation.Table.Select(rule => rule.Placement).OfType<NotInInventory>(), left => Assert.True(left.Because.Length > 10, left.Because));

    // The placements of FACTS.md, section 6.
    [Theory]
    [InlineData(EnergyUser.Residential, "I.1.2")]
    [InlineData(EnergyUser.Commercial, "I.2.2")]
    [InlineData(EnergyUser.Industrial, "I.3.2")]
    [InlineData(EnergyUser.Unknown, "I.6.2")]
    public void Puts_what_a_building_takes_from_the_grid_by_its_use(EnergyUser user, string reference)
    {
        Assert.Equal(reference, Row(BuildingMeasures.ImportEnergy, new(User: user)));
        Assert.Equal("none", Row(BuildingMeasures.ImportEnergy, new(InCity: false, User: user)));
    }

    [Fact]
    public void Knows_solar_power_only_as_less_import()
    {
        foreach (var @case in ActivityCase.All)
            Assert.All([BuildingMeasures.PvEnergy, BuildingMeasures.ExportEnergy, BuildingMeasures.LoadEnergy], measure => Assert.Equal("none", Row(measure, @case)));
    }

    [Theory]
    [InlineData(false, WasteOrigin.City, "III.1.2")] // Phanom Sarakham: by origin only
    [InlineData(false, WasteOrigin.Elsewhere, "none")]
    [InlineData(false, WasteOrigin.Unknown, "none")]
    [InlineData(true, WasteOrigin.City, "III.1.1")]
    [InlineData(true, WasteOrigin.Elsewhere, "III.1.3")]
    public void Puts_a_landfill_by_where_it_is_and_whose_waste_it_takes(bool inCity, WasteOrigin origin, string reference) =>
        Assert.Equal(reference, Row(WasteMeasures.Delivered, new(InCity: inCity, Role: WasteRole.Landfill, Origin: origin)));

    [Theory]
    [InlineData(true, WasteOrigin.City, "III.2.1")]
    [InlineData(true, WasteOrigin.Unknown, "III.2.1")] // inside it counts either way, and nobody said that it was brought in
    [InlineData(true, WasteOrigin.Elsewhere, "III.2.3")]
    [InlineData(false, WasteOrigin.City, "III.2.2")]
    [InlineData(false, WasteOrigin.Elsewhere, "none")]
    [InlineData(false, WasteOrigin.Unknown, "none")]
    public void Puts_compost_by_where_it_is_made_and_of_whose_waste(bool inCity, WasteOrigin origin, string reference) =>
        Assert.Equal(reference, Row(WasteMeasures.Composted, new(InCity: inCity, Role: WasteRole.Composting, Origin: origin)));

    [Fact]
    public void Knows_not_whose_waste_was_composted_where_more_of_one_origin_left_than_came()
    {
        var sound = ActivityCase.OriginsAt([(WasteOrigin.City, 10), (WasteOrigin.Elsewhere, 4), (WasteOrigin.City, -10)]);
        Assert.All(Enum.GetValues<WasteOrigin>(), origin => Assert.Equal(origin, sound(origin)));
        // Four brought in, and one taken away of which nobody said whose: three are left, of the one or the other.
        var unsound = ActivityCase.OriginsAt([(WasteOrigin.Elsewhere, 4), (WasteOrigin.Unknown, -1)]);
        Assert.All(Enum.GetValues<WasteOrigin>(), origin => Assert.Equal(WasteOrigin.Unknown, unsound(origin)));
    }

    [Fact]
    public void Puts_waste_burned_for_power_outside_BASIC()
    {
        Assert.Equal("I.4.4", Row(WasteMeasures.Burned, new(Role: WasteRole.WasteToEnergy)));
        Assert.False(Gpc.Numbered("I.4.4").IsIn(GpcLevel.Basic) || Gpc.Numbered("I.4.4").IsIn(GpcLevel.BasicPlus));
    }

    [Fact]
    public void Puts_a_cart_where_it_is_charged_and_behind_a_buildings_meter_where_the_building_is()
    {
        Assert.Equal("II.1.2", Row(ShuttleMeasures.ChargeEnergy, new(Charger: ChargerMeter.Own)));
        var behind = Assert.IsType<NotInInventory>(Allocation.Of(ShuttleMeasures.ChargeEnergy, new(User: EnergyUser.Commercial, Charger: ChargerMeter.Building)));
        Assert.Equal("I.2.2", behind.CountedIn!.Number);
    }

    /// <summary>One thing, as all the measures that see it: a kilowatt-hour that a building takes and a cart is charged with and drives on, a tonne on its way.</summary>
    [Fact]
    public void Counts_the_same_thing_once_however_many_measures_see_it()
    {
        foreach (var @case in ActivityCase.All)
        {
            Measure[] charge = @case.Charger == ChargerMeter.Building ? [BuildingMeasures.ImportEnergy, BuildingMeasures.LoadEnergy] : [];
            Once(@case.InCity && @case.Charger != ChargerMeter.Unknown, @case, [.. charge, ShuttleMeasures.ChargeEnergy, ShuttleMeasures.Energy]);
            Once(@case.InCity, @case, BuildingMeasures.ImportEnergy, BuildingMeasures.LoadEnergy);

            Measure[] way = [WasteMeasures.Collected, WasteMeasures.Transferred, WasteMeasures.Delivered];
            var isOurs = @case.InCity || @case.Origin == WasteOrigin.City;
            if (@case.Role == WasteRole.Landfill) Once(isOurs, @case, [.. way, WasteMeasures.GasDestroyed]);
            if (@case.Role == WasteRole.Composting) Once(isOurs, @case, [.. way, WasteMeasures.Composted]);
            if (@case.Role == WasteRole.WasteToEnergy) Once(@case.InCity, @case, [.. way, WasteMeasures.Burned, WasteMeasures.WteEnergy]);
        }

        static void Once(bool counts, ActivityCase @case, params Measure[] seenBy) => Assert.Equal(counts ? 1 : 0, seenBy.Count(measure => Allocation.Of(measure, @case) is InRow));
    }

    static readonly Gen<MeasuredAmount[]> Amounts =
        Gen.Select(Gen.Int[0, Measures.All.Count - 1], Gen.Int[0, ActivityCase.All.Count - 1], Gen.Long[-1_000_000_000, 1_000_000_000_000])
            .Select((measure, @case, milli) => new MeasuredAmount(Measures.All[measure], ActivityCase.All[@case], milli / 1000m)).Array[0, 100];

    [Fact]
    public void Loses_nothing_and_doubles_nothing_of_any_measure() => Amounts.Sample(amounts =>
    {
        var placed = Placed.Of(amounts);
        foreach (var measure in Measures.All)
            Assert.Equal(amounts.Where(amount => amount.Measure == measure).Sum(amount => amount.Amount),
                placed.InRows.Where(row => row.Key.Measure == measure).Sum(row => row.Value) + placed.LeftOut.Where(left => left.Key.Measure == measure).Sum(left => left.Value));
    }, iter: 100);

    [Fact]
    public void Makes_the_carts_row_IE_when_all_of_them_charge_behind_buildings()
    {
        ActivityCase office = new(User: EnergyUser.Commercial, Charger: ChargerMeter.Building), home = office with { User = EnergyUser.Residential }, own = new(Charger: ChargerMeter.Own);
        var row = Assert.Single(Placed.Of([new(ShuttleMeasures.ChargeEnergy, office, 40_000), new(ShuttleMeasures.ChargeEnergy, home, 2_000)]).IncludedElsewhere());
        Assert.Equal(("II.1.2", NotationKey.IncludedElsewhere, "I.1.2"), (row.Reference.Number, row.Key, row.Elsewhere!.Number));
        Assert.StartsWith("Counted in I.1.2 and I.2.2", row.Explanation);
        Assert.Empty(Placed.Of([new(ShuttleMeasures.ChargeEnergy, office, 40_000), new(ShuttleMeasures.ChargeEnergy, own, 1)]).IncludedElsewhere());
    }

    /// <summary>A roof of 100 kWh used, 60 of them made on it, 15 given away and 55 taken from the grid, and a cart charged with 5 behind its meter.</summary>
    [Fact]
    public void Of_a_house_with_a_roof_and_a_cart_counts_what_its_meter_took()
    {
        ActivityCase office = new(User: EnergyUser.Commercial, Charger: ChargerMeter.Building);
        var placed = Placed.Of([new(BuildingMeasures.LoadEnergy, office, 100), new(BuildingMeasures.PvEnergy, office, 60), new(BuildingMeasures.ExportEnergy, office, 15),
            new(BuildingMeasures.ImportEnergy, office, 55), new(ShuttleMeasures.ChargeEnergy, office, 5), new(ShuttleMeasures.Energy, office, 4)]);
        Assert.Equal(("I.2.2", 55m), (Assert.Single(placed.InRows).Key.Reference.Number, placed.InRows.Values.Single()));
    }

    [Theory]
    [InlineData("1001", WasteOrigin.City)]
    [InlineData("1051", WasteOrigin.Unknown)]
    [InlineData("outside:nonthaburi", WasteOrigin.Elsewhere)]
    [InlineData("on-nut", WasteOrigin.City)]
    [InlineData("nonthaburi-1", WasteOrigin.Elsewhere)]
    [InlineData("unknown", WasteOrigin.Unknown)]
    public void Reads_whose_waste_a_tickets_origin_means(string origin, WasteOrigin expected) =>
        Assert.Equal(expected, ActivityCase.OriginOf(origin, Districts.Bangkok, site => site switch { "on-nut" => true, "nonthaburi-1" => false, _ => null }));
}
