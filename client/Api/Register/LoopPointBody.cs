using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using YPort.Twin.Api.Asking;
using YPort.Twin.Model.Shuttles;

namespace YPort.Twin.Api.Register;

/// <summary>A stop on a vehicle's way, or a corner of it.</summary>
/// <param name="Lat">WGS84 degrees.</param>
/// <param name="Stop">The stop's code, as the vehicle's events name it: 1 to 64 letters, digits or . _ : / + -; left out at a corner.</param>
/// <param name="Name">What people call the stop.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record LoopPointBody([property: Range(-90, 90)] double Lat, [property: Range(-180, 180)] double Lon, string? Stop = null, NameBody? Name = null)
{
    public static LoopPointBody Of(LoopPoint point) => new(point.Lat, point.Lon, point.Stop, point.Name is { } name ? NameBody.Of(name) : null);

    /// <summary>Nonsense where <paramref name="ask"/> is faulty afterwards.</summary>
    internal static List<LoopPoint> Read(string field, IReadOnlyList<LoopPointBody?> body, Ask ask)
    {
        List<LoopPoint> loop = [.. body.Select((point, index) => Read($"{field}[{index}]", point, ask))];
        foreach (var fault in LoopRules.Faults(loop))
            ask.Fault((fault.Point is { } point ? $"{field}[{point}]" : field) + (fault.Member == "" ? "" : "." + fault.Member), fault.Found, fault.Reason, fault.Cure);
        return loop;
    }

    static LoopPoint Read(string field, LoopPointBody? point, Ask ask)
    {
        if (point is null)
        {
            ask.Fault(field, "null", "This is no point.", "Send lat and lon, and stop where it is one.");
            return new(0, 0);
        }
        TwinRules.Within(field + ".lat", point.Lat, 90, ask);
        TwinRules.Within(field + ".lon", point.Lon, 180, ask);
        TwinRules.Names(field + ".name", point.Name, ask);
        return new(point.Lat, point.Lon, point.Stop, point.Name is { } name ? new(name.En, name.Th, name.Ja) : null);
    }
}
