namespace YPort.Twin.Model.Buildings.Jcm;

/// <summary>A meter of a project.</summary>
/// <param name="Class">Of accuracy, such as "0.5S" by IEC 62053-22.</param>
/// <param name="From">First day in service.</param>
/// <param name="To">Last day; null while in service.</param>
public sealed record JcmMeter(string Serial, string Class, DateOnly From, DateOnly? To, IReadOnlyList<JcmCalibration> Calibrations)
{
    /// <summary>It should have counted that day.</summary>
    public bool Serves(DateOnly day) => From <= day && !(To < day);

    /// <summary>A calibration covers that day.</summary>
    public bool IsCalibrated(DateOnly day) => Calibrations.Any(calibration => calibration.From <= day && day <= calibration.To);
}

/// <param name="Certificate">Its number.</param>
/// <param name="From">First day that it covers.</param>
/// <param name="To">Last day.</param>
public sealed record JcmCalibration(string Certificate, DateOnly From, DateOnly To);
