namespace YPort.Twin.Model.Waste.Methane;

/// <summary>A landfill's methane year by year, with what it was worked out from.</summary>
public sealed record LandfillMethane(DisposalSite Site, DecaySet Set, IReadOnlyList<MethaneYear> Years)
{
    /// <summary>Null for a year before it opened or past what was asked for.</summary>
    public MethaneYear? In(int year) => Years.FirstOrDefault(one => one.Year == year);

    /// <summary>What all that was deposited can ever generate; not rounded.</summary>
    public double PotentialGrams => Years.Sum(year => year.Types.Sum(line => line.CarbonDepositedGrams)) * FirstOrderDecay.MethanePerCarbon(Set);
}
