namespace YPort.Twin.Model.Buildings.Faults;

/// <summary>Observations in a row that share a fault, by their places in the series.</summary>
/// <param name="First">Of the first.</param>
/// <param name="Count">How many.</param>
public readonly record struct FaultSpan(int First, int Count)
{
    public bool Holds(int index) => index >= First && index < First + Count;
}
