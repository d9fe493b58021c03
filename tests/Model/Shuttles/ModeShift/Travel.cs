using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.City.Inventory;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Shuttles.ModeShift;

namespace YPort.Twin.Tests.Model.Shuttles.ModeShift;

/// <summary>Travel, charging and declared splits, shortly said.</summary>
static class Travel
{
    /// <summary>0.4999 kg/kWh until 2025, 0.4750 from 2026 on; a gasoline car 171.01 g/km shared by 1.5, a bus 1000 by 25.</summary>
    public static FactorRegistry Registry => FactorFile.Shipped;

    public static Factor? Grid(DateOnly day) => Registry.On(day, "th-grid-scope-2");

    public static FormerModeSplit Split(string from, string? to, params (string Mode, decimal Share)[] shares) => new($"survey-{from}", Factored.On(from),
        new("Passenger survey at Bang Sue", "made up for this test", 2026), [.. shares.Select(share => new FormerModeShare(share.Mode, share.Share))], to is null ? null : Factored.On(to), Factored.On("2025-12-01"));

    public static FormerModeSplits Splits(params FormerModeSplit[] splits)
    {
        var (declared, faults) = FormerModeSplits.Of(splits);
        Assert.Empty(faults);
        return declared!;
    }

    /// <summary>In passenger-kilometres.</summary>
    public static Carried Carried(string day, decimal kilometres) => new(Factored.On(day), (Int128)(kilometres * 1_000_000));

    /// <summary>In kWh.</summary>
    public static OwnEmissions Charged(string day, decimal kilowattHours, string? meteredBy = null) => OwnEmissions.Of([Charge(day, kilowattHours, meteredBy)], Grid);

    public static Charge Charge(string day, decimal kilowattHours, string? meteredBy = null) =>
        new(Factored.On(day), (Int128)(kilowattHours * 1_000_000), meteredBy, ChargerMeters.Of(TwinId.Parse("cart-1"), meteredBy));
}
