using YPort.Twin.Model.Readings;

namespace YPort.Twin.Rehearsal.Shuttles;

/// <summary>A span in which a vehicle stands, or drives from one place of its loop to another: it speeds up, keeps its speed and slows down.</summary>
/// <param name="FromMetres">Along the loop; <paramref name="ToMetres"/> is the same where it stands.</param>
/// <param name="MetresPerSecond">Once it is at speed.</param>
/// <param name="Aboard">Persons, all along.</param>
/// <param name="Boarded">Persons since midnight, up to and including its start; so <paramref name="Alighted"/>.</param>
/// <param name="DrivenMetres">Since midnight, at its start.</param>
readonly record struct Leg(Instant From, Instant To, double FromMetres, double ToMetres, double MetresPerSecond, int Aboard, int Boarded, int Alighted, double DrivenMetres)
{
    // A gentle start for people who stand, m/s².
    const double Acceleration = 0.6;

    public bool Drives => ToMetres > FromMetres;

    public static double Seconds(double metres, double metresPerSecond) => metres >= metresPerSecond * metresPerSecond / Acceleration
        ? metres / metresPerSecond + metresPerSecond / Acceleration : 2 * Math.Sqrt(metres / Acceleration);

    /// <summary>Metres since its start, and how fast.</summary>
    public (double Metres, double MetresPerSecond) After(double seconds)
    {
        if (!Drives) return (0, 0);
        var (way, all) = (ToMetres - FromMetres, Seconds(ToMetres - FromMetres, MetresPerSecond));
        seconds = Math.Clamp(seconds, 0, all);
        var top = Math.Min(MetresPerSecond, Acceleration * all / 2);
        var ramp = top / Acceleration;
        return seconds < ramp ? (Acceleration * seconds * seconds / 2, Acceleration * seconds)
            : seconds > all - ramp ? (way - Acceleration * (all - seconds) * (all - seconds) / 2, Acceleration * (all - seconds))
            : (top * (seconds - ramp / 2), top);
    }

    /// <summary>Seconds after its start at which so many metres are driven.</summary>
    public double SecondsAt(double metres)
    {
        var (low, high) = (0.0, Seconds(ToMetres - FromMetres, MetresPerSecond));
        for (var i = 0; i < 40; i++)
            if (After((low + high) / 2).Metres < metres) low = (low + high) / 2;
            else high = (low + high) / 2;
        return high;
    }
}
