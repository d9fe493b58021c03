using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Things;
using YPort.Twin.Model.Waste;
using YPort.Twin.Rehearsal;
using YPort.Twin.Rehearsal.Sky;

namespace YPort.Twin.Tests.Rehearsal;

public sealed class A_pretend_city
{
    static readonly Instant Noon = Instant.Parse("2025-03-10T12:20:00+07:00"), Midnight = Instant.Parse("2025-03-10T00:00:00+07:00");
    static readonly IEnumerable<SeedTwin> Roofs = Given.Small.Twins.Where(twin => twin.Pretence is BuildingPretence { Panels: not null });

    [Fact]
    public void Says_the_same_from_the_same_seed_in_whatever_order_it_is_asked()
    {
        Instant[] moments = [.. Given.Every(TimeSpan.FromMinutes(47), "2025-03-10", days: 3)];
        var forward = Given.Play();
        var backward = Given.Play();

        var one = moments.Select(forward.At).ToArray();
        var other = moments.Reverse().Select(backward.At).Reverse().ToArray();

        Assert.Equal(one.SelectMany(readings => readings), other.SelectMany(readings => readings));
    }

    [Fact]
    public void Says_something_else_from_another_seed() => Assert.NotEqual(Given.Play(1).At(Noon), Given.Play(2).At(Noon));

    // A restart days later, from nothing but each register's latest reading, heard at different moments.
    [Fact]
    public void Goes_on_with_the_same_registers_after_a_restart()
    {
        var city = Given.Only(twin => twin.Description.Kind is Kinds.Shuttle or Kinds.WasteSite || twin.Id.ToString() is "office-sathon" or "depot-bang-khun-thian");
        var before = Given.Play(began: "2025-03-08", city: city);
        Dictionary<(TwinId, Channel), Sample> heard = [];
        foreach (var (reading, i) in before.At(Noon).Concat(before.At(Noon - TimeSpan.FromHours(30))).Select((reading, i) => (reading, i)))
            if (reading.Channel.Nature == ChannelNature.Register && (i % 3 == 0 || !heard.ContainsKey((reading.Twin, reading.Channel)))) heard[(reading.Twin, reading.Channel)] = new(reading, i);

        PretendCity after = new(city, 1, Given.Day("2025-03-14"), (twin, channel) => heard.TryGetValue((twin, channel), out var sample) ? sample : null);

        foreach (var at in new[] { Noon + TimeSpan.FromDays(4), Noon - TimeSpan.FromDays(6) }) Assert.Equal(before.At(at), after.At(at));
        Assert.Contains(heard.Keys, key => key.Item2 == WasteChannels.WteEnergy);
    }

    [Fact]
    public void Never_turns_a_meter_back()
    {
        var city = Given.Play();
        Dictionary<(TwinId, Channel), long> last = [];
        foreach (var at in Given.Every(TimeSpan.FromMinutes(7), "2025-03-10", days: 5))
            foreach (var reading in city.At(at).Where(reading => reading.Channel.Nature == ChannelNature.Register))
            {
                Assert.True(reading.Steps >= last.GetValueOrDefault((reading.Twin, reading.Channel)), $"{reading} after {last.GetValueOrDefault((reading.Twin, reading.Channel))}");
                last[(reading.Twin, reading.Channel)] = reading.Steps;
            }
        Assert.Equal(36, last.Count);
    }

    // Power runs straight between even minutes, so trapezoids of half minutes are exact up to the meter's whole milliwatt-hours;
    // the inverter's draw at night is not in a meter of what was made.
    [Fact]
    public void Counts_the_energy_of_the_power_that_it_tells()
    {
        var city = Given.Play();
        Instant[] moments = [.. Given.Every(TimeSpan.FromSeconds(30), "2025-03-10")];
        var told = moments.Select(city.At).ToArray();
        foreach (var twin in Roofs.Select(roof => roof.Id.ToString()))
        {
            var power = told.Select(readings => readings.Of(twin, BuildingChannels.PvPower)!.Value.Steps / 1000.0).ToArray();
            var wattHours = power.Zip(power.Skip(1), (from, to) => from >= 0 && to >= 0 ? (from + to) / 2 / 120 : 0).Sum();
            var counted = Counted(told, twin, BuildingChannels.PvEnergy);

            Assert.True(counted > 1000);
            Assert.InRange(counted / wattHours, 0.9999, 1.0001);
        }
    }

    // In Wh over a day: what came in and was not given out is what was used and not made; standby at night is part of it.
    [Fact]
    public void Balances_grid_load_and_sun()
    {
        var city = Given.Play();
        var told = Given.Every(TimeSpan.FromMinutes(2), "2025-03-10").Select(city.At).ToArray();
        foreach (var twin in Roofs.Select(roof => roof.Id.ToString()))
        {
            var net = told.Select(readings => (readings.Of(twin, BuildingChannels.LoadPower)!.Value.Steps - readings.Of(twin, BuildingChannels.PvPower)!.Value.Steps) / 1000.0).ToArray();
            var used = net.Zip(net.Skip(1), (from, to) => (from + to) / 2 / 30).Sum();

            Assert.Equal(used, Counted(told, twin, BuildingChannels.ImportEnergy) - Counted(told, twin, BuildingChannels.ExportEnergy), 0.01);
        }
    }

