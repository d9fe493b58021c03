using YPort.Twin.Api.Answering;
using YPort.Twin.Api.City;
using YPort.Twin.Api.Events;
using YPort.Twin.Api.EWaste;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Explain.Accounts;

/// <summary>Explains a figure of the report on e-waste by the very parts that it was made of; of one lot, by all that was told of it.</summary>
sealed class EWasteExplanation(EWasteQuestion question, Instant now)
{
    const string Method = "Masses from the ledger; what its dimensions do not tell from the lots' own events; worth outside the city's totals. Rules: grains/Model/EWaste/README.md.";

    /// <param name="made">One; several where a factor changed within the time.</param>
    /// <param name="lot">Only of this one; null for all.</param>
    /// <param name="events">About that lot.</param>
    public ExplainAnswer Of(IReadOnlyList<MadeFigure> made, string? lot, IReadOnlyList<StoredEvent> events)
    {
        var first = made[0].Figure;
        var value = made.Any(one => one.Figure.Value is null) ? null : made.Sum(one => one.Figure.Value);
        ExplainPart[] parts = lot is null ? [.. made.SelectMany(one => one.Parts)] : [];
        var by = ReportedFigure.Text(first.By);
        return new($"e-waste/{first.Figure}", $"{(by == "" ? "" : $"{by}: ")}{first.Limits}{(lot is null ? "" : $"; of lot {lot}")}", FigureComposer.Word(question.Set), value, value is { } known ? Shown.Text(known) : null, first.Unit, question.From.Start, question.To.Start, now,
            question.KnownAt, null, null, lot is not null ? "what the lot's books say, by its events" : parts.Length == 0 ? "nothing to add up" : parts.Any(part => part.Explain!.Contains("&lot=", StringComparison.Ordinal)) ? "sum over lots" : "sum over the parts",
            value is null ? $"Not known: {string.Join("; ", made.Select(one => one.Figure.UnknownBecause).OfType<string>())}." : parts.Length is 0 or > 40 ? $"{Shown.Text(value.Value)} {first.Unit}"
                : $"{string.Join(" + ", parts.Select(part => Shown.Text(part.Adds ?? part.Value ?? 0)))} = {Shown.Text(value.Value)} {first.Unit}", Method)
        {
            Lines = [.. made.SelectMany(one => one.Lines)],
            Parameters = [.. made.SelectMany(one => one.Figure.Factors).DistinctBy(factor => (factor.Id, factor.Version))],
            Parts = [.. parts],
            Events = [.. events.Select(EventAnswer.Of)],
            Notes =
            [
                .. Compared(value, parts),
                .. first.CanBeClosed || value is null ? [] : new[] { "It rests on an estimate, an assumption or a factor from memory: it can not be closed." },
                .. lot is null ? [] : new[] { "The lot's books are made of all events about it, of every holder; the figure has what belongs to it." },
                .. question.KnownAt is null ? [] : new[] { AsKnown.Note },
            ],
        };
    }

    // Of worth, each part is rounded at the ninth digit behind the point, and so is the whole.
    static IEnumerable<string> Compared(decimal? value, ExplainPart[] parts)
    {
        if (value is not { } whole || parts.Length == 0 || parts.Any(part => (part.Adds ?? part.Value) is null)) yield break;
        var off = Math.Abs(parts.Sum(part => part.Adds ?? part.Value!.Value) - whole);
        yield return off == 0 ? $"The {parts.Length} parts add up to the figure, to the last digit." : off <= 0.000000001m * (parts.Length + 1) ? $"The {parts.Length} parts add up to the figure, as far as digits are shown."
            : "The parts do not add up to the figure: this should be looked at.";
    }
}
