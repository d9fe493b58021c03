using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using YPort.Twin.Api.Accounting;
using YPort.Twin.Model.City.Inventory;

namespace YPort.Twin.Api.Explain.Accounts;

static class InventoryRowEndpoint
{
    internal const string Gpc = "A reference of the GPC v1.1, such as I.6.2 or III.1.2.",
        Part = "One of the reference's rows, as its address in /v1/reports/inventory has it: the first day of a factor (2026-07-01), or a landfill.";

    public static void Map(RouteGroupBuilder explain)
    {
        explain.MapGet("/inventory/{gpc}", ([Description(Gpc)] string gpc, [AsParameters] InventoryQuery query) => Answer(query, gpc, null)).Documented();
        explain.MapGet("/inventory/{gpc}/{part}", ([Description(Gpc)] string gpc, [Description(Part)] string part, [AsParameters] InventoryQuery query) => Answer(query, gpc, part)).Documented();
    }

    static void Documented(this RouteHandlerBuilder route) => route.Explains().ProducesProblem(409)
        .WithSummary("Where a row of the inventory comes from: factors with their days, warming potentials, and each twin's part down to readings.")
        .WithDescription("A row that is NE, IE, NO or C says why. Each part has its activity, what it adds to the row, and the address that explains it; they add up to the row to the last digit. Landfills lead to their methane.");

    static Task<IResult> Answer(InventoryQuery query, string gpc, string? part) => query.Answer((made, inventory, asked) =>
    {
        if (Model.City.Inventory.Gpc.Find(gpc) is not { } reference) return (null, $"\"{gpc}\" is no reference of the GPC v1.1, such as I.6.2 or III.1.2. GET /v1/reports/inventory lists all.");
        MadeRow[] under = [.. made.Rows.Where(row => row.Row.Reference == reference)];
        MadeRow[] rows = part is null ? under : [.. under.Where(row => row.Name == $"{gpc}/{part}")];
        if (rows.Length == 0)
            return (null, under is [{ Row: KeyedRow keyed }] ? $"{gpc} of {asked.Year} has no row \"{part}\": it is {keyed.Key.Text()}. {keyed.Explanation}"
                : $"{gpc} of {asked.Year} has no row \"{part}\". Ask for one of: {string.Join(", ", under.Select(row => row.Name))}.");
        return (new InventoryExplanation(made, inventory.Gwp, asked).Of(part is null ? gpc : $"{gpc}/{part}", rows), "");
    }, about: Model.City.Inventory.Gpc.Find(gpc));
}
