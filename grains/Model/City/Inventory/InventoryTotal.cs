namespace YPort.Twin.Model.City.Inventory;

/// <summary>A sum over references, and how much of them it holds.</summary>
/// <param name="Co2eKg">Of the rows that have a value; null when none has and something is missing.</param>
/// <param name="BiogenicCo2Kg">Beside it, never in it; null when no row knows.</param>
/// <param name="References">How many references belong to this total.</param>
/// <param name="Missing">Those that are NE or C, or whose CO2e is unknown; those that are IE or NO lack nothing.</param>
/// <param name="Uncertainty">Of the rows that have a value.</param>
public sealed record InventoryTotal(decimal? Co2eKg, decimal? BiogenicCo2Kg, int References, IReadOnlyList<GpcReference> Missing, CombinedUncertainty Uncertainty)
{
    public bool IsComplete => Missing.Count == 0;

    public int Covered => References - Missing.Count;

    /// <summary>As in "12 of 37 references; NE or C: I.1.1, I.1.2".</summary>
    public string Coverage => IsComplete ? $"all {References} references" : $"{Covered} of {References} references; not estimated or confidential: {string.Join(", ", Missing)}";
}
