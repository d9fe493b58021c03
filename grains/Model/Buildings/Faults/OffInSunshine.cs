namespace YPort.Twin.Model.Buildings.Faults;

/// <summary>A roof that makes nothing in sunshine, told apart from one of which nothing is heard.</summary>
public static class OffInSunshine
{
    // As the alarm "silent-in-sunshine": any working roof makes something of 200 W/m2, and below 1 % of its rating makes nothing worth the name.
    internal const double Sunny = 200;
    const double Nothing = 0.01;

    /// <param name="ratedWatts">AC, above 0.</param>
    public static RoofCondition Of(RoofMoment moment, double ratedWatts)
    {
        if (!(ratedWatts > 0)) throw new ArgumentOutOfRangeException(nameof(ratedWatts), ratedWatts, "Rated power is above 0; correct it in the register.");
        var makes = moment.Watts >= Nothing * ratedWatts;
        return moment switch
        {
            { PlaneWm2: null } => makes ? RoofCondition.Working : RoofCondition.Unknown,
            { PlaneWm2: < Sunny } => makes ? RoofCondition.Working : RoofCondition.Dark,
            { Watts: null } => RoofCondition.Unheard,
            _ => makes ? RoofCondition.Working : RoofCondition.Off,
        };
    }

    /// <summary>Runs of <see cref="RoofCondition.Off"/>.</summary>
    /// <param name="least">Moments in a row, at 15 min two: as long as the alarm waits.</param>
    public static IReadOnlyList<FaultSpan> Find(IReadOnlyList<RoofMoment> series, double ratedWatts, int least = 2) =>
        Runs.Of(series.Count, least, i => Of(series[i], ratedWatts) == RoofCondition.Off);
}
