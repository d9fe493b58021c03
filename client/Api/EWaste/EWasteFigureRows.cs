using System.Collections.Immutable;
using System.Globalization;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.City;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.EWaste.Recycling;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Api.EWaste;

/// <summary>The figures of a report on e-waste, of one holder or several.</summary>
sealed partial class EWasteFigureRows(CitySet set, Window from, Window to, GwpSet potentials, FactorRegistry registry)
{
    const string Kilogram = "kg", Piece = "1", Unknown = DimensionText.Unknown, NothingTold = "none was told, and nobody knows of what was not told";

    // More addresses than these help nobody; a holder's own figures name its own lots.
    const int MostLots = 50;

    readonly FigureAddresses _addresses = new(set, from, to);

    public string OfLot(string lot) => $"/v1/lots/{Uri.EscapeDataString(lot)}?set={FigureComposer.Word(set)}";

    public IEnumerable<ReportedFigure> Of(IReadOnlyList<TwinRegister> holders, IReadOnlyList<HolderSum> sums, ChainRecord chain)
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

    IEnumerable<ReportedFigure> Mass(Measure measure, IReadOnlyList<TwinRegister> holders, IReadOnlyList<HolderSum> sums, ChainRecord chain)
    {
        HolderSum[] told = [.. sums.Where(sum => sum.Measure == measure)];
        var (explain, estimated) = (Addresses(holders, sums, measure), told.Any(sum => sum.Quality == Quality.Estimated));
        yield return Row(measure.Name, null, told.Length == 0 ? null : Kilograms(told.Sum(sum => sum.Steps)), Kilogram, !estimated, estimated ? $"{measure.Says}; part of it is an estimate" : measure.Says, explain);
        foreach (var same in told.GroupBy(sum => sum.Quality).OrderBy(same => same.Key))
            yield return Row(measure.Name, ReportedFigure.Part(("quality", ApiJson.Word(same.Key))), Kilograms(same.Sum(sum => sum.Steps)), Kilogram, same.Key == Quality.Measured, same.Key == Quality.Measured
                ? "of that, weighed, or as its events say" : "of that, estimated: by unit weights of UNU keys, or as an event says of itself", explain);
        foreach (var same in told.GroupBy(sum => (sum.By, sum.Quality)).OrderBy(same => same.Key.By, StringComparer.Ordinal).ThenBy(same => same.Key.Quality))
            yield return Row(measure.Name, ReportedFigure.Part((measure.Dimensions[0], same.Key.By), ("quality", ApiJson.Word(same.Key.Quality))), Kilograms(same.Sum(sum => sum.Steps)), Kilogram, same.Key.Quality == Quality.Measured, "of that", explain);
        foreach (var same in chain.Lots.SelectMany(lot => lot.Did.Select(amount => (lot.Books.Name, Amount: amount))).Where(one => one.Amount.Measure == measure.Name)
            .GroupBy(one => (Category: one.Amount.Category ?? Unknown, Key: one.Amount.Key ?? Unknown)).OrderBy(same => same.Key.Category, StringComparer.Ordinal).ThenBy(same => same.Key.Key, StringComparer.Ordinal))
            yield return OfLots(measure.Name, ReportedFigure.Part(("category", same.Key.Category), ("unuKey", same.Key.Key)), Kilograms(same.Sum(one => one.Amount.Steps)), Kilogram, same.All(one => one.Amount.Quality == Quality.Measured),
                $"of that, by the lots' own events: {UnuKeys.Named(same.Key.Key)?.Description ?? "the UNU key is not known"}", same.Select(one => one.Name));
    }

    IEnumerable<ReportedFigure> Items(Measure measure, IReadOnlyList<TwinRegister> holders, IReadOnlyList<HolderSum> sums)
    {
        HolderSum[] told = [.. sums.Where(sum => sum.Measure == measure)];
        yield return Row(measure.Name, null, told.Length == 0 ? null : told.Sum(sum => sum.Steps), Piece, true, measure.Says, Addresses(holders, sums, measure));
    }

