using System.Collections.Immutable;
using System.Globalization;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.Explain;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.EWaste.Recycling;

namespace YPort.Twin.Api.EWaste;

/// <summary>Of data and climate: whether certificates are adequate, what recycling avoided, refrigerants.</summary>
sealed partial class EWasteFigureRows
{
    const string Item = "data-items", Lacking = "data-items-lacking", Avoids = "recycling-avoided", Uncovered = "recycling-not-covered", Drawn = "refrigerants-recovered";

    IEnumerable<MadeFigure> Certificates(ChainRecord chain)
    {
        var judged = chain.Items.Select(one => (one.Lot, one.Seen.Item, Nearest: one.Seen.Item.Nearest(one.Seen.Item.LeftControl))).ToArray();
        yield return OfLots(Item, null, judged.Length == 0 ? null : judged.Length, Piece, true,
            "items known by serial number that hold data, of the lots of the time, each at whoever saw it last, by all that is known now: a certificate may come at any time", Each(judged.Select(one => one.Lot)));
        foreach (var (word, says, those) in new[]
        {
            ("adequate", "of these, with a certificate that is adequate to what it holds and to where it went; nobody says here that data is gone", judged.Where(one => one.Nearest?.Lacking.IsEmpty == true)),
            ("inadequate", "of these, with a certificate that lacks something", judged.Where(one => one.Nearest?.Lacking.IsEmpty == false)),
            ("missing", "of these, without any certificate", judged.Where(one => one.Nearest is null)),
        })
            if (judged.Length > 0) yield return OfLots(Item, ReportedFigure.Part(("certificate", word)), those.Count(), Piece, true, says, Each(those.Select(one => one.Lot)));
        foreach (var same in judged.SelectMany(one => (one.Nearest?.Lacking ?? []).Select(lacks => (one.Lot, Lacks: lacks))).GroupBy(one => one.Lacks, StringComparer.Ordinal).OrderByDescending(same => same.Count()).ThenBy(same => same.Key, StringComparer.Ordinal))
            yield return OfLots(Lacking, ReportedFigure.Part(("lacking", same.Key)), same.Count(), Piece, true, "of items with an inadequate certificate, by what the nearest one lacks; an item may lack several", Each(same.Select(one => one.Lot)));
    }

    IEnumerable<MadeFigure> Avoided(DisposalBaseline baseline, ChainRecord chain, ImmutableArray<string> explain)
    {
        var limits = $"{RecyclingAvoided.Standing}; what was taken apart, against {(baseline == DisposalBaseline.Burned ? "burning" : "landfilling")} it, per short ton of 0.90718474 t; by UNU key where WARM has a stream for it, else by category";
        var (avoided, word) = (Of(chain.Lots), ApiJson.Word(baseline));
        var lots = chain.Lots.GroupBy(lot => lot.Books.Name, StringComparer.Ordinal).OrderBy(lot => lot.Key, StringComparer.Ordinal).Select(lot => (Name: lot.Key, Avoided: Of(lot))).ToArray();
        yield return Worth(Avoids, ReportedFigure.Part(("baseline", word)), avoided.KilogramsCo2e, avoided.CanBeClosed, avoided.Parts.SelectMany(part => (Factor[])[part.Recycled, part.Disposed]), limits, explain,
            avoided.Parts.Select(part => new ExplainPart($"{part.Kind}, {part.Stream}", ReportedFigure.Rounded(part.KilogramsCo2e), null, Kilogram, null, question.Address(Avoids, By(part)))),
            avoided.NotCovered.IsEmpty ? "nothing is known to have been taken apart" : "WARM has a stream for nothing that was taken apart");
        foreach (var part in avoided.Parts)
        {
            var mass = string.Create(CultureInfo.InvariantCulture, $"{Kilograms(part.Grams)} kg");
            yield return Worth(Avoids, By(part), part.KilogramsCo2e, part.Recycled.CanBeClosed && part.Disposed.CanBeClosed, [part.Recycled, part.Disposed], $"of that, of {mass}", explain,
                from lot in lots
                from one in lot.Avoided.Parts
                where one with { Grams = 0 } == part with { Grams = 0 }
                select new ExplainPart(lot.Name, Kilograms(one.Grams), one.Grams.ToString(CultureInfo.InvariantCulture), Kilogram, null, question.Address(Avoids, By(part), lot.Name)) { Adds = ReportedFigure.Rounded(one.KilogramsCo2e) }, null) with
            {
                Lines = [new(string.Create(CultureInfo.InvariantCulture, $"{mass} / 907.18474 kg a short ton × ({part.Disposed.Value} - ({part.Recycled.Value})) {part.Disposed.Unit} × 1000"), ReportedFigure.Rounded(part.KilogramsCo2e), "kg CO2e", [part.Disposed.ToString(), part.Recycled.ToString()])],
            };
        }
        foreach (var one in avoided.NotCovered)
        {
            var by = ReportedFigure.Part(("baseline", word), ("of", one.Kind));
            yield return Row(Uncovered, by, Kilograms(one.Grams), Kilogram, true, $"taken apart and not in {Avoids}: {one.Why}", explain,
                ByLot(Uncovered, by, Kilogram, lots.SelectMany(lot => lot.Avoided.NotCovered.Where(same => same with { Grams = 0 } == one with { Grams = 0 }).Select(same => (lot.Name, Kilograms(same.Grams))))));
        }

        RecyclingAvoided Of(IEnumerable<LotRecord> lots) => RecyclingAvoided.Of(lots.SelectMany(lot => lot.Did).Where(amount => amount.Measure == EWasteMeasures.Treated.Name)
            .Select(amount => (Model.Readings.BangkokDay.Of(amount.At).Date, WarmStreams.Kind(amount.Key, amount.Category), amount.Steps)), baseline, registry);

        ImmutableSortedDictionary<string, string> By(RecycledStream part) => ReportedFigure.Part(("baseline", word), ("of", part.Kind), ("stream", part.Stream));
    }

