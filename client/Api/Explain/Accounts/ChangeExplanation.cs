using System.Collections.Immutable;
using YPort.Twin.Api.Accounting;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.City;
using YPort.Twin.Api.Factors;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Explain.Accounts;

/// <summary>Explains a change of emissions and each of its three parts: two amounts under one factor, or one amount under two.</summary>
sealed class ChangeExplanation(ComparedEmissions compared, Instant now)
{
    const string Kilogram = "kg", Method = "Activity changes at the old factor, the factor at the new activity, so that nothing is left over; another value of the same method is real, another method is not. Rules: grains/Model/City/Inventory/README.md.";

    /// <summary>In the order in which they are added.</summary>
    public static ImmutableArray<string> Parts { get; } = ["activity", "factor", "method"];

    /// <summary>The first two together.</summary>
    public const string Real = "real";

    /// <param name="part">One of <see cref="Parts"/>, or <see cref="Real"/>; "" for the whole.</param>
    public ExplainAnswer Of(string part) => part switch
    {
        "activity" => Difference(part, "more or less was done, at the old factor; it is real", compared.Change.ActivityKg, "(activity after - activity before) × old factor",
            Term("after, at the old factor", compared.After, compared.Before, 1), Term("before, at the old factor", compared.Before, compared.Before, -1)),
        "factor" => Difference(part, "the same method found another value, such as a cleaner grid, at the new activity; it is real", compared.Change.FactorKg, ByFactor, Factors(compared.Change.FactorKg)),
        "method" => Difference(part, "method, boundary or version of the factor changed, at the new activity; it is no reduction", compared.Change.MethodKg, ByFactor, Factors(compared.Change.MethodKg)),
        Real => Sum($"change/{Real}", "what really changed: more or less was done, or the same method found another value", compared.Change.RealKg, "activity + factor", ("activity", compared.Change.ActivityKg), ("factor", compared.Change.FactorKg)),
        _ => Sum("change", "the change of emissions between two times", compared.Change.WholeKg, "activity + factor + method; activity and factor are real",
            ("activity", compared.Change.ActivityKg), ("factor", compared.Change.FactorKg), ("method", compared.Change.MethodKg)) with
        {
            Factors = [Use(compared.Before, compared.Before), Use(compared.After, compared.After)],
        },
    };

    const string ByFactor = "activity after × (new factor - old factor)";

    ExplainAnswer Sum(string figure, string says, decimal kilograms, string formula, params (string Name, decimal Kilograms)[] parts) =>
        Answer(figure, says, kilograms, formula, $"{string.Join(" + ", parts.Select(part => Shown.Text(part.Kilograms)))} = {Shown.Text(kilograms)} kg CO2e") with
        {
            Parts = [.. parts.Select(part => new ExplainPart(part.Name, Shown.Plain(part.Kilograms), Shown.Text(part.Kilograms), Kilogram, null, compared.Address(part.Name)))],
        };

    // Which of the two a changed factor is, the model says: the other is 0 and has no terms.
    (string, EmissionState, EmissionState, int)[] Factors(decimal kilograms) =>
        kilograms == 0 && compared.Before.Factor != compared.After.Factor ? [] : [Term("after, at the new factor", compared.After, compared.After, 1), Term("after, at the old factor", compared.After, compared.Before, -1)];

    static (string Name, EmissionState Activity, EmissionState Held, int Sign) Term(string name, EmissionState activity, EmissionState held, int sign) => (name, activity, held, sign);

    ExplainAnswer Difference(string part, string says, decimal kilograms, string formula, params (string Name, EmissionState Activity, EmissionState Held, int Sign)[] terms)
    {
        var uses = terms.Select(term => Use(term.Activity, term.Held)).ToArray();
        return Answer($"change/{part}", says, kilograms, formula, terms.Length == 0 ? "0: nothing of the change of factor is of this kind"
            : $"{string.Join(" - ", uses.Select(use => use.Product()))} = {Shown.Text(uses[0].Value)} - {Shown.Text(uses[1].Value)} = {Shown.Text(kilograms)} kg CO2e") with
        {
            Factors = [.. uses],
            Parts = [.. terms.Zip(uses, (term, use) => new ExplainPart(term.Name, use.Activity, null, use.ActivityUnit, null, Activity(term.Activity)) { Adds = Shown.Plain(term.Sign * use.Value) })],
        };
    }

    ExplainAnswer Answer(string figure, string says, decimal kilograms, string formula, string numbers) => new(
        figure, $"{says}; these are {compared.Emission.Says}", FigureComposer.Word(compared.Set), Shown.Plain(kilograms), Shown.Text(kilograms), Kilogram, compared.After.From.Start, compared.After.To.Start, now, null, null, null, formula, numbers, Method)
    {
        Notes =
        [
            $"Against {compared.Before.From} to {compared.Before.To}.",
            $"The old factor: GET {Factor(compared.Before, compared.BeforeKnownAt)}.",
            $"The new factor: GET {Factor(compared.After, null)}.",
            .. new[] { compared.Before.Factor, compared.After.Factor }.Distinct().SelectMany(FactorUse.Trust),
        ],
    };

    static FactorUse Use(EmissionState activity, EmissionState held) => new(FactorAnswer.Of(held.Factor), activity.From.Day.Date, new Window(activity.To.Index - 1).Day.Date, Shown.Plain(activity.Amount.Amount), activity.Amount.Unit.Text,
        Shown.Plain(activity.Amount.EmittedKg(held.Factor)!.Value), []);

    string Activity(EmissionState state) => $"/v1/explain/city/{compared.Emission.Activity}?set={FigureComposer.Word(compared.Set)}&from={state.From}&to={state.To}";

    string Factor(EmissionState state, Instant? knownAt) =>
        $"/v1/factors?series={compared.Emission.Series}&on={state.From.Day}&set={FigureComposer.Word(compared.Set)}{(knownAt is { } known ? $"&knownAt={known}" : "")}";
}
