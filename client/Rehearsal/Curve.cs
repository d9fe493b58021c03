using YPort.Twin.Model.Readings;

namespace YPort.Twin.Rehearsal;

/// <summary>A quantity over one Bangkok day, in straight lines between every tenth minute, with its exact integral.</summary>
sealed class Curve
{
    const int Nodes = 145;
    const long MicrosecondsPerNode = 10 * Instant.PerMinute;

    readonly BangkokDay _day;
    readonly double[] _value = new double[Nodes], _hours = new double[Nodes];

    public Curve(BangkokDay day, Func<Instant, double> value)
    {
        _day = day;
        for (var node = 0; node < Nodes; node++)
        {
            _value[node] = value(new(day.Start.Microseconds + node * MicrosecondsPerNode));
            if (node > 0) _hours[node] = _hours[node - 1] + (_value[node - 1] + _value[node]) / 2 * MicrosecondsPerNode / Instant.PerHour;
        }
    }

    public double At(Instant at) => Find(at).Value;

    /// <summary>Value times hours since midnight.</summary>
    public double Hours(Instant at)
    {
        var (node, part, value) = Find(at);
        return _hours[node] + (_value[node] + value) / 2 * part * MicrosecondsPerNode / Instant.PerHour;
    }

    (int Node, double Part, double Value) Find(Instant at)
    {
        var (node, rest) = Math.DivRem(at.Microseconds - _day.Start.Microseconds, MicrosecondsPerNode);
        var part = (double)rest / MicrosecondsPerNode;
        return ((int)node, part, part == 0 ? _value[node] : _value[node] + (_value[node + 1] - _value[node]) * part);
    }
}
