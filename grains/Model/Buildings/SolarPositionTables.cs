using System.Globalization;

namespace YPort.Twin.Model.Buildings;

/// <summary>One term A cos(B + C t) of the Earth's way round the sun.</summary>
readonly record struct PeriodicTerm(double Amplitude, double Phase, double Rate);

/// <summary>One term of the nodding of Earth's axis, by multiples of the five angles that sun and moon depend on.</summary>
readonly record struct NutationTerm(double[] Multiples, double InLongitude, double InLongitudePerCentury, double InObliquity, double InObliquityPerCentury);

/// <summary>The tables of the solar position algorithm, read once from solar-position.csv beside this file, which says where they come from.</summary>
sealed class SolarPositionTables
{
    static readonly Lazy<SolarPositionTables> Once = new(Read);

    SolarPositionTables(ILookup<string, double[]> rows)
    {
        (Longitude, Latitude, Distance) = (Powers("L"), Powers("B"), Powers("R"));
        Nutation = [.. rows["nutation"].Select(row => new NutationTerm(row[..5], row[5], row[6], row[7], row[8]))];
        DeltaT = [.. rows["deltaT"].Select(row => (row[0], row[1]))];

        PeriodicTerm[][] Powers(string name) =>
            [.. Enumerable.Range(0, 6).Select(power => rows[$"{name}{power}"].Select(row => new PeriodicTerm(row[0], row[1], row[2])).ToArray()).TakeWhile(terms => terms.Length > 0)];
    }

    public static SolarPositionTables Nrel => Once.Value;

    /// <summary>By power of time.</summary>
    public PeriodicTerm[][] Longitude { get; }
    public PeriodicTerm[][] Latitude { get; }
    public PeriodicTerm[][] Distance { get; }
    public NutationTerm[] Nutation { get; }

    /// <summary>TT − UT1 on 1 January of some years.</summary>
    public (double Year, double Seconds)[] DeltaT { get; }

    static SolarPositionTables Read()
    {
        using var reader = new StreamReader(typeof(SolarPositionTables).Assembly.GetManifestResourceStream("YPort.Twin.Model.Buildings.solar-position.csv")!);
        List<string[]> rows = [];
        while (reader.ReadLine() is { } line)
            if (!line.StartsWith('#')) rows.Add(line.Split(','));
        return new(rows.ToLookup(row => row[0], row => row[1..].Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray()));
    }
}
