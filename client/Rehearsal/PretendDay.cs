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
    // Watt-hours since midnight at each node.
    readonly (double Pv, double Import, double Export)[] _energy = new (double, double, double)[SkyDay.Nodes];

    public PretendDay(PretendBuilding building, SkyDay sky)
    {
        _day = sky.Day;
        for (var node = 0; node < SkyDay.Nodes; node++)
        {
            _moments[node] = building.At(sky, node);
            if (node > 0) _energy[node] = EnergyAt(node - 1, 1);
        }
        Total = Whole(_energy[^1]);
    }

    /// <summary>What the day adds to the meters.</summary>
    public Meters Total { get; }

    public (Moment Moment, Meters SinceMidnight) At(Instant at)
    {
        var (node, rest) = Math.DivRem(at.Microseconds - _day.Start.Microseconds, SkyDay.MicrosecondsPerNode);
        var part = (double)rest / SkyDay.MicrosecondsPerNode;
        return (Between((int)node, part), Whole(EnergyAt((int)node, part)));
    }

    Moment Between(int node, double part)
    {
        if (part == 0) return _moments[node];
        var (from, to) = (_moments[node], _moments[node + 1]);
        return new(
            from.Weather with
            {
                GlobalWm2 = Line(from.Weather.GlobalWm2, to.Weather.GlobalWm2),
                DiffuseWm2 = Line(from.Weather.DiffuseWm2, to.Weather.DiffuseWm2),
                AirCelsius = Line(from.Weather.AirCelsius, to.Weather.AirCelsius),
                WindMetresPerSecond = Line(from.Weather.WindMetresPerSecond, to.Weather.WindMetresPerSecond),
                HumidityPercent = Line(from.Weather.HumidityPercent, to.Weather.HumidityPercent),
            },
            from.PvWatts is { } pv ? Line(pv, to.PvWatts!.Value) : null, Line(from.LoadWatts, to.LoadWatts),
            from.PlaneWm2 is { } plane ? Line(plane, to.PlaneWm2!.Value) : null, from.ModuleCelsius is { } cell ? Line(cell, to.ModuleCelsius!.Value) : null);

        double Line(double one, double other) => one + (other - one) * part;
    }

    (double Pv, double Import, double Export) EnergyAt(int node, double part)
    {
        var (pv, import, export) = _energy[node];
        if (part == 0) return (pv, import, export);
        var (from, to) = (_moments[node], _moments[node + 1]);
        var hours = part * SkyDay.MicrosecondsPerNode / Instant.PerHour;
        return (pv + Above(from.PvWatts ?? 0, to.PvWatts ?? 0), import + Above(from.GridWatts, to.GridWatts), export + Above(-from.GridWatts, -to.GridWatts));

        double Above(double start, double end) => AboveZero(start, start + (end - start) * part, hours);
    }

    /// <summary>Integral of the part above zero of a straight line.</summary>
    internal static double AboveZero(double from, double to, double hours) => (from, to) switch
    {
        ( >= 0, >= 0) => (from + to) / 2 * hours,
        ( <= 0, <= 0) => 0,
        _ => Math.Pow(Math.Max(from, to), 2) / (2 * Math.Abs(to - from)) * hours,
    };

    static Meters Whole((double Pv, double Import, double Export) wattHours) =>
        new((long)Math.Round(wattHours.Pv * 1000), (long)Math.Round(wattHours.Import * 1000), (long)Math.Round(wattHours.Export * 1000));
}
