using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Buildings.Faults;
using YPort.Twin.Model.Buildings.Performance;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Tests.Model.Buildings;

/// <summary>What a report makes of quarter hours: the sun on a plane, availability, shortfall.</summary>
public sealed class A_roofs_report
{
    static readonly Place Bangkok = new(13.7539, 100.5014);
    static readonly Window Noon = Window.Of(Instant.Parse("2026-05-10T12:00:00+07:00")), Midnight = Window.Of(Instant.Parse("2026-05-10T00:00:00+07:00"));

    // 800 W/m2 for a quarter hour are 200 Wh/m2, and on a flat plane nothing is turned.
    [Theory]
    [InlineData(200_000)]
    [InlineData(0)]
    public void Takes_the_horizontal_sun_for_that_of_a_flat_plane(long amount) =>
        Assert.Equal(amount, PlaneSun.FromHorizontal(Noon, amount, Bangkok, PanelPlane.Flat));

    // In the morning the sun stands in the east.
    [Fact]
    public void Gives_a_plane_that_faces_the_sun_more_than_one_that_turns_its_back()
    {
        var morning = Window.Of(Instant.Parse("2026-05-10T08:00:00+07:00"));
        var (east, flat, west) = (On(90), PlaneSun.FromHorizontal(morning, 100_000, Bangkok, PanelPlane.Flat), On(270));
        Assert.True(east > flat && flat > west, $"{east}, {flat}, {west}");

        long On(double facing) => PlaneSun.FromHorizontal(morning, 100_000, Bangkok, new(30, facing));
    }

    [Fact]
    public void Bounds_a_flat_roof_by_Haurwitz_and_makes_nothing_of_the_night()
    {
        var sun = Sun.At(new(Noon.Start.Microseconds + Window.Microseconds / 2), Bangkok.Lat, Bangkok.Lon).CosZenith;
        Assert.Equal(1098 * sun * Math.Exp(-0.059 / sun) / 4 * 1000, PlaneSun.UnderClearSky(Noon, Bangkok, PanelPlane.Flat), 1.0);
        Assert.Equal(0, PlaneSun.UnderClearSky(Midnight, Bangkok, new(30, 180)));
        Assert.Equal(7, PlaneSun.FromHorizontal(Midnight, 7, Bangkok, new(30, 180))); // a sensor's own light, from nowhere
    }

    // Of seven quarter hours two are dark, one was not heard; of the four others one is off.
    [Fact]
    public void Counts_as_available_the_sunny_time_in_which_a_roof_was_heard_working()
    {
        RoofMoment[] moments = [Told(0, 100), Told(50_000, 800), Told(40_000, 600), Told(900, 500), Told(null, 500), Told(5_000, 200), Told(50_000, null)];
        Assert.Equal(new RoofAvailability(0.75, 3, 1, 1), RoofAvailability.Of(moments, 100_000));
        Assert.Null(RoofAvailability.Of([Told(null, 800), Told(0, 199)], 100_000));

        static RoofMoment Told(double? watts, double? sun) => new(Noon.Start, watts, sun);
    }

    // As in A_roofs_performance: 36.55 kWh expected, 18 made.
    [Fact]
    public void Says_what_was_lost_against_what_was_expected() => Assert.Equal(18_550_000, new ExpectedEnergy(36_550_000, 18_000_000, 2, 0).ShortfallMilliwattHours);
}
