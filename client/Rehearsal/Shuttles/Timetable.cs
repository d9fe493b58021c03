using System.Globalization;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Shuttles;

namespace YPort.Twin.Rehearsal.Shuttles;

/// <summary>Drives one vehicle through one day, from the depot in the morning to the charger at night: what it did, and what happened.</summary>
sealed class Timetable
{
    const double LongestHoldSeconds = 55, InterventionsPerRound = 0.02, SafeStopsPerRound = 0.002, FaultsPerDay = 0.03;
    static readonly string[] Causes = ["parked vehicle in the lane", "pedestrian crowd", "heavy rain on the sensors", "construction barrier"];

    // Persons who want to get on at a stop, by Bangkok hour from 0: commuters in the morning and the evening.
    static readonly double[] Wanting = [0, 0, 0, 0, 0, 0, 0.8, 1.8, 2.0, 1.3, 0.8, 0.8, 1.1, 0.9, 0.7, 0.8, 1.2, 2.1, 2.0, 1.4, 0.9, 0.6, 0.2, 0];

    readonly TwinId _id;
    readonly BangkokDay _day;
    readonly ulong _luck;
    readonly int _seats;
    readonly List<Leg> _legs = [];
    readonly List<TwinEvent> _events = [];
    Instant _now;
    double _driven;
    int _aboard, _boarded, _alighted;

    public Timetable(TwinId id, BangkokDay day, ShuttlePretence pretence, Loop loop, int seats, ulong habits)
    {
        (_id, _day, _seats, _luck) = (id, day, seats, habits + (ulong)day.Number * 0x9e3779b97f4a7c15);
        _now = day.Start;
        var (begins, ends) = (day.Start + TimeSpan.FromHours(pretence.FromHour), day.Start + TimeSpan.FromHours(pretence.ToHour));
        Starts = begins;
        for (var round = 0; ; round++)
        {
            var at = begins + TimeSpan.FromMinutes(pretence.OffsetMinutes + round * pretence.EveryMinutes);
            // The last round is back before the service ends.
            if (at + TimeSpan.FromSeconds(1.3 * loop.LengthMetres / pretence.MetresPerSecond + LongestHoldSeconds * loop.Stops.Count) > ends) break;
            if (round == 0)
            {
                Tell(ShuttleEvents.StopArrived, at - TimeSpan.FromMinutes(2), new { stop = loop.Stops[0].Name });
                Tell(ShuttleEvents.ModeChanged, at - TimeSpan.FromMinutes(1), new { mode = "auto", cause = "service begins" });
            }
            if (at > _now) Stand(at, 0);
            Round(round, pretence, loop);
        }
        Ends = _now;
        if (_legs.Count > 0) Tell(ShuttleEvents.ModeChanged, _now + TimeSpan.FromMinutes(2), new { mode = "manual", cause = "service ends" });
        Stand(day.End, 0);
        if (Chance(0, 77) < FaultsPerDay) Fault(begins + TimeSpan.FromHours(1 + 10 * Chance(0, 78)));
        _events.Sort((one, other) => one.At.CompareTo(other.At));
    }

    public IReadOnlyList<Leg> Legs => _legs;
    public IReadOnlyList<TwinEvent> Events => _events;

    /// <summary>When the service began and when the vehicle came back from its last round.</summary>
    public Instant Starts { get; }
    public Instant Ends { get; }

