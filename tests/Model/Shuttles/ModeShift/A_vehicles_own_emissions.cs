using CsCheck;
using YPort.Twin.Model.City.Inventory;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Model.Shuttles.ModeShift;
using static YPort.Twin.Tests.Model.Shuttles.ModeShift.Travel;

namespace YPort.Twin.Tests.Model.Shuttles.ModeShift;

public sealed class A_vehicles_own_emissions
{
    [Fact]
    public void Are_the_energy_charged_times_the_factor_of_its_day()
    {
        var own = OwnEmissions.Of([Charge("2025-12-31", 70, "cart-1"), Charge("2026-01-01", 40, "cart-1"), Charge("2026-01-02", 30, "cart-1")], Grid);
        Assert.Equal([(34.993m, "th-grid-tgo-2022"), (33.25m, "th-grid-tgo-2026")], own.Parts.Select(part => (part.KilogramsCo2e!.Value, part.Grid!.Id))); // 70 x 0.4999 and 70 x 0.475
        Assert.Equal((68.243m, 68.243m, null, true), (own.KilogramsCo2e, own.CountedHereKilogramsCo2e, own.Key, own.CanBeClosed));
        Assert.Equal((Factored.On("2026-01-01"), Factored.On("2026-01-02"), 70m), (own.Parts[1].From, own.Parts[1].To, own.Parts[1].KilowattHours));
    }

    [Fact]
    public void Behind_a_buildings_meter_are_counted_there_and_say_so()
    {
        var own = Charged("2026-03-01", 70, "depot");
        Assert.Equal((33.25m, null, NotationKey.IncludedElsewhere), (own.KilogramsCo2e, own.CountedHereKilogramsCo2e, own.Key));
        var both = OwnEmissions.Of([Charge("2026-03-01", 70, "depot"), Charge("2026-03-01", 10, "cart-1")], Grid);
        Assert.Equal((38m, 4.75m, null), (both.KilogramsCo2e, both.CountedHereKilogramsCo2e, both.Key)); // 10 kWh of a meter of its own
        var unsaid = OwnEmissions.Of([Charge("2026-03-01", 70, "depot"), Charge("2026-03-01", 10)], Grid);
        Assert.Equal((38m, null, null), (unsaid.KilogramsCo2e, unsaid.CountedHereKilogramsCo2e, unsaid.Key)); // known, and in no row
    }

    [Fact]
    public void Take_the_meter_behind_which_it_charged_at_the_time()
    {
        Described moved = new(Given.At(60), Cart.Description(10) with { MeteredBy = "depot" });
        LedgerRow Row(double minutes) => new(TwinId.Parse("cart-1"), "charge-energy", "", Window.Of(Given.At(minutes)), Quality.Measured, 2_000_000, Window.Microseconds, 1);

        Assert.Equal([(null, ChargerMeter.Unknown), ("depot", ChargerMeter.Building)], new[] { Row(45), Row(60) }.Select(row => (Of(row, moved).MeteredBy, Of(row, moved).Meter)));
        Assert.Equal(ChargerMeter.Own, Of(Row(60), new(Given.At(60), Cart.Description(10) with { MeteredBy = "cart-1" })).Meter);
        Assert.Equal((Window.Of(Given.At(45)).Day.Date, (Int128)2_000_000), (Of(Row(45), moved).Day, Of(Row(45), moved).MilliwattHours));
    }

    [Fact]
    public void Are_unknown_where_nothing_is_known_to_be_charged_or_no_factor_holds()
    {
        Assert.Equal((null, null, null, false), (OwnEmissions.Of([], Grid).KilogramsCo2e, OwnEmissions.Of([], Grid).CountedHereKilogramsCo2e, OwnEmissions.Of([], Grid).Key, OwnEmissions.Of([], Grid).CanBeClosed));
        Assert.Null(OwnEmissions.Of([Charge("2026-01-01", 40), Charge("2021-12-31", 1)], Grid).KilogramsCo2e);
        Assert.Equal(0m, Charged("2026-01-01", 0).KilogramsCo2e);
    }

    [Fact]
    public void Are_the_same_by_a_factor_in_tonnes_a_megawatt_hour() =>
        Assert.Equal(33.25m, OwnEmissions.Of([Charge("2026-01-01", 70)], _ => Factored.Of("grid", 0.475m, "t/MWh")).KilogramsCo2e);

    [Fact]
    public void Are_refused_with_reason_and_cure_where_they_make_no_sense()
    {
        Assert.Contains("never below zero", Assert.Throws<ArgumentOutOfRangeException>(() => Charged("2026-01-01", -1)).Message, StringComparison.Ordinal);
        Assert.Contains("gives g/km; it makes no kg of kWh", Assert.Throws<InvalidOperationException>(() => OwnEmissions.Of([Charge("2026-01-01", 1)], _ => Registry.Named("th-car-gasoline")).KilogramsCo2e).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Are_the_same_in_any_order_and_however_the_energy_is_cut() =>
        Gen.Select(Gen.Int[0, 700], Gen.Long[0, 1_000_000_000], Gen.Bool).Array[1, 20].Sample(all =>
        {
            Charge[] charges = [.. all.Select(one => new Charge(Factored.On("2025-01-01").AddDays(one.Item1), one.Item2, one.Item3 ? "depot" : "cart-1", one.Item3 ? ChargerMeter.Building : ChargerMeter.Own))];
            var whole = OwnEmissions.Of(charges, Grid);
            var cut = OwnEmissions.Of(charges.Reverse().SelectMany(charge => (Charge[])[charge with { MilliwattHours = charge.MilliwattHours / 3 }, charge with { MilliwattHours = charge.MilliwattHours - charge.MilliwattHours / 3 }]), Grid);
            Assert.Equal(whole.Parts, cut.Parts);
            Assert.Equal(whole.KilogramsCo2e, whole.Parts.Where(part => part.Meter != ChargerMeter.Own).Sum(part => part.KilogramsCo2e) + (whole.CountedHereKilogramsCo2e ?? 0));
        });

    static Charge Of(LedgerRow row, Described moved) => YPort.Twin.Model.Shuttles.ModeShift.Charge.Of(row, Cart.Register(10, moved));
}
