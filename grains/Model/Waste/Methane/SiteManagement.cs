namespace YPort.Twin.Model.Waste.Methane;

/// <summary>How a disposal site is run, which decides how much of its waste decays without air.</summary>
/// <remarks>Source: 2006 IPCC Guidelines, volume 5, table 3.1. The further types of the 2019 Refinement (poorly managed, actively aerated) have no factor here yet.</remarks>
public enum SiteManagement : byte
{
    /// <summary>Placed in order, covered or levelled: no air. MCF 1.</summary>
    Anaerobic = 0,

    /// <summary>Managed, with permeable cover, drains and vents. MCF 0.5.</summary>
    SemiAerobic = 1,

    /// <summary>Unmanaged, 5 m or deeper, or in ground water. MCF 0.8.</summary>
    Deep = 2,

    /// <summary>Unmanaged, less than 5 m. MCF 0.4.</summary>
    Shallow = 3,

    /// <summary>Nobody knows. MCF 0.6.</summary>
    Uncategorised = 4,
}
