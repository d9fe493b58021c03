using YPort.Twin.Model.City;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Rehearsal;

/// <summary>One made-up twin. What it does is a pure function of seed, twin and Bangkok day; only its registers go on from one day to the next.</summary>
abstract class PretendTwin(SeedTwin twin)
{
    public SeedTwin Twin => twin;
    public TwinId Id => twin.Id;

    /// <summary>It speaks at every so many beats.</summary>
    public virtual int Pace => 3;

    /// <summary>The channels that count up.</summary>
    public virtual IReadOnlyList<Channel> Registers => [];

    /// <summary>What the registers stand at as a day begins, where nobody heard them before: about what they counted since they were put in. In steps.</summary>
    public virtual long[] Installed(BangkokDay day) => new long[Registers.Count];

    public abstract TwinDay Day(BangkokDay day);
}

/// <summary>A made-up twin's Bangkok day.</summary>
abstract class TwinDay(BangkokDay day)
{
    public BangkokDay Date => day;

    /// <summary>What each register counted from midnight to that moment of the day, in steps.</summary>
    public virtual long[] Counted(Instant at) => [];

    /// <summary>What its sensors say at a moment of the day.</summary>
    /// <param name="registers">What they stand at then, in steps.</param>
    /// <param name="full">False between full words: only what changes fast.</param>
    public abstract void Say(Instant at, ReadOnlySpan<long> registers, bool full, List<Reading> into);

    /// <summary>The moments of which it tells when the day is told later; quarter hours are among them.</summary>
    public virtual IEnumerable<Instant> Moments()
    {
        for (var window = Window.Of(day.Start); window.Start < day.End; window = window.Next) yield return window.Start;
    }

    /// <summary>What happened, by time.</summary>
    public virtual IReadOnlyList<TwinEvent> Events => [];

    protected static Reading Said(TwinId id, Channel channel, Instant at, double value) => new(id, channel, at, (long)Math.Round(value * channel.StepsPerUnit));
}

/// <summary>A twin's days with its registers, counted on and back from one day that is known. Not for concurrent use.</summary>
sealed class Playback
{
    // Whoever tells of the past asks for one day after the other, whoever speaks now for today.
    const int DaysKept = 2;

    readonly Dictionary<BangkokDay, TwinDay> _days = [];
    readonly Dictionary<BangkokDay, long[]> _starts = [];
    BangkokDay _first, _last;

    /// <param name="began">The registers stand as installed when that day begins.</param>
    public Playback(PretendTwin twin, BangkokDay began) : this(twin, began, twin.Installed(began)) { }

    Playback(PretendTwin twin, BangkokDay known, long[] starts)
    {
        Twin = twin;
        _starts[_first = _last = known] = starts;
    }

    /// <summary>Goes on from where the registers were last heard, to the step; null where one of them never was.</summary>
    public static Playback? From(PretendTwin twin, Func<Channel, Sample?> heard)
    {
        if (twin.Registers.Count == 0) return null;
        var last = twin.Registers.Select(heard).ToArray();
        if (last.Any(sample => sample is null)) return null;
        var known = last.Max(sample => BangkokDay.Of(sample!.Value.At));
        var starts = last.Select((sample, i) =>
        {
            var day = BangkokDay.Of(sample!.Value.At);
            var steps = sample.Value.Steps - twin.Day(day).Counted(sample.Value.At)[i];
            for (; day < known; day = new(day.Number + 1)) steps += twin.Day(day).Counted(day.End)[i];
            return steps;
        }).ToArray();
        return new(twin, known, starts);
    }

    public PretendTwin Twin { get; }

    public TwinDay Day(BangkokDay day)
    {
        if (_days.TryGetValue(day, out var known)) return known;
        if (_days.Count >= DaysKept) _days.Remove(_days.Keys.MinBy(kept => kept.Number));
        return _days[day] = Twin.Day(day);
    }

    public void Say(Instant at, bool full, List<Reading> into)
    {
        var day = Day(BangkokDay.Of(at));
        long[] registers = Twin.Registers.Count == 0 || !full ? [] : Plus(Starts(day.Date), day.Counted(at), 1);
        day.Say(at, registers, full, into);
    }

    /// <summary>All of one day, as it is told later.</summary>
    public IEnumerable<Reading> Told(Instant from, Instant to)
    {
        List<Reading> readings = [];
        for (var day = BangkokDay.Of(from); day.Start < to; day = new(day.Number + 1))
            foreach (var at in Day(day).Moments())
                if (at >= from && at < to) Say(at, Window.Of(at).Start == at, readings);
        return readings;
    }

    long[] Starts(BangkokDay day)
    {
        while (_last < day)
        {
            var next = Plus(_starts[_last], Total(_last), 1);
            _starts[_last = new(_last.Number + 1)] = next;
        }
        while (_first > day)
        {
            var start = Plus(_starts[_first], Total(_first.Previous), -1);
            _starts[_first = _first.Previous] = start;
        }
        return _starts[day];
    }

    long[] Total(BangkokDay day) => (_days.GetValueOrDefault(day) ?? Twin.Day(day)).Counted(day.End);

    static long[] Plus(long[] one, long[] other, int sign) => [.. one.Zip(other, (steps, more) => checked(steps + sign * more))];
}
