using YPort.Twin.Model.City;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Shuttles;

namespace YPort.Twin.Rehearsal.Shuttles;

/// <summary>One made-up vehicle. It leaves its charger full in the morning and is full again before midnight, so every day stands by itself.</summary>
sealed class PretendShuttle(SeedTwin twin, ShuttlePretence pretence, IReadOnlyList<LoopPoint> way, int seed) : PretendTwin(twin)
{
    // Computers, lights and air conditioning while in service; the charger and what of its energy reaches the battery.
    const double ServiceWatts = 300, ChargerWatts = 10_000, Efficiency = 0.92, FullPercent = 95;
    const int UsualSeats = 8;
    const double UsualBatteryWattHours = 24_000;
    static readonly TimeSpan BeforeService = TimeSpan.FromMinutes(15), ToTheCharger = TimeSpan.FromMinutes(10);

    readonly ulong _habits = Noise.Seed(seed, twin.Id.ToString());
    readonly Loop _loop = new(way);

    public override int Pace => 1;

    public override IReadOnlyList<Channel> Registers { get; } =
        [ShuttleChannels.Energy, ShuttleChannels.ChargeEnergy, ShuttleChannels.Boardings, ShuttleChannels.Alightings];

    // Half a year of usual days and more: nobody can count back below zero.
    public override long[] Installed(BangkokDay day)
    {
        var days = (long)(180 + 200 * Noise.At(_habits, -1));
        return [days * 13_000_000, days * 14_100_000, days * 150, days * 150];
    }

    public override TwinDay Day(BangkokDay day) => new ShuttleDay(this, new(Id, day, pretence, _loop, Twin.Description.Shuttle?.CapacityPersons ?? UsualSeats, _habits), day);

    sealed class ShuttleDay(PretendShuttle shuttle, Timetable timetable, BangkokDay day) : TwinDay(day)
    {
        readonly Instant _on = timetable.Starts - BeforeService, _off = timetable.Ends + ToTheCharger;

        public override IReadOnlyList<TwinEvent> Events => timetable.Events;

        public override long[] Counted(Instant at)
        {
            var (leg, _, driven) = Where(at);
            return [(long)Math.Round(Drawn(at, driven) * 1000), (long)Math.Round(Charged(at) * 1000), leg.Boarded, leg.Alighted];
        }

        public override void Say(Instant at, ReadOnlySpan<long> registers, bool full, List<Reading> into)
        {
            var id = shuttle.Id;
            var (leg, speed, driven) = Where(at);
            into.Add(new(id, ShuttleChannels.Position, at, shuttle._loop.At(leg.FromMetres + driven - leg.DrivenMetres).Packed));
            into.Add(new(id, ShuttleChannels.Occupancy, at, leg.Aboard));
            if (!full) return;
            var charging = at >= _off && Charged(at) < ToCharge;
            into.Add(Said(id, ShuttleChannels.Speed, at, speed));
            into.Add(Said(id, ShuttleChannels.BatteryPower, at, charging ? -ChargerWatts * Efficiency : ServiceAt(at) + speed * WattsPerSpeed));
            var inBattery = FullPercent - 100 * (Drawn(at, driven) - Efficiency * Charged(at)) / (shuttle.Twin.Description.Shuttle?.BatteryMilliwattHours / 1000.0 ?? UsualBatteryWattHours);
            into.Add(Said(id, ShuttleChannels.StateOfCharge, at, Math.Clamp(inBattery, 0, 100)));
            for (var i = 0; i < registers.Length; i++) into.Add(new(id, shuttle.Registers[i], at, registers[i]));
        }

        /// <summary>Each start and stop and turn, and at least each 45 s on the way and each minute at rest: what lies between is a straight line.</summary>
        public override IEnumerable<Instant> Moments()
        {
            SortedSet<long> moments = [.. base.Moments().Select(quarter => quarter.Microseconds)];
            foreach (var leg in timetable.Legs)
            {
                moments.Add(leg.From.Microseconds);
                foreach (var turn in shuttle._loop.Turns(leg.FromMetres, leg.ToMetres))
                    moments.Add(Milliseconds(leg.From, leg.SecondsAt(turn - leg.FromMetres)));
                var step = (leg.Drives ? 45 : 60) * Instant.PerSecond;
                for (var at = leg.From.Microseconds + step; at < leg.To.Microseconds; at += step) moments.Add(at);
            }
            return moments.Where(moment => moment < Date.End.Microseconds).Select(moment => new Instant(moment));
        }

        static long Milliseconds(Instant from, double seconds) => from.Microseconds + (long)Math.Round(seconds * 1000) * 1000;

        double WattsPerSpeed => shuttle.WattHoursPerMetre * 3600;

        double ServiceAt(Instant at) => at >= _on && at < _off ? ServiceWatts : 0;

        double Drawn(Instant at, double driven) => driven * shuttle.WattHoursPerMetre + ServiceWatts * Hours(_on, at < _off ? at : _off);

        double ToCharge => Drawn(Date.End, timetable.Legs[^1].DrivenMetres) / Efficiency;

        double Charged(Instant at) => Math.Min(ChargerWatts * Hours(_off, at), ToCharge);

        (Leg Leg, double Speed, double DrivenMetres) Where(Instant at)
        {
            var (low, high) = (0, timetable.Legs.Count - 1);
            while (low < high)
            {
                var middle = (low + high + 1) / 2;
                if (timetable.Legs[middle].From <= at) low = middle;
                else high = middle - 1;
            }
            var leg = timetable.Legs[low];
            var (metres, speed) = leg.After((at - leg.From).TotalSeconds);
            return (leg, speed, leg.DrivenMetres + metres);
        }

        static double Hours(Instant from, Instant to) => Math.Max(0, (to - from).TotalHours);
    }

    double WattHoursPerMetre => pretence.WattHoursPerKilometre / 1000;
}
