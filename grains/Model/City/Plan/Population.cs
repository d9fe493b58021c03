using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Model.City.Plan;

/// <summary>A number of people that an amount may be divided by; its name goes with every figure per head.</summary>
/// <param name="Id">"registered" or "day".</param>
public sealed record Population(string Id, LocalName Name, int Persons, int Year, FactorSource Source, FactorStatus Status)
{
    /// <summary>Tonnes per head of this population; null when the amount is unknown or nobody is counted.</summary>
    public decimal? PerHead(decimal? tonnes) => Persons > 0 ? tonnes / Persons : null;
}
