using System.Collections.Frozen;
using System.Text.Json.Serialization;

namespace YPort.Twin.Model.Waste.Methane;

/// <summary>What somebody declared of a landfill, so that its methane can be worked out; never measured by a sensor.</summary>
/// <param name="Opened">First year of deposit, CE.</param>
/// <param name="History">What came, year by year from the opening on; a year in which nothing came is entered with 0.</param>
/// <param name="Closed">Last year of deposit; null while it is open.</param>
/// <param name="Covered">With soil or compost that oxidises methane: counts at managed sites only.</param>
/// <param name="DelayMonths">From deposit to the beginning of decay, 0 to 6; null is the IPCC's default, 6.</param>
/// <param name="WeighedFrom">First year of which its tickets are known here to be all that came: from then on a year that the history leaves out is taken from the ledger. Null: never.</param>
/// <param name="Compositions">Of its mixed waste; null: the city's as published.</param>
/// <param name="Reported">Methane of it that somebody reported, to be set beside what is worked out.</param>
/// <param name="Gas">What its gas meter's volumes hold; null: nobody said, and then what it destroys is no known mass.</param>
[GenerateSerializer, Immutable, Alias("landfill-facts")]
public sealed record LandfillFacts(
    [property: Id(0)] int Opened, [property: Id(1)] SiteManagement Management, [property: Id(2)] IReadOnlyList<DepositedYear> History, [property: Id(3)] int? Closed = null,
    [property: Id(4)] bool Covered = false, [property: Id(5)] int? DelayMonths = null, [property: Id(6)] int? WeighedFrom = null, [property: Id(7)] IReadOnlyList<MixedWaste>? Compositions = null,
    [property: Id(8)] IReadOnlyList<ReportedMethane>? Reported = null, [property: Id(9)] MeteredGas? Gas = null)
{
    const int Earliest = 1900, Latest = 2200, LedgerBegins = 2000;

    static readonly DecaySet NoTypes = new("", FrozenDictionary<WasteType, Decay>.Empty, default);

    [JsonIgnore]
    public int Delay => DelayMonths ?? 6;

    /// <summary>What its mixed waste consists of: as declared for it, or else the city's as published.</summary>
    [JsonIgnore]
    public IReadOnlyList<Composition> Mixed => Compositions is { Count: > 0 } own ? [.. own.Select(one => one.ToComposition())] : Waste.Compositions.Bangkok;

    /// <summary>Everything that is wrong with it, by the rules of the model: what passes can be worked out, as far as it goes.</summary>
    /// <param name="id">The site's twin id.</param>
    public IEnumerable<WasteFault> Faults(string id)
    {
        DisposalSite site = new(id, Opened, default, default, Closed, Delay);
        WasteFault[] alone = [.. site.Faults(), .. Alone(id)];
        foreach (var fault in alone) yield return fault;
        if (alone.Length > 0) yield break;
        var last = Closed ?? Math.Max(History.Select(one => one.Year).DefaultIfEmpty(Opened).Max(), WeighedFrom - 1 ?? Opened);
        // What the ledger will tell is not known yet: for the rules nothing came.
        var weighed = WeighedFrom is { } from && Opened >= Earliest && last <= Latest ? Enumerable.Range(from, Math.Max(0, last - from + 1)).Except(History.Select(one => one.Year)) : [];
        var (history, faults) = TonnageHistory.Of(TonnageKind.Deposited, id, Opened, last,
            [.. History.Select(one => one.ToTonnage()), .. weighed.Select(year => new TonnageYear(year, WasteType.Inert.Name, 0, new(null, Deposit.Scales(id))))]);
        foreach (var fault in history is null ? faults : FirstOrderDecay.Of(site, NoTypes, history, Mixed, FrozenDictionary<int, double>.Empty, last).Faults) yield return fault;
    }

    IEnumerable<WasteFault> Alone(string id)
    {
        foreach (var one in History)
            if (one.CityShare is < 0 or > 1)
                yield return new(id, FormattableString.Invariant($"{one.CityShare} of what came in {one.Year} is the city's, where a share is 0 to 1."), "Send 0.4 for 40 %, or leave it out when nobody knows.");
        if (WeighedFrom is { } from && (from < Opened || from < LedgerBegins || from > Latest))
            yield return new(id, FormattableString.Invariant($"It cannot be weighed from {from} on, when it opened in {Opened} and the ledger begins in {LedgerBegins}."), "Give the first whole year of which all tickets came to this twin, or leave it out.");
        foreach (var fault in (Compositions ?? []).SelectMany(one => one.ToComposition().Faults())) yield return fault;
        foreach (var one in Reported ?? [])
        {
            if (one.Grams < 0) yield return new(id, FormattableString.Invariant($"{one.Grams / 1_000_000m} t of methane reported for {one.Year} cannot be."), "A landfill takes no methane out of the air.");
            if (!new Declaration(null, one.Source).IsSourced) yield return new(id, FormattableString.Invariant($"The methane reported for {one.Year} names no source."), "Give title and publisher of the report.");
        }
        foreach (var fault in Gas?.Faults(id) ?? []) yield return fault;
    }

    // Lists compare by reference; the register asks whether two descriptions say the same.
    public bool Equals(LandfillFacts? other) => other is not null
        && (Opened, Management, Closed, Covered, DelayMonths, WeighedFrom, Gas) == (other.Opened, other.Management, other.Closed, other.Covered, other.DelayMonths, other.WeighedFrom, other.Gas)
        && History.SequenceEqual(other.History) && (Compositions ?? []).SequenceEqual(other.Compositions ?? []) && (Reported ?? []).SequenceEqual(other.Reported ?? []);
    public override int GetHashCode() => HashCode.Combine(Opened, Management, Closed, History.Count);
}
