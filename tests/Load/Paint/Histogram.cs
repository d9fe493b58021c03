using System.Globalization;

namespace YPort.Twin.Tests.Load.Paint;

/// <summary>How often each duration was seen, as the page counted it.</summary>
/// <param name="Counts">Pairs of tenths of a millisecond and how often, in order.</param>
sealed record Histogram(int[][] Counts)
{
    public long Count => Counts.Sum(pair => (long)pair[1]);

    /// <summary>Milliseconds; NaN of nothing.</summary>
    public double Percentile(double percent)
    {
        var left = Math.Ceiling(Count * percent / 100);
        foreach (var pair in Counts)
            if ((left -= pair[1]) <= 0) return pair[0] / 10.0;
        return double.NaN;
    }

    public string Says => string.Create(CultureInfo.InvariantCulture, $"half within {Percentile(50):F1}, 95 % {Percentile(95):F1}, 99 % {Percentile(99):F1}, all {Percentile(100):F1} ms");
}
