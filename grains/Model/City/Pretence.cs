namespace YPort.Twin.Model.City;

/// <summary>What the rehearsal must know of a twin beyond its description; each kind has its own.</summary>
public abstract record Pretence;

/// <summary>How a building is played.</summary>
/// <param name="PeakLoadWatts">What it uses in its busiest hour, about.</param>
/// <param name="Panels">Null when it has no PV.</param>
public sealed record BuildingPretence(BuildingUse Use, double PeakLoadWatts, Panels? Panels) : Pretence;

/// <param name="PeakWatts">DC power at 1000 W/m² and 25 °C.</param>
/// <param name="TiltDegrees">0 lies flat, 90 stands.</param>
/// <param name="FacingDegrees">From north over east; 180 is south.</param>
public sealed record Panels(double PeakWatts, double TiltDegrees, double FacingDegrees);

/// <summary>What a pretended building is used for, which shapes its day.</summary>
public enum BuildingUse
{
    Office,
    Mall,
    School,
    Hospital,
    Factory,
    Market,
    Home,
}

/// <summary>How a vehicle is played: round after round over the loop of its facts, with a rest where that begins.</summary>
/// <param name="MetresPerSecond">Between stops.</param>
/// <param name="FromHour">First round, hour of the Bangkok day; <paramref name="ToHour"/> ends the service.</param>
/// <param name="EveryMinutes">From one round's beginning to the next.</param>
/// <param name="OffsetMinutes">After the service began; spreads vehicles of one loop.</param>
/// <param name="WattHoursPerKilometre">Drawn for driving alone.</param>
public sealed record ShuttlePretence(
    double MetresPerSecond, double FromHour, double ToHour, double EveryMinutes, double OffsetMinutes, double WattHoursPerKilometre) : Pretence;

/// <summary>How a waste site is played; each null or empty where the site has no such thing.</summary>
/// <param name="CollectedTonnesPerDay">What collection lorries bring, on average.</param>
/// <param name="Hauls">Where it goes on to, in order; of each category the first without a ration takes the rest.</param>
/// <param name="GasCubicMetresPerHour">Drawn from the landfill.</param>
/// <param name="PowerWatts">Of the waste-to-energy plant at full load.</param>
public sealed record WastePretence(double? CollectedTonnesPerDay, IReadOnlyList<HaulPretence> Hauls, double? GasCubicMetresPerHour, double? PowerWatts) : Pretence
{
    public bool Equals(WastePretence? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}

/// <param name="Site">Twin id of another waste site of the file.</param>
/// <param name="TonnesPerDay">At most so much; null takes all.</param>
/// <param name="Organic">Takes only what was collected apart as food and garden waste; otherwise only mixed waste.</param>
/// <param name="Hours">On the way, about.</param>
public sealed record HaulPretence(string Site, double? TonnesPerDay, bool Organic, double Hours);

/// <summary>How an e-waste point is played; a recycler needs nothing of its own, it works on what the points send.</summary>
/// <param name="KilogramsPerDay">What people bring, on average.</param>
public sealed record EWastePretence(double KilogramsPerDay) : Pretence;
