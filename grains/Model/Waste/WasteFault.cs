namespace YPort.Twin.Model.Waste;

/// <summary>Why a method gives no figure, and what to do.</summary>
/// <param name="About">Such as a site, a year or a factor.</param>
/// <param name="Reason">What is wrong, with the value.</param>
public sealed record WasteFault(string About, string Reason, string Cure)
{
    public override string ToString() => $"{About}: {Reason} {Cure}";
}
