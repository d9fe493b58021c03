namespace YPort.Twin.Model.Buildings.Jcm;

/// <summary>Credits issued for a vintage after verification by a third party.</summary>
/// <param name="Reference">Of the decision.</param>
/// <param name="Tonnes">All.</param>
/// <param name="AbroadTonnes">Of them, to accounts outside the country.</param>
public sealed record JcmIssuance(int Vintage, DateOnly On, string Reference, long Tonnes, long AbroadTonnes);
