using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Readings;
using YPort.Twin.Rehearsal.Sky;

namespace YPort.Twin.Rehearsal.Buildings;

/// <summary>
/// One building's Bangkok day. Between every second minute all runs in straight lines, so that energy is the exact integral of the power
/// that is reported, and a meter read at any moment agrees with it to a milliwatt-hour.
/// </summary>
sealed class BuildingDay : TwinDay
{
    readonly PretendBuilding _building;
    readonly SkyDay _sky;
    readonly Energy[] _energy = new Energy[SkyDay.Nodes];

    public BuildingDay(PretendBuilding building, SkyDay sky) : base(sky.Day)
    {
        (_building, _sky) = (building, sky);
        var before = building.At(sky, 0);
        for (var node = 1; node < SkyDay.Nodes; node++)
        {
            var moment = building.At(sky, node);
            _energy[node] = _energy[node - 1].And(before, moment, 1);
            before = moment;
        }
    }

    public override long[] Counted(Instant at)
    {
        var (node, part) = Node(at);
        var energy = part == 0 ? _energy[node] : _energy[node].And(_building.At(_sky, node), _building.At(_sky, node + 1), part);
        return _building.HasPv ? [MilliwattHours(energy.Pv), MilliwattHours(energy.Import), MilliwattHours(energy.Export)] : [MilliwattHours(energy.Import), MilliwattHours(energy.Export)];
    }

    public override void Say(Instant at, ReadOnlySpan<long> registers, bool full, List<Reading> into)
    {
        var (id, moment) = (_building.Id, At(at));
        for (var i = 0; i < registers.Length; i++) into.Add(new(id, _building.Registers[i], at, registers[i]));
        into.Add(Said(id, BuildingChannels.LoadPower, at, moment.LoadWatts));
        if (moment.PvWatts is { } pv) into.Add(Said(id, BuildingChannels.PvPower, at, pv));
        if (_building.HasIrradiance) into.Add(Said(id, BuildingChannels.IrradiancePoa, at, moment.PlaneWm2!.Value));
        if (!_building.HasWeather) return;
        into.Add(Said(id, BuildingChannels.ModuleTemperature, at, moment.ModuleCelsius!.Value));
        into.Add(Said(id, BuildingChannels.AirTemperature, at, moment.Weather.AirCelsius));
        into.Add(Said(id, BuildingChannels.WindSpeed, at, moment.Weather.WindMetresPerSecond));
    }

    public Moment At(Instant at)
    {
        var (node, part) = Node(at);
        return part == 0 ? _building.At(_sky, node) : Between(_building.At(_sky, node), _building.At(_sky, node + 1), part);
    }

    (int Node, double Part) Node(Instant at)
    {
        var (node, rest) = Math.DivRem(at.Microseconds - Date.Start.Microseconds, SkyDay.MicrosecondsPerNode);
        return ((int)node, (double)rest / SkyDay.MicrosecondsPerNode);
    }

    static Moment Between(in Moment from, in Moment to, double part) => new(
        from.Weather with
        {
            AirCelsius = Line(from.Weather.AirCelsius, to.Weather.AirCelsius, part),
            WindMetresPerSecond = Line(from.Weather.WindMetresPerSecond, to.Weather.WindMetresPerSecond, part),
        },
        Line(from.PvWatts, to.PvWatts, part), Line(from.LoadWatts, to.LoadWatts, part), Line(from.PlaneWm2, to.PlaneWm2, part), Line(from.ModuleCelsius, to.ModuleCelsius, part));

    static double Line(double from, double to, double part) => from + (to - from) * part;

    static double? Line(double? from, double? to, double part) => from is { } start && to is { } end ? Line(start, end, part) : null;

    static long MilliwattHours(double wattHours) => (long)Math.Round(wattHours * 1000);

    /// <summary>Watt-hours since midnight.</summary>
    readonly record struct Energy(double Pv, double Import, double Export)
    {
        /// <summary>And what part of the way from one node to the next adds.</summary>
        public Energy And(in Moment from, in Moment to, double part)
        {
            var (pvFrom, pvTo, gridFrom, gridTo) = (from.PvWatts ?? 0, to.PvWatts ?? 0, from.GridWatts, to.GridWatts);
            return new(Pv + AboveZero(pvFrom, pvTo, part), Import + AboveZero(gridFrom, gridTo, part), Export + AboveZero(-gridFrom, -gridTo, part));
        }

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
