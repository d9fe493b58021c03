namespace YPort.Twin.Model.Buildings.Jcm;

/// <summary>Why energy of a meter did not count.</summary>
public enum JcmGapKind
{
    /// <summary>Nothing, or not all of the day, was measured: what is missing counts 0.</summary>
    NotMeasured,

    /// <summary>It was measured, and no calibration covers the day: it counts 0.</summary>
    NotCalibrated,

    /// <summary>It was measured outside the crediting period or the meter's time in service: it counts 0.</summary>
    NotCredited,
}

/// <summary>Days in a row on which energy of a meter did not count for one reason.</summary>
/// <param name="Missing">Time without measurement.</param>
/// <param name="LeftOutWattHours">Measured, and counted 0.</param>
public sealed record JcmGap(string Serial, JcmGapKind Kind, DateOnly From, DateOnly To, TimeSpan Missing, decimal LeftOutWattHours);
