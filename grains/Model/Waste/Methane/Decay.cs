namespace YPort.Twin.Model.Waste.Methane;

/// <summary>How one type of waste decays without air.</summary>
/// <param name="PerYear">k: the half-life is ln 2 / k.</param>
/// <param name="Carbon">DOC: degradable organic carbon, of wet mass.</param>
/// <param name="Decomposed">DOCf: the share of it that ever decomposes.</param>
public sealed record Decay(Parameter PerYear, Parameter Carbon, Parameter Decomposed);