    void Round(int round, ShuttlePretence pretence, Loop loop)
    {
        var trip = string.Create(CultureInfo.InvariantCulture, $"{_day.Date:yyyyMMdd}-{round + 1:00}");
        var (intervention, safeStop) = (Now(1, InterventionsPerRound), Now(3, SafeStopsPerRound));
        for (var i = 0; i + 1 < loop.Stops.Count; i++)
        {
            Board(round, i);
            Tell(ShuttleEvents.StopDeparted, _now, new { stop = loop.Stops[i].Name, trip });
            var speed = pretence.MetresPerSecond * (0.94 + 0.14 * Chance(round, 10 + i));
            var (from, to) = (loop.Stops[i].AtMetres, loop.Stops[i + 1].AtMetres);
            if (safeStop == i)
            {
                Drive(from, (from + to) / 2, speed);
                Tell(ShuttleEvents.ModeChanged, _now, new { mode = "safe-stop", cause = "obstacle close ahead" });
                Tell(ShuttleEvents.Disengagement, _now, new { cause = "obstacle close ahead", by = "vehicle" });
                Stand(_now + Milliseconds(20_000 + 35_000 * Chance(round, 6)), (from + to) / 2);
                Tell(ShuttleEvents.ModeChanged, _now, new { mode = "auto" });
                Drive((from + to) / 2, to, speed);
            }
            else
            {
                var began = _now;
                Drive(from, to, speed);
                if (intervention == i) ByHand(began, round);
            }
            Alight(round, i, isLast: i + 2 == loop.Stops.Count);
            Tell(ShuttleEvents.StopArrived, _now, new { stop = loop.Stops[i + 1].Name, trip });
            if (i + 2 < loop.Stops.Count) Stand(_now + Milliseconds(20_000 + (LongestHoldSeconds - 20) * 1000 * Chance(round, 20 + i)), to);
        }

        // In which section it happens, if it does.
        int Now(int about, double chance) => Chance(round, about) < chance ? (int)(Chance(round, about + 1) * (loop.Stops.Count - 1)) : -1;
    }

    // Somebody takes over a little after the start and hands back before the stop.
    void ByHand(Instant began, int round)
    {
        var (from, cause) = (began + (_now - began) * 0.3, Causes[(int)(Chance(round, 5) * Causes.Length)]);
        var back = began + (_now - began) * 0.8;
        Tell(ShuttleEvents.Disengagement, Whole(from), new { cause, by = "operator" });
        Tell(ShuttleEvents.ModeChanged, Whole(from), new { mode = "manual", cause });
        Tell(ShuttleEvents.ModeChanged, Whole(back), new { mode = "auto" });
    }

    void Fault(Instant at)
    {
        Tell(ShuttleEvents.Fault, Whole(at), new { code = "LIDAR-DIRTY", state = "raised", severity = "minor" });
        Tell(ShuttleEvents.Fault, Whole(at) + TimeSpan.FromMinutes(20), new { code = "LIDAR-DIRTY", state = "cleared", severity = "minor" });
    }

    void Board(int round, int stop)
    {
        var hour = (int)((_now.Microseconds - _day.Start.Microseconds) / Instant.PerHour);
        var want = Wanting[hour] * 2 * Chance(round, 40 + stop);
        var board = Math.Min((int)Math.Round(want), _seats - _aboard);
        (_aboard, _boarded) = (_aboard + board, _boarded + board);
    }

    void Alight(int round, int stop, bool isLast)
    {
        var off = isLast ? _aboard : (int)Math.Round(_aboard * 0.7 * Chance(round, 60 + stop));
        (_aboard, _alighted) = (_aboard - off, _alighted + off);
    }

    void Drive(double from, double to, double speed)
    {
        var until = _now + Milliseconds(Leg.Seconds(to - from, speed) * 1000);
        _legs.Add(new(_now, until, from, to, speed, _aboard, _boarded, _alighted, _driven));
        (_now, _driven) = (until, _driven + to - from);
    }

    void Stand(Instant until, double at)
    {
        if (until <= _now) return;
        _legs.Add(new(_now, until, at, at, 0, _aboard, _boarded, _alighted, _driven));
        _now = until;
    }

    void Tell<T>(EventType type, Instant at, T fields) =>
        _events.Add(Happening.Of(_id, type, string.Create(CultureInfo.InvariantCulture, $"{_day.Date:yyyyMMdd}-{_events.Count + 1:0000}"), at, fields));

    double Chance(int round, int about) => Noise.At(_luck, round, about);

    static TimeSpan Milliseconds(double milliseconds) => TimeSpan.FromMilliseconds(Math.Ceiling(milliseconds));

    static Instant Whole(Instant at) => new(at.Microseconds / 1000 * 1000);
}
