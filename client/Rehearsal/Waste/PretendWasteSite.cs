using System.Globalization;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Waste;
using YPort.Twin.Rehearsal.Sky;

namespace YPort.Twin.Rehearsal.Waste;

/// <summary>One made-up waste site: its scale, its gas, its plant, how full it is.</summary>
sealed class PretendWasteSite(SeedTwin twin, WastePretence pretence, WasteFlows flows, int seed) : PretendTwin(twin)
{
    // Of the gas drawn, what flare and engines destroy; the rest waits for repairs.
    const double DestroyedPart = 0.93;
    // A bunker holds so much of a day's waste.
    const double BunkerPart = 0.06;

    readonly ulong _habits = Noise.Seed(seed, twin.Id.ToString());

    public override int Pace => 5;

    public override IReadOnlyList<Channel> Registers { get; } =
    [
        .. pretence.GasCubicMetresPerHour is null ? Array.Empty<Channel>() : [WasteChannels.GasDestroyed],
        .. pretence.PowerWatts is null ? Array.Empty<Channel>() : [WasteChannels.WteEnergy],
    ];

    // Two years of usual days and more.
    public override long[] Installed(BangkokDay day)
    {
        var hours = 24 * (long)(700 + 300 * Noise.At(_habits, -1));
        return
        [
            .. pretence.GasCubicMetresPerHour is { } gas ? [(long)(gas * DestroyedPart * 1000) * hours] : Array.Empty<long>(),
            .. pretence.PowerWatts is { } power ? [(long)(power * 1000) * hours] : Array.Empty<long>(),
        ];
    }

    public override TwinDay Day(BangkokDay day) => new SiteDay(this, day);

    IEnumerable<TwinEvent> Tickets(BangkokDay day)
    {
        if (pretence.CollectedTonnesPerDay is not null)
        {
            var station = flows.Day(Twin, day);
            for (var i = 0; i < station.Loads.Count; i++)
            {
                var load = station.Loads[i];
                yield return Ticket(Name(day, "c", i + 1), load.At, new { direction = "in", vehicle = load.Vehicle, grossKg = load.GrossKg, tareKg = load.TareKg, category = load.Category, origin = load.Origin });
            }
            foreach (var haul in station.Hauls)
                yield return Ticket(Name(day, "h", haul.Number), haul.Leaves,
                    new { direction = "out", vehicle = haul.Vehicle, grossKg = haul.TareKg + haul.NetKg, tareKg = haul.TareKg, category = haul.Category, destination = haul.Site });
        }
        foreach (var (station, left, haul) in flows.Arriving(Id, day))
            yield return Ticket($"{station.Id}-{Name(left, "h", haul.Number)}", haul.Arrives,
                new { direction = "in", vehicle = haul.Vehicle, grossKg = haul.TareKg + haul.ArrivedKg, tareKg = haul.TareKg, category = haul.Category, origin = station.Id.ToString() });
    }

    TwinEvent Ticket<T>(string id, Instant at, T fields) => Happening.Of(Id, WasteEvents.WeighbridgeTicket, id, at, fields);

    static string Name(BangkokDay day, string letter, int number) => string.Create(CultureInfo.InvariantCulture, $"{day.Date:yyyyMMdd}-{letter}{number:0000}");

    sealed class SiteDay(PretendWasteSite site, BangkokDay day) : TwinDay(day)
    {
        readonly Curve? _gas = site.Gas(day), _power = site.Power(day);
        IReadOnlyList<TwinEvent>? _events;

        public override IReadOnlyList<TwinEvent> Events => _events ??= [.. site.Tickets(Date).OrderBy(ticket => ticket.At)];

        public override long[] Counted(Instant at) =>
        [
            .. _gas is { } gas ? [(long)Math.Round(gas.Hours(at) * DestroyedPart * 1000)] : Array.Empty<long>(),
            .. _power is { } power ? [(long)Math.Round(power.Hours(at) * 1000)] : Array.Empty<long>(),
        ];

        public override void Say(Instant at, ReadOnlySpan<long> registers, bool full, List<Reading> into)
        {
            var id = site.Id;
            for (var i = 0; i < registers.Length; i++) into.Add(new(id, site.Registers[i], at, registers[i]));
            if (_power is { } power) into.Add(Said(id, WasteChannels.WtePower, at, power.At(at)));
            if (_gas is { } gas)
            {
                into.Add(Said(id, WasteChannels.LandfillGasFlow, at, gas.At(at)));
                into.Add(Said(id, WasteChannels.MethaneFraction, at, 48 + 6 * Noise.Along(site._habits + 3, at.Microseconds / 7200e6)));
            }
            if (site.Twin.Description.Waste?.Role == WasteRole.Landfill)
            {
                into.Add(Said(id, WasteChannels.LeachateLevel, at, 1.6 + (Climate.Of(Date).HumidityPercent - 63) / 20 + 0.3 * Noise.Along(site._habits + 4, at.Microseconds / 36e9)));
                // 3.65 % of its room a year.
                into.Add(Said(id, WasteChannels.FillLevel, at, 48 + 6 * Noise.At(site._habits, -2) + (at - FillBegan).TotalDays / 100));
            }
            if (site.Collected is { } collected)
                into.Add(Said(id, WasteChannels.FillLevel, at, Math.Clamp(100 * site.Station(Date).Waiting(at) / (collected * 1000 * BunkerPart), 0, 150)));
        }
    }

    static readonly Instant FillBegan = Instant.Parse("2025-01-01T00:00:00+07:00");

    double? Collected => pretence.CollectedTonnesPerDay;

    StationDay Station(BangkokDay day) => flows.Day(Twin, day);

    Curve? Gas(BangkokDay day) => pretence.GasCubicMetresPerHour is { } usual
        ? new(day, at => usual * (0.9 + 0.2 * Noise.Along(_habits + 1, at.Microseconds / 14400e6))) : null;

    Curve? Power(BangkokDay day) => pretence.PowerWatts is { } full
        ? new(day, at => full * (0.92 + 0.08 * Noise.Along(_habits + 2, at.Microseconds / 7200e6))) : null;
}
