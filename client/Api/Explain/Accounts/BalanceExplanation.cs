using System.Globalization;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.City;
using YPort.Twin.Api.Metrics;
using YPort.Twin.Api.Waste;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Waste;
using YPort.Twin.Model.Waste.Balance;

namespace YPort.Twin.Api.Explain.Accounts;

/// <summary>Explains a figure of the balance of waste by the ledger's sums that it was made of: what was weighed at each site, and of a difference both sides.</summary>
sealed class BalanceExplanation(MadeBalance made, Instant? knownAt, Instant now)
{
    const string Kilogram = "kg",
        Method = "Collected is what was weighed for the first time, transferred what left a station, delivered what stayed where it ends; no difference is absorbed. Rules: grains/Model/Waste/README.md.";

    /// <param name="lacks">What there is instead; "" where there is an answer.</param>
    public ExplainAnswer? Of(BalanceFigure asked, out string lacks)
    {
        var balance = made.Balance;
        lacks = asked.IsOnWay ? balance.Hauls.Any(haul => BalanceFigure.On(haul, asked.Name) == asked) ? "" : $"No way leads from \"{asked.Site}\" to \"{asked.Destination}\" with {asked.Category}. There are: {Some(balance.Hauls.Select(haul => $"{haul.From} to {haul.To ?? BalanceFigure.Anywhere} with {haul.Category}"))}."
            : asked.Site is { } site && balance.Sites.All(one => one.Site != site) ? $"No waste site of set {FigureComposer.Word(made.Set)} is called \"{site}\". GET /v1/twins?kind=waste-site&set={FigureComposer.Word(made.Set)} lists them."
            : asked.IsOfSite && balance.Sites.First(one => one.Site == asked.Site).StillThereGrams is null ? $"\"{asked.Site}\" is no transfer station: nothing waits there to be passed on."
            : asked.Category is { } category && balance.Categories.All(one => one.Category != category) ? $"Nothing of category \"{category}\" was weighed in that time. There are: {Some(balance.Categories.Select(one => one.Category))}."
            : asked.Origin is { } origin && made.Sums.All(sum => sum.Origin != origin) ? $"Nothing came from \"{origin}\" in that time. There are: {Some(balance.CollectedByOrigin.Keys)}."
            : "";
        return lacks != "" ? null : asked.Name switch
        {
            BalanceFigure.Difference => Less(asked, "delivered less collected, of all sites together", new(BalanceFigure.Delivered), new(BalanceFigure.Collected)),
            BalanceFigure.StillThere => Less(asked, "at a transfer station: what came in for the first time and has not left; below zero more left than came", asked with { Name = BalanceFigure.Collected }, asked with { Name = BalanceFigure.Transferred }),
            BalanceFigure.Unexplained when asked.IsOfSite => Less(asked, "at a transfer station: what left less what came in; below zero it has not left", asked with { Name = BalanceFigure.Transferred }, asked with { Name = BalanceFigure.Collected }) with { Lines = [Share(asked)] },
            BalanceFigure.Unexplained => OnWay(asked),
            _ => Sum(asked),
        };
    }

    ExplainAnswer Sum(BalanceFigure asked)
    {
        WasteSum[] under = [.. Under(asked)];
        var (grams, sign) = (Grams(asked), Sign(asked));
        ExplainPart[] parts = [.. under.GroupBy(sum => sum.Site, StringComparer.Ordinal).OrderBy(one => one.Key, StringComparer.Ordinal)
            .Select(one => Part(one.Key, sign * one.Sum(sum => sum.Grams), Twin(one.Key, one.First().Measure, asked)))];
        return Answer(asked, Says(asked), grams, sign < 0 ? "sum over sites, with the sign turned: what leaves a site that keeps waste is taken off what was delivered there" : "sum over sites", parts) with
        {
            Lines = asked is { Origin: not null, Site: not null, IsSum: true } ? [Share(asked)] : [],
            Notes = [Compared(grams, parts), .. under.Length == 0 ? ["The ledger has nothing of it in that time."] : Array.Empty<string>(), .. Known()],
        };
    }

