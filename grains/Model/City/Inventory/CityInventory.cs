using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.City.Plan;

namespace YPort.Twin.Model.City.Inventory;

/// <summary>What an inventory is about.</summary>
/// <param name="Boundary">In words, such as "the fifty districts of Bangkok".</param>
/// <param name="Populations">Each named, so that a figure per head can say whose.</param>
public sealed record InventoryHeader(string City, int Year, string Boundary, decimal AreaKm2, IReadOnlyList<Population> Populations);

/// <summary>A year's emissions of the city by GPC v1.1, under one set of GWPs: every reference is answered, by values or by a key.</summary>
public sealed class CityInventory
{
    readonly ILookup<string, InventoryRow> _byReference;

    CityInventory(InventoryHeader header, GwpSet gwp, IReadOnlyList<InventoryRow> rows) =>
        (Header, Gwp, Rows, _byReference) = (header, gwp, rows, rows.ToLookup(row => row.Reference.Number, StringComparer.Ordinal));

    public InventoryHeader Header { get; }

    /// <summary>The one set that all of it is in.</summary>
    public GwpSet Gwp { get; }

    /// <summary>In the GPC's order; at least one for each reference.</summary>
    public IReadOnlyList<InventoryRow> Rows { get; }

    /// <summary>What is emitted inside the boundary, power for the grid and waste brought in included.</summary>
    public InventoryTotal Territorial => Scope(1);

    public InventoryTotal Basic => Total(reference => reference.IsIn(GpcLevel.Basic));

    public InventoryTotal BasicPlus => Total(reference => reference.IsIn(GpcLevel.BasicPlus));

    /// <summary>Factors from memory, and GWPs from memory: as long as there is one, the inventory is shown and cannot be closed.</summary>
    public IReadOnlyList<Factor> NotYetFound =>
        [.. Rows.OfType<ValuedRow>().SelectMany(row => row.Factors).Append(Gwp.Ch4).Append(Gwp.N2O).Where(factor => !factor.CanBeClosed).DistinctBy(factor => factor.ToString())];

    /// <summary>Activities that somebody declared from memory; they keep the inventory open like factors do.</summary>
    public IReadOnlyList<string> FromMemory => [.. Rows.OfType<ValuedRow>().Where(row => row.IsFromMemory).Select(row => row.Activity.Id)];

    public bool CanBeClosed => NotYetFound.Count == 0 && FromMemory.Count == 0;

    /// <summary>An inventory, or every fault there is. References that no row answers are NE.</summary>
    public static (CityInventory? Inventory, IReadOnlyList<AccountFault> Faults) Of(InventoryHeader header, GwpSet gwp, IEnumerable<InventoryRow> rows)
    {
        var given = rows.ToArray();
        AccountFault[] faults = [.. given.SelectMany(RowRules.Alone), .. RowRules.Together(given)];
        if (faults.Length > 0) return (null, faults);
        var answered = given.Select(row => row.Reference).ToHashSet();
        var unanswered = Gpc.All.Where(reference => !answered.Contains(reference))
            .Select(reference => new KeyedRow(reference, NotationKey.NotEstimated, "Nothing that is twinned tells of it, and no estimate was entered."));
        var order = Gpc.All.Select((reference, at) => (reference.Number, at)).ToDictionary(pair => pair.Number, pair => pair.at, StringComparer.Ordinal);
        return (new(header, gwp, [.. given.Concat(unanswered).OrderBy(row => order[row.Reference.Number])]), []);
    }

    /// <summary>All references of a scope.</summary>
    public InventoryTotal Scope(int scope) => Total(reference => reference.Scope == scope);

    /// <summary>The part of BASIC+ that lies in a sector: what is only territorial would count power and waste a second time.</summary>
    public InventoryTotal Sector(GpcSector sector) => Total(reference => reference.Sector == sector && reference.IsIn(GpcLevel.BasicPlus));

    /// <summary>A cell of the table of sectors and scopes, territorial references included.</summary>
    public InventoryTotal Sector(GpcSector sector, int scope) => Total(reference => reference.Sector == sector && reference.Scope == scope);

    public IEnumerable<InventoryRow> Under(GpcReference reference) => _byReference[reference.Number];

    public InventoryTotal Total(Func<GpcReference, bool> isIn)
    {
        GpcReference[] references = [.. Gpc.All.Where(isIn)];
        List<GpcReference> missing = [];
        List<UncertainTerm> terms = [];
        decimal? sum = null, biogenic = null;
        foreach (var reference in references)
        {
            var lacks = false;
            foreach (var row in Under(reference))
                if (row is ValuedRow valued)
                {
                    if (valued.BiogenicCo2Kg is { } more) biogenic = (biogenic ?? 0) + more;
                    if (valued.Co2eKg(Gwp) is { } co2e) sum = (sum ?? 0) + co2e;
                    else lacks = true;
                    terms.AddRange(valued.Terms(Gwp));
                }
                else lacks |= row is KeyedRow { Key: NotationKey.NotEstimated or NotationKey.Confidential };
            if (lacks) missing.Add(reference);
        }
        return new(sum ?? (missing.Count == 0 ? 0 : null), biogenic, references.Length, missing, Uncertainty.OfTotal(terms));
    }
}
