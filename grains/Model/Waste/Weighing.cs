using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.Waste;

/// <summary>In which measures a ticket counts, by the role that its site had then. The table stands in README.md.</summary>
static class Weighing
{
    /// <summary>Weighed for the first time: it comes from no other site.</summary>
    public static void Collected(TwinPast past, Measure measure, Window from, Window to, ICollection<LedgerRow> rows) =>
        Count(past, measure, from, to, rows, (_, ticket) => ticket is { IsIn: true, IsFromSite: false } ? 1 : 0, ticket => DimensionText.Of(measure, ticket.Category, ticket.Origin));

    /// <summary>Hauled away from a transfer station; a load that passed another one before says so by its origin and was counted there.</summary>
    public static void Transferred(TwinPast past, Measure measure, Window from, Window to, ICollection<LedgerRow> rows) =>
        Count(past, measure, from, to, rows, (role, ticket) => role == WasteRole.TransferStation && ticket is { IsIn: false, IsFromSite: false } ? 1 : 0,
            ticket => DimensionText.Of(measure, ticket.Category, ticket.Destination));

    /// <summary>Arrived where it ends. What leaves for another site is taken back: it counts where it arrives next.</summary>
    public static void Delivered(TwinPast past, Measure measure, Window from, Window to, ICollection<LedgerRow> rows)
    {
        // As the next site will name it: over the city, what came and what was taken back then cancel in every dimension.
        var here = past.Register.Id.ToString();
        Count(past, measure, from, to, rows, (role, ticket) => !IsFinal(role) ? 0 : ticket.IsIn ? 1 : ticket.IsToSite ? -1 : 0,
            ticket => DimensionText.Of(measure, ticket.Category, ticket.IsIn ? ticket.Origin : here));
    }

    /// <summary>Composted, by category and by whose waste it is; what leaves untreated is taken back from the origin that its own ticket names.</summary>
    public static void Composted(TwinPast past, Measure measure, Window from, Window to, ICollection<LedgerRow> rows) =>
        Count(past, measure, from, to, rows, Treated(WasteRole.Composting), ticket => DimensionText.Of(measure, ticket.Category, ticket.Origin));

    /// <summary>Burned, by category.</summary>
    public static void Burned(TwinPast past, Measure measure, Window from, Window to, ICollection<LedgerRow> rows) =>
        Count(past, measure, from, to, rows, Treated(WasteRole.WasteToEnergy), ticket => DimensionText.Of(measure, ticket.Category));

    /// <summary>Lorries through the gate, weighed or not.</summary>
    public static void Entries(TwinPast past, Measure measure, Window from, Window to, ICollection<LedgerRow> rows)
    {
        AmountSheet sheet = new(past.Register.Id, measure, from, to);
        foreach (var entry in past.Events)
            if (entry.Type == WasteEvents.GateEntry.Name) sheet.Add(entry.At, "", entry.Quality, 1, entry.Offset);
        sheet.AddRows(rows);
    }

    // At plants of one role. Residues that leave stay counted; waste that leaves untreated for another site is taken back.
    static Func<WasteRole, Ticket, int> Treated(WasteRole plant) => (role, ticket) => role != plant ? 0 : ticket.IsIn ? 1 : ticket is { IsToSite: true, IsResidue: false } ? -1 : 0;

    static bool IsFinal(WasteRole role) => role is WasteRole.Landfill or WasteRole.WasteToEnergy or WasteRole.Composting;

    static void Count(TwinPast past, Measure measure, Window from, Window to, ICollection<LedgerRow> rows, Func<WasteRole, Ticket, int> sign, Func<Ticket, string> dimensions)
    {
        AmountSheet sheet = new(past.Register.Id, measure, from, to);
        foreach (var said in past.Events)
        {
            if (said.Type != WasteEvents.WeighbridgeTicket.Name || said.At < from.Start || said.At >= to.Start) continue;
            // A site of which nobody said what it does counts nothing, and is alarmed.
            if (past.Register.At(said.At).Waste is not { } facts) continue;
            var ticket = Ticket.Of(past.Register.Id, said);
            if (sign(facts.Role, ticket) is not 0 and var times) sheet.Add(said.At, dimensions(ticket), said.Quality, (Int128)times * ticket.NetGrams, said.Offset);
        }
        sheet.AddRows(rows);
    }
}
