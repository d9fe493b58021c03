using YPort.Twin.Model.Units;

namespace YPort.Twin.Model.Readings;

/// <summary>How a channel's numbers relate to time.</summary>
public enum ChannelNature
{
    /// <summary>A value at a moment, such as power.</summary>
    Gauge,

    /// <summary>A meter that only counts up; what counts is the difference of two readings.</summary>
    Register,

    /// <summary>An amount for a span with start and end, such as kWh per half hour; <c>at</c> is its end.</summary>
    IntervalAmount,

    /// <summary>Where something is: a <see cref="GeoPoint"/>, packed into the reading's steps. Steps of two positions are never subtracted.</summary>
    Position,
}

/// <summary>One thing that a twin's sensors may report.</summary>
/// <param name="Name">As callers write it, such as "pv-power".</param>
/// <param name="Nature">Gauge, register or interval amount.</param>
/// <param name="Unit">The canonical unit; others of its dimension are converted at the edge.</param>
/// <param name="StepsPerUnit">Resolution: how many whole steps make one unit, such as 1000 for milliwatts. Values are stored in steps.</param>
/// <param name="Least">Least physical value, in the unit.</param>
/// <param name="Most">Greatest physical value, in the unit.</param>
/// <param name="Expected">The interval at which a healthy sensor reports; late after two, stale after five.</param>
/// <param name="LongestMeasured">The longest gap between two readings that counts as measured.</param>
/// <param name="LongestJoined">The longest gap that is joined at all, spread evenly and marked estimated; beyond it the time is missing.</param>
/// <param name="Kinds">The kinds of twin that may have it.</param>
/// <param name="Says">What it is, in one line, for people.</param>
public sealed record Channel(
    string Name, ChannelNature Nature, Unit Unit, int StepsPerUnit, decimal Least, decimal Most,
    TimeSpan Expected, TimeSpan LongestMeasured, TimeSpan LongestJoined, IReadOnlyList<string> Kinds, string Says)
{
    /// <summary>A reading says what holds until the next, such as how many persons are aboard; otherwise it is a point on a curve.</summary>
    public bool Holds { get; init; }

    /// <summary>How far back from its newest word a twin has it at hand, at least: as far as alarms look back from now, and a quarter hour for clocks that run ahead.</summary>
    public TimeSpan AtHand { get; init; } = TimeSpan.FromMinutes(45);

    public long LeastSteps { get; } = (long)(Least * StepsPerUnit);
    public long MostSteps { get; } = (long)(Most * StepsPerUnit);

    /// <summary>The reading's whole steps as a number in the channel's unit; exact.</summary>
    public decimal InUnit(long steps) => (decimal)steps / StepsPerUnit;

    public bool Equals(Channel? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    public override string ToString() => Name;
}

/// <summary>Channels cross a process boundary by name: both sides have the same catalogue.</summary>
[GenerateSerializer, Immutable, Alias("channel")]
public struct ChannelSurrogate
{
    [Id(0)] public string Name;
}

[RegisterConverter]
public sealed class ChannelConverter : IConverter<Channel, ChannelSurrogate>
{
    public Channel ConvertFromSurrogate(in ChannelSurrogate surrogate) => Channels.Named(surrogate.Name)
        ?? throw new InvalidOperationException($"This program does not know the channel \"{surrogate.Name}\"; run one version in all processes.");

    public ChannelSurrogate ConvertToSurrogate(in Channel value) => new() { Name = value.Name };
}
