using System.Collections.Immutable;
using YPort.Twin.Api.Answering;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.EWaste.Recycling;

namespace YPort.Twin.Api.EWaste;

/// <summary>Of data and climate: whether certificates are adequate, what recycling avoided, refrigerants.</summary>
sealed partial class EWasteFigureRows
{
    const string Item = "data-items", Lacking = "data-items-lacking", Avoids = "recycling-avoided", Uncovered = "recycling-not-covered", Drawn = "refrigerants-recovered";

    IEnumerable<ReportedFigure> Certificates(ChainRecord chain)
    {
        var judged = chain.Items.Select(one => (one.Lot, one.Seen.Item, Nearest: one.Seen.Item.Nearest(one.Seen.Item.LeftControl))).ToArray();
        yield return OfLots(Item, null, judged.Length == 0 ? null : judged.Length, Piece, true,
            "items known by serial number that hold data, of the lots of the time, each at whoever saw it last, by all that is known now: a certificate may come at any time", judged.Select(one => one.Lot));
        foreach (var (word, says, those) in new[]
        {
            ("adequate", "of these, with a certificate that is adequate to what it holds and to where it went; nobody says here that data is gone", judged.Where(one => one.Nearest?.Lacking.IsEmpty == true)),
            ("inadequate", "of these, with a certificate that lacks something", judged.Where(one => one.Nearest?.Lacking.IsEmpty == false)),
            ("missing", "of these, without any certificate", judged.Where(one => one.Nearest is null)),
        })
            if (judged.Length > 0) yield return OfLots(Item, ReportedFigure.Part(("certificate", word)), those.Count(), Piece, true, says, those.Select(one => one.Lot));
        foreach (var same in judged.SelectMany(one => (one.Nearest?.Lacking ?? []).Select(lacks => (one.Lot, Lacks: lacks))).GroupBy(one => one.Lacks, StringComparer.Ordinal).OrderByDescending(same => same.Count()).ThenBy(same => same.Key, StringComparer.Ordinal))
            yield return OfLots(Lacking, ReportedFigure.Part(("lacking", same.Key)), same.Count(), Piece, true, "of items with an inadequate certificate, by what the nearest one lacks; an item may lack several", same.Select(one => one.Lot));
    }

    IEnumerable<ReportedFigure> Avoided(DisposalBaseline baseline, ChainRecord chain, ImmutableArray<string> explain)
    {
        var limits = $"{RecyclingAvoided.Standing}; what was taken apart, against {(baseline == DisposalBaseline.Burned ? "burning" : "landfilling")} it, per short ton of 0.90718474 t; by UNU key where WARM has a stream for it, else by category";
        var avoided = RecyclingAvoided.Of(chain.Lots.SelectMany(lot => lot.Did).Where(amount => amount.Measure == EWasteMeasures.Treated.Name)
            .Select(amount => (Model.Readings.BangkokDay.Of(amount.At).Date, WarmStreams.Kind(amount.Key, amount.Category), amount.Steps)), baseline, registry);
        var word = ApiJson.Word(baseline);
        yield return Worth(Avoids, ReportedFigure.Part(("baseline", word)), avoided.KilogramsCo2e, avoided.CanBeClosed, avoided.Parts.SelectMany(part => (Factor[])[part.Recycled, part.Disposed]), limits, explain,
            avoided.NotCovered.IsEmpty ? "nothing is known to have been taken apart" : "WARM has a stream for nothing that was taken apart");
        foreach (var part in avoided.Parts)
            yield return Worth(Avoids, ReportedFigure.Part(("baseline", word), ("of", part.Kind), ("stream", part.Stream)), part.KilogramsCo2e, part.Recycled.CanBeClosed && part.Disposed.CanBeClosed, [part.Recycled, part.Disposed],
                $"of that, of {Kilograms(part.Grams).ToString(System.Globalization.CultureInfo.InvariantCulture)} kg", explain, null);
        foreach (var one in avoided.NotCovered)
            yield return Row(Uncovered, ReportedFigure.Part(("baseline", word), ("of", one.Kind)), Kilograms(one.Grams), Kilogram, true, $"taken apart and not in {Avoids}: {one.Why}", explain);
    }

    IEnumerable<ReportedFigure> Refrigerants(IReadOnlyList<HolderSum> sums, ImmutableArray<string> explain)
    {
        var drawn = RecoveredRefrigerants.Of(sums.Where(sum => sum.Measure == EWasteMeasures.Recovered).Select(sum => (sum.By, sum.Steps)), potentials, registry);
        var limits = $"kg CO2e of refrigerants that were drawn off, over 100 years by {potentials.Name}; recovered is not destroyed: it counts as avoided only when it is burned or used again";
        yield return Worth(Drawn, null, drawn.Parts.IsEmpty ? null : drawn.KilogramsCo2e, drawn.CanBeClosed, drawn.Parts.SelectMany(part => part.Gases).Select(gas => gas.Gwp), limits, explain,
            drawn.Parts.IsEmpty ? "no recovered material is named like a refrigerant" : "one of them is not known, or a gas has no factor");
        foreach (var part in drawn.Parts)
            yield return Worth(Drawn, ReportedFigure.Part(("refrigerant", part.Name)), part.KilogramsCo2e, part.Gases.All(gas => gas.Gwp?.CanBeClosed == true), part.Gases.Select(gas => gas.Gwp),
                $"of that, of {Kilograms(part.Grams).ToString(System.Globalization.CultureInfo.InvariantCulture)} kg", explain, "it is not known, or a gas of it has no factor");
    }

    static ReportedFigure Worth(string figure, ImmutableSortedDictionary<string, string>? by, decimal? kilogramsCo2e, bool canBeClosed, IEnumerable<Factor?> factors, string limits, ImmutableArray<string> explain, string? unknown) =>
        Row(figure, by, ReportedFigure.Rounded(kilogramsCo2e), Kilogram, canBeClosed, limits, explain, unknown) with { Factors = ReportedFigure.Uses(factors) };
}
