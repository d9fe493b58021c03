namespace YPort.Twin.Model.Waste.Balance;

/// <summary>What was weighed at one site.</summary>
/// <param name="Role">Null when nobody said; its tickets then count nowhere.</param>
/// <param name="CollectedGrams">Weighed here for the first time.</param>
/// <param name="TransferredGrams">Hauled on from here.</param>
/// <param name="DeliveredGrams">Brought here to stay, less what left again.</param>
public sealed record SiteBalance(string Site, WasteRole? Role, long CollectedGrams, long TransferredGrams, long DeliveredGrams)
{
    /// <summary>At a transfer station what came in for the first time and has not left; below zero more left than came. Null elsewhere.</summary>
    public long? StillThereGrams => Role == WasteRole.TransferStation ? CollectedGrams - TransferredGrams : null;
}

/// <summary>What was weighed of one category, over all sites. Sorting moves waste from one category to another.</summary>
public sealed record CategoryBalance(string Category, long CollectedGrams, long TransferredGrams, long DeliveredGrams);
