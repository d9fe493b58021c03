using YPort.Twin.Model.Readings;

namespace YPort.Twin.Rehearsal;

/// <summary>What the three energy meters count, in whole milliwatt-hours.</summary>
readonly record struct Meters(long Pv, long Import, long Export)
{
    public Meters Plus(Meters other) => new(checked(Pv + other.Pv), checked(Import + other.Import), checked(Export + other.Export));
}

/// <summary>
/// One building's Bangkok day. Between every second minute all runs in straight lines, so that energy is the exact integral of the power
/// that is reported, and a meter read at any moment agrees with it to a milliwatt-hour.
/// </summary>
sealed class PretendDay
{
    readonly BangkokDay _day;
    readonly Moment[] _moments = new Moment[SkyDay.Nodes];
    readonly Energy[] _energy = new Energy[SkyDay.Nodes];

    public PretendDay(PretendBuilding building, SkyDay sky)
    {
        _day = sky.Day;
        for (var node = 0; node < SkyDay.Nodes; node++)
        {
            _moments[node] = building.At(sky, node);
            if (node > 0) _energy[node] = _energy[node - 1].And(_moments[node - 1], _moments[node], 1);
        }
    }

    /// <summary>What a day adds to the meters, without keeping the day.</summary>
    public static Meters Total(PretendBuilding building, SkyDay sky)
    {
        Energy energy = default;
        var before = building.At(sky, 0);
        for (var node = 1; node < SkyDay.Nodes; node++)
        {
            var moment = building.At(sky, node);
            energy = energy.And(before, moment, 1);
            before = moment;
        }
        return energy.Whole;
    }

    public (Moment Moment, Meters SinceMidnight) At(Instant at)
    {
        var (node, rest) = Math.DivRem(at.Microseconds - _day.Start.Microseconds, SkyDay.MicrosecondsPerNode);
        var part = (double)rest / SkyDay.MicrosecondsPerNode;
        return part == 0
            ? (_moments[node], _energy[node].Whole)
            : (Between(_moments[node], _moments[node + 1], part), _energy[node].And(_moments[node], _moments[node + 1], part).Whole);
    }

    static Moment Between(in Moment from, in Moment to, double part)
    {
        return new(
            from.Weather with
            {
                GlobalWm2 = Line(from.Weather.GlobalWm2, to.Weather.GlobalWm2, part),
                DiffuseWm2 = Line(from.Weather.DiffuseWm2, to.Weather.DiffuseWm2, part),
                AirCelsius = Line(from.Weather.AirCelsius, to.Weather.AirCelsius, part),
                WindMetresPerSecond = Line(from.Weather.WindMetresPerSecond, to.Weather.WindMetresPerSecond, part),
                HumidityPercent = Line(from.Weather.HumidityPercent, to.Weather.HumidityPercent, part),
            },
            Line(from.PvWatts, to.PvWatts, part), Line(from.LoadWatts, to.LoadWatts, part), Line(from.PlaneWm2, to.PlaneWm2, part), Line(from.ModuleCelsius, to.ModuleCelsius, part));
    }

    static double Line(double from, double to, double part) => from + (to - from) * part;

    static double? Line(double? from, double? to, double part) => from is { } start && to is { } end ? Line(start, end, part) : null;

    /// <summary>Watt-hours since midnight.</summary>
    readonly record struct Energy(double Pv, double Import, double Export)
    {
        /// <summary>And what part of the way from one node to the next adds.</summary>
        public Energy And(in Moment from, in Moment to, double part)
        {
            var (pvFrom, pvTo, gridFrom, gridTo) = (from.PvWatts ?? 0, to.PvWatts ?? 0, from.GridWatts, to.GridWatts);
            return new(Pv + AboveZero(pvFrom, pvTo, part), Import + AboveZero(gridFrom, gridTo, part), Export + AboveZero(-gridFrom, -gridTo, part));
        }

        public Meters Whole => new((long)Math.Round(Pv * 1000), (long)Math.Round(Import * 1000), (long)Math.Round(Export * 1000));

        // Integral of what lies above zero of a straight line, over its first part.
        static double AboveZero(double from, double next, double part)
        {
            var to = Line(from, next, part);
            var hours = part * SkyDay.MicrosecondsPerNode / Instant.PerHour;
            if (from >= 0 && to >= 0) return (from + to) / 2 * hours;
            if (from <= 0 && to <= 0) return 0;
            var top = Math.Max(from, to);
            return top * top / (2 * Math.Abs(to - from)) * hours;
        }
    }
}
