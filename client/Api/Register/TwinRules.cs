using System.Collections.Immutable;
using YPort.Twin.Api.Asking;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Api.Register;

/// <summary>What a body must say to become a register entry. Pure; every fault is named, not only the first.</summary>
static class TwinRules
{
    const int LongestName = 200;
    const decimal MostWatts = 1_000_000_000; // the greatest customer; as the power channels
    static readonly Unit Watt = Unit.Parse("W");

    /// <summary>Nonsense where <paramref name="ask"/> is faulty afterwards.</summary>
    public static TwinDescription Read(TwinId id, TwinBody body, IDistricts districts, Ask ask)
    {
        if (!Kinds.All.Contains(body.Kind)) ask.Fault("kind", body.Kind, "There is no such kind of twin.", $"One of: {string.Join(", ", Kinds.All)}.");
        Names("name", body.Name, ask);
        Within("place.lat", body.Place?.Lat, 90, ask);
        Within("place.lon", body.Place?.Lon, 180, ask);
        if (ask.Twin("meteredBy", body.MeteredBy) == id && body.Kind != Kinds.Shuttle)
            ask.Fault("meteredBy", body.MeteredBy, "A twin cannot hang behind its own meter; only a shuttle's charger may have one.", "Name the other twin, or leave it out.");
        return new(
            body.Kind, ask.Set(body.Set), new(body.Name.En, body.Name.Th, body.Name.Ja), ask.Area("area", body.Area, districts) ?? "",
            body.Place is { } place ? new(place.Lat, place.Lon) : null,
            Milliwatts("pv", body.Kind, body.Pv?.RatedPower, ask), Milliwatts("connection", body.Kind, body.Connection?.RatedPower, ask),
            Moduli(body, ask), body.MeteredBy,
            Shuttle: ShuttleBody.Read(body.Kind, body.Shuttle, ask), Waste: WasteBody.Read(id, body.Kind, body.Waste, ask), EWaste: EWasteBody.Read(body.Kind, body.EWaste, ask),
            Building: BuildingBody.Read(body.Kind, body.Building, body.Pv, ask));
    }

    /// <summary>Null where <paramref name="ask"/> is faulty afterwards.</summary>
    public static MeterReplaced? Read(MeterReplacementBody body, string kind, Ask ask)
    {
        var at = ask.Moment("at", body.At);
        if (RegisterChannel("channel", body.Channel, kind, ask) is not { } channel) return null;
        var (last, first) = (Steps("last", body.Last, channel, channel.LeastSteps, ask), Steps("first", body.First, channel, channel.LeastSteps, ask));
        return ask.IsFaulty ? null : new(channel.Name, at!.Value, last, first);
    }

    /// <summary>Says the same, whatever the order of its meters.</summary>
    public static bool SaysTheSame(TwinDescription one, TwinDescription other) =>
        one with { RegisterModulusSteps = null } == other with { RegisterModulusSteps = null }
        && Meters(one).SequenceEqual(Meters(other));

    static IOrderedEnumerable<KeyValuePair<string, long>> Meters(TwinDescription description) =>
        (description.RegisterModulusSteps ?? []).OrderBy(meter => meter.Key, StringComparer.Ordinal);

    public static void Names(string field, NameBody? name, Ask ask)
    {
        Name(field + ".en", name?.En, ask);
        Name(field + ".th", name?.Th, ask);
        Name(field + ".ja", name?.Ja, ask);
    }

    static void Name(string field, string? name, Ask ask)
    {
        if (name is not null && (name.Length is 0 or > LongestName || string.IsNullOrWhiteSpace(name) || name.Any(char.IsControl)))
            ask.Fault(field, name, "This is not a name.", $"Send 1 to {LongestName} characters without line breaks, or leave out a language other than English.");
    }

    public static void Within(string field, double? degrees, double most, Ask ask)
    {
        if (degrees is { } value && !(Math.Abs(value) <= most))
            ask.Fault(field, value, "There is no such place on Earth.", $"Send degrees from -{most} to {most}; perhaps lat and lon are swapped.");
    }

