namespace YPort.Twin.Model.City.Inventory;

/// <summary>What rows must fulfil, each by itself and those of one inventory together.</summary>
static class RowRules
{
    public static IEnumerable<AccountFault> Alone(InventoryRow row)
    {
        if (string.IsNullOrWhiteSpace(row.Explanation)) yield return Fault(row, "It explains nothing.", "Say in a sentence how the value or the key came about.");
        foreach (var fault in row switch { ValuedRow valued => Valued(valued), KeyedRow keyed => Keyed(keyed), _ => [] }) yield return fault;
    }

    /// <summary>One reference is answered by values or by one key; IE leads to a value; no amount counts twice.</summary>
    public static IEnumerable<AccountFault> Together(IReadOnlyList<InventoryRow> rows)
    {
        foreach (var group in rows.GroupBy(row => row.Reference))
            if (group.OfType<KeyedRow>().FirstOrDefault() is { } keyed && group.Count() > 1)
                yield return Fault(keyed, $"It is {keyed.Key.Text()} and has {group.Count() - 1} more row(s).", "Keep the values or the key, not both.");
        var valued = rows.OfType<ValuedRow>().ToArray();
        foreach (var keyed in rows.OfType<KeyedRow>())
            if (keyed.Elsewhere is { } elsewhere && !valued.Any(row => row.Reference == elsewhere))
                yield return Fault(keyed, $"It is said to be included in {elsewhere}, which has no value.", $"Give {elsewhere} a value, or make this row NE.");
        foreach (var twice in valued.GroupBy(row => row.Activity.Id, StringComparer.Ordinal).Where(group => group.Count() > 1))
            yield return Fault(twice.Last(), $"The activity \"{twice.Key}\" is in {string.Join(" and ", twice.Select(row => row.Reference))}.", "An amount counts in one row; see the allocation table for which.");
    }

    static IEnumerable<AccountFault> Keyed(KeyedRow row)
    {
        if (row.Key == NotationKey.IncludedElsewhere && row.Elsewhere is null) yield return Fault(row, "It is IE and does not say where.", "Name the reference that includes it.");
        if (row.Key != NotationKey.IncludedElsewhere && row.Elsewhere is not null)
            yield return Fault(row, $"It is {row.Key.Text()} and names {row.Elsewhere}.", "Make it IE, or leave the other reference out.");
        if (row.Elsewhere == row.Reference) yield return Fault(row, "It is included in itself.", "Name another reference.");
    }

    static IEnumerable<AccountFault> Valued(ValuedRow row)
    {
        if (row.Masses.IsNothing) yield return Fault(row, "It has neither a mass nor a key.", "Give a mass of one gas at least, or a KeyedRow with NE, IE, NO or C.");
        // Land takes carbon up; nothing else does.
        if (row.Reference.SubSector != "V.2" && row.Masses.Known.Any(mass => mass < 0)) yield return Fault(row, $"A mass of {row.Masses.Known.Min()} kg is below zero.", "Emissions are 0 or more; credits and exports stand beside the inventory, not in it.");
        if (row.BiogenicCo2Kg < 0) yield return Fault(row, $"Biogenic CO2 of {row.BiogenicCo2Kg} kg is below zero.", "Leave it out when unknown.");
        if (row.Activity.Amount < 0) yield return Fault(row, $"An activity of {row.Activity.Amount} {row.Activity.Unit} is below zero.", "Send what was done as 0 or more.");
        if (row.Activity.UncertaintyPercent < 0 || row.ModelUncertaintyPercent < 0) yield return Fault(row, "An uncertainty below zero is none.", "Send 0 or more, or leave it out.");
        if (row.Factors.Count == 0) yield return Fault(row, "It names no factor.", "Name the factor, or those that the model used, each with its source.");
        if (row.IsModelled) yield break;
        foreach (var gas in row.Factors.GroupBy(factor => factor.Gas, StringComparer.Ordinal).Where(group => group.Count() > 1))
            yield return Fault(row, $"{string.Join(" and ", gas)} are both of {gas.Key}.", "One factor for each gas; two would count it twice.");
        if (row.Factors.Count > 1 && row.Factors.Any(factor => factor.Gas == "CO2e"))
            yield return Fault(row, "One factor is of CO2e, which holds all gases, and others are of single gases.", "Take the one in CO2e or those by gas; together they count twice.");
    }

    static AccountFault Fault(InventoryRow row, string reason, string cure) => new(row.Reference.Number, reason, cure);
}
