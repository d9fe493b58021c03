using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Shuttles;

namespace YPort.Twin.Rehearsal.Shuttles;

/// <summary>A closed way of straight pieces, measured in metres from where it begins.</summary>
sealed class Loop
{
    // Metres per degree at Bangkok's latitude, on WGS84.
    const double PerLatitude = 110_630, PerLongitude = 108_110;

    readonly IReadOnlyList<LoopPoint> _points;
    readonly double[] _at;

    public Loop(IReadOnlyList<LoopPoint> points)
    {
        _points = [.. points, points[0]];
        _at = new double[_points.Count];
        for (var i = 1; i < _points.Count; i++) _at[i] = _at[i - 1] + Metres(_points[i - 1], _points[i]);
        Stops = [.. Enumerable.Range(0, _points.Count).Where(i => _points[i].Stop is not null).Select(i => (_at[i], _points[i].Stop!))];
    }

    public double LengthMetres => _at[^1];

    /// <summary>In order; the first stands again at the end.</summary>
    public IReadOnlyList<(double AtMetres, string Name)> Stops { get; }

    /// <summary>Where the way turns, between two distances.</summary>
    public IEnumerable<double> Turns(double from, double to) => _at.Where(metres => metres > from + 1 && metres < to - 1);

    public GeoPoint At(double metres)
    {
        var piece = Array.BinarySearch(_at, metres) is var found && found >= 0 ? Math.Min(found, _at.Length - 2) : Math.Clamp(~found - 1, 0, _at.Length - 2);
        var part = Math.Clamp((metres - _at[piece]) / (_at[piece + 1] - _at[piece]), 0, 1);
        var (from, to) = (_points[piece], _points[piece + 1]);
        return new((int)Math.Round((from.Lat + (to.Lat - from.Lat) * part) * 1e7), (int)Math.Round((from.Lon + (to.Lon - from.Lon) * part) * 1e7));
    }

    static double Metres(LoopPoint one, LoopPoint other) => double.Hypot((one.Lat - other.Lat) * PerLatitude, (one.Lon - other.Lon) * PerLongitude);
}