    // The page's "unexplained" where one side is not weighed: the other is all of it.
    ExplainAnswer OnWay(BalanceFigure asked)
    {
        var haul = Way(asked);
        var (sent, arrived) = (asked with { Name = BalanceFigure.Sent }, asked with { Name = BalanceFigure.Arrived });
        ExplainPart[] parts =
        [
            .. haul.ArrivedGrams is { } came ? [Part(BalanceFigure.Arrived, came, Address(arrived))] : Array.Empty<ExplainPart>(),
            .. haul.SentGrams is { } left ? [Part($"{BalanceFigure.Sent}, taken off", -left, Address(sent))] : Array.Empty<ExplainPart>(),
        ];
        var grams = (haul.ArrivedGrams ?? 0) - (haul.SentGrams ?? 0);
        return Answer(asked, $"on the way from {haul.From} to {haul.To ?? BalanceFigure.Anywhere}: arrived less sent; still on the way counts as missing", grams, "arrived - sent", parts) with
        {
            Lines = [Share(asked)],
            Notes = [Compared(grams, parts), .. haul.SentGrams is null ? ["Nobody weighs what leaves there."] : Array.Empty<string>(), .. haul.ArrivedGrams is null ? ["Nobody weighs for this twin what arrives there."] : Array.Empty<string>(), .. Known()],
        };
    }

    ExplainAnswer Less(BalanceFigure asked, string says, BalanceFigure first, BalanceFigure second)
    {
        ExplainPart[] parts = [Part(first.Name, Grams(first), Address(first)), Part($"{second.Name}, taken off", -Grams(second), Address(second))];
        return Answer(asked, says, Grams(first) - Grams(second), $"{first.Name} less {second.Name}", parts) with { Notes = [Compared(Grams(first) - Grams(second), parts), .. Known()] };
    }

    // What a share is of, as the report says it; null where that is nothing.
    WorkedLine Share(BalanceFigure asked)
    {
        var haul = asked.IsOnWay ? Way(asked) : null;
        var (part, whole) = haul is not null ? (haul.DifferenceGrams ?? haul.SentGrams ?? haul.ArrivedGrams!.Value, haul.SentGrams ?? haul.ArrivedGrams!.Value)
            : asked.IsOfSite ? (Grams(asked with { Name = BalanceFigure.StillThere }), Grams(asked with { Name = BalanceFigure.Collected }))
            : (Grams(asked), Under(asked with { Origin = null, Category = null }).Sum(sum => sum.Grams));
        var of = haul is { SentGrams: null } ? "arrived" : haul is not null ? "was sent" : asked.IsOfSite ? "came in" : $"was {asked.Name} there";
        return new($"share of what {of}: {Text(Math.Abs(part))} kg / {Text(whole)} kg", WasteReport.Share(whole == 0 ? null : Math.Abs(part) / (decimal)whole), "1", []);
    }

    ExplainAnswer Answer(BalanceFigure asked, string says, long grams, string formula, ExplainPart[] parts) => new(
        $"waste/{asked.Name}", says, FigureComposer.Word(made.Set), Kg(grams), grams.ToString(CultureInfo.InvariantCulture), Kilogram, made.From.Start, made.To.Start, now, knownAt, null, null, formula,
        parts.Length == 0 ? $"{Text(grams)} kg" : $"{string.Join(" + ", parts.Select(part => part.Value < 0 ? $"({Text(part)})" : Text(part)))} = {Text(grams)} kg", Method)
    {
        Parts = [.. parts],
    };

    // Two ways to one number: as the balance has it, and from the sums of the sites.
    static string Compared(long grams, ExplainPart[] parts) => ExplainPart.AddingUp(parts.Length, parts.Sum(part => part.Value!.Value), Kg(grams), Kilogram);

    IEnumerable<string> Known() => knownAt is null ? [] : [AsKnown.Note];

    long Grams(BalanceFigure asked) => asked switch
    {
        { Name: BalanceFigure.StillThere } => made.Balance.Sites.First(site => site.Site == asked.Site).StillThereGrams!.Value,
        { Name: BalanceFigure.Sent } => Way(asked).SentGrams ?? 0,
        { Name: BalanceFigure.Arrived } => Way(asked).ArrivedGrams ?? 0,
        { Site: null, Category: null, Origin: null } => asked.Name switch
        {
            BalanceFigure.Collected => made.Balance.CollectedGrams,
            BalanceFigure.Delivered => made.Balance.DeliveredGrams,
            _ => made.Balance.Sites.Sum(site => site.TransferredGrams),
        },
        { Origin: { } origin, Site: null, Category: null, Name: BalanceFigure.Collected } => made.Balance.CollectedByOrigin.GetValueOrDefault(origin),
        _ => Under(asked).Sum(sum => sum.Grams),
    };