    ReportedFigure Received(ChainRecord chain)
    {
        var without = chain.Received.Count(one => one.ReceivedGrams is null);
        var grams = chain.Received.IsEmpty || without > 0 ? (long?)null : chain.Received.Sum(one => one.ReceivedGrams!.Value);
        return Row("ewaste-received", null, grams is { } known ? Kilograms(known) : null, Kilogram, true, "received from other holders, as these say; it was collected before and is in no sum with it", Events("transferred"),
            without > 0 ? $"{without} of {chain.Received.Length} that were received say no mass" : null);
    }

    IEnumerable<ReportedFigure> Lots(ChainRecord chain)
    {
        const string Says = "by what had happened until the end of the time: with mass or items here, a flaw, or an item that wants a certificate; a lot at several holders counts once";
        var lots = chain.Lots.GroupBy(lot => lot.Books.Name, StringComparer.Ordinal).ToArray();
        string[] open = [.. lots.Where(lot => lot.Any(one => one.IsOpen)).Select(lot => lot.Key)], closed = [.. lots.Select(lot => lot.Key).Except(open, StringComparer.Ordinal)];
        yield return OfLots("lots-open", null, lots.Length == 0 ? null : open.Length, Piece, true, Says, open);
        yield return OfLots("lots-closed", null, lots.Length == 0 ? null : closed.Length, Piece, true, "lots with which something happened in the time, and none of that is left open", closed);
        var flagged = chain.Lots.Where(lot => lot.Books.Flaw != LotFlaw.None).ToArray();
        yield return OfLots("lots-flagged", null, lots.Length == 0 ? null : Names(flagged).Count(), Piece, true, "lots whose masses contradict each other, as all events known now say; what was done to them is kept apart", Names(flagged));
        foreach (var same in flagged.GroupBy(lot => lot.Books.Flaw).OrderBy(same => same.Key))
            yield return OfLots("lots-flagged", ReportedFigure.Part(("flaw", ApiJson.Word(same.Key))), Names(same).Count(), Piece, true, "of these", Names(same));

        static IEnumerable<string> Names(IEnumerable<LotRecord> of) => of.Select(lot => lot.Books.Name).Distinct(StringComparer.Ordinal);
    }

    IEnumerable<ReportedFigure> KeptApart(ChainRecord chain) =>
        from lot in chain.Lots
        from amount in lot.KeptApart
        group (lot.Books.Name, amount.Steps) by (amount.Measure, lot.Books.Flaw) into same
        orderby same.Key.Measure, same.Key.Flaw
        select OfLots("ewaste-kept-apart", ReportedFigure.Part(("of", same.Key.Measure), ("flaw", ApiJson.Word(same.Key.Flaw))), Kilograms(same.Sum(one => one.Steps)), Kilogram, false,
            $"told in the time and not in {same.Key.Measure}: the lot's masses contradict each other", same.Select(one => one.Name));

    static decimal Kilograms(long grams) => Shown.Plain(grams / 1000m);

    ImmutableArray<string> Addresses(IReadOnlyList<TwinRegister> holders, IReadOnlyList<HolderSum> sums, Measure measure)
    {
        var told = sums.Where(sum => sum.Measure == measure).Select(sum => sum.Holder).ToHashSet();
        return _addresses.Of(holders.Count == 1 ? holders : [.. holders.Where(holder => told.Contains(holder.Id))], measure.Name);
    }

    ImmutableArray<string> Events(string type) => [$"/v1/events?set={FigureComposer.Word(set)}&type={type}&from={from}&to={to}"];

    ReportedFigure OfLots(string figure, ImmutableSortedDictionary<string, string>? by, decimal? value, string unit, bool canBeClosed, string limits, IEnumerable<string> lots)
    {
        string[] names = [.. lots.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var shortened = names.Length > MostLots ? string.Create(CultureInfo.InvariantCulture, $"; the addresses are those of {MostLots} of {names.Length} lots") : "";
        return Row(figure, by, value, unit, canBeClosed, limits + shortened, [.. names.Take(MostLots).Select(OfLot)]);
    }

    static ReportedFigure Row(string figure, ImmutableSortedDictionary<string, string>? by, decimal? value, string unit, bool canBeClosed, string limits, ImmutableArray<string> explain, string? unknown = null) =>
        new(figure, by, value, unit, value is null ? unknown ?? NothingTold : null, value is not null && canBeClosed, [], limits, explain);
}
