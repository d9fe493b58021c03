namespace YPort.Twin.Model.Buildings.Jcm;

/// <summary>A project's reductions in one calendar year.</summary>
/// <param name="MonitoredDays">Of the year's days in monitoring and crediting period.</param>
/// <param name="WattHours">EG: measured by calibrated meters in service.</param>
/// <param name="ReferenceTonnes">RE = EG · EF, exact.</param>
/// <param name="ProjectTonnes">PE: 0 by the methodology.</param>
/// <param name="ReductionTonnes">ER = RE − PE, rounded down to whole tonnes.</param>
/// <param name="ExAnteTonnes">The design document's expectation for the monitored days: yearly · days / days of the year, exact.</param>
/// <param name="IssuedTonnes">Null: unverified.</param>
public sealed record JcmVintage(
    int Year, int MonitoredDays, decimal WattHours, decimal ReferenceTonnes, decimal ProjectTonnes, long ReductionTonnes, decimal ExAnteTonnes, long? IssuedTonnes)
{
    /// <summary>Actual through expected; null when nothing was expected. A report gives the reason for a difference.</summary>
    public decimal? AgainstExAnte => ExAnteTonnes == 0 ? null : ReductionTonnes / ExAnteTonnes;

    /// <summary>"unverified" until credits are issued: before that nobody may claim them.</summary>
    public string Label => IssuedTonnes is null ? "unverified" : "issued";
}
