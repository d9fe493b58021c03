using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.Asking;
using YPort.Twin.Api.City;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Waste;

namespace YPort.Twin.Api.Waste;

/// <summary>Where waste came from, went and arrived; what does not add up is shown line by line and never absorbed.</summary>
/// <param name="DifferenceKg">Delivered less collected.</param>
/// <param name="CollectedByOriginKg">By district, "outside:place" or "unknown".</param>
/// <param name="CollectedByOriginExplain">The address that retraces each of them.</param>
/// <param name="Unexplained">The heaviest first.</param>
/// <param name="Explain">By the name of the figure, the address that retraces it.</param>
public sealed record WasteReportAnswer(
    string Set, Instant From, Instant To, decimal CollectedKg, decimal DeliveredKg, decimal DifferenceKg, ImmutableArray<SiteBalanceAnswer> Sites, ImmutableArray<CategoryBalanceAnswer> Categories,
    ImmutableArray<HaulAnswer> Hauls, ImmutableSortedDictionary<string, decimal> CollectedByOriginKg, ImmutableSortedDictionary<string, string> CollectedByOriginExplain, ImmutableArray<UnexplainedAnswer> Unexplained,
    ImmutableSortedDictionary<string, string> Explain);

/// <param name="StillThereKg">At a transfer station what came in and has not left; null elsewhere.</param>
/// <param name="Explain">By the name of the figure, the address that retraces it.</param>
public sealed record SiteBalanceAnswer(string Site, WasteRole? Role, decimal CollectedKg, decimal TransferredKg, decimal DeliveredKg, decimal? StillThereKg, ImmutableSortedDictionary<string, string> Explain);

/// <param name="Explain">By the name of the figure, the address that retraces it.</param>
public sealed record CategoryBalanceAnswer(string Category, decimal CollectedKg, decimal TransferredKg, decimal DeliveredKg, ImmutableSortedDictionary<string, string> Explain);

/// <param name="SentKg">Null where nobody weighs what leaves. <paramref name="ArrivedKg"/> likewise.</param>
/// <param name="To">Null: the ledger does not tell where to.</param>
/// <param name="Explain">By the name of the figure, the address that retraces it; of those that are known.</param>
public sealed record HaulAnswer(string From, string? To, string Category, decimal? SentKg, decimal? ArrivedKg, decimal? DifferenceKg, decimal? UnexplainedShare, ImmutableSortedDictionary<string, string> Explain);

/// <param name="Where">A site, or "site to site".</param>
/// <param name="Site">The same by its parts: where it is, or where the way begins.</param>
/// <param name="IsWay">It is on a way from there; <paramref name="To"/> is its end, null where the ledger does not tell.</param>
/// <param name="Share">Of what <paramref name="Says"/> names.</param>
/// <param name="Explain">The address that retraces mass and share.</param>
public sealed record UnexplainedAnswer(string Where, string Site, bool IsWay, string? To, string? Category, decimal Kg, decimal? Share, string Says, string Explain);

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
        [FromQuery] string? from, [FromQuery] string? to, [FromQuery] string? set, [FromQuery] string? format, HttpRequest request, WasteBalances balances, TimeProvider clock, CancellationToken stop)
    {
        var ask = new Ask();
        var asked = ask.Set(set);
        var asCsv = ask.Format(format, request, ("csv", Csv.Type)) == "csv";
        var (first, last) = ask.Period(from, to, clock);
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);

        var answer = Answer(await balances.Of(asked, first, last, knownAt: null, stop));
        return asCsv ? WasteCsv.Of(answer) : TypedResults.Ok(answer);
    }

    static WasteReportAnswer Answer(MadeBalance made)
    {
        var balance = made.Balance;
        return new(FigureComposer.Word(made.Set), made.From.Start, made.To.Start, Kg(balance.CollectedGrams), Kg(balance.DeliveredGrams), Kg(balance.DifferenceGrams),
            [.. balance.Sites.Select(site => new SiteBalanceAnswer(site.Site, site.Role, Kg(site.CollectedGrams), Kg(site.TransferredGrams), Kg(site.DeliveredGrams), Kg(site.StillThereGrams), Addresses(
                ("collectedKg", new(BalanceFigure.Collected, site.Site)), ("transferredKg", new(BalanceFigure.Transferred, site.Site)), ("deliveredKg", new(BalanceFigure.Delivered, site.Site)),
                ("stillThereKg", site.StillThereGrams is null ? null : new(BalanceFigure.StillThere, site.Site)))))],
            [.. balance.Categories.Select(one => new CategoryBalanceAnswer(one.Category, Kg(one.CollectedGrams), Kg(one.TransferredGrams), Kg(one.DeliveredGrams), Addresses(
                ("collectedKg", new(BalanceFigure.Collected, Category: one.Category)), ("transferredKg", new(BalanceFigure.Transferred, Category: one.Category)), ("deliveredKg", new(BalanceFigure.Delivered, Category: one.Category)))))],
            [.. balance.Hauls.Select(haul => new HaulAnswer(haul.From, haul.To, haul.Category, Kg(haul.SentGrams), Kg(haul.ArrivedGrams), Kg(haul.DifferenceGrams), Share(haul.UnexplainedShare), Addresses(
                ("sentKg", haul.SentGrams is null ? null : BalanceFigure.On(haul, BalanceFigure.Sent)), ("arrivedKg", haul.ArrivedGrams is null ? null : BalanceFigure.On(haul, BalanceFigure.Arrived)),
                ("differenceKg", haul.DifferenceGrams is null ? null : BalanceFigure.On(haul, BalanceFigure.Unexplained)), ("unexplainedShare", haul.UnexplainedShare is null ? null : BalanceFigure.On(haul, BalanceFigure.Unexplained)))))],
            balance.CollectedByOrigin.ToImmutableSortedDictionary(origin => origin.Key, origin => Kg(origin.Value), StringComparer.Ordinal),
            Addresses([.. balance.CollectedByOrigin.Keys.Select(origin => (origin, (BalanceFigure?)new(BalanceFigure.Collected, Origin: origin)))]),
            [.. balance.Unexplained.Select(one => new UnexplainedAnswer(one.Where, one.Site, one.Way is { To: not DimensionText.Unknown }, one.Way is { To: not DimensionText.Unknown } way ? way.To : null, one.Category, Kg(one.Grams), Share(one.Share),
                one.Says, Address(BalanceFigure.Of(one))))],
            Addresses(("collectedKg", new(BalanceFigure.Collected)), ("deliveredKg", new(BalanceFigure.Delivered)), ("differenceKg", new(BalanceFigure.Difference))));

        string Address(BalanceFigure figure) => figure.Address(made.Set, made.From, made.To);

        ImmutableSortedDictionary<string, string> Addresses(params ReadOnlySpan<(string Name, BalanceFigure? Figure)> figures)
        {
            var addresses = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
            foreach (var (name, figure) in figures)
                if (figure is not null) addresses[name] = Address(figure);
            return addresses.ToImmutable();
        }
    }

    internal static decimal Kg(long grams) => grams / 1000m;

    internal static decimal? Share(decimal? share) => share is { } known ? decimal.Round(known, 6) : null;

    static decimal? Kg(long? grams) => grams / 1000m;
}
