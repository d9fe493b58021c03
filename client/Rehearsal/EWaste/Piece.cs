using System.Globalization;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Rehearsal.EWaste;

/// <summary>A device that holds data, known by its serial number.</summary>
readonly record struct Piece(string Serial, string Key, string Maker, string Model, string MediaType, string Confidentiality, decimal Kilograms)
{
    // UNU keys with usual masses; makers are made up.
    static readonly (string Key, string Model, string Media, decimal Kilograms)[] Models =
    [
        ("0303", "laptop", "flash", 1.1m), ("0306", "phone", "flash", 0.1m), ("0302", "desktop", "magnetic-disk", 8.8m), ("0306", "phone", "flash", 0.2m),
    ];

    static readonly string[] Makers = ["Krung", "Menam", "Sayam", "Yoko"], Levels = ["low", "moderate", "moderate", "high"];

    public static Piece Of(ulong luck, TwinId point, Instant at, int number)
    {
        var (key, model, media, mass) = Models[(int)(Models.Length * Noise.At(luck, number, 31))];
        return new(string.Create(CultureInfo.InvariantCulture, $"{point.ToString().ToUpperInvariant()}-{at.Microseconds / Instant.PerMinute}-{number}"), key,
            Makers[(int)(Makers.Length * Noise.At(luck, number, 32))], model, media, Levels[(int)(Levels.Length * Noise.At(luck, number, 33))], mass);
    }

    public object Said => new
    {
        serial = Serial,
        key = Key,
        dataBearing = true,
        massKg = Kilograms,
        maker = Maker,
        model = Model,
        mediaType = MediaType,
        confidentiality = Confidentiality,
    };
}
