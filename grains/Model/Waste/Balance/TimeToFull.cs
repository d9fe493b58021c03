namespace YPort.Twin.Model.Waste.Balance;

/// <summary>In how many days a site is full if it goes on filling as it did over a stated span.</summary>
/// <remarks>Days = remaining capacity / (net grams over the span / days of the span). Straight on: it knows no season, no settling and no closing days.</remarks>
/// <param name="RemainingGrams">0 where it is full or heaped.</param>
/// <param name="NetGramsPerDay">Above zero.</param>
/// <param name="SpanDays">Over how many days that mean was taken.</param>
public sealed record TimeToFull(long RemainingGrams, decimal NetGramsPerDay, int SpanDays)
{
    const long FullSteps = 100_000; // thousandths of a percent

    public decimal Days => RemainingGrams / NetGramsPerDay;

    /// <summary>Null when something is unknown, and when the site does not fill: then it is never full.</summary>
    /// <param name="filledGrams">What lies in it at the end of the span.</param>
    /// <param name="netGrams">Brought less taken away over the span, as the measure "waste-delivered" counts it.</param>
    public static TimeToFull? Of(long? capacityGrams, long? filledGrams, long? netGrams, int spanDays)
    {
        if (spanDays < 1) throw new ArgumentOutOfRangeException(nameof(spanDays), spanDays, "A mean per day needs a day at least. Give a longer span.");
        if (capacityGrams <= 0) throw new ArgumentOutOfRangeException(nameof(capacityGrams), capacityGrams, "A site holds something. Leave the capacity out of the register when nobody knows it.");
        if (filledGrams < 0) throw new ArgumentOutOfRangeException(nameof(filledGrams), filledGrams, "No less than nothing lies in a site. Look at the balance of the site.");
        return capacityGrams is { } capacity && filledGrams is { } filled && netGrams is > 0 and var net ? new(Math.Max(0, capacity - filled), (decimal)net / spanDays, spanDays) : null;
    }

    /// <summary>What lies in it by the channel "fill-level", to the gram; null when either is unknown.</summary>
    /// <param name="fillLevelSteps">Thousandths of a percent.</param>
    public static long? FilledGrams(long? capacityGrams, long? fillLevelSteps) =>
        capacityGrams is { } capacity && fillLevelSteps is { } level ? (long)((Int128)capacity * level / FullSteps) : null;
}
