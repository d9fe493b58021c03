using YPort.Twin.Model.Ledger;

namespace YPort.Twin.Model.Waste.Balance;

/// <summary>A sum of the ledger over the span that is balanced: one site, one measure, one combination of its dimensions.</summary>
/// <param name="Site">Its twin id.</param>
/// <param name="Dimensions">As the ledger writes them, such as "category=mixed;origin=1033".</param>
/// <param name="Grams">Measured and estimated together.</param>
public sealed record WasteSum(string Site, Measure Measure, string Dimensions, long Grams)
{
    public string Category => Value("category");

    /// <summary>Of what was collected or delivered; "unknown" where nobody said.</summary>
    public string Origin => Value("origin");

    /// <summary>Of what was transferred; "unknown" where nobody said.</summary>
    public string Destination => Value("destination");

    string Value(string dimension) =>
        Dimensions.Split(';').FirstOrDefault(part => part.StartsWith(dimension + "=", StringComparison.Ordinal))?[(dimension.Length + 1)..] ?? DimensionText.Unknown;
}
