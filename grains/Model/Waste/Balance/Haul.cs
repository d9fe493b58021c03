namespace YPort.Twin.Model.Waste.Balance;

/// <summary>What left a site for another one, and what arrived there.</summary>
/// <param name="To">Null where the ledger does not tell: what leaves a landfill or plant is known by how much less stays, not by where it went.</param>
/// <param name="SentGrams">Null where nobody weighs what leaves, as at a bin.</param>
/// <param name="ArrivedGrams">Null where nobody weighs for us what arrives, as outside the city or at another transfer station.</param>
public sealed record Haul(string From, string? To, string Category, long? SentGrams, long? ArrivedGrams)
{
    /// <summary>Arrived less sent: below zero something is missing, above something came from elsewhere. Still on the way counts as missing.</summary>
    public long? DifferenceGrams => ArrivedGrams - SentGrams;

    /// <summary>Of what was sent; null where one side is unknown or nothing was sent.</summary>
    public decimal? UnexplainedShare => DifferenceGrams is { } difference && SentGrams is > 0 and var sent ? Math.Abs(difference) / (decimal)sent : null;
}
