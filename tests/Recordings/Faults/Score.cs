using System.Globalization;

namespace YPort.Twin.Tests.Recordings.Faults;

/// <summary>What was found against what was labelled.</summary>
/// <param name="Hits">Found and labelled.</param>
/// <param name="False">Found and not labelled.</param>
/// <param name="Missed">Labelled and not found.</param>
readonly record struct Score(int Of, int Hits, int False, int Missed)
{
    /// <summary>Of what was found, how much is labelled; 0 when nothing was found.</summary>
    public double Precision => Hits + False == 0 ? 0 : (double)Hits / (Hits + False);

    /// <summary>Of what is labelled, how much was found.</summary>
    public double Recall => (double)Hits / (Hits + Missed);

    public static Score Against(IReadOnlySet<int> labelled, int of, IEnumerable<int> found)
    {
        var all = found.ToHashSet();
        var hits = all.Count(labelled.Contains);
        return new(of, hits, all.Count - hits, labelled.Count - hits);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"precision {Precision:0.000}, recall {Recall:0.000} ({Hits} found and labelled, {False} found only, {Missed} labelled only, of {Of})");
}
