using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.Buildings.Faults;

/// <summary>A value of a series, in order of time. Null: nothing was heard, which is never a fault of the roof.</summary>
public readonly record struct Observation(Instant At, double? Value);