    [Fact]
    public void Gives_to_the_grid_where_a_roof_outgrows_its_building()
    {
        var city = Given.Play();
        var week = Given.Every(TimeSpan.FromDays(1), "2025-03-08", days: 7).Select(city.At).ToArray();

        Assert.True(Counted(week, "depot-bang-khun-thian", BuildingChannels.ExportEnergy) > 1_000_000);
        Assert.Equal(0, Counted(week, "hospital-bangkok-noi", BuildingChannels.ExportEnergy));
    }

    [Fact]
    public void Is_dark_at_night_but_not_silent()
    {
        var night = Given.Play().At(Midnight);

        foreach (var roof in Roofs.Select(roof => roof.Id.ToString()))
        {
            Assert.InRange(night.Of(roof, BuildingChannels.PvPower)!.Value.Steps, -20_000, -1);
            Assert.Equal(0, night.Of(roof, BuildingChannels.IrradiancePoa)?.Steps ?? 0);
            Assert.True(night.Of(roof, BuildingChannels.LoadPower)!.Value.Steps > 0);
        }
        Assert.Equal(0, night.Of("weather-khlong-toei", ThingChannels.IrradianceGlobal)!.Value.Steps);
    }

    // About 0.75 W for each watt of panels on a clear noon: 30 MW of 40 MWp.
    [Fact]
    public void Makes_three_quarters_of_its_panels_on_a_clear_noon()
    {
        var city = Given.Play();
        foreach (var roof in Roofs)
        {
            var best = Given.Every(TimeSpan.FromDays(1), "2025-03-01", days: 60)
                .Max(midnight => city.At(midnight + TimeSpan.FromHours(12)).Of(roof.Id.ToString(), BuildingChannels.PvPower)!.Value.Steps / 1000.0);

            Assert.InRange(best / ((BuildingPretence)roof.Pretence!).Panels!.PeakWatts, 0.68, 0.82);
            Assert.True(best <= roof.Description.PvRatedMilliwatts / 1000.0);
        }
    }

    // Published for Thailand: 1,340 to 1,418 kWh a year for each kWp; Bangkok's sun 4.7 to 5.1 kWh/m² a day.
    [Fact]
    [Trait("needs", "minutes")]
    public void Makes_in_a_year_what_roofs_in_Bangkok_make()
    {
        var city = Given.Play(began: "2025-01-01");
        var year = new[] { city.At(Given.Day("2025-01-01").Start), city.At(Given.Day("2026-01-01").Start) };
        var made = Roofs.Sum(roof => Counted(year, roof.Id.ToString(), BuildingChannels.PvEnergy));

        Assert.InRange(made / Roofs.Sum(roof => ((BuildingPretence)roof.Pretence!).Panels!.PeakWatts), 1340, 1418);

        var sun = Given.Every(TimeSpan.FromHours(1), "2025-01-01", days: 364).Where((_, hour) => hour % 24 is > 5 and < 20)
            .Sum(at => city.At(at).Of("weather-khlong-toei", ThingChannels.IrradianceGlobal)!.Value.Steps / 1000.0) / 364 / 1000;
        Assert.InRange(sun, 4.7, 5.1);
    }

    [Fact]
    public void Sends_a_cloud_over_neighbours_alike_and_over_the_far_side_otherwise()
    {
        var sky = new PretendSky(1);
        var (here, near, far) = (new Model.Register.Place(13.72, 100.53), new Model.Register.Place(13.722, 100.532), new Model.Register.Place(13.85, 100.80));
        List<(double Near, double Far)> apart = [];
        foreach (var midnight in Given.Every(TimeSpan.FromDays(1), "2025-05-01", days: 20))
        {
            var day = sky.Day(BangkokDay.Of(midnight));
            for (var node = 270; node < 450; node += 10)
            {
                var global = sky.At(day, node, here).GlobalWm2;
                apart.Add((Math.Abs(global - sky.At(day, node, near).GlobalWm2), Math.Abs(global - sky.At(day, node, far).GlobalWm2)));
            }
        }
        Assert.True(apart.Average(pair => pair.Far) > 4 * apart.Average(pair => pair.Near), $"{apart.Average(pair => pair.Near)} near, {apart.Average(pair => pair.Far)} far");
    }

    [Fact]
    public void Stays_within_what_its_channels_can_say()
    {
        var city = Given.Play();
        foreach (var at in Given.Every(TimeSpan.FromHours(5), "2025-03-10", days: 364))
            Assert.All(city.At(at), reading => Assert.InRange(reading.Steps, reading.Channel.LeastSteps, reading.Channel.MostSteps));
    }

    [Fact]
    public void Never_speaks_for_a_real_city() => Assert.Empty(Given.Play(city: Given.Bangkok with { Set = CitySet.Real }).At(Noon));

    static double Counted(IReadOnlyList<Reading>[] told, string twin, Channel register) =>
        (told[^1].Of(twin, register)!.Value.Steps - told[0].Of(twin, register)!.Value.Steps) / 1000.0;
}
