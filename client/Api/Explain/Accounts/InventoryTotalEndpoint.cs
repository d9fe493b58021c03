using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using YPort.Twin.Api.Accounting;
using YPort.Twin.Model.City.Inventory;

namespace YPort.Twin.Api.Explain.Accounts;

static class InventoryTotalEndpoint
{
    internal const string Total = "basic, basic-plus, scope-1, scope-2 or scope-3.";

    public static void Map(RouteGroupBuilder explain)
    {
        explain.MapGet("/inventory/total/{total}", ([Description(Total)] string total, [AsParameters] InventoryQuery query) => Answer(query, null, total)).Documented();
        explain.MapGet("/inventory/total/{sector}/{total}", ([Description("A sector of the GPC, I to V.")] string sector, [Description(Total)] string total, [AsParameters] InventoryQuery query) => Answer(query, sector, total)).Documented();
        explain.MapGet("/inventory/per-head/{population}", ([Description("registered or day, as in /v1/reports/inventory.")] string population, [AsParameters] InventoryQuery query) => PerHead(query, population))
            .Explains().ProducesProblem(409).WithSummary("Where a figure per head comes from: BASIC and a population that is named.");
    }

    static void Documented(this RouteHandlerBuilder route) => route.Explains().ProducesProblem(409)
        .WithSummary("Where a total of the inventory comes from: of the city by sector, of a sector by reference, and on to the rows.")
        .WithDescription("Only what has a value is in a sum; which references lack one stands beside it. The parts add up to the total to the last digit.");

    static Task<IResult> Answer(InventoryQuery query, string? sector, string total) => query.Answer((made, inventory, asked) =>
    {
        GpcSector[] named = [.. Gpc.Sectors.Where(one => Gpc.Number(one) == sector)];
        return sector is not null && named.Length == 0 ? (null, $"\"{sector}\" is no sector of the GPC. One of: {string.Join(", ", Gpc.Sectors.Select(Gpc.Number))}.")
            : !NamedTotal.Names.Contains(total) ? (null, $"\"{total}\" is no total of an inventory. One of: {string.Join(", ", NamedTotal.Names)}.")
            : (new TotalExplanation(made, inventory, asked).Of(named.Length == 0 ? null : named[0], total), "");
    });

    static Task<IResult> PerHead(InventoryQuery query, string population) => query.Answer((made, inventory, asked) => inventory.Header.Populations.FirstOrDefault(one => one.Id == population) is { } found
        ? (new TotalExplanation(made, inventory, asked).PerHead(found), "") : (null, $"No population is called \"{population}\". One of: {string.Join(", ", inventory.Header.Populations.Select(one => one.Id))}."));
}
