using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.City;

/// <summary>Names one sum: a set, a district, a gauge now (no day) or a measure on a Bangkok day.</summary>
/// <param name="Area">The district's code.</param>
/// <param name="Source">A gauge's or a measure's name.</param>
[GenerateSerializer, Immutable, Alias("sum-key")]
public readonly record struct SumKey([property: Id(0)] CitySet Set, [property: Id(1)] string Area, [property: Id(2)] string Source, [property: Id(3)] BangkokDay? Day);

/// <summary>A sum over twins; sums of sums are sums, in any order, to the last digit.</summary>
/// <param name="MeasuredSteps">In the source's resolution; for a gauge, over the live twins.</param>
/// <param name="MeasuredMicroseconds">Time covered, summed over twins; 0 for a gauge.</param>
/// <param name="Twins">How many twins should be in it.</param>
/// <param name="Live">How many are: reporting now, or with anything today.</param>
/// <param name="Newest">The newest reading among them.</param>
[GenerateSerializer, Immutable, Alias("figure-sum")]
public readonly record struct FigureSum(
    [property: Id(0)] long MeasuredSteps, [property: Id(1)] long EstimatedSteps, [property: Id(2)] long MeasuredMicroseconds,
    [property: Id(3)] long EstimatedMicroseconds, [property: Id(4)] int Twins, [property: Id(5)] int Live, [property: Id(6)] Instant? Newest)
{
    public Int128 Steps => (Int128)MeasuredSteps + EstimatedSteps;

    public FigureSum Plus(in FigureSum other) => checked(new(
        MeasuredSteps + other.MeasuredSteps, EstimatedSteps + other.EstimatedSteps, MeasuredMicroseconds + other.MeasuredMicroseconds,
        EstimatedMicroseconds + other.EstimatedMicroseconds, Twins + other.Twins, Live + other.Live,
        Newest is null || other.Newest > Newest ? other.Newest : Newest));
}
