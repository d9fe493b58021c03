using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.Ledger;

/// <summary>What one twin did in one quarter hour, by one quality: the ledger's row.</summary>
/// <param name="Measure">Such as "pv-energy".</param>
/// <param name="Dimensions">The measure's own, as canonical text; "" where it has none.</param>
/// <param name="Steps">Amount in whole steps of the measure's resolution.</param>
/// <param name="CoveredMicroseconds">How much of the window it stands for, at most 900,000,000.</param>
/// <param name="Offset">Highest journal offset that contributed, so that rebuilds agree.</param>
[GenerateSerializer, Immutable, Alias("ledger-row")]
public readonly record struct LedgerRow(
    [property: Id(0)] TwinId Twin, [property: Id(1)] string Measure, [property: Id(2)] string Dimensions, [property: Id(3)] Window Window,
    [property: Id(4)] Quality Quality, [property: Id(5)] long Steps, [property: Id(6)] long CoveredMicroseconds, [property: Id(7)] long Offset)
{
    /// <summary>The rows of one measure by window, dimensions and quality.</summary>
    public static int InOrder(LedgerRow one, LedgerRow other) => one.Window != other.Window ? one.Window.CompareTo(other.Window)
        : string.CompareOrdinal(one.Dimensions, other.Dimensions) is var order and not 0 ? order : one.Quality.CompareTo(other.Quality);

    /// <summary>Nothing is known of this window and quality any more: the stored row, if there is one, goes.</summary>
    public bool IsEmpty => CoveredMicroseconds == 0 && Steps == 0;
}
