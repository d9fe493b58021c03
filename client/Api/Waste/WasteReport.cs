using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.Asking;
using YPort.Twin.Api.City;
using YPort.Twin.Api.Register;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Waste;
using YPort.Twin.Model.Waste.Balance;

namespace YPort.Twin.Api.Waste;

/// <summary>Where waste came from, went and arrived; what does not add up is shown line by line and never absorbed.</summary>
/// <param name="DifferenceKg">Delivered less collected.</param>
/// <param name="CollectedByOriginKg">By district, "outside:place" or "unknown".</param>
/// <param name="Unexplained">The heaviest first.</param>
public sealed record WasteReportAnswer(
    string Set, Instant From, Instant To, decimal CollectedKg, decimal DeliveredKg, decimal DifferenceKg, ImmutableArray<SiteBalanceAnswer> Sites, ImmutableArray<CategoryBalanceAnswer> Categories,
    ImmutableArray<HaulAnswer> Hauls, ImmutableSortedDictionary<string, decimal> CollectedByOriginKg, ImmutableArray<UnexplainedAnswer> Unexplained);

/// <param name="StillThereKg">At a transfer station what came in and has not left; null elsewhere.</param>
public sealed record SiteBalanceAnswer(string Site, WasteRole? Role, decimal CollectedKg, decimal TransferredKg, decimal DeliveredKg, decimal? StillThereKg);

public sealed record CategoryBalanceAnswer(string Category, decimal CollectedKg, decimal TransferredKg, decimal DeliveredKg);

/// <param name="SentKg">Null where nobody weighs what leaves. <paramref name="ArrivedKg"/> likewise.</param>
/// <param name="To">Null: the ledger does not tell where to.</param>
public sealed record HaulAnswer(string From, string? To, string Category, decimal? SentKg, decimal? ArrivedKg, decimal? DifferenceKg, decimal? UnexplainedShare);

/// <param name="Share">Of what <paramref name="Says"/> names.</param>
public sealed record UnexplainedAnswer(string Where, string? Category, decimal Kg, decimal? Share, string Says);

static class WasteReport
{
    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/reports/waste", Balance).WithTags("Accounting")
        .Produces<WasteReportAnswer>(200, "application/json", Csv.Type).ProducesProblem(400).ProducesProblem(503);

    /// <summary>The balance of waste by site, category, origin and way.</summary>
    /// <param name="from">ISO 8601 with zone, or a date: midnight in Bangkok. Default: 30 days before to.</param>
    /// <param name="to">The end, not included. Default: midnight today. Loads over an end fall on both sides of it: balance weeks or months.</param>
    /// <param name="set">real (default) or rehearsal.</param>
    /// <param name="format">json (default) or csv; also by Accept.</param>
    internal static async Task<IResult> Balance(
        [FromQuery] string? from, [FromQuery] string? to, [FromQuery] string? set, [FromQuery] string? format, HttpRequest request, ILedger ledger, IGrainFactory grains, TimeProvider clock, CancellationToken stop)
    {
        var ask = new Ask();
        var asked = ask.Set(set);
        var asCsv = ask.Format(format, request, ("csv", Csv.Type)) == "csv";
        var (first, last) = ask.Period(from, to, clock);
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);

        Dictionary<string, WasteRole> roles = new(StringComparer.Ordinal);
        List<WasteSum> sums = [];
        foreach (var site in (await StateEndpoints.Listings(grains)).Select(listing => listing.Register).Where(register => register.Current is { Kind: Kinds.WasteSite } && register.Current.Set == asked))
        {
            if (site.At(last.Start).Waste is { } facts) roles[site.Id.ToString()] = facts.Role;
            foreach (var measure in (Model.Ledger.Measure[])[WasteMeasures.Collected, WasteMeasures.Transferred, WasteMeasures.Delivered])
                foreach (var sum in (await ledger.Sums(new(measure.Name, asked, site.Id, null, first, last, [first], LedgerSplit.Dimensions), stop)).GroupBy(sum => sum.Group))
                    sums.Add(new(site.Id.ToString(), measure, sum.Key, checked((long)sum.Aggregate(Int128.Zero, (all, one) => all + one.Steps))));
        }
        var balance = WasteBalance.Of(sums, roles);
        WasteReportAnswer answer = new(FigureComposer.Word(asked), first.Start, last.Start, Kg(balance.CollectedGrams), Kg(balance.DeliveredGrams), Kg(balance.DifferenceGrams),
            [.. balance.Sites.Select(site => new SiteBalanceAnswer(site.Site, site.Role, Kg(site.CollectedGrams), Kg(site.TransferredGrams), Kg(site.DeliveredGrams), Kg(site.StillThereGrams)))],
            [.. balance.Categories.Select(category => new CategoryBalanceAnswer(category.Category, Kg(category.CollectedGrams), Kg(category.TransferredGrams), Kg(category.DeliveredGrams)))],
            [.. balance.Hauls.Select(haul => new HaulAnswer(haul.From, haul.To, haul.Category, Kg(haul.SentGrams), Kg(haul.ArrivedGrams), Kg(haul.DifferenceGrams), Share(haul.UnexplainedShare)))],
            balance.CollectedByOrigin.ToImmutableSortedDictionary(origin => origin.Key, origin => Kg(origin.Value), StringComparer.Ordinal),
            [.. balance.Unexplained.Select(one => new UnexplainedAnswer(one.Where, one.Category, Kg(one.Grams), Share(one.Share), one.Says))]);
        return asCsv ? WasteCsv.Of(answer) : TypedResults.Ok(answer);
    }

    static decimal Kg(long grams) => grams / 1000m;

    static decimal? Kg(long? grams) => grams / 1000m;

    static decimal? Share(decimal? share) => share is { } known ? decimal.Round(known, 6) : null;
}
