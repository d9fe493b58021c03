using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Waste;

namespace YPort.Twin.Tests.Model.Waste;

public sealed class A_waste_sites_alarm
{
    static string Codes(double minutes, Sample[] fill, Sample[] flow, params long?[] destroyed) => string.Join(" ", WasteAlarms.Of(Told.Site("landfill", WasteRole.Landfill), Given.At(minutes),
        channel => channel == WasteChannels.FillLevel ? fill : channel == WasteChannels.LandfillGasFlow ? flow : default,
        (measure, window) => measure == WasteMeasures.GasDestroyed && destroyed.ElementAtOrDefault(window.Index - Window.Of(Given.Midnight).Index) is { } steps
            ? (new LedgerRow(TwinId.Parse("landfill"), measure.Name, "", window, Quality.Measured, steps, Window.Microseconds, 0), null) : default).Select(alarm => alarm.Code));

    [Theory]
    [InlineData(79_999, "")]
    [InlineData(80_000, "nearly-full")]
    [InlineData(99_999, "nearly-full")]
    [InlineData(100_000, "full")]
    public void Says_that_it_fills_at_eighty_and_at_a_hundred_percent(long steps, string code) => Assert.Equal(code, Codes(20, [Given.Says(0, 10_000), Given.Says(15, steps)], []));

    [Fact]
    public void Says_since_when_and_nothing_once_the_level_is_stale_or_falls()
    {
        Sample[] levels = [Given.Says(0, 70_000), Given.Says(15, 81_000), Given.Says(30, 85_000)];
        Assert.Equal((Given.At(15), "It is 85 % full."), (WasteAlarms.Filling(Given.At(31), levels)!.Since, WasteAlarms.Filling(Given.At(31), levels)!.Says));
        Assert.Null(WasteAlarms.Filling(Given.At(30 + 5 * 15), levels));
        Assert.Null(WasteAlarms.Filling(Given.At(46), [.. levels, Given.Says(45, 5_000)]));
    }

    [Fact]
    public void Says_that_gas_was_drawn_for_half_an_hour_and_none_destroyed()
    {
        Sample[] flow = [Given.Says(5, 900), Given.Says(20, 900)];
        Assert.Equal("gas-not-destroyed", Codes(31, [], flow, 0, 0));
        Assert.Equal("", Codes(31, [], flow, 0, 1));
        Assert.Equal("", Codes(31, [], flow, null, 0)); // nobody knows
        Assert.Equal("", Codes(31, [], [Given.Says(5, 900), Given.Says(20, 0)], 0, 0));
        Assert.Equal("", Codes(31, [], [Given.Says(5, 900)], 0, 0));
        Assert.Equal("", Codes(46, [], flow, 0, 0));
    }
}
