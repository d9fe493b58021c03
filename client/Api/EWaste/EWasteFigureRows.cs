using System.Collections.Immutable;
using System.Globalization;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.City;
using YPort.Twin.Api.Explain;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.EWaste.Recycling;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Api.EWaste;

/// <summary>The figures of a report on e-waste, of one holder or several.</summary>
sealed partial class EWasteFigureRows(EWasteQuestion question, GwpSet potentials, FactorRegistry registry)
{
    const string Kilogram = "kg", Piece = "1", Unknown = DimensionText.Unknown, NothingTold = "none was told, and nobody knows of what was not told";

    // More addresses than these help nobody; a holder's own figures name its own lots.
    const int MostLots = 50;

    readonly FigureAddresses _addresses = new(question.Set, question.From, question.To);

    public string OfLot(string lot) => $"/v1/lots/{Uri.EscapeDataString(lot)}?set={FigureComposer.Word(question.Set)}";

    public IEnumerable<MadeFigure> Of(IReadOnlyList<TwinRegister> holders, IReadOnlyList<HolderSum> sums, ChainRecord chain)
    {
        foreach (var measure in EWasteMeasures.All)
            foreach (var row in measure.Dimensions.Count == 0 ? Items(measure, holders, sums) : Mass(measure, holders, sums, chain)) yield return row;
        yield return Received(chain);
        foreach (var row in Lots(chain)) yield return row;
        foreach (var row in KeptApart(chain)) yield return row;
        foreach (var row in Certificates(chain)) yield return row;
        foreach (var baseline in Enum.GetValues<DisposalBaseline>())
            foreach (var row in Avoided(baseline, chain, Addresses(holders, sums, EWasteMeasures.Treated))) yield return row;
        foreach (var row in Refrigerants(sums, Addresses(holders, sums, EWasteMeasures.Recovered))) yield return row;
    }

    IEnumerable<MadeFigure> Mass(Measure measure, IReadOnlyList<TwinRegister> holders, IReadOnlyList<HolderSum> sums, ChainRecord chain)
    {
        HolderSum[] told = [.. sums.Where(sum => sum.Measure == measure)];
        var (explain, estimated) = (Addresses(holders, sums, measure), told.Any(sum => sum.Quality == Quality.Estimated));
        yield return Row(measure.Name, null, told.Length == 0 ? null : Kilograms(told.Sum(sum => sum.Steps)), Kilogram, !estimated, estimated ? $"{measure.Says}; part of it is an estimate" : measure.Says, explain, ByHolder(measure, null, told, ""));
        foreach (var same in told.GroupBy(sum => sum.Quality).OrderBy(same => same.Key))
        {
            var by = ReportedFigure.Part(("quality", ApiJson.Word(same.Key)));
            yield return Row(measure.Name, by, Kilograms(same.Sum(sum => sum.Steps)), Kilogram, same.Key == Quality.Measured, same.Key == Quality.Measured
                ? "of that, weighed, or as its events say" : "of that, estimated: by unit weights of UNU keys, or as an event says of itself", explain, ByHolder(measure, by, same, ""));
        }
        foreach (var same in told.GroupBy(sum => (sum.By, sum.Quality)).OrderBy(same => same.Key.By, StringComparer.Ordinal).ThenBy(same => same.Key.Quality))
        {
            var by = ReportedFigure.Part((measure.Dimensions[0], same.Key.By), ("quality", ApiJson.Word(same.Key.Quality)));
            yield return Row(measure.Name, by, Kilograms(same.Sum(sum => sum.Steps)), Kilogram, same.Key.Quality == Quality.Measured, "of that", explain, ByHolder(measure, by, same, Where(measure, same.Key.By)));
        }
        foreach (var same in chain.Lots.SelectMany(lot => lot.Did.Select(amount => (lot.Books.Name, Amount: amount))).Where(one => one.Amount.Measure == measure.Name)
            .GroupBy(one => (Category: one.Amount.Category ?? Unknown, Key: one.Amount.Key ?? Unknown)).OrderBy(same => same.Key.Category, StringComparer.Ordinal).ThenBy(same => same.Key.Key, StringComparer.Ordinal))
            yield return OfLots(measure.Name, ReportedFigure.Part(("category", same.Key.Category), ("unuKey", same.Key.Key)), Kilograms(same.Sum(one => one.Amount.Steps)), Kilogram, same.All(one => one.Amount.Quality == Quality.Measured),
                $"of that, by the lots' own events: {UnuKeys.Named(same.Key.Key)?.Description ?? "the UNU key is not known"}", same.Select(one => (one.Name, Kilograms(one.Amount.Steps))));
    }

    IEnumerable<MadeFigure> Items(Measure measure, IReadOnlyList<TwinRegister> holders, IReadOnlyList<HolderSum> sums)
    {
        HolderSum[] told = [.. sums.Where(sum => sum.Measure == measure)];
        yield return Row(measure.Name, null, told.Length == 0 ? null : told.Sum(sum => sum.Steps), Piece, true, measure.Says, Addresses(holders, sums, measure), ByHolder(measure, null, told, ""));
    }

    // Of one holder, or of all that is told in one quality, the holder's own measure says the same; else the holder's part of this figure leads there.
    IEnumerable<ExplainPart> ByHolder(Measure measure, ImmutableSortedDictionary<string, string>? by, IEnumerable<HolderSum> sums, string where) =>
        sums.GroupBy(sum => sum.Holder, sum => sum.Steps).OrderBy(same => same.Key).Select(same => new ExplainPart(same.Key.ToString(), Shown.Plain(measure.InUnit(same.Sum())), same.Sum().ToString(CultureInfo.InvariantCulture), measure.Unit.Text, null,
            by is null || question.Only is not null ? question.OfTwin(same.Key, measure.Name, where) : (question with { Only = same.Key }).Address(measure.Name, by)));

