using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using YPort.Twin.Api.Asking;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Units;
using YPort.Twin.Model.Waste.Methane;

namespace YPort.Twin.Api.Register;

/// <summary>A landfill's history, as somebody declares it: its methane depends on every year since it opened. Without it the inventory has NE.</summary>
/// <param name="Opened">First year of deposit, CE.</param>
/// <param name="Management">anaerobic (MCF 1), semi-aerobic (0.5), deep (unmanaged, 5 m or more: 0.8), shallow (unmanaged: 0.4) or uncategorised (0.6).</param>
/// <param name="History">Each year from the opening on, with its source; 0 for a year in which nothing came. At most 300.</param>
/// <param name="Closed">Last year of deposit; left out while it is open.</param>
/// <param name="Covered">With soil or compost that oxidises methane (OX 0.1); counts at managed sites only.</param>
/// <param name="DelayMonths">From deposit to decay; 6 when left out, as the IPCC has it.</param>
/// <param name="WeighedFrom">First year of which the tickets told here are all that came: later years that the history leaves out are taken from the ledger. 2000 or later.</param>
/// <param name="Compositions">Of its mixed waste; when left out, Bangkok's as published, which holds from 2024 on.</param>
/// <param name="Reported">Methane that somebody reported of it, to be set beside what is worked out here.</param>
/// <param name="Gas">What the volumes on its gas meter hold; without it what is destroyed is no known mass and counts as none.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record LandfillBody(
    int Opened, string Management, ImmutableArray<DepositedYearBody> History, int? Closed = null, bool Covered = false, [property: Range(0, 6)] int? DelayMonths = null, int? WeighedFrom = null,
    ImmutableArray<MixedWasteBody>? Compositions = null, ImmutableArray<ReportedMethaneBody>? Reported = null, MeteredGasBody? Gas = null)
{
    const int MostYears = 300, MostCompositions = 30, MostReported = 100;
    const decimal MostGrams = 1_000_000_000_000_000;
    static readonly Unit Gram = Unit.Parse("g");

    static readonly (string Word, SiteManagement Management)[] Managements =
    [
        ("anaerobic", SiteManagement.Anaerobic), ("semi-aerobic", SiteManagement.SemiAerobic), ("deep", SiteManagement.Deep), ("shallow", SiteManagement.Shallow), ("uncategorised", SiteManagement.Uncategorised),
    ];

    internal static LandfillBody? Of(LandfillFacts? facts) => facts is null ? null : new(
        facts.Opened, Managements.Single(one => one.Management == facts.Management).Word, [.. facts.History.Select(DepositedYearBody.Of)], facts.Closed, facts.Covered, facts.DelayMonths, facts.WeighedFrom,
        facts.Compositions is { } mixed ? [.. mixed.Select(MixedWasteBody.Of)] : null, facts.Reported is { } reported ? [.. reported.Select(ReportedMethaneBody.Of)] : null, MeteredGasBody.Of(facts.Gas));

    /// <summary>Nonsense where <paramref name="ask"/> is faulty afterwards.</summary>
    internal static LandfillFacts? Read(string field, TwinId id, LandfillBody? body, Ask ask)
    {
        if (body is null) return null;
        LandfillFacts facts = new(
            body.Opened, ask.OneOf(field + ".management", body.Management, Managements),
            Read(field + ".history", body.History.IsDefault ? [] : body.History, MostYears, "year, mass, source and status", ask, DepositedYearBody.Read), body.Closed, body.Covered, body.DelayMonths, body.WeighedFrom,
            body.Compositions is { IsDefaultOrEmpty: false } mixed ? Read(field + ".compositions", mixed, MostCompositions, "from, shares and source", ask, MixedWasteBody.Read) : null,
            body.Reported is { IsDefaultOrEmpty: false } reported ? Read(field + ".reported", reported, MostReported, "year, methane and source", ask, ReportedMethaneBody.Read) : null,
            body.Gas?.Read());
        if (!ask.IsFaulty)
            foreach (var fault in facts.Faults(id.ToString())) ask.Fault(field, fault.About, fault.Reason, fault.Cure);
        return facts;
    }

    /// <summary>Whole grams; below zero too, of which the model says what is wrong.</summary>
    internal static long Grams(string field, AmountBody mass, Ask ask)
    {
        if (TwinRules.Converted(field, mass, Gram, ask, "Send t or kg.") is not { } grams) return 0;
        if (Math.Abs(grams) <= MostGrams) return (long)decimal.Round(grams);
        ask.Fault(field + ".value", mass.Value, "No landfill takes so much in a year.", $"Send at most {MostGrams / 1_000_000} t.");
        return 0;
    }

    static List<TFact> Read<TBody, TFact>(string field, ImmutableArray<TBody> body, int most, string members, Ask ask, Func<string, TBody, Ask, TFact> read)
    {
        if (body.Length > most) ask.Fault(field, body.Length, "These are too many.", $"Send at most {most}.");
        List<TFact> facts = [];
        foreach (var (index, one) in body.Index())
            if (one is null) ask.Fault($"{field}[{index}]", "null", "This says nothing.", $"Send {members}.");
            else facts.Add(read($"{field}[{index}]", one, ask));
        return facts;
    }
}
