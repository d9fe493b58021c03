using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.Buildings.Faults;

/// <summary>What is known of a roof at a moment, by its power and its sun.</summary>
public enum RoofCondition
{
    /// <summary>Too little sun to judge by.</summary>
    Dark,

    /// <summary>It makes something of the sun.</summary>
    Working,

    /// <summary>Its meter speaks and says that it makes nothing, in sunshine: a fault of the roof.</summary>
    Off,

    /// <summary>The sun shines and the meter is silent: missing data. Whether the roof works is unknown.</summary>
    Unheard,

    /// <summary>Nothing is known of the sun, and the roof makes nothing: it may be night.</summary>
    Unknown,
}

/// <summary>Power and sunlight of one moment, null what was not heard.</summary>
/// <param name="PlaneWm2">On the panels' plane.</param>
public readonly record struct RoofMoment(Instant At, double? Watts, double? PlaneWm2);
