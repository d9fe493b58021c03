using System.Collections.Immutable;
using System.Globalization;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.City;
using YPort.Twin.Api.Factors;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Explain;

/// <summary>Explains what is made of other figures: emissions of an activity and a factor, quotients of two sums.</summary>
sealed class MadeExplanation(MeasureExplanation measures, FactorBook book)
{
    public async Task<ExplainAnswer> Of(Asked asked, Emission emission, CancellationToken stop)
    {
        var (registry, unit) = (await book.Known(asked.Set, stop), asked.Figure?.Unit ?? emission.Unit);
        var uses = ImmutableArray.CreateBuilder<FactorUse>();
        var notes = ImmutableArray.CreateBuilder<string>();
        decimal? sum = null;
        var isWhole = true;
        Amount all = default;
        var starts = registry.Cuts(asked.From, asked.To, [emission.Series], asked.KnownAt);
        foreach (var (from, to) in starts.Zip(starts.Skip(1).Append(asked.To)))
        {
            var amount = await measures.Amount(asked with { Quantity = Metrics.Quantity.Named(emission.Activity.Name), From = from, To = to }, emission.Activity, stop);
            all = all.Plus(amount);
            if (!amount.IsKnown) continue;
            var day = from.Day.Date;
            if (registry.On(day, emission.Series, asked.KnownAt) is not { } factor)
            {
                isWhole = false;
                notes.Add($"No factor of {emission.Series} holds on {day:yyyy-MM-dd}: the figure is unknown rather than too small.");
                continue;
            }
            var activity = emission.Activity.InUnit(amount.Steps);
            var value = factor.Apply(activity, emission.Activity.Unit, unit);
            sum = (sum ?? 0) + value;
            uses.Add(new(FactorAnswer.Of(factor), day, new Window(to.Index - 1).Day.Date, Shown.Plain(activity), emission.Activity.Unit.Text, Shown.Plain(value),
                [.. registry.Choices(day, emission.Series, asked.KnownAt).Skip(1).Select(other => other.ToString())]));
            notes.AddRange(FactorUse.Trust(factor));
        }
        var whole = isWhole && sum is { } known ? Shown.Plain(known) : (decimal?)null;
        return new(asked.Path, asked.Figure?.Says ?? emission.Says, FigureComposer.Word(asked.Set), whole, whole?.ToString(CultureInfo.InvariantCulture), unit.Text, asked.From.Start, asked.To.Start,
            asked.Now, asked.KnownAt, all.Coverage(emission.Activity), all.Shares(emission.Activity), "activity × factor of the day",
            whole is null ? "Not known." : $"{string.Join(" + ", uses.Select(use => use.Product()))} = {Text(whole.Value)} {unit.Text} CO2e",
            $"Factors are applied once, to the sum of the activity, never to readings; of the series {emission.Series}. Rules: grains/Model/City/README.md, \"Factors\".")
        {
            Factors = uses.ToImmutable(),
            Notes = notes.ToImmutable(),
            Parts = [Activity(asked, emission, all)],
        };
    }

    public async Task<ExplainAnswer> Of(Asked asked, Ratio ratio, CancellationToken stop)
    {
        var above = await measures.Amount(asked with { Quantity = Metrics.Quantity.Named(ratio.Numerator.Name) }, ratio.Numerator, stop);
        var below = await measures.Amount(asked with { Quantity = Metrics.Quantity.Named(ratio.Denominator.Name) }, ratio.Denominator, stop);
        var value = above.IsKnown && below.IsKnown ? ratio.Of(above.Steps, below.Steps) : null;
        var shown = value is { } quotient ? Shown.Plain(decimal.Round(quotient, 6)) : (decimal?)null;
        return new(asked.Path, ratio.Says, FigureComposer.Word(asked.Set), shown, value is null ? null : $"{above.Steps}/{below.Steps}", ratio.Unit.Text, asked.From.Start, asked.To.Start,
            asked.Now, asked.KnownAt, null, null, $"{ratio.Numerator} / {ratio.Denominator}, sums first, one division",
            shown is null ? "Not known: nothing was counted to divide by." : $"{Text(ratio.Numerator.InUnit(above.Steps))} {ratio.Numerator.Unit} / {Text(ratio.Denominator.InUnit(below.Steps))} {ratio.Denominator.Unit} = {Text(shown.Value)} {ratio.Unit}",
            "A quotient is never averaged or stored: over any time and any twins it is the one sum through the other.")
        {
            Parts = [Part(asked, ratio.Numerator, above), Part(asked, ratio.Denominator, below)],
            Notes = ["The parts are divided, not added."],
        };
    }

    static ExplainPart Activity(Asked asked, Emission emission, Amount amount)
    {
        // The live figure of the same activity, where there is one, says the same and stays live.
        var figure = asked.IsLive ? Figures.All.FirstOrDefault(figure => figure.Measure == emission.Activity && figure.Emission is null) : null;
        return Part(asked, emission.Activity, amount) with { Explain = figure is null ? asked.Other(emission.Activity.Name) : asked.Address($"{asked.Path[..asked.Path.LastIndexOf('/')]}/{figure.Name}") };
    }

    static ExplainPart Part(Asked asked, Measure measure, Amount amount) => new(
        measure.Name, amount.IsKnown ? Shown.Plain(measure.InUnit(amount.Steps)) : null, amount.IsKnown ? amount.Steps.ToString(CultureInfo.InvariantCulture) : null, measure.Unit.Text, null, asked.Other(measure.Name));

    static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
