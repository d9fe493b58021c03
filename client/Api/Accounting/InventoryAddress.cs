using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Accounting;

/// <summary>The address that retraces a row of an inventory.</summary>
static class InventoryAddress
{
    /// <param name="name">See <see cref="MadeRow.Name"/>.</param>
    public static string Of(string name, int year, string set, string gwp, Instant? knownAt = null) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/v1/explain/inventory/{name}?year={year}&gwp={gwp}&set={set}{(knownAt is { } moment ? $"&knownAt={moment}" : "")}");
}
