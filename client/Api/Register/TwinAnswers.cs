using System.Collections.Immutable;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.City;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Api.Register;

/// <summary>What the register holds of a twin.</summary>
/// <param name="Version">Counts its entries; the ETag.</param>
/// <param name="Twin">As described last; may be sent back with PUT.</param>
/// <param name="History">Every entry, in the order they were made.</param>
/// <param name="Hints">What it leaves open though figures need it, and what to do.</param>
public sealed record TwinAnswer(TwinId Id, int Version, TwinBody Twin, ImmutableArray<EntryAnswer> History, ImmutableArray<string> Hints)
{
    public static TwinAnswer Of(TwinRegister register) =>
        new(register.Id, register.Version, Body(register.Current, null), [.. register.Entries.Select((entry, index) => EntryAnswer.Of(entry, index + 1))], RegisterHints.Of(register));

    public static TwinBody Body(TwinDescription twin, string? from) => new(
        twin.Kind, NameBody.Of(twin.Name), twin.Area, FigureComposer.Word(twin.Set),
        twin.Place is { } place ? new(place.Lat, place.Lon) : null, PvBody.Of(twin.PvRatedMilliwatts, twin.Building), Power(twin.ConnectionRatedMilliwatts),
        twin.RegisterModulusSteps is { Count: > 0 } meters ? meters.ToImmutableSortedDictionary(meter => meter.Key, meter => Modulus(meter.Key, meter.Value)) : null,
        twin.MeteredBy, from, ShuttleBody.Of(twin.Shuttle), WasteBody.Of(twin.Waste), EWasteBody.Of(twin.EWaste), BuildingBody.Of(twin.Building));

    static PowerBody? Power(long? milliwatts) => milliwatts is { } power ? new(Kilowatts(power)) : null;

    public static AmountBody Kilowatts(long milliwatts) => new(Shown.Plain(milliwatts / 1_000_000m), "kW");

    static MeterBody Modulus(string channel, long steps) => new(EntryAnswer.Amount(channel, steps));
}

/// <summary>One dated entry of the register.</summary>
/// <param name="Version">The twin's version that it made.</param>
/// <param name="Entry">described or meter-replaced.</param>
/// <param name="From">Since when it holds; null: from the beginning.</param>
/// <param name="Twin">Of a description.</param>
/// <param name="Meter">Of a meter's replacement.</param>
public sealed record EntryAnswer(int Version, string Entry, Instant? From, TwinBody? Twin, MeterReplacementBody? Meter)
{
    public static EntryAnswer Of(RegisterEntry entry, int version) => entry switch
    {
        Described described => new(version, "described", described.From == TwinRegister.Beginning ? null : described.From, TwinAnswer.Body(described.Description, null), null),
        MeterReplaced meter => new(version, "meter-replaced", meter.At, null, new(meter.Channel, meter.At.ToString(), Amount(meter.Channel, meter.LastSteps), Amount(meter.Channel, meter.FirstSteps))),
        _ => throw new InvalidOperationException($"The register holds an entry that this API does not know: {entry.GetType().Name}. Run one version in all processes."),
    };

    public static AmountBody Amount(string channelName, long steps) => Channels.Named(channelName) is { } channel
        ? new(Shown.Plain(channel.InUnit(steps)), channel.Unit.Text)
        : throw new InvalidOperationException($"The register names the channel \"{channelName}\", which this program does not know. Run one version in all processes.");
}

/// <summary>Twins in order of id.</summary>
/// <param name="Of">How many match, on all pages.</param>
/// <param name="After">Ask again with after= this for the next page; null on the last.</param>
public sealed record TwinPage(DateTimeOffset AsOf, string Set, int Of, string? After, ImmutableArray<TwinRow> Twins);

/// <param name="Freshness">Of the channel that speaks best, or of its events (one a day is expected): live, late, stale, silent.</param>
/// <param name="HeardAt">Time of the newest reading or event; null when it was never heard.</param>
/// <param name="Mode">Of a shuttle: who drives (auto, remote, manual or safe-stop); null when nobody said.</param>
public sealed record TwinRow(
    TwinId Id, int Version, string Kind, string Set, NameBody Name, string Area, PlaceBody? Place, Freshness Freshness, Instant? HeardAt, ImmutableArray<ChannelAnswer> Latest,
    string? Mode = null);

/// <summary>What a channel says.</summary>
/// <param name="Value">Null when it was never heard, and of a position.</param>
/// <param name="At">Time of the reading.</param>
/// <param name="Age">ISO 8601 duration.</param>
/// <param name="Place">Of a position.</param>
public sealed record ChannelAnswer(string Channel, decimal? Value, string Unit, Instant? At, string? Age, Freshness Freshness, PlaceBody? Place = null)
{
    public static ChannelAnswer Of(Channel channel, long? steps, Instant? at, Freshness freshness, Instant now)
    {
        ChannelAnswer answer = new(channel.Name, null, channel.Unit.Text, at, Shown.Age(at, now), freshness);
        if (steps is not { } known) return answer;
        if (channel.Nature != ChannelNature.Position) return answer with { Value = Shown.Plain(channel.InUnit(known)) };
        var point = GeoPoint.Unpack(known);
        return answer with { Place = new(point.LatDegrees, point.LonDegrees) };
    }
}

/// <summary>A twin now.</summary>
/// <param name="Applied">The last journal offset of its shard that it includes.</param>
/// <param name="Today">Measures since midnight in Bangkok.</param>
public sealed record StateAnswer(
    TwinId Id, string Kind, string Set, NameBody Name, string Area, Instant AsOf, long Applied,
    ImmutableArray<ChannelAnswer> Channels, ImmutableArray<TodayAnswer> Today, ImmutableArray<AlarmAnswer> Alarms)
{
    /// <summary>Of a shuttle: where it is and how it drives.</summary>
    public ShuttleAnswer? Shuttle { get; init; }

    /// <summary>Of a waste site: its role, and what it did today by category and place.</summary>
    public WasteAnswer? Waste { get; init; }

    /// <summary>Of an e-waste point or recycler: what it has by its own books, and what it did today.</summary>
    public EWasteAnswer? EWaste { get; init; }
}

/// <param name="Value">Null when nothing is known of today.</param>
/// <param name="Exact">In whole steps of the measure's resolution.</param>
/// <param name="Coverage">Time covered of the time since midnight.</param>
public sealed record TodayAnswer(string Measure, decimal? Value, string? Exact, string Unit, double? Coverage, QualityShares? Quality);

/// <param name="Code">A stable word.</param>
/// <param name="Says">What was seen, with values.</param>
/// <param name="Cure">What to look at.</param>
public sealed record AlarmAnswer(string Code, Instant Since, string Says, string Cure);
