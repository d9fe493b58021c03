using System.Collections.Immutable;
using YPort.Twin.Api.Factors;
using YPort.Twin.Api.Register;
using YPort.Twin.Model.City.Actions;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Accounting;

/// <summary>What is done for the climate, with what it shall bring and what was measured of it.</summary>
/// <param name="From">Achievements count from here: the calendar year's beginning, for credits go by vintages.</param>
/// <param name="DeliveredTonnes">By all metered actions, less what was transferred abroad; null when nothing could be worked out.</param>
/// <param name="Unknown">Actions of which nothing could be worked out.</param>
/// <param name="Explain">The address that retraces what was delivered.</param>
public sealed record ActionsAnswer(string Set, int Year, Instant From, Instant To, decimal? DeliveredTonnes, ImmutableArray<string> Unknown, ImmutableArray<ActionAnswer> Actions, string Explain);

/// <param name="Stage">study, demonstration or operating; a study claims nothing.</param>
/// <param name="ExpectedTonnesPerYear">CO2e; null for a study, and where nobody said.</param>
/// <param name="Explain">The address that retraces what it achieved.</param>
public sealed record ActionAnswer(
    string Id, NameBody Title, NameBody Owner, ImmutableArray<NameBody> Partners, ActionStage Stage, decimal? ExpectedTonnesPerYear, AchievedAnswer Achieved, ActionMeasurement? Measured,
    ImmutableArray<ActionEvidence> Evidence, ImmutableArray<CreditIssue> Credits, string Remark, string Explain)
{
    internal static ActionAnswer Of(ClimateAction action, Achievement achieved, Func<TwinId, string> ofTwin, string explain) => new(
        action.Id, NameBody.Of(action.Title), NameBody.Of(action.Owner), [.. action.Partners.Select(NameBody.Of)], action.Stage, action.ExpectedTonnesPerYear,
        new(achieved.Tonnes, achieved.TransferredAbroadTonnes, achieved.TowardOwnTargetTonnes, achieved.CanBeClosed, achieved.Why, achieved.Factors is [var factor] ? FactorAnswer.Of(factor) : null, [.. achieved.Factors.Select(FactorAnswer.Of)],
            action.Measured is { } measured && achieved.Tonnes is not null ? [.. measured.Twins.Select(twin => ofTwin(TwinId.Parse(twin)))] : []),
        action.Measured, [.. action.Evidence], [.. action.Credits], action.Remark, explain);
}

/// <param name="Tonnes">CO2e in the time; null when it claims nothing or nothing could be worked out, and <paramref name="Why"/> says which. Unverified until credits are issued.</param>
/// <param name="TowardOwnTargetTonnes">Less what was transferred abroad.</param>
/// <param name="CanBeClosed">False while its factor is from memory.</param>
/// <param name="Factor">The one that held all the time; null when there were several, or none.</param>
/// <param name="Factors">All that held, in order of time; <paramref name="Why"/> says what each is of.</param>
/// <param name="Explain">For each twin the address that explains its part.</param>
public sealed record AchievedAnswer(decimal? Tonnes, decimal TransferredAbroadTonnes, decimal? TowardOwnTargetTonnes, bool CanBeClosed, string Why, FactorAnswer? Factor, ImmutableArray<FactorAnswer> Factors, ImmutableArray<string> Explain);
