using YPort.Twin.Model.City;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Waste;

namespace YPort.Twin.Tests.Rehearsal;

public sealed class A_pretend_waste_site
{
    static readonly CityFile Sites = Given.Only(twin => twin.Description.Kind == Kinds.WasteSite);
    static readonly string[] Stations = ["on-nut", "nong-khaem", "sai-mai"];
    static readonly BangkokDay Monday = Given.Day("2026-03-09");

    // A week, because Mondays bring more and Sundays less. Tonnes.
    [Fact]
    public void Collects_9238_tonnes_a_day_in_about_1850_lorries_and_hauls_them_on_in_about_350()
    {
        var week = Week();
        var collected = week.Where(one => Stations.Contains(one.Twin.ToString()) && one.Said("direction") == "in").ToArray();
        var hauls = week.Where(one => one.Said("direction") == "out").ToArray();

        Assert.InRange(collected.Length / 7.0, 1850 * 0.98, 1850 * 1.02);
        Assert.InRange(Tonnes(collected) / 7, 9238 * 0.98, 9238 * 1.02);
        Assert.InRange(hauls.Length / 7.0, 350 * 0.95, 350 * 1.05);
        Assert.Equal(Tonnes(collected), Tonnes(hauls), 1e-6);
        Assert.Equal(50, collected.Select(one => one.Said("origin")).Distinct().Count());
    }

    [Fact]
    public void Sends_on_the_same_day_all_that_a_station_collected_by_category()
    {
        foreach (var station in Stations)
        {
            var day = Given.Play(city: Sites).Happened(Monday.Start, Monday.End).Where(one => one.Twin.ToString() == station).ToArray();
            foreach (var category in day.GroupBy(one => one.Said("category")))
                Assert.Equal(Tonnes(category.Where(one => one.Said("direction") == "in")), Tonnes(category.Where(one => one.Said("direction") == "out")), 1e-6);
        }
    }

    [Fact]
    public void Weighs_every_haul_again_where_it_arrives_a_little_otherwise_and_later()
    {
        var city = Given.Play(city: Sites);
        var hauls = city.Happened(Monday.Start, Monday.End).Where(one => one.Said("direction") == "out").ToArray();
        var arrived = city.Happened(Monday.Start, Monday.End + TimeSpan.FromHours(6)).ToDictionary(one => (one.Twin.ToString(), one.Id));

        Assert.All(hauls, haul =>
        {
            var there = arrived[(haul.Said("destination")!, $"{haul.Twin}-{haul.Id}")];
            Assert.Equal(haul.Twin.ToString(), there.Said("origin"));
            Assert.InRange((there.At - haul.At).TotalHours, 0.05, 4);
            Assert.InRange((double)Math.Abs(there.Number("netKg") - haul.Number("netKg")), 0, 10 + 0.0031 * (double)haul.Number("netKg"));
        });
        Assert.Contains(hauls, haul => arrived[(haul.Said("destination")!, $"{haul.Twin}-{haul.Id}")].Number("netKg") != haul.Number("netKg"));
    }

    [Fact]
    public void Burns_500_tonnes_a_day_for_nearly_10_MW_and_composts_about_300()
    {
        var week = Week();

        Assert.InRange(Tonnes(week.Where(one => one.Twin.ToString() == "nong-khaem-wte")) / 7, 470, 520);
        Assert.InRange(Tonnes(week.Where(one => one.Twin.ToString() == "on-nut-compost")) / 7, 270, 330);

        var city = Given.Play(began: "2026-03-09", city: Sites);
        var (from, to) = (city.At(Monday.Start).Of("nong-khaem-wte", WasteChannels.WteEnergy)!.Value, city.At(Monday.End).Of("nong-khaem-wte", WasteChannels.WteEnergy)!.Value);
        Assert.InRange((to.Steps - from.Steps) / 1e9, 0.9 * 9.8 * 24, 9.8 * 24); // MWh
    }

    [Fact]
    public void Destroys_most_of_the_gas_that_it_draws_and_counts_it()
    {
        var city = Given.Play(began: "2026-03-09", city: Sites);
        var drawn = Given.Every(TimeSpan.FromMinutes(10), "2026-03-09").SkipLast(1).Average(at => city.At(at).Of("kamphaeng-saen", WasteChannels.LandfillGasFlow)!.Value.Steps / 1000.0) * 24;
        var destroyed = (city.At(Monday.End).Of("kamphaeng-saen", WasteChannels.GasDestroyed)!.Value.Steps - city.At(Monday.Start).Of("kamphaeng-saen", WasteChannels.GasDestroyed)!.Value.Steps) / 1000.0;

        Assert.InRange(destroyed / drawn, 0.92, 0.94);
    }

    [Fact]
    public void Is_never_nearly_full()
    {
        var city = Given.Play(city: Sites);
        foreach (var at in Given.Every(TimeSpan.FromMinutes(15), "2026-03-09", days: 7))
            Assert.All(city.At(at).Where(reading => reading.Channel == WasteChannels.FillLevel), reading => Assert.InRange(reading.Steps, 0, 79_999));
    }

    static TwinEvent[] Week() => [.. Given.Play(city: Sites).Happened(Monday.Start, Monday.Start + TimeSpan.FromDays(7))];

    static double Tonnes(IEnumerable<TwinEvent> tickets) => (double)tickets.Sum(one => one.Number("netKg")) / 1000;
}
