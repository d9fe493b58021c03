using System.Globalization;
using System.Text.Json;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Model.City;

/// <summary>A city to begin with: twins to register at the first start. The form stands beside the shipped file, in silo/Host/cities.</summary>
/// <param name="Note">What the city is; shown to people, so it says if it is made up.</param>
/// <param name="Set">All twins of a file belong to one set.</param>
public sealed record CityFile(string Name, string Note, CitySet Set, IReadOnlyList<SeedTwin> Twins)
{
    /// <summary>More is no seed: a greater city registers its twins over the API.</summary>
    public const int LargestBytes = 16 * 1024 * 1024;

    /// <summary>No twins; everything is registered later.</summary>
    public static CityFile Empty { get; } = new("", "An empty city.", CitySet.Real, []);

    /// <exception cref="CityFileException">The file is missing or wrong; names every fault with its line and cure.</exception>
    public static CityFile Read(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.Exists && file.Length > LargestBytes)
                throw new CityFileException(path, [new(1, "", $"{file.Length} bytes", "A city file holds at most 16 MiB.", "Register further twins over PUT /v1/twins.")]);
            return Parse(File.ReadAllBytes(path), Districts.Bangkok) switch
            {
                (var city, { Count: 0 }) => city!,
                (_, var faults) => throw new CityFileException(path, faults),
            };
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new CityFileException(path, [new(0, "", "", unreadable.Message, "Name a readable file in Twin:City, or \"none\" for an empty city.")]);
        }
    }

    /// <summary>The city, or every fault there is: null exactly when there are faults.</summary>
    public static (CityFile? City, IReadOnlyList<CityFault> Faults) Parse(ReadOnlySpan<byte> utf8, IDistricts districts)
    {
        try
        {
            var reading = new CityFileReading(districts);
            var city = reading.City(LinedJson.Read(utf8));
            return reading.Faults.Count == 0 ? (city, []) : (null, [.. reading.Faults.OrderBy(fault => fault.Line)]);
        }
        catch (JsonException broken)
        {
            return (null, [new((int)(broken.LineNumber ?? 0) + 1, "", "", $"This is no JSON: {broken.Message}", "Correct the file there; nothing after it was read.")]);
        }
    }
}

/// <summary>A twin of a city file.</summary>
/// <param name="Pretence">How the rehearsal plays it; null for a twin that it leaves alone.</param>
public sealed record SeedTwin(TwinId Id, TwinDescription Description, Pretence? Pretence = null);

/// <param name="Line">From 1; 0 when there was no file.</param>
/// <param name="Path">Where in the document, such as "twins[3].place.lat"; "" for all of it.</param>
/// <param name="Found">The value as it stands.</param>
public sealed record CityFault(int Line, string Path, string Found, string Reason, string Cure)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"line {Line}{(Path == "" ? "" : ", " + Path)}{(Found == "" ? "" : ": " + Found)}: {Reason} {Cure}");
}

/// <summary>A city file that cannot be used; the message holds every fault, one a line.</summary>
public sealed class CityFileException : Exception
{
    public CityFileException() { }
    public CityFileException(string message) : base(message) { }
    public CityFileException(string message, Exception inner) : base(message, inner) { }

    public CityFileException(string path, IReadOnlyList<CityFault> faults)
        : base($"The city file {path} cannot be used.{string.Concat(faults.Select(fault => $"\n  {fault}"))}") => Faults = faults;

    public IReadOnlyList<CityFault> Faults { get; } = [];
}
