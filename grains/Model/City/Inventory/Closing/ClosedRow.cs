using YPort.Twin.Model.City.Factors;

namespace YPort.Twin.Model.City.Inventory.Closing;

/// <summary>One row of a closed account.</summary>
/// <param name="Name">Under which it is explained, such as I.6.2 or I.6.2/2026-07-01.</param>
/// <param name="Gpc">Its reference.</param>
/// <param name="Key">NE, IE, NO or C; null where there is a value.</param>
/// <param name="Activity">In its unit; null of a key.</param>
/// <param name="Co2eKg">Null of a key, and of a value that no set of potentials makes CO2e.</param>
/// <param name="Factors">Each as id:version.</param>
public sealed record ClosedRow(string Name, string Gpc, string? Key, decimal? Activity, string? Unit, decimal? Co2eKg, decimal? BiogenicCo2Kg, IReadOnlyList<string> Factors)
{
    public static ClosedRow Of(string name, InventoryRow row, GwpSet gwp) => row switch
    {
        KeyedRow keyed => new(name, row.Reference.Number, keyed.Key.Text(), null, null, null, null, []),
        ValuedRow valued => new(name, row.Reference.Number, null, valued.Activity.Amount, valued.Activity.Unit.Text, valued.Co2eKg(gwp), valued.BiogenicCo2Kg, [.. valued.Factors.Select(factor => $"{factor.Id}:{factor.Version}")]),
        _ => throw new ArgumentOutOfRangeException(nameof(row), row, "There is no such row."),
    };

    public bool SaysTheSameAs(ClosedRow other) => this with { Factors = [] } == other with { Factors = [] } && Factors.SequenceEqual(other.Factors, StringComparer.Ordinal);
}
