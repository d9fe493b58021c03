namespace YPort.Twin.Model.City.Inventory;

/// <summary>Why something cannot stand in the city's accounts, and what to do.</summary>
/// <param name="Of">The row, target or action, as its owner calls it.</param>
/// <param name="Reason">What is wrong, with the value.</param>
public sealed record AccountFault(string Of, string Reason, string Cure)
{
    public override string ToString() => $"{Of}: {Reason} {Cure}";
}
