using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.City.Inventory;

namespace YPort.Twin.Model.Waste.Methane;

/// <summary>What a landfill's own scales told of a year.</summary>
/// <param name="Category">As on tickets.</param>
/// <param name="Grams">Net: what came less what left again; below zero where more left.</param>
public readonly record struct WeighedAmount(int Year, string Category, WasteOrigin Origin, long Grams);

/// <summary>What came to a landfill in a year, of one category: whose waste it was, and who says so.</summary>
/// <param name="Status">Of a declaration; null of what was weighed.</param>
public sealed record Deposit(int Year, string Category, long CityGrams, long ElsewhereGrams, long UnknownGrams, FactorSource Source, FactorStatus? Status)
{
    public long Grams => CityGrams + ElsewhereGrams + UnknownGrams;

    public bool IsWeighed => Status is null;

    public long Of(WasteOrigin origin) => origin switch
    {
        WasteOrigin.City => CityGrams,
        WasteOrigin.Elsewhere => ElsewhereGrams,
        _ => UnknownGrams,
    };

    /// <summary>All that came until a year. What was declared of a year holds; a year of which nothing was is what was weighed, from the year on in which the scales tell all.</summary>
    public static IReadOnlyList<Deposit> Of(string id, LandfillFacts facts, IEnumerable<WeighedAmount> weighed, int through)
    {
        var declared = facts.History.Where(one => one.Year <= through).ToArray();
        var years = declared.Select(one => one.Year).ToHashSet();
        return
        [
            .. declared.Select(Declared)
                .Concat(from amount in weighed
                        where amount.Year >= facts.WeighedFrom && amount.Year <= through && !years.Contains(amount.Year)
                        group amount by (amount.Year, amount.Category) into same
                        select new Deposit(same.Key.Year, same.Key.Category, Sum(same, WasteOrigin.City), Sum(same, WasteOrigin.Elsewhere), Sum(same, WasteOrigin.Unknown), Scales(id), null))
                .OrderBy(one => one.Year).ThenBy(one => one.Category, StringComparer.Ordinal),
        ];
    }

    /// <summary>Names the tickets as a source.</summary>
    internal static FactorSource Scales(string id) => new($"Weighbridge tickets of {id}", "this twin's ledger");

    static Deposit Declared(DepositedYear one)
    {
        if (one.CityShare is not { } share) return new(one.Year, one.Category, 0, 0, one.Grams, one.Source, one.Status);
        var ours = (long)decimal.Round(one.Grams * share, MidpointRounding.ToEven);
        return new(one.Year, one.Category, ours, one.Grams - ours, 0, one.Source, one.Status);
    }

    static long Sum(IEnumerable<WeighedAmount> amounts, WasteOrigin origin) => amounts.Where(one => one.Origin == origin).Sum(one => one.Grams);
}
