using YPort.Twin.Model.Waste.Methane;

namespace YPort.Twin.Model.Waste;

/// <summary>What a waste site does with what arrives; it decides which measure a ticket counts in.</summary>
public enum WasteRole : byte
{
    /// <summary>Waste is weighed and loaded for the haul to another site.</summary>
    TransferStation = 0,
    Landfill = 1,
    WasteToEnergy = 2,
    Composting = 3,

    /// <summary>A collection point: what is weighed there was collected.</summary>
    Bin = 4,
}

/// <summary>What the register knows of a waste site.</summary>
/// <param name="CapacityGrams">What fits in all; null when nobody said.</param>
/// <param name="Landfill">Of a landfill: its history, of which its methane is worked out; null when nobody declared it.</param>
[GenerateSerializer, Immutable, Alias("waste-facts")]
public sealed record WasteFacts([property: Id(0)] WasteRole Role, [property: Id(1)] long? CapacityGrams = null, [property: Id(2)] LandfillFacts? Landfill = null);
