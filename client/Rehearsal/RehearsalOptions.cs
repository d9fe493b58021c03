using System.ComponentModel.DataAnnotations;
using YPort.Twin.Rehearsal.Faults;

namespace YPort.Twin.Rehearsal;

/// <summary>Whether and how a made-up city plays. Configuration section "Twin:Rehearsal".</summary>
public sealed class RehearsalOptions : IValidatableObject
{
    public const string Section = "Twin:Rehearsal";

    /// <summary>Off by default; the launch profile turns it on.</summary>
    public bool Enabled { get; set; }

    /// <summary>Decides clouds and habits. Another seed tells another story of the same moments: use it with other data, or today's readings contradict.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>The beat: a vehicle says at each where it is; weather stations speak at every third, waste sites at every fifth, buildings at every fifteenth.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:10", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true,
        ErrorMessage = "Twin:Rehearsal:Every must be 1 to 10 seconds, such as 00:00:02. Change it in appsettings.json or Twin__Rehearsal__Every.")]
    public TimeSpan Every { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How many days before the start are told as well, by quarter hours and in the background; 0 tells nothing of the past.</summary>
    [Range(0, 366, ErrorMessage = "Twin:Rehearsal:Backfill must be 0 (off) to 366 days. Change it in appsettings.json or Twin__Rehearsal__Backfill.")]
    public int Backfill { get; set; } = 35;

    /// <summary>Above 1 the city begins <see cref="Backfill"/> days ago, or where it left, and plays so much faster until it has caught up with now.</summary>
    [Range(1, 3600, ErrorMessage = "Twin:Rehearsal:Speed must be 1 (as it happens) to 3600. Change it in appsettings.json or Twin__Rehearsal__Speed.")]
    public double Speed { get; set; } = 1;

    /// <summary>By twin id or kind: what goes wrong on the way. None by default.</summary>
    public Dictionary<string, FaultKnobs> Faults { get; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Faults.SelectMany(faults => faults.Value.Faults($"Twin:Rehearsal:Faults:{faults.Key}:"));
}
