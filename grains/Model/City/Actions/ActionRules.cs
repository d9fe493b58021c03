using YPort.Twin.Model.City.Inventory;
using YPort.Twin.Model.Ledger;

namespace YPort.Twin.Model.City.Actions;

/// <summary>What actions must fulfil, each by itself and all together.</summary>
static class ActionRules
{
    public static IEnumerable<AccountFault> Alone(ClimateAction action)
    {
        if (string.IsNullOrWhiteSpace(action.Id)) yield return new("An action", "It has no id.", "Give it a short one that stays, such as \"finetech-pv\".");
        if (string.IsNullOrWhiteSpace(action.Title.En) || string.IsNullOrWhiteSpace(action.Owner.En)) yield return Fault(action, "It has no title or no owner.", "Say what it is and who answers for it.");
        if (action.Evidence.Count == 0) yield return Fault(action, "Nothing supports it.", "Name a document at least, with title and publisher.");
        foreach (var evidence in action.Evidence)
            if (string.IsNullOrWhiteSpace(evidence.Source.Title) || string.IsNullOrWhiteSpace(evidence.Source.Publisher))
                yield return Fault(action, $"Its evidence \"{evidence.Says}\" names no source.", "Give title and publisher of the document.");
        if (action.ExpectedTonnesPerYear < 0) yield return Fault(action, $"{action.ExpectedTonnesPerYear} t/y expected is below zero.", "Write what it reduces as 0 or more, or null.");
        if (action.Stage == ActionStage.Study && (action.ExpectedTonnesPerYear is not null || action.Measured is not null || action.Credits.Count > 0))
            yield return Fault(action, "It is a study and claims a reduction.", "Leave expectedTonnesPerYear, measured and credits empty until it is built, or correct the stage.");
        if (action.Measured is null && string.IsNullOrWhiteSpace(action.Remark)) yield return Fault(action, "It is not measured and does not say why.", "Name measure, twins and factor series, or say why not in remark.");
        if (action.Measured is { } measured && Measures.Named(measured.Measure) is null)
            yield return Fault(action, $"There is no measure \"{measured.Measure}\".", $"One of: {string.Join(", ", Measures.All)}.");
        foreach (var fault in action.Credits.SelectMany(credit => Credit(action, credit))) yield return fault;
        foreach (var vintage in action.Credits.GroupBy(credit => credit.Vintage))
            if (vintage.Select(credit => credit.Registry).Distinct(StringComparer.Ordinal).Count() > 1)
                yield return Fault(action, $"Credits of {vintage.Key} are in {string.Join(" and ", vintage.Select(credit => credit.Registry))}.", "One reduction is in one registry; keep one.");
    }

    public static IEnumerable<AccountFault> Together(IReadOnlyList<ClimateAction> actions)
    {
        foreach (var twice in actions.GroupBy(action => action.Id, StringComparer.Ordinal).Where(group => group.Count() > 1))
            yield return new(twice.Key, $"{twice.Count()} actions have this id.", "Give each its own.");
        var claims = actions.SelectMany(action => (action.Measured?.Twins ?? []).Distinct(StringComparer.Ordinal).Select(twin => (action.Id, action.Measured!.Measure, Twin: twin)));
        foreach (var twice in claims.GroupBy(claim => (claim.Measure, claim.Twin)).Where(group => group.Count() > 1))
            yield return new(twice.Last().Id, $"\"{twice.Key.Measure}\" of {twice.Key.Twin} is claimed by {string.Join(" and ", twice.Select(claim => claim.Id))}.", "An amount is one action's; take the twin out of the others.");
    }

    static IEnumerable<AccountFault> Credit(ClimateAction action, CreditIssue credit)
    {
        if (credit.IssuedTonnes < 0 || credit.TransferredAbroadTonnes < 0) yield return Fault(action, $"Credits of {credit.Vintage} are below zero.", "Write tonnes of 0 or more.");
        if (credit.IssuedTonnes > 0 && string.IsNullOrWhiteSpace(credit.Verification))
            yield return Fault(action, $"{credit.IssuedTonnes} t of {credit.Vintage} are said to be issued without a verification.", "Give the reference of the third party's report; without one nothing is issued.");
        if (credit.TransferredAbroadTonnes > credit.IssuedTonnes)
            yield return Fault(action, $"{credit.TransferredAbroadTonnes} t of {credit.Vintage} are said to be transferred, of {credit.IssuedTonnes} t issued.", "Only what was issued can be transferred; correct one of the two.");
        if (string.IsNullOrWhiteSpace(credit.Registry)) yield return Fault(action, $"Credits of {credit.Vintage} are in no registry.", "Name it, such as JCM or T-VER.");
    }

    static AccountFault Fault(ClimateAction action, string reason, string cure) => new(action.Id, reason, cure);
}
