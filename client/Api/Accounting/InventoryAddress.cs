using YPort.Twin.Model.City.Inventory;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Accounting;

/// <summary>The addresses that retrace rows and totals of an inventory.</summary>
static class InventoryAddress
{
    /// <param name="name">See <see cref="MadeRow.Name"/>.</param>
    public static string Of(string name, int year, string set, string gwp, Instant? knownAt = null) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/v1/explain/inventory/{name}?year={year}&gwp={gwp}&set={set}{(knownAt is { } moment ? $"&knownAt={moment}" : "")}");

    /// <param name="sector">Null of the city.</param>
    /// <param name="name">One of <see cref="NamedTotal.Names"/>.</param>
    public static string OfTotal(GpcSector? sector, string name, int year, string set, string gwp, Instant? knownAt = null) =>
        Of(sector is { } only ? $"total/{Gpc.Number(only)}/{name}" : $"total/{name}", year, set, gwp, knownAt);

    /// <param name="population">registered or day.</param>
    public static string PerHead(string population, int year, string set, string gwp, Instant? knownAt = null) => Of($"per-head/{population}", year, set, gwp, knownAt);
}
