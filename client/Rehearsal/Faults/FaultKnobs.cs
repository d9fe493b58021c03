using System.ComponentModel.DataAnnotations;

namespace YPort.Twin.Rehearsal.Faults;

/// <summary>What goes wrong on the way from a made-up sensor to the twin. Each is a chance from 0 (never) to 1 (always); registers keep their values.</summary>
/// <param name="Gaps">A reading or event never arrives.</param>
/// <param name="Repeats">It is sent twice.</param>
/// <param name="Reordering">It comes one beat after the next.</param>
/// <param name="Lateness">It comes two minutes late.</param>
/// <param name="Sentinels">A gauge says -9999 for "no value", or 2147483647 where -9999 could be true.</param>
/// <param name="Stuck">For an hour a gauge says what it said at the hour's start.</param>
/// <param name="WrongUnit">A gauge's number comes in a unit of another kind, such as kWh for power.</param>
public sealed record FaultKnobs(double Gaps = 0, double Repeats = 0, double Reordering = 0, double Lateness = 0, double Sentinels = 0, double Stuck = 0, double WrongUnit = 0)
{
    public FaultKnobs() : this(0) { }

    /// <summary>What cannot be, by field; empty when all is well.</summary>
    public IEnumerable<ValidationResult> Faults(string at)
    {
        foreach (var (name, chance) in new[] { ("gaps", Gaps), ("repeats", Repeats), ("reordering", Reordering), ("lateness", Lateness), ("sentinels", Sentinels), ("stuck", Stuck), ("wrongUnit", WrongUnit) })
            if (!(chance is >= 0 and <= 1))
                yield return new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{at}{name} is {chance}; a chance lies between 0 (never) and 1 (always). Correct it, or leave it out for never."), [name]);
    }
}
