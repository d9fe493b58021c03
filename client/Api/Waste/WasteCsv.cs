using YPort.Twin.Api.Answering;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Waste;

/// <summary>The balance of waste as CSV: a line for each site, category, origin, way and thing unexplained; masses in kg, unknown is empty.</summary>
static class WasteCsv
{
    static readonly string[] Head =
        ["part", "from", "to", "category", "collected_kg", "transferred_kg", "delivered_kg", "still_there_kg", "sent_kg", "arrived_kg", "difference_kg", "unexplained_share", "says"];

    public static Csv Of(WasteReportAnswer answer) => new($"waste-{answer.Set}-{BangkokDay.Of(answer.From)}", Head,
    [
        ["city", null, null, null, answer.CollectedKg, null, answer.DeliveredKg, null, null, null, answer.DifferenceKg, null, null],
        .. answer.Sites.Select(site => (IEnumerable<object?>)["site", site.Site, null, null, site.CollectedKg, site.TransferredKg, site.DeliveredKg, site.StillThereKg, null, null, null, null, null]),
        .. answer.Categories.Select(one => (IEnumerable<object?>)["category", null, null, one.Category, one.CollectedKg, one.TransferredKg, one.DeliveredKg, null, null, null, null, null, null]),
        .. answer.CollectedByOriginKg.Select(origin => (IEnumerable<object?>)["origin", origin.Key, null, null, origin.Value, null, null, null, null, null, null, null, null]),
        .. answer.Hauls.Select(haul => (IEnumerable<object?>)["way", haul.From, haul.To, haul.Category, null, null, null, null, haul.SentKg, haul.ArrivedKg, haul.DifferenceKg, haul.UnexplainedShare, null]),
        .. answer.Unexplained.Select(one => (IEnumerable<object?>)["unexplained", one.Where, null, one.Category, null, null, null, null, null, null, one.Kg, one.Share, one.Says]),
    ]);
}
