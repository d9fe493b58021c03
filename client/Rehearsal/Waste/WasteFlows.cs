using System.Globalization;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Rehearsal.Waste;

/// <summary>All lorries of the city, day by day: from the districts to the nearest transfer station, and in trailers on to where waste ends.</summary>
sealed class WasteFlows
{
    const int Lorries = 1829, Trailers = 120, DaysKept = 12;
    const double TonnesPerLoad = 4.993, FoodOfOrganic = 0.7;

    // Lorries at the scale by Bangkok hour: most streets are swept at night.
    static readonly double[] ByHour = [8, 9, 9, 9, 8, 7, 5, 4, 5, 6, 6, 5, 4, 3, 3, 2, 2, 2, 3, 4, 6, 7, 8, 8];
    // From Sunday on; a week's mean is 1.
    static readonly double[] ByWeekday = [0.94, 1.06, 1.02, 1.00, 0.99, 1.00, 0.99];

    readonly int _seed;
    readonly SeedTwin[] _stations;
    readonly Dictionary<TwinId, (string Code, double UpTo)[]> _districts;
    readonly Dictionary<(TwinId, BangkokDay), StationDay> _days = [];

    public WasteFlows(IEnumerable<SeedTwin> sites, int seed)
    {
        _seed = seed;
        _stations = [.. sites.Where(site => site.Pretence is WastePretence { CollectedTonnesPerDay: not null })];
        _districts = _stations.ToDictionary(station => station.Id, Served);
    }

    public StationDay Day(SeedTwin station, BangkokDay day)
    {
        if (_days.TryGetValue((station.Id, day), out var known)) return known;
        if (_days.Count >= DaysKept) _days.Remove(_days.Keys.MinBy(kept => kept.Item2.Number));
        return _days[(station.Id, day)] = Play(station, (WastePretence)station.Pretence!, day);
    }

    /// <summary>What arrives at a site from the stations that day, with the station.</summary>
    public IEnumerable<(SeedTwin Station, BangkokDay Left, Haul Haul)> Arriving(TwinId site, BangkokDay day) =>
        from station in _stations
        where ((WastePretence)station.Pretence!).Hauls.Any(haul => haul.Site == site.ToString())
        from left in new[] { day.Previous, day }
        from haul in Day(station, left).Hauls
        where haul.Site == site.ToString() && haul.Arrives >= day.Start && haul.Arrives < day.End
        select (station, left, haul);

    StationDay Play(SeedTwin station, WastePretence pretence, BangkokDay day)
    {
        var luck = Noise.Seed(_seed, station.Id.ToString()) + (ulong)day.Number * 0x9e3779b97f4a7c15;
        var collected = pretence.CollectedTonnesPerDay!.Value;
        var organic = pretence.Hauls.Where(haul => haul.Organic).Sum(haul => haul.TonnesPerDay ?? 0) / collected;
        var count = (int)Math.Round(collected / TonnesPerLoad * ByWeekday[(day.Number + 4) % 7] * (0.98 + 0.04 * Noise.At(luck, -1)));
        List<Load> loads = [];
        for (var i = 0; i < count; i++)
        {
            var tare = 8_000 + 10 * (int)(300 * Noise.At(luck, i, 1));
            var net = 10 * (int)Math.Round(TonnesPerLoad * 100 * (0.7 + 0.6 * Noise.At(luck, i, 2)));
            var category = Noise.At(luck, i, 3) is var kind && kind >= organic ? "mixed" : kind < organic * FoodOfOrganic ? "food" : "garden";
            loads.Add(new(TimeOf(day, (i + Noise.At(luck, i, 4)) / count), Vehicle("bma", Lorries, Noise.At(luck, i, 5)), tare + net, tare, category, District(station.Id, Noise.At(luck, i, 6))));
        }
        return new(loads, Hauls(pretence, day, loads, luck));
    }

