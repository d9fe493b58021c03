using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.Asking;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Waste;
using YPort.Twin.Model.Waste.Methane;

namespace YPort.Twin.Api.Register;

/// <summary>What came to a landfill in a year, of one category.</summary>
/// <param name="Year">CE, January to December.</param>
/// <param name="Mass">Wet, in t or kg; 0 where nothing came.</param>
/// <param name="Source">Who says so, and where.</param>
/// <param name="Status">official, press, secondary, derived or memory: what rests on memory cannot be closed.</param>
/// <param name="Category">As on tickets: mixed (when left out), food, garden, paper, wood, textiles, nappies, plastic, rubber, metal, glass, inert, ...</param>
/// <param name="CityShare">Of it the city's own waste, 0 to 1; of a landfill outside only that counts in the city's inventory. Left out when nobody knows.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record DepositedYearBody(int Year, AmountBody Mass, FactorSource Source, FactorStatus Status, string? Category = null, [property: Range(0, 1)] decimal? CityShare = null)
{
    internal static DepositedYearBody Of(DepositedYear one) => new(one.Year, new(Shown.Plain(one.Grams / 1_000_000m), "t"), one.Source, one.Status, one.Category, one.CityShare is { } share ? Shown.Plain(share) : null);

    internal static DepositedYear Read(string at, DepositedYearBody body, Ask ask)
    {
        if (body.Category is not null && !TwinEvent.IsCode(body.Category)) ask.Fault(at + ".category", body.Category, "This is no category.", "Send it as tickets do, such as food or mixed, or leave it out for mixed.");
        return new(body.Year, body.Category?.ToLowerInvariant() ?? Ticket.Mixed, LandfillBody.Grams(at + ".mass", body.Mass, ask), body.Source, body.Status, body.CityShare);
    }
}

/// <summary>What mixed waste consists of from a year on.</summary>
/// <param name="Shares">Of wet mass by type, each 0 to 1 and together at most 1; what they leave open is not estimated.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record MixedWasteBody(int From, ImmutableSortedDictionary<string, decimal> Shares, FactorSource Source)
{
    internal static MixedWasteBody Of(MixedWaste one) => new(one.From, one.Shares.ToImmutableSortedDictionary(share => share.Type, share => Shown.Plain(share.Share), StringComparer.Ordinal), one.Source);

    internal static MixedWaste Read(string at, MixedWasteBody body, Ask ask)
    {
        foreach (var type in body.Shares.Keys.Where(type => WasteType.All.All(known => known.Name != type)))
            ask.Fault(at + ".shares", type, "There is no such type of waste.", $"One of: {string.Join(", ", WasteType.All)}.");
        return new(body.From, [.. body.Shares.Select(share => new MixedWasteShare(share.Key, share.Value))], body.Source);
    }
}

/// <summary>A year's methane of a landfill as somebody reported it.</summary>
/// <param name="Methane">Emitted, in t or kg of methane; not of CO2e.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ReportedMethaneBody(int Year, AmountBody Methane, FactorSource Source)
{
    internal static ReportedMethaneBody Of(ReportedMethane one) => new(one.Year, new(Shown.Plain(one.Grams / 1_000_000m), "t"), one.Source);

    internal static ReportedMethane Read(string at, ReportedMethaneBody body, Ask ask) => new(body.Year, LandfillBody.Grams(at + ".methane", body.Methane, ask), body.Source);
}

/// <summary>What a volume on the gas meter holds.</summary>
/// <param name="MethaneShare">By volume, 0 to 1.</param>
/// <param name="Celsius">Temperature to which the meter refers its volume; <paramref name="KiloPascals"/> the absolute pressure.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record MeteredGasBody([property: Range(0, 1)] decimal MethaneShare, double Celsius, double KiloPascals, FactorSource Source)
{
    internal static MeteredGasBody? Of(MeteredGas? gas) => gas is null ? null : new(Shown.Plain(gas.MethaneShare), gas.Celsius, gas.KiloPascals, gas.Source);

    internal MeteredGas Read() => new(MethaneShare, Celsius, KiloPascals, Source);
}
