using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.Buildings.Faults;

/// <summary>Told apart, because each has another cure.</summary>
public enum RoofFaultKind
{
    /// <summary>A sensor repeats its last word.</summary>
    Stuck,

    /// <summary>Values that no roof can have had.</summary>
    Outlier,

    /// <summary>The meter speaks and says that the roof makes nothing, in sunshine.</summary>
    Outage,

    /// <summary>Nothing was heard of the roof in sunshine: missing data; whether it works is unknown.</summary>
    Unheard,

    /// <summary>Power in the dark.</summary>
    NightGeneration,

    /// <summary>A thousandfold too high or too low.</summary>
    WrongUnit,

    /// <summary>The inverter gives all it can: no defect, but energy lost.</summary>
    Clipping,

    /// <summary>The performance falls from day to day, and not by chance.</summary>
    Soiling,
}

/// <summary>What is wrong with a roof's readings in a time.</summary>
/// <param name="Channel">Whose readings are the evidence.</param>
/// <param name="From">Time of the first of them; of what was judged by quarter hours their start.</param>
/// <param name="To">Time of the last; of quarter hours their end.</param>
/// <param name="Count">Readings, quarter hours or days.</param>
/// <param name="Says">The evidence in words, with values.</param>
/// <param name="Cure">What to look at.</param>
public sealed record RoofFault(RoofFaultKind Kind, Channel Channel, Instant From, Instant To, int Count, string Says, string Cure);