    IEnumerable<MadeFigure> Refrigerants(IReadOnlyList<HolderSum> sums, ImmutableArray<string> explain)
    {
        var told = sums.Where(sum => sum.Measure == EWasteMeasures.Recovered).ToArray();
        var drawn = Of(told);
        var limits = $"kg CO2e of refrigerants that were drawn off, over 100 years by {potentials.Name}; recovered is not destroyed: it counts as avoided only when it is burned or used again";
        yield return Worth(Drawn, null, drawn.Parts.IsEmpty ? null : drawn.KilogramsCo2e, drawn.CanBeClosed, drawn.Parts.SelectMany(part => part.Gases).Select(gas => gas.Gwp), limits, explain,
            drawn.Parts.Select(part => new ExplainPart(part.Name, ReportedFigure.Rounded(part.KilogramsCo2e), null, Kilogram, null, question.Address(Drawn, By(part)))),
            drawn.Parts.IsEmpty ? "no recovered material is named like a refrigerant" : "one of them is not known, or a gas has no factor");
        foreach (var part in drawn.Parts)
        {
            var mass = string.Create(CultureInfo.InvariantCulture, $"{Kilograms(part.Grams)} kg");
            yield return Worth(Drawn, By(part), part.KilogramsCo2e, part.Gases.All(gas => gas.Gwp?.CanBeClosed == true), part.Gases.Select(gas => gas.Gwp), $"of that, of {mass}", explain,
                from same in told.GroupBy(sum => (sum.Holder, sum.By)).OrderBy(same => same.Key.Holder).ThenBy(same => same.Key.By, StringComparer.Ordinal)
                from one in Of(same).Parts
                where one.Name == part.Name
                select new ExplainPart($"{same.Key.Holder}, {same.Key.By}", Kilograms(one.Grams), one.Grams.ToString(CultureInfo.InvariantCulture), Kilogram, null,
                    question.OfTwin(same.Key.Holder, EWasteMeasures.Recovered.Name, Where(EWasteMeasures.Recovered, same.Key.By)))
                { Adds = ReportedFigure.Rounded(one.KilogramsCo2e) },
                "it is not known, or a gas of it has no factor") with
            {
                Lines = [.. part.Gases.Select(gas => new WorkedLine(string.Create(CultureInfo.InvariantCulture, $"{mass} × {gas.Share} of {gas.Gas} × {(gas.Gwp is { } gwp ? gwp.Value : "no factor")}"),
                    gas.Gwp is { } known ? ReportedFigure.Rounded(part.Grams * gas.Share / 1000 * known.Value) : null, "kg CO2e", gas.Gwp is { } of ? [of.ToString()] : []))],
            };
        }

        RecoveredRefrigerants Of(IEnumerable<HolderSum> sums) => RecoveredRefrigerants.Of(sums.Select(sum => (sum.By, sum.Steps)), potentials, registry);

        static ImmutableSortedDictionary<string, string> By(RecoveredRefrigerant part) => ReportedFigure.Part(("refrigerant", part.Name));
    }

    MadeFigure Worth(string figure, ImmutableSortedDictionary<string, string>? by, decimal? kilogramsCo2e, bool canBeClosed, IEnumerable<Factor?> factors, string limits, ImmutableArray<string> explain, IEnumerable<ExplainPart> parts, string? unknown)
    {
        var made = Row(figure, by, ReportedFigure.Rounded(kilogramsCo2e), Kilogram, canBeClosed, limits, explain, parts, unknown);
        return made with { Figure = made.Figure with { Factors = ReportedFigure.Uses(factors) } };
    }
}
