using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Model.Ledger;

/// <summary>An activity that the ledger counts by quarter hours, exactly, in whole steps.</summary>
/// <param name="Name">As callers write it, such as "pv-energy".</param>
/// <param name="Unit">What the amount is given in.</param>
/// <param name="StepsPerUnit">Whole steps in one unit, such as 1000 milliwatt-hours in a watt-hour.</param>
/// <param name="AddsOverTwins">May be summed over twins; sunlight per square metre may not.</param>
/// <param name="IntegralIsMeasured">A gauge's integral counts as measured (sunlight is measured so, IEC 61724-1); that of power is an estimate beside a meter.</param>
/// <param name="Sources">Channels it is made from. Without a method of its own, best first: at every moment the best one that knows counts, and no other.</param>
public sealed record Measure(string Name, Unit Unit, int StepsPerUnit, bool AddsOverTwins, bool IntegralIsMeasured, IReadOnlyList<Channel> Sources, string Says)
{
    /// <summary>Types of events it is made from.</summary>
    public IReadOnlyList<EventType> Events
    {
        get;
        init
        {
            field = value;
            WithSubject = value.Where(type => type.Bearing == EventBearing.WithSubject).Select(type => type.Name).ToHashSet(StringComparer.Ordinal);
        }
    } = [];

    /// <summary>Names of those types of which all events of a subject count together.</summary>
    public IReadOnlySet<string> WithSubject { get; private init; } = new HashSet<string>();

    /// <summary>Names of its dimensions, in the order of a row's text "name=value;name=value".</summary>
    public IReadOnlyList<string> Dimensions { get; init; } = [];

    /// <summary>Counts what happened, not what went on: its rows cover no time, and a day without any is no gap.</summary>
    public bool IsCounted { get; init; }

    /// <summary>
    /// Adds up along this channel's neighbouring samples: each pair gives its part by itself, whatever came before it or after, and what else it is made
    /// from holds from its own moment on. Then rows can grow with what is new (<see cref="FillingWindow"/>). Null where that cannot be said.
    /// </summary>
    public Channel? Along { get; init; }

    /// <summary>Its own arithmetic; null for <see cref="WindowAmounts"/>.</summary>
    public Amounts? By { get; init; }

    /// <summary>Appends the rows of the windows [from, to) that are not empty: a pure function of what the twin was told.</summary>
    public void Compute(TwinPast past, Window from, Window to, ICollection<LedgerRow> rows)
    {
        if (By is { } own) own(past, this, from, to, rows);
        else WindowAmounts.Compute(past.Register, this, from, to, past.Samples, rows);
    }

    public decimal InUnit(Int128 steps) => (decimal)steps / StepsPerUnit;
    public bool Equals(Measure? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    public override string ToString() => Name;
}
