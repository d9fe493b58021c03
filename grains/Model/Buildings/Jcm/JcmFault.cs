namespace YPort.Twin.Model.Buildings.Jcm;

/// <summary>Why a project cannot be counted as it stands, and what to do.</summary>
public sealed record JcmFault(string Reason, string Cure)
{
    public override string ToString() => $"{Reason} {Cure}";
}
