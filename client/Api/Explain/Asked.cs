using YPort.Twin.Api.Metrics;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Api.Explain;

/// <summary>A figure that is to be explained: what, where, over which time, as known when.</summary>
/// <param name="Figure">Of a district or the city, with the unit it is shown in; null where a quantity was asked for by its own name.</param>
/// <param name="Quantity">What happened over time; null of a gauge.</param>
/// <param name="Gauge">What is now; null of what happened.</param>
/// <param name="District">Null of the city, and of a twin.</param>
/// <param name="Twin">Null of a place.</param>
/// <param name="From">First quarter hour that counts; of a gauge it says nothing.</param>
/// <param name="To">The quarter hour after the last.</param>
/// <param name="At">Of a gauge the moment.</param>
/// <param name="IsLive">The live figure itself, at this moment.</param>
/// <param name="Now">When it was asked.</param>
sealed record Asked(
    Figure? Figure, Quantity? Quantity, Channel? Gauge, District? District, TwinRegister? Twin, CitySet Set, Window From, Window To, Instant At, bool IsLive, Instant? KnownAt, Instant Now)
{
    /// <summary>Of the time asked for; what has not passed yet can not be covered.</summary>
    public Int128 PassedMicroseconds => Math.Max(0, Math.Min(To.Start.Microseconds, Now.Microseconds) - From.Start.Microseconds);

    /// <summary>Which routes and stops of headways, which dimensions of one twin's measure; all of anything else.</summary>
    public DimensionSlice Slice { get; init; } = DimensionSlice.None;

    public string Name => Figure?.Name ?? Gauge?.Name ?? Quantity!.Name;

    /// <summary>What the address names after /v1/explain/.</summary>
    public string Path => $"{Scope}/{Name}";

    string Scope => Twin is not null ? $"twins/{Twin.Id}" : District is not null ? $"districts/{District.Code}" : "city";

    /// <summary>The address of another figure at the same time, as known at the same moment.</summary>
    /// <param name="path">After /v1/explain/.</param>
    public string Address(string path, Window? from = null, Window? to = null)
    {
        var text = $"/v1/explain/{path}?set={City.FigureComposer.Word(Set)}";
        // What is live stays live; anything else keeps its time.
        if (Gauge is not null) text += IsLive ? "" : $"&at={At}";
        else if (from is { } first) text += $"&from={first}&to={to}";
        else if (!IsLive) text += $"&from={From}&to={To}";
        return KnownAt is { } known ? $"{text}&knownAt={known}" : text;
    }

    /// <summary>The same of another time, of the same part.</summary>
    public string Within(Window from, Window to) => Address(Path, from, to) + Slice.Query();

    /// <summary>The same of a district of the city.</summary>
    public string OfDistrict(string code) => Address($"districts/{code}/{Name}");

    /// <summary>The same of one twin, by the quantity's own name.</summary>
    public string OfTwin(TwinId twin) => Gauge is not null ? Address($"twins/{twin}/{Gauge.Name}") : Address($"twins/{twin}/{Quantity!.Name}", From, To);

    /// <summary>Another quantity of the same place and time.</summary>
    public string Other(string quantity) => Address($"{Scope}/{quantity}", From, To);
}
