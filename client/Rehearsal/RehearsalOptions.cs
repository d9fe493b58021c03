using System.ComponentModel.DataAnnotations;

namespace YPort.Twin.Rehearsal;

/// <summary>Whether and how a made-up city plays. Configuration section "Twin:Rehearsal".</summary>
public sealed class RehearsalOptions
{
    public const string Section = "Twin:Rehearsal";

    /// <summary>Off by default; the launch profile turns it on.</summary>
    public bool Enabled { get; set; }

    /// <summary>Decides clouds and habits. Another seed tells another story of the same moments: use it with other data, or today's readings contradict.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>How often every sensor speaks.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true,
        ErrorMessage = "Twin:Rehearsal:Every must be 1 second to 5 minutes, such as 00:00:05. Change it in appsettings.json or Twin__Rehearsal__Every.")]
    public TimeSpan Every { get; set; } = TimeSpan.FromSeconds(5);
}
