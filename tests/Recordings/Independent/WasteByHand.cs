using System.Globalization;

namespace YPort.Twin.Tests.Recordings.Independent;

/// <summary>What the waste recordings say by days, counted from the files in exact decimals.</summary>
static class WasteByHand
{
    /// <summary>A lorry at the dump's gate.</summary>
    /// <param name="At">µs since 1970.</param>
    public readonly record struct Arrival(long At, string Origin, string Carrier);

    /// <summary>Arrivals whose telephone knew what year it was.</summary>
    public static IReadOnlyList<Arrival> Arrivals()
    {
        PlainCsv file = new(RecordedFile.Of("blantyre-dump"));
        return [.. file.Cells("start").Zip(file.Cells("skip_origin"), file.Cells("emptier type")).Where(row => row.First[..4] is "2020" or "2021")
            .Select(row => new Arrival(At(row.First), row.Second, row.Third)).OrderBy(arrival => arrival.At)];
    }

    /// <summary>Grams by street, as in its twin's id, and day (numbered from 1970): the file's kilograms, rounded half to even.</summary>
    public static ILookup<string, (long Day, long Grams, decimal Kilograms)> Bins()
    {
        PlainCsv file = new(RecordedFile.Of("edinburgh-bins"));
        return file.Cells("street_name").Zip(file.Cells("date"), file.Cells("total_weight_kg")).ToLookup(
            row => "edinburgh-bins-" + row.First.Replace("'", "-", StringComparison.Ordinal).Replace(' ', '-'),
            row =>
            {
                var kilograms = decimal.Parse(row.Third, CultureInfo.InvariantCulture);
                var day = DateOnly.ParseExact(row.Second, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber - new DateOnly(1970, 1, 1).DayNumber;
                return ((long)day, (long)Math.Round(kilograms * 1000, MidpointRounding.ToEven), kilograms);
            });
    }

    // Malawi is two hours ahead all year; half of the lines say "+02", which .NET reads only in this form.
    static long At(string start) => (DateTime.ParseExact(start[..23], "yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture).Ticks - DateTime.UnixEpoch.Ticks) / 10 - 7_200_000_000;
}
