using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Readings;
using YPort.Twin.Rehearsal;

namespace YPort.Twin.Tests.Rehearsal;

/// <summary>The whole shipped city against what is known of such cities; the bounds stand in silo/Host/cities/README.md.</summary>
public sealed class A_rehearsed_city
{
    static readonly Lazy<PretendCity> City = new(() => Given.Play(began: "2026-03-01", city: Given.Only(twin => twin.Description.Kind == Kinds.Building)));

    [Fact]
    public void Makes_about_30_MW_on_a_clear_noon()
    {
        var best = Given.Every(TimeSpan.FromDays(1), "2026-03-01", days: 13)
            .Max(midnight => City.Value.At(midnight + TimeSpan.FromHours(12.3)).Where(reading => reading.Channel == BuildingChannels.PvPower).Sum(reading => reading.Steps / 1e9));

        Assert.InRange(best, 26, 32);
    }

    // 40 MWp at 3.7 to 3.9 hours of full sun; two weeks of March have more than the year's mean.
    [Fact, Trait("needs", "minutes")]
    public void Makes_about_150_MWh_a_day_and_Finetechs_roofs_about_7_2()
    {
        var (from, to) = (City.Value.At(Given.Day("2026-03-01").Start), City.Value.At(Given.Day("2026-03-15").Start));

        Assert.InRange(Megawatthours(from, to, _ => true) / 14, 130, 185);
        Assert.InRange(Megawatthours(from, to, twin => twin.StartsWith("finetech-", StringComparison.Ordinal)) / 14, 6.2, 8.9);
    }

    [Fact]
    public void Has_roofs_with_their_own_meters_and_the_greater_ones_with_the_sun_beside_them()
    {
        var noon = City.Value.At(Given.Day("2026-03-01").Start + TimeSpan.FromHours(12));

        Assert.Equal(400, noon.Count(reading => reading.Channel == BuildingChannels.PvEnergy));
        Assert.InRange(noon.Count(reading => reading.Channel == BuildingChannels.IrradiancePoa), 150, 250);
        Assert.All(Enumerable.Range(1, 6), roof => Assert.NotNull(noon.Of($"finetech-{roof}", BuildingChannels.IrradiancePoa)));
    }

    // What a pace of live speech costs the twin: under 1,200 readings a second by far.
    [Fact]
    public void Speaks_live_in_a_few_hundred_readings_a_second()
    {
        var city = Given.Play(began: "2026-03-01", city: Given.Bangkok);
        var noon = Given.Day("2026-03-01").Start + TimeSpan.FromHours(12);
        var said = Enumerable.Range(0, 30).SelectMany(beat => city.Beat(noon + TimeSpan.FromSeconds(2 * beat), beat)).ToArray();

        Assert.InRange(said.Length / 60.0, 50, 300);
        Assert.Equal(Given.Bangkok.Twins.Count - 3, said.Select(reading => reading.Twin).Distinct().Count()); // all but two recyclers and the composting plant
        Assert.Equal(said.Length, said.Select(reading => (reading.Twin, reading.Channel, reading.At)).Distinct().Count());
    }

    static double Megawatthours(IReadOnlyList<Reading> from, IReadOnlyList<Reading> to, Func<string, bool> twin)
    {
        return Sum(to) - Sum(from);

        double Sum(IReadOnlyList<Reading> readings) => readings.Where(reading => reading.Channel == BuildingChannels.PvEnergy && twin(reading.Twin.ToString())).Sum(reading => reading.Steps / 1e9);
    }
}