    static long? Milliwatts(string field, string kind, AmountBody? rated, Ask ask)
    {
        if (rated is null) return null;
        if (kind != Kinds.Building) ask.Fault(field, kind, "Only a building has this.", "Leave it out, or register the twin as a building.");
        return Power(field + ".ratedPower", "Rated", rated, ask);
    }

    /// <summary>In milliwatts; null where it was left out or <paramref name="ask"/> is faulty afterwards.</summary>
    /// <param name="which">Rated or peak power, in a refusal.</param>
    public static long? Power(string field, string which, AmountBody? power, Ask ask) =>
        power is null || Converted(field, power, Watt, ask) is not { } watts ? null
        : watts > 0 && watts <= MostWatts && decimal.Round(watts * 1000) > 0 ? (long)decimal.Round(watts * 1000)
        : Bad(field + ".value", power.Value, $"{which} power must be above 0 and at most 1 GW.", "Send the plate's value; leave it out when unknown.", ask);

    static ImmutableDictionary<string, long>? Moduli(TwinBody body, Ask ask)
    {
        if (body.Meters is not { Count: > 0 } meters) return null;
        var steps = ImmutableDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        foreach (var (name, meter) in meters)
            if (RegisterChannel($"meters.{name}", name, body.Kind, ask) is { } channel)
                steps[name] = Steps($"meters.{name}.modulus", meter.Modulus, channel, 1, ask);
        return steps.ToImmutable();
    }

    static Channel? RegisterChannel(string field, string name, string kind, Ask ask)
    {
        if (Channels.Named(name) is { Nature: ChannelNature.Register } channel && (channel.Kinds.Contains(kind) || !Kinds.All.Contains(kind))) return channel;
        var known = Channels.All.Where(channel => channel.Nature == ChannelNature.Register && channel.Kinds.Contains(kind)).Select(channel => channel.Name);
        ask.Fault(field, name, $"A {kind} has no register of that name.", $"Registers of a {kind}: {string.Join(", ", known.DefaultIfEmpty("none"))}.");
        return null;
    }

    static long Steps(string field, AmountBody amount, Channel channel, long least, Ask ask)
    {
        if (Converted(field, amount, channel.Unit, ask) is not { } value) return 0;
        if (value <= channel.Most && decimal.Round(value * channel.StepsPerUnit) is var steps && steps >= least && steps <= channel.MostSteps) return (long)steps;
        return Bad(field + ".value", amount.Value, "No such meter count.", $"Send {(least > 0 ? "above 0" : "0")} to {channel.Most} {channel.Unit}.", ask) ?? 0;
    }

    /// <summary>A fact's amount in thousandths of a unit; null when it was left out or is wrong.</summary>
    public static long? Thousandths(string field, AmountBody? amount, Unit unit, decimal most, string units, Ask ask)
    {
        if (amount is null || Converted(field, amount, unit, ask, units) is not { } value) return null;
        return value <= most && decimal.Round(value * 1000) is > 0 and var steps ? (long)steps
            : Bad(field + ".value", amount.Value, $"It must be above 0 and at most {most} {unit}.", "Send the maker's value; leave it out when unknown.", ask);
    }

    /// <summary>An amount in another unit; null where <paramref name="ask"/> is faulty afterwards.</summary>
    public static decimal? Converted(string field, AmountBody amount, Unit to, Ask ask, string? units = null)
    {
        if (!Unit.TryParse(amount.Unit, out var unit) || !unit.ConvertsTo(to))
        {
            ask.Fault(field + ".unit", amount.Unit, $"This is not a unit of what {to} measures.", units ?? $"Send {to} or k{to}.");
            return null;
        }
        try
        {
            return unit.Convert(amount.Value, to);
        }
        catch (OverflowException)
        {
            ask.Fault(field + ".value", amount.Value, "The number is too large.", $"Send it in {to}, below 1e15.");
            return null;
        }
    }

    static long? Bad(string field, decimal value, string reason, string cure, Ask ask)
    {
        ask.Fault(field, value, reason, cure);
        return null;
    }
}
