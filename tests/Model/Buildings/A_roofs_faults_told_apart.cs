using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Buildings.Faults;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Tests.Model.Buildings;

/// <summary>A day of a roof of 100 kW, with one thing wrong at a time: that is found, and nothing else.</summary>
public sealed class A_roofs_faults_told_apart
{
    static readonly Place Bangkok = new(13.7539, 100.5014);
    static readonly BangkokDay Day = BangkokDay.Of(new DateOnly(2026, 5, 10));

    // A parabola from 6 to 18 o'clock up to 900 W/m2, never twice the same; 0.75 of it is made.
    static double Sun(int minute) => minute is > 360 and < 1080 ? 900 * (1 - Math.Pow((minute - 720) / 360.0, 2)) : 0;

    static RoofWords Words(Func<int, double?>? power = null, Func<int, double?>? sun = null, int step = 5, Func<int, double?>? quarter = null, SoilingDay[]? days = null) => new(
        [.. Minutes(step).Select(minute => Told(minute, (power ?? Made)(minute)))], [.. Minutes(step).Select(minute => Told(minute, (sun ?? (at => Sun(at)))(minute)))],
        [.. Minutes(15).Select(minute => new RoofMoment(At(minute), (quarter ?? power ?? Made)(minute), Sun(minute)))], days ?? [], 100_000, 100_000, Bangkok);

    static double? Made(int minute) => 75 * Sun(minute);

    static IEnumerable<int> Minutes(int step) => Enumerable.Range(0, 1440 / step).Select(i => i * step);

    static Instant At(int minute) => Day.Start + TimeSpan.FromMinutes(minute);

    static Observation Told(int minute, double? value) => new(At(minute), value);

    static RoofFault Only(RoofWords words) => Assert.Single(RoofFaults.Of(words));

    static void Is(RoofFaultKind kind, Channel channel, int from, int to, int count, RoofFault fault) =>
        Assert.Equal((kind, channel.Name, At(from), At(to), count), (fault.Kind, fault.Channel.Name, fault.From, fault.To, fault.Count));

    [Fact]
    public void Of_a_good_day_are_none() => Assert.Empty(RoofFaults.Of(Words()));

    [Fact]
    public void Name_a_stuck_meter_and_a_stuck_sunlight_sensor()
    {
        Is(RoofFaultKind.Stuck, BuildingChannels.PvPower, 600, 660, 13, Only(Words(power: minute => minute is >= 600 and <= 660 ? 61_234 : Made(minute))));
        Is(RoofFaultKind.Stuck, BuildingChannels.IrradiancePoa, 600, 660, 13, Only(Words(sun: minute => minute is >= 600 and <= 660 ? 812 : Sun(minute))));
    }

    [Fact]
    public void Name_an_impossible_value_at_any_pace_and_a_leap_only_of_quarter_hours()
    {
        Is(RoofFaultKind.Outlier, BuildingChannels.PvPower, 720, 720, 1, Only(Words(power: minute => minute == 720 ? 121_000 : Made(minute), quarter: Made)));
        Is(RoofFaultKind.Outlier, BuildingChannels.PvPower, 720, 720, 1, Only(Words(power: minute => minute == 720 ? 20_000 : Made(minute), step: 15, quarter: Made)));
        Assert.Empty(RoofFaults.Of(Words(power: minute => minute == 720 ? 20_000 : Made(minute), quarter: Made)));
    }

    [Fact]
    public void Name_an_outage_and_apart_from_it_a_silence()
    {
        Is(RoofFaultKind.Outage, BuildingChannels.PvPower, 600, 660, 4, Only(Words(power: minute => minute is >= 600 and < 660 ? 0 : Made(minute))));
        Is(RoofFaultKind.Unheard, BuildingChannels.PvPower, 600, 660, 4, Only(Words(power: minute => minute is >= 600 and < 660 ? null : Made(minute))));
    }

    [Fact]
    public void Name_power_in_the_dark() =>
        Is(RoofFaultKind.NightGeneration, BuildingChannels.PvPower, 60, 80, 5, Only(Words(power: minute => minute is >= 60 and <= 80 ? 5_000 + minute : Made(minute))));

    [Theory]
    [InlineData(1000, "high")]
    [InlineData(0.001, "low")]
    public void Name_a_wrong_unit_once_and_nothing_that_follows_from_it(double factor, string says)
    {
        var fault = Only(Words(power: minute => Made(minute) * factor));
        Assert.Equal(RoofFaultKind.WrongUnit, fault.Kind);
        Assert.Contains(says, fault.Says);
    }

    [Theory]
    [InlineData(0.39)]
    [InlineData(2.1)]
    public void Do_not_take_a_poor_or_a_wrongly_rated_roof_for_a_wrong_unit(double share)
    {
        RoofMoment[] moments = [.. Minutes(15).Select(minute => new RoofMoment(At(minute), 100 * Sun(minute) * share * 1000, Sun(minute)))];
        Assert.Null(WrongUnit.Factor(moments, 100_000));
        Assert.Equal(1000, WrongUnit.Factor(moments.Select(moment => moment with { Watts = moment.Watts / share }), 100_000));
        Assert.Null(WrongUnit.Factor(moments.Where(moment => moment.PlaneWm2 >= 200).Take(7).Select(moment => moment with { Watts = moment.Watts / share }), 100_000));
    }

    [Fact]
    public void Name_clipping_and_not_a_stuck_meter() =>
        Is(RoofFaultKind.Clipping, BuildingChannels.PvPower, 660, 780, 25, Only(Words(power: minute => minute is >= 660 and <= 780 ? 100_000 : Made(minute), quarter: Made)));

    // As in A_roofs_faults: it falls every day.
    [Fact]
    public void Name_soiling_of_two_weeks()
    {
        var fault = Only(Words(days: [.. Enumerable.Range(0, 15).Select(day => new SoilingDay(Day.Date.AddDays(day), 0.8 - 0.002 * day, null))]));
        Assert.Equal((RoofFaultKind.Soiling, 15, Day.Start), (fault.Kind, fault.Count, fault.From));
        Assert.Contains("0.25 % a day", fault.Says);
    }

    [Fact]
    public void Are_not_guessed_where_the_rating_or_the_place_is_unknown()
    {
        var off = Words(power: minute => minute is >= 600 and < 660 ? 0 : Made(minute));
        Assert.Empty(RoofFaults.Of(off with { RatedWatts = null, PeakWatts = null }));
        Assert.Empty(RoofFaults.Of(Words(power: minute => minute is >= 60 and <= 80 ? 5_000 + minute : Made(minute)) with { Place = null }));
    }
}
