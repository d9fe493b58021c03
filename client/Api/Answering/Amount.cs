using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Answering;

/// <summary>What was done in a time, what of that time is covered and what should be; amounts of parts add up to that of the whole.</summary>
/// <param name="DueMicroseconds">Time that should be covered, summed over twins; 0 where that is not asked.</param>
readonly record struct Amount(Int128 MeasuredSteps, Int128 EstimatedSteps, Int128 MeasuredMicroseconds, Int128 EstimatedMicroseconds, Int128 DueMicroseconds = default)
{
    public Int128 Steps => MeasuredSteps + EstimatedSteps;

    public bool IsKnown => MeasuredMicroseconds + EstimatedMicroseconds > 0 || MeasuredSteps != 0 || EstimatedSteps != 0;

    public Amount Plus(Quality quality, Int128 steps, Int128 microseconds) => quality == Quality.Measured
        ? this with { MeasuredSteps = MeasuredSteps + steps, MeasuredMicroseconds = MeasuredMicroseconds + microseconds }
        : this with { EstimatedSteps = EstimatedSteps + steps, EstimatedMicroseconds = EstimatedMicroseconds + microseconds };

    public Amount Plus(in Amount other) => new(MeasuredSteps + other.MeasuredSteps, EstimatedSteps + other.EstimatedSteps,
        MeasuredMicroseconds + other.MeasuredMicroseconds, EstimatedMicroseconds + other.EstimatedMicroseconds, DueMicroseconds + other.DueMicroseconds);

    /// <summary>Of the time that is due; of what was counted, which covers no time, by amount.</summary>
    public QualityShares? Shares(Measure measure) => measure.IsCounted ? QualityShares.OfAmounts(MeasuredSteps, EstimatedSteps)
        : QualityShares.Of(MeasuredMicroseconds, EstimatedMicroseconds, DueMicroseconds);

    /// <summary>Null of what was counted: nobody knows of what was not told.</summary>
    public double? Coverage(Measure measure) => measure.IsCounted ? null : Shares(measure)?.Covered();
}
