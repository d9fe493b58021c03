using System.Collections.Immutable;
using System.Globalization;
using YPort.Twin.Api.Answering;
using YPort.Twin.Model.City.Inventory.Closing;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Accounting.Closing;

/// <summary>Accounts that were closed, the latest edition of each year first.</summary>
public sealed record ClosingsAnswer(string Set, ImmutableArray<ClosingAnswer> Closings);

/// <summary>A year's account as somebody signed it.</summary>
/// <param name="Edition">1 for the first; a restated account is closed anew, as the next.</param>
/// <param name="By">Who signs for it.</param>
/// <param name="ClosedAt">When the journal took it.</param>
/// <param name="KnownAt">What was committed by then, it is made of.</param>
/// <param name="Journal">Where it stands in the journal: shard and offset, in the chain of hashes that twin verify checks.</param>
/// <param name="BasicKg">CO2e of BASIC; null when nothing had a value.</param>
/// <param name="Address">Its rows, and what changed since.</param>
public sealed record ClosingAnswer(
    int Year, string Gwp, int Edition, string By, string? Note, Instant ClosedAt, Instant KnownAt, string Office, JournalPlace Journal, decimal? BasicKg, decimal? BasicPlusKg, string Address)
{
    internal static ClosingAnswer Of(StoredClosing stored, string set) => new(
        stored.Closed.Year, stored.Closed.Gwp, stored.Closed.Edition, stored.Closed.By, stored.Closed.Note, stored.ClosedAt, stored.Closed.KnownAt, stored.Office.ToString(), new(stored.Office.Shard, stored.Offset),
        Shown.Plain(stored.Closed.BasicKg), Shown.Plain(stored.Closed.BasicPlusKg), string.Create(CultureInfo.InvariantCulture, $"/v1/reports/inventory/closings/{stored.Closed.Year}/{stored.Closed.Edition}?gwp={stored.Closed.Gwp}&set={set}"));
}

public sealed record JournalPlace(int Shard, long Offset);

/// <summary>A closed account with its rows.</summary>
/// <param name="Changes">Rows that say something else by now; null when the inventory of now contradicts itself.</param>
public sealed record ClosedAccountAnswer(string Set, ClosingAnswer Closing, ImmutableArray<ClosedRowAnswer> Rows, ImmutableArray<RowChangeAnswer>? Changes);

/// <param name="Key">NE, IE, NO or C; null where there is a value.</param>
/// <param name="Factors">Each as id:version; GET /v1/factors has them all.</param>
/// <param name="Explain">The address that retraces it by what was known when it was closed.</param>
public sealed record ClosedRowAnswer(string Name, string Gpc, string? Key, decimal? Activity, string? ActivityUnit, decimal? Co2eKg, decimal? BiogenicCo2Kg, ImmutableArray<string> Factors, string Explain)
{
    internal static ClosedRowAnswer Of(ClosedRow row, ClosedInventory of, string set) => new(row.Name, row.Gpc, row.Key, Shown.Plain(row.Activity), row.Unit, Shown.Plain(row.Co2eKg), Shown.Plain(row.BiogenicCo2Kg),
        [.. row.Factors], InventoryAddress.Of(row.Name, of.Year, set, of.Gwp, of.KnownAt));
}

/// <param name="ClosedKg">CO2e as it was closed; null where the row had no value or was not there. <paramref name="NowKg"/> likewise.</param>
/// <param name="MoreKg">How much more it is now; null while either is unknown.</param>
public sealed record RowChangeAnswer(string Name, string? ClosedKey, decimal? ClosedKg, string? NowKey, decimal? NowKg, decimal? MoreKg)
{
    internal static RowChangeAnswer Of(RowChange change) => new(change.Name, change.Closed?.Key, Shown.Plain(change.Closed?.Co2eKg), change.Later?.Key, Shown.Plain(change.Later?.Co2eKg), Shown.Plain(change.MoreKg));
}