    static string Where(Measure measure, string value) => new Metrics.DimensionSlice([], [(measure.Dimensions[0], value)]).Query();

    MadeFigure Received(ChainRecord chain)
    {
        var without = chain.Received.Count(one => one.ReceivedGrams is null);
        var grams = chain.Received.IsEmpty || without > 0 ? (long?)null : chain.Received.Sum(one => one.ReceivedGrams!.Value);
        return Row("ewaste-received", null, grams is { } known ? Kilograms(known) : null, Kilogram, true, "received from other holders, as these say; it was collected before and is in no sum with it", Events("transferred"),
            grams is null ? [] : ByLot("ewaste-received", null, Kilogram, chain.Received.Select(one => (one.Lot, Kilograms(one.ReceivedGrams!.Value)))), without > 0 ? $"{without} of {chain.Received.Length} that were received say no mass" : null);
    }

    IEnumerable<MadeFigure> Lots(ChainRecord chain)
    {
        const string Says = "by what had happened until the end of the time: with mass or items here, a flaw, or an item that wants a certificate; a lot at several holders counts once";
        var lots = chain.Lots.GroupBy(lot => lot.Books.Name, StringComparer.Ordinal).ToArray();
        string[] open = [.. lots.Where(lot => lot.Any(one => one.IsOpen)).Select(lot => lot.Key)], closed = [.. lots.Select(lot => lot.Key).Except(open, StringComparer.Ordinal)];
        yield return OfLots("lots-open", null, lots.Length == 0 ? null : open.Length, Piece, true, Says, Each(open));
        yield return OfLots("lots-closed", null, lots.Length == 0 ? null : closed.Length, Piece, true, "lots with which something happened in the time, and none of that is left open", Each(closed));
        var flagged = chain.Lots.Where(lot => lot.Books.Flaw != LotFlaw.None).ToArray();
        yield return OfLots("lots-flagged", null, lots.Length == 0 ? null : Names(flagged).Count(), Piece, true, "lots whose masses contradict each other, as all events known now say; what was done to them is kept apart", Each(Names(flagged)));
        foreach (var same in flagged.GroupBy(lot => lot.Books.Flaw).OrderBy(same => same.Key))
            yield return OfLots("lots-flagged", ReportedFigure.Part(("flaw", ApiJson.Word(same.Key))), Names(same).Count(), Piece, true, "of these", Each(Names(same)));

        static IEnumerable<string> Names(IEnumerable<LotRecord> of) => of.Select(lot => lot.Books.Name).Distinct(StringComparer.Ordinal);
    }

    IEnumerable<MadeFigure> KeptApart(ChainRecord chain) =>
        from lot in chain.Lots
        from amount in lot.KeptApart
        group (lot.Books.Name, amount.Steps) by (amount.Measure, lot.Books.Flaw) into same
        orderby same.Key.Measure, same.Key.Flaw
        select OfLots("ewaste-kept-apart", ReportedFigure.Part(("of", same.Key.Measure), ("flaw", ApiJson.Word(same.Key.Flaw))), Kilograms(same.Sum(one => one.Steps)), Kilogram, false,
            $"told in the time and not in {same.Key.Measure}: the lot's masses contradict each other", same.Select(one => (one.Name, Kilograms(one.Steps))));

    static decimal Kilograms(long grams) => Shown.Plain(grams / 1000m);

    ImmutableArray<string> Addresses(IReadOnlyList<TwinRegister> holders, IReadOnlyList<HolderSum> sums, Measure measure)
    {
        var told = sums.Where(sum => sum.Measure == measure).Select(sum => sum.Holder).ToHashSet();
        return _addresses.Of(holders.Count == 1 ? holders : [.. holders.Where(holder => told.Contains(holder.Id))], measure.Name);
    }

    ImmutableArray<string> Events(string type) => [$"/v1/events?set={FigureComposer.Word(question.Set)}&type={type}&from={question.From}&to={question.To}"];

    static IEnumerable<(string Lot, decimal Value)> Each(IEnumerable<string> lots) => lots.Select(lot => (lot, 1m));

    MadeFigure OfLots(string figure, ImmutableSortedDictionary<string, string>? by, decimal? value, string unit, bool canBeClosed, string limits, IEnumerable<(string Lot, decimal Value)> lots)
    {
        var parts = ByLot(figure, by, unit, lots).ToArray();
        var shortened = parts.Length > MostLots ? string.Create(CultureInfo.InvariantCulture, $"; the addresses are those of {MostLots} of {parts.Length} lots") : "";
        return Row(figure, by, value, unit, canBeClosed, limits + shortened, [.. parts.Take(MostLots).Select(part => OfLot(part.Name))], parts);
    }

    IEnumerable<ExplainPart> ByLot(string figure, ImmutableSortedDictionary<string, string>? by, string unit, IEnumerable<(string Lot, decimal Value)> lots) =>
        lots.GroupBy(one => one.Lot, StringComparer.Ordinal).OrderBy(same => same.Key, StringComparer.Ordinal)
            .Select(same => new ExplainPart(same.Key, Shown.Plain(same.Sum(one => one.Value)), null, unit, null, question.Address(figure, by, same.Key)));

    MadeFigure Row(string figure, ImmutableSortedDictionary<string, string>? by, decimal? value, string unit, bool canBeClosed, string limits, ImmutableArray<string> explain, IEnumerable<ExplainPart> parts, string? unknown = null) =>
        new(new(figure, by, value, unit, value is null ? unknown ?? NothingTold : null, value is not null && canBeClosed, [], limits, [question.Address(figure, by), .. explain]), [.. parts]);
}
