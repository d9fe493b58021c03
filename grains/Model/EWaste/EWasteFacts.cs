namespace YPort.Twin.Model.EWaste;

public enum EWasteRole : byte
{
    /// <summary>Where people bring it.</summary>
    Point = 0,

    /// <summary>Where it is sanitised and taken apart.</summary>
    Recycler = 1,
}

/// <summary>What the register knows of an e-waste point or recycler.</summary>
/// <param name="SendsTo">The authorised chain: to whom it may give what holds data.</param>
/// <param name="SanitiseWithinDays">How long an item that holds data may stay unsanitised here; null when no limit is set.</param>
[GenerateSerializer, Immutable, Alias("e-waste-facts")]
public sealed record EWasteFacts([property: Id(0)] EWasteRole Role, [property: Id(1)] IReadOnlyList<string> SendsTo, [property: Id(2)] int? SanitiseWithinDays = null)
{
    // Lists compare by reference; the register asks whether two descriptions say the same.
    public bool Equals(EWasteFacts? other) => other is not null && Role == other.Role && SanitiseWithinDays == other.SanitiseWithinDays && SendsTo.SequenceEqual(other.SendsTo);
    public override int GetHashCode() => HashCode.Combine(Role, SanitiseWithinDays, SendsTo.Count);
}
