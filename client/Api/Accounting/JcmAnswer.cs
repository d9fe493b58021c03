using System.Collections.Immutable;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.Factors;
using YPort.Twin.Model.Buildings.Jcm;

namespace YPort.Twin.Api.Accounting;

/// <summary>Registered projects under the Joint Crediting Mechanism, as a monitoring report has them.</summary>
public sealed record JcmAnswer(string Set, ImmutableArray<JcmProjectAnswer> Projects);

/// <param name="From">First monitored day, in Bangkok.</param>
/// <param name="To">Last; a day that is not over is not monitored yet.</param>
/// <param name="CanBeClosed">False while the emission factor is from memory.</param>
/// <param name="Gaps">Energy that counts 0, by meter and reason: the conservative rule fills nothing in.</param>
public sealed record JcmProjectAnswer(
    string Reference, string Title, string Methodology, string MethodologyVersion, string DesignVersion, FactorAnswer EmissionFactor, decimal ExAnteTonnesPerYear, DateOnly CreditingFrom, DateOnly CreditingTo,
    ImmutableArray<string> Participants, ImmutableArray<JcmRegisteredMeter> Meters, DateOnly From, DateOnly To, bool CanBeClosed, ImmutableArray<JcmVintageAnswer> Vintages, ImmutableArray<JcmGapAnswer> Gaps)
{
    public static JcmProjectAnswer Of(JcmRegistration registration, JcmAccount account, Func<JcmRegisteredMeter, string> explain, Func<int, string> explainVintage) => new(
        registration.Reference, registration.Title, registration.Methodology, registration.MethodologyVersion, registration.DesignVersion, FactorAnswer.Of(account.Project.EmissionFactor),
        registration.ExAnteTonnesPerYear, registration.CreditingFrom, registration.CreditingTo, [.. registration.Participants], [.. registration.Meters], account.From, account.To, account.CanBeClosed,
        [.. account.Vintages.Select(vintage => JcmVintageAnswer.Of(vintage, [.. registration.Meters.Select(explain)], explainVintage(vintage.Year)))], [.. account.Gaps.Select(JcmGapAnswer.Of)]);
}

/// <param name="EnergyWattHours">EG: measured by calibrated meters in service.</param>
/// <param name="ReferenceTonnes">RE, exact.</param>
/// <param name="ReductionTonnes">ER, rounded down to whole tonnes.</param>
/// <param name="ExAnteTonnes">What the design document expects of the monitored days.</param>
/// <param name="AgainstExAnte">Actual through expected.</param>
/// <param name="Label">unverified until credits are issued.</param>
/// <param name="Explain">For each meter the address that explains its energy.</param>
/// <param name="ExplainReduction">The address that retraces the vintage's reduction: what each meter counts, times the factor.</param>
public sealed record JcmVintageAnswer(
    int Year, int MonitoredDays, decimal EnergyWattHours, decimal ReferenceTonnes, decimal ProjectTonnes, long ReductionTonnes, decimal ExAnteTonnes, decimal? AgainstExAnte, long? IssuedTonnes, string Label,
    ImmutableArray<string> Explain, string ExplainReduction)
{
    public static JcmVintageAnswer Of(JcmVintage vintage, ImmutableArray<string> explain, string explainReduction) => new(vintage.Year, vintage.MonitoredDays, Shown.Plain(vintage.WattHours), Shown.Plain(vintage.ReferenceTonnes), vintage.ProjectTonnes,
        vintage.ReductionTonnes, decimal.Round(vintage.ExAnteTonnes, 6), vintage.AgainstExAnte is { } share ? decimal.Round(share, 6) : null, vintage.IssuedTonnes, vintage.Label, explain, explainReduction);
}

/// <param name="Kind">not-measured, not-calibrated or not-credited.</param>
public sealed record JcmGapAnswer(string Serial, JcmGapKind Kind, DateOnly From, DateOnly To, double MissingHours, decimal LeftOutWattHours)
{
    public static JcmGapAnswer Of(JcmGap gap) => new(gap.Serial, gap.Kind, gap.From, gap.To, Math.Round(gap.Missing.TotalHours, 4), Shown.Plain(gap.LeftOutWattHours));
}
