namespace YPort.Twin.Model.Waste;

/// <summary>What a series of tonnages counts. Bangkok's 13,327 t a day (2017) were generated, its 9,238 t a day (2024) collected: never one series.</summary>
public enum TonnageKind : byte
{
    /// <summary>Weighed when it was collected.</summary>
    Collected = 0,

    /// <summary>Thrown away, collected or not; always an estimate.</summary>
    Generated = 1,

    /// <summary>Brought to one landfill, to stay.</summary>
    Deposited = 2,
}
