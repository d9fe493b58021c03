using YPort.Twin.Model.City;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Shuttles;
using YPort.Twin.Rehearsal;

namespace YPort.Twin.Tests.Rehearsal;

public sealed class A_pretend_vehicle
{
    static readonly CityFile Vehicles = Given.Only(twin => twin.Description.Kind == Kinds.Shuttle);
    static readonly BangkokDay Day = Given.Day("2026-03-10");

    [Fact]
    public void Drives_about_70_km_a_day_as_a_cart_and_five_carts_charge_about_70_kWh()
    {
        var city = Given.Play(began: "2026-03-09", city: Vehicles);
        var (morning, night) = (city.At(Day.Start), city.At(new(Day.End.Microseconds - 1)));
        List<double> kilowattHours = [];
        for (var cart = 1; cart <= 5; cart++)
        {
            var fixes = Fixes(city, $"cart-{cart}");

            Assert.InRange(fixes.Zip(fixes.Skip(1), Metres).Sum(), 63_000, 77_000);
            kilowattHours.Add((Steps(night, cart, ShuttleChannels.ChargeEnergy) - Steps(morning, cart, ShuttleChannels.ChargeEnergy)) / 1e6);
        }
        Assert.InRange(kilowattHours.Sum(), 63, 77);
    }

    [Fact]
    [Trait("needs", "minutes")]
    public void Is_never_faster_than_its_loop_allows_and_starts_and_stops_gently()
    {
        var city = Given.Play(city: Vehicles);
        var begin = Day.Start + TimeSpan.FromHours(8);
        Reading? before = null;
        var fastest = 0.0;
        for (var second = 0; second < 3600; second++)
        {
            var fix = city.At(begin + TimeSpan.FromSeconds(second)).Of("cart-2", ShuttleChannels.Position);
            if (before is { } last) fastest = Math.Max(fastest, Metres(last, fix!.Value));
            before = fix;
        }
        Assert.InRange(fastest, 15 / 3.6 * 0.9, 15 / 3.6 * 1.1);
    }

    [Fact]
    public void Passes_the_anchors_of_Bang_Sue()
    {
        var fixes = Fixes(Given.Play(city: Vehicles), "cart-1").Select(reading => GeoPoint.Unpack(reading.Steps)).ToArray();

        foreach (var (lat, lon) in new[] { (13.80470, 100.54177), (13.80298, 100.53914), (13.80559, 100.54229) })
            Assert.True(fixes.Count(at => Math.Abs(at.LatDegrees - lat) < 1e-5 && Math.Abs(at.LonDegrees - lon) < 1e-5) > 30, $"{lat} {lon}");
    }

    [Fact, Trait("needs", "minutes")]
    public void Carries_nobody_out_of_service_never_more_than_its_seats_and_lets_everyone_off()
    {
        var city = Given.Play(city: Vehicles);
        List<long> aboard = [];
        foreach (var twin in city.Twins)
            foreach (var reading in twin.Told(Day.Start, Day.End).Where(reading => reading.Channel == ShuttleChannels.Occupancy))
            {
                Assert.InRange(reading.Steps, 0, twin.Twin.Twin.Description.Shuttle!.CapacityPersons!.Value);
                if (reading.At < Day.Start + TimeSpan.FromHours(6)) Assert.Equal(0, reading.Steps);
                aboard.Add(reading.Steps);
            }
        Assert.True(aboard.Max() >= 6);
        var (morning, night) = (city.At(Day.Start), city.At(new(Day.End.Microseconds - 1)));
        for (var cart = 1; cart <= 5; cart++)
        {
            var boarded = Steps(night, cart, ShuttleChannels.Boardings) - Steps(morning, cart, ShuttleChannels.Boardings);
            Assert.InRange(boarded, 60, 400);
            Assert.Equal(boarded, Steps(night, cart, ShuttleChannels.Alightings) - Steps(morning, cart, ShuttleChannels.Alightings));
        }
    }

    [Fact]
    [Trait("needs", "minutes")]
    public void Keeps_its_battery_between_empty_and_full_and_is_full_before_midnight()
    {
        var city = Given.Play(city: Vehicles);
        foreach (var at in Given.Every(TimeSpan.FromMinutes(10), "2026-03-10").Where(at => at < Day.End))
            for (var cart = 1; cart <= 5; cart++)
                Assert.InRange(Steps(city.At(at), cart, ShuttleChannels.StateOfCharge) / 1000.0, 25, 95.001);
        Assert.Equal(95, Steps(city.At(new(Day.End.Microseconds - 1)), 1, ShuttleChannels.StateOfCharge) / 1000.0, 0.01);
    }

    // Power is read every ten seconds; what was drawn is what the register says, to within the reading's coarseness.
    [Fact]
    [Trait("needs", "minutes")]
    public void Counts_the_energy_that_it_draws()
    {
        var city = Given.Play(city: Vehicles);
        var (from, to) = (Day.Start + TimeSpan.FromHours(9), Day.Start + TimeSpan.FromHours(11));
        var drawn = 0.0;
        for (var at = from; at < to; at += TimeSpan.FromSeconds(5)) drawn += Steps(city.At(at), 3, ShuttleChannels.BatteryPower) / 1000.0 * 5 / 3600;

        Assert.Equal(drawn, (Steps(city.At(to), 3, ShuttleChannels.Energy) - Steps(city.At(from), 3, ShuttleChannels.Energy)) / 1000.0, drawn * 0.02);
    }

    [Fact]
    public void Tells_of_stops_in_turn_and_of_an_occasional_intervention()
    {
        var city = Given.Play(city: Vehicles);
        List<TwinEvent> month = [.. city.Happened(Day.Start, Day.Start + TimeSpan.FromDays(30))];
        foreach (var events in month.Where(one => one.Type.StartsWith("stop-", StringComparison.Ordinal)).GroupBy(one => (one.Twin, BangkokDay.Of(one.At))).Select(day => day.OrderBy(one => one.At).ToArray()))
            for (var i = 0; i + 1 < events.Length; i += 2)
                Assert.Equal(("stop-arrived", "stop-departed", events[i].Said("stop")), (events[i].Type, events[i + 1].Type, events[i + 1].Said("stop")));
        // Five carts, 10,500 km: between 2 and 20 per 1,000 km.
        Assert.InRange(month.Count(one => one.Type == "disengagement"), 20, 210);
        Assert.InRange(month.Count(one => one.Type == "fault"), 1, 30);
        Assert.Equal(month.Count, month.Select(one => (one.Twin, one.Id)).Distinct().Count());
    }

    static Reading[] Fixes(PretendCity city, string twin) =>
        [.. city.Twins.Single(one => one.Twin.Id.ToString() == twin).Told(Day.Start, Day.End).Where(reading => reading.Channel == ShuttleChannels.Position)];

    static long Steps(IReadOnlyList<Reading> readings, int cart, Channel channel) => readings.Of($"cart-{cart}", channel)!.Value.Steps;

    static double Metres(Reading one, Reading other)
    {
        var (from, to) = (GeoPoint.Unpack(one.Steps), GeoPoint.Unpack(other.Steps));
        return double.Hypot((from.LatDegrees - to.LatDegrees) * 110_630, (from.LonDegrees - to.LonDegrees) * 108_110);
    }
}
