using System.ComponentModel.DataAnnotations;

namespace YPort.Twin.Ingest;

/// <summary>Which readings the twins believe. Configuration section "Readings".</summary>
public sealed class ReadingOptions
{
    /// <summary>How far ahead of our clock a sensor's may run.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00",
        ErrorMessage = "Readings:ClockTolerance must be 0 to 1 hour. Change it in appsettings.json or Readings__ClockTolerance.")]
    public TimeSpan ClockTolerance { get; set; } = TimeSpan.FromMinutes(2);
}
