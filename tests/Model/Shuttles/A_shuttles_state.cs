using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Shuttles;
using static YPort.Twin.Tests.Model.Given;
using static YPort.Twin.Tests.Model.Shuttles.Cart;

namespace YPort.Twin.Tests.Model.Shuttles;

public sealed class A_shuttles_state
{
    static ShuttleNow Now(double seconds, Sample[]? fixes = null, Sample? occupancy = null, params EventWord[] words) => ShuttleView.Of(Register(), At(seconds / 60),
        channel => channel == ShuttleChannels.Position && fixes is { Length: > 0 } ? fixes[^1] : channel == ShuttleChannels.Occupancy ? occupancy : null, fixes, words);

    static string[] Alarms(double seconds, Dictionary<Channel, Sample[]>? tails = null, params EventWord[] words) =>
        [.. ShuttleAlarms.Of(Register(), At(seconds / 60), Now(seconds, tails?.GetValueOrDefault(ShuttleChannels.Position), null, words), channel => tails?.GetValueOrDefault(channel)).Select(alarm => alarm.Code)];

    [Fact]
    public void Of_a_silent_vehicle_knows_nothing() =>
        Assert.Equal((null, null, null, "unknown", null, null, 0), (Now(0).Fix, Now(0).HeadingDegrees, Now(0).Mode, Now(0).Service, Now(0).Persons, Now(0).Stop, Now(0).Faults.Length));

    [Fact]
    public void Shows_the_newest_place_which_is_stale_after_ninety_seconds()
    {
        Sample[] fixes = [East(0, 0), Fix(60, 13.8057m, 100.5423m)];
        Assert.Equal((13.8057, 100.5423, At(1), Freshness.Live), (Now(61, fixes).Fix!.Place.Lat, Now(61, fixes).Fix!.Place.Lon, Now(61, fixes).Fix!.At, Now(61, fixes).Fix!.Freshness));
        Assert.Equal(Freshness.Late, Now(149.9, fixes).Fix!.Freshness);
        Assert.Equal(Freshness.Stale, Now(150, fixes).Fix!.Freshness);
    }

    [Fact]
    public void Heads_where_it_drove_last_and_not_where_its_receiver_wanders_or_jumps()
    {
        Assert.Equal(90, Now(30, [East(0, 0), East(10, 50)]).HeadingDegrees);
        Assert.Equal(90, Now(30, [East(0, 0), East(10, 50), East(20, 48)]).HeadingDegrees);
        Assert.Equal(90, Now(30, [East(0, 0), East(10, 50), East(20, -9000)]).HeadingDegrees);
        Assert.Equal(270, Now(30, [East(0, 0), East(10, 50), East(20, 0)]).HeadingDegrees);
        Assert.Null(Now(30, [East(0, 0), East(10, 1)]).HeadingDegrees);
    }

    [Fact]
    public void Says_who_drives_since_when_who_is_aboard_where_it_stands_and_what_is_broken()
    {
        var now = Now(3600, null, Aboard(3000, 2), Mode(100, "manual"), Mode(200, "auto"), Mode(300, "auto"), Arrived(400, "A"), Departed(450, "A"), Arrived(500, "B"),
            Fault(600, "E1", "raised", "minor"), Fault(610, "E2", "raised"), Fault(620, "E3", "raised"), Fault(630, "E3", "cleared"));
        Assert.Equal(new ShuttleMode("auto", At(200 / 60.0)), now.Mode);
        Assert.Equal(("occupied", 2), (now.Service, now.Persons));
        Assert.Equal(new ShuttleStop("B", true, At(500 / 60.0), null), now.Stop);
        Assert.Equal([new("E1", false, At(10)), new("E2", true, At(610 / 60.0))], now.Faults);
        Assert.Equal(("empty", 0), (Now(3600, null, Aboard(3000, 0)).Service, Now(3600, null, Aboard(3000, 0)).Persons));
        Assert.Equal(("unknown", null), (Now(6600, null, Aboard(3000, 2)).Service, Now(6600, null, Aboard(3000, 2)).Persons));
    }

    [Fact]
    public void Raises_alarms_that_clear_by_themselves()
    {
        Dictionary<Channel, Sample[]> jump = new() { [ShuttleChannels.Position] = [East(0, 0), East(60, 9000), East(120, 0)] };
        Assert.Equal(["impossible-jump"], Alarms(200, jump));
        Assert.Equal(["impossible-jump"], Alarms(1799, jump));
        Assert.Empty(Alarms(1800, jump));
        Assert.Equal(["open-fault"], Alarms(700, null, Fault(600, "E1", "raised", "minor"), Fault(610, "E2", "raised")));
        Assert.Empty(Alarms(700, null, Fault(610, "E2", "raised"), Fault(620, "E2", "cleared")));
        Assert.Empty(Alarms(399, null, Mode(100, "safe-stop")));
        Assert.Equal(["long-safe-stop"], Alarms(400, null, Mode(100, "safe-stop"), Mode(350, "safe-stop")));
        Assert.Empty(Alarms(700, null, Mode(100, "safe-stop"), Mode(350, "manual")));
    }

    [Fact]
    public void Warns_of_a_low_battery_that_is_not_charging_while_that_is_fresh()
    {
        Dictionary<Channel, Sample[]> low = new() { [ShuttleChannels.StateOfCharge] = [Says(0, 15_000), Says(1, 14_999)] };
        Assert.Equal(["low-battery"], Alarms(90, low));
        Assert.Empty(Alarms(60 + 300, low));
        low[ShuttleChannels.BatteryPower] = [Says(1, -3_000_000)];
        Assert.Empty(Alarms(90, low));
    }
}