    Haul Way(BalanceFigure asked) => made.Balance.Hauls.First(haul => BalanceFigure.On(haul, asked.Name) == asked);

    // A landfill or plant takes off what leaves it under its own name.
    static int Sign(BalanceFigure asked) => asked is { Name: BalanceFigure.Sent, Destination: BalanceFigure.Anywhere } ? -1 : 1;

    IEnumerable<WasteSum> Under(BalanceFigure asked) => made.Sums.Where(sum => (asked.Category is null || sum.Category == asked.Category) && asked switch
    {
        { Name: BalanceFigure.Sent, Destination: BalanceFigure.Anywhere } => sum.Measure == WasteMeasures.Delivered && sum.Site == asked.Site && sum.Origin == asked.Site,
        { Name: BalanceFigure.Sent } => sum.Measure == WasteMeasures.Transferred && sum.Site == asked.Site && sum.Destination == asked.Destination,
        { Name: BalanceFigure.Arrived, Destination: BalanceFigure.Anywhere } => sum.Measure == WasteMeasures.Delivered && sum.Site != asked.Site && sum.Origin == asked.Site,
        { Name: BalanceFigure.Arrived } => sum.Measure == WasteMeasures.Delivered && sum.Site == asked.Destination && sum.Origin == asked.Site,
        _ => sum.Measure == Measured(asked.Name) && (asked.Site is null || sum.Site == asked.Site) && (asked.Origin is null || sum.Origin == asked.Origin),
    });

    static Measure Measured(string name) => name switch
    {
        BalanceFigure.Collected => WasteMeasures.Collected,
        BalanceFigure.Transferred => WasteMeasures.Transferred,
        _ => WasteMeasures.Delivered,
    };

    static string Says(BalanceFigure asked) => asked.Name switch
    {
        BalanceFigure.Sent => $"sent from {asked.Site} to {asked.Destination}, {asked.Category}",
        BalanceFigure.Arrived => $"arrived at {asked.Destination} from {asked.Site}, {asked.Category}",
        _ => $"{Measured(asked.Name).Says}{(asked.Site is null ? ", at all sites" : $", at the site {asked.Site}")}{(asked.Category is null ? "" : $", {asked.Category}")}{(asked.Origin is null ? "" : $", from {asked.Origin}")}",
    };

    string Address(BalanceFigure figure) => figure.Address(made.Set, made.From, made.To, knownAt);

    // The same part of one site's measure, by the dimensions that it has.
    string Twin(string site, Measure measure, BalanceFigure asked)
    {
        List<(string, string)> where = [];
        if (asked.Category is { } category) where.Add(("category", category));
        if (measure == WasteMeasures.Transferred && asked.Name == BalanceFigure.Sent) where.Add(("destination", asked.Destination!));
        else if ((asked.IsOnWay ? asked.Site : asked.Origin) is { } origin) where.Add(("origin", origin));
        return $"/v1/explain/twins/{site}/{measure}?set={FigureComposer.Word(made.Set)}&from={made.From}&to={made.To}{new DimensionSlice([], where).Query()}{(knownAt is { } known ? $"&knownAt={known}" : "")}";
    }

    static ExplainPart Part(string name, long grams, string explain) => new(name, Kg(grams), grams.ToString(CultureInfo.InvariantCulture), Kilogram, null, explain);

    static string Some(IEnumerable<string> all) => string.Join(", ", all.Take(20)) is { Length: > 0 } some ? some : "none";

    static decimal Kg(long grams) => Shown.Plain(WasteReport.Kg(grams));

    static string Text(long grams) => Kg(grams).ToString(CultureInfo.InvariantCulture);

    static string Text(ExplainPart part) => part.Value!.Value.ToString(CultureInfo.InvariantCulture);
}
