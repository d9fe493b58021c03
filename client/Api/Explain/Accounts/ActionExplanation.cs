using System.Globalization;
using YPort.Twin.Api.Accounting;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.City;
using YPort.Twin.Api.Factors;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Explain.Accounts;

/// <summary>Explains what an action achieved: what each of its twins did, times the factor of those days.</summary>
sealed class ActionExplanation(MadePlan plan, Instant now)
{
    const string Tonne = "t", Method = "What twins metered, times the factor of the action's series on each day; null where a part has no factor. Unverified until credits are issued. Rules: grains/Model/City/Actions/README.md.";

    public ExplainAnswer Of(MadeAchievement made)
    {
        var (action, achieved) = (made.Action, made.Achieved);
        var value = achieved.Tonnes is { } tonnes ? Shown.Plain(tonnes) : (decimal?)null;
        FactorUse[] uses = value is null ? [] : [.. made.Parts.GroupBy(part => part.From).OrderBy(same => same.Key).Select(same => Use([.. same]))];
        ExplainPart[] parts = [.. made.Parts.Select(part => Part(part, value is not null))];
        return new($"actions/{action.Id}", $"what was achieved by: {action.Title.En}; CO2e", FigureComposer.Word(plan.Question.Set), value, value?.ToString(CultureInfo.InvariantCulture), Tonne, plan.From.Start, plan.To.Start, now, plan.Question.KnownAt,
            null, null, "activity of the action's twins × factor of its days", value is null ? achieved.Why : $"{string.Join(" + ", uses.Select(use => use.Product()))} = {string.Join(" + ", uses.Select(use => Shown.Text(use.Value)))} = {Shown.Text(value.Value)} t CO2e", Method)
        {
            Factors = [.. uses],
            Parts = [.. parts],
            Notes =
            [
                .. value is null ? [] : new[] { ExplainPart.AddingUp(parts.Length, parts.Sum(part => part.Adds), value, Tonne) },
                .. achieved.TransferredAbroadTonnes == 0 ? [] : new[] { $"{Shown.Text(achieved.TransferredAbroadTonnes)} t of it were transferred abroad and count toward another country's target." },
                .. achieved.Factors.SelectMany(FactorUse.Trust),
                .. plan.Question.KnownAt is null ? [] : new[] { AsKnown.Note },
            ],
        };
    }

    static FactorUse Use(IReadOnlyList<TwinPart> parts)
    {
        var (first, steps) = (parts[0], parts.Aggregate(Int128.Zero, (all, one) => all + one.Steps));
        return new(FactorAnswer.Of(first.Factor!), first.From.Day.Date, new Window(first.To.Index - 1).Day.Date, Shown.Plain(first.Measure.InUnit(steps)), first.Measure.Unit.Text, parts.Sum(part => Shown.Plain(Tonnes(part))), []);
    }

    ExplainPart Part(TwinPart part, bool adds) => new($"{part.Twin}{((part.From, part.To) == (plan.From, plan.To) ? "" : $" {part.From.Day} to {new Window(part.To.Index - 1).Day}")}", Shown.Plain(part.Amount), part.Steps.ToString(CultureInfo.InvariantCulture), part.Measure.Unit.Text, null,
        $"/v1/explain/twins/{part.Twin}/{part.Measure}?set={FigureComposer.Word(plan.Question.Set)}&from={part.From}&to={part.To}{(plan.Question.KnownAt is { } known ? $"&knownAt={known}" : "")}")
    { Adds = adds ? Shown.Plain(Tonnes(part)) : null };

    static decimal Tonnes(TwinPart part) => part.Factor!.Apply(part.Amount, part.Measure.Unit, Model.Units.Unit.Parse("kg")) / 1000;
}