    static List<Haul> Hauls(WastePretence pretence, BangkokDay day, List<Load> loads, ulong luck)
    {
        Dictionary<string, int> piles = [];
        Dictionary<string, double> sent = [];
        List<Haul> hauls = [];
        for (var i = 0; i < loads.Count; i++)
        {
            var load = loads[i];
            piles[load.Category] = piles.GetValueOrDefault(load.Category) + load.NetKg;
            var full = 25_000 + 10 * (int)(280 * Noise.At(luck, hauls.Count, 11));
            if (piles[load.Category] < full) continue;
            piles[load.Category] -= full;
            Send(load.Category, full, load.At + TimeSpan.FromSeconds(600 + Math.Floor(900 * Noise.At(luck, hauls.Count, 12))), (i + 1.0) / loads.Count);
        }
        // The last trailers take what is left.
        foreach (var (category, rest) in piles.OrderBy(pile => pile.Key, StringComparer.Ordinal))
            for (var left = rest; left > 0; left -= 28_000) Send(category, Math.Min(left, 28_000), day.End - TimeSpan.FromMinutes(5), 1);
        return [.. hauls.OrderBy(haul => haul.Leaves)];

        void Send(string category, int net, Instant leaves, double progress)
        {
            var n = hauls.Count;
            var ways = pretence.Hauls.Where(way => way.Organic == (category != "mixed")).ToArray();
            // A ration is spread over the day.
            if ((ways.FirstOrDefault(way => way.Organic || way.TonnesPerDay is not { } ration || sent.GetValueOrDefault(way.Site) + net / 1000.0 <= ration * progress + 13) ?? ways.LastOrDefault()) is not { } way) return;
            sent[way.Site] = sent.GetValueOrDefault(way.Site) + net / 1000.0;
            var last = day.End - TimeSpan.FromMinutes(1);
            if (leaves > last) leaves = last;
            var arrives = leaves + TimeSpan.FromSeconds(Math.Round(3600 * way.Hours * (0.85 + 0.4 * Noise.At(luck, n, 13))));
            var arrived = 20 * (int)Math.Round(net * (1 + 0.006 * (Noise.At(luck, n, 14) - 0.5)) / 20);
            hauls.Add(new(n + 1, leaves, arrives, Vehicle("haul", Trailers, Noise.At(luck, n, 15)), category, way.Site, 14_000 + 10 * (int)(200 * Noise.At(luck, n, 16)), net, arrived));
        }
    }

    // Where the part of the day's lorries has been weighed, by the hour's profile.
    static Instant TimeOf(BangkokDay day, double part)
    {
        var left = part * ByHour.Sum();
        var hour = 0;
        while (hour < 23 && left >= ByHour[hour]) left -= ByHour[hour++];
        return day.Start + TimeSpan.FromSeconds(Math.Min(86_399, Math.Floor(3600 * (hour + left / ByHour[hour]))));
    }

    string District(TwinId station, double chance)
    {
        var served = _districts[station];
        return served.First(district => chance < district.UpTo).Code;
    }

    // Each district brings its waste to the nearest station, by its people.
    (string Code, double UpTo)[] Served(SeedTwin station)
    {
        var served = Districts.Bangkok.All.Where(district => _stations.MinBy(other => Squared(other.Description.Place, district.Centre))!.Id == station.Id).ToArray();
        if (served.Length == 0) served = [Districts.Bangkok.Coded(station.Description.Area) ?? Districts.Bangkok.All[0]];
        double people = served.Sum(district => district.Population ?? 0), sum = 0;
        return [.. served.Select((district, i) => (district.Code, i == served.Length - 1 ? 1.0 : (sum += (district.Population ?? 0) / people)))];
    }

    static double Squared(Place? one, Place other) => one is null ? double.MaxValue : (one.Lat - other.Lat) * (one.Lat - other.Lat) + (one.Lon - other.Lon) * (one.Lon - other.Lon);

    static string Vehicle(string name, int count, double chance) => string.Create(CultureInfo.InvariantCulture, $"{name}-{1 + (int)(chance * count):0000}");
}
