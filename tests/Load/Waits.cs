using System.Globalization;

namespace YPort.Twin.Tests.Load;

/// <summary>How long each of many things took, in one line of the report.</summary>
static class Waits
{
    /// <param name="each">How many readings, messages or calls one wait stands for.</param>
    public static void Print(string name, string unit, IEnumerable<TimeSpan> waits, TimeSpan elapsed, int each = 1)
    {
        TimeSpan[] sorted = [.. waits.Order()];
        Console.WriteLine(sorted.Length == 0 ? $"{name,-54} nothing came back" : string.Create(CultureInfo.InvariantCulture,
            $"{name,-54} {sorted.Length * (double)each / elapsed.TotalSeconds,11:N0} {unit}/s   half within {Ms(sorted, 50)}, 95 % {Ms(sorted, 95)}, 99 % {Ms(sorted, 99)} ms"));
    }

    static string Ms(TimeSpan[] sorted, int percent) => sorted[Math.Min(sorted.Length - 1, sorted.Length * percent / 100)].TotalMilliseconds.ToString("F1", CultureInfo.InvariantCulture);
}
