using System.Globalization;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.Factors;
using YPort.Twin.Api.Waste;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.City.Inventory;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Waste;
using YPort.Twin.Model.Waste.Methane;

namespace YPort.Twin.Api.Explain.Accounts;

/// <summary>Explains a landfill's methane of a year: what decayed, what was recovered and oxidised, whose it is, and what lies there from the years before.</summary>
sealed class LandfillExplanation(LandfillYear landfill, FactorRegistry registry, YearQuestion asked)
{
    const string Kilogram = "kg",
        Method = "First-order decay of all that came since the site opened (2006 IPCC Guidelines, volume 5, chapter 3), by calendar years; emitted is rounded once, to the gram. Rules: grains/Model/Waste/README.md.";

    public ExplainAnswer Answer()
    {
        var (from, to) = (Start(landfill.Year), Start(landfill.Year + 1));
        var value = landfill.Account?.Year.EmittedGrams / 1000m;
        ExplainAnswer answer = new($"methane/{landfill.Id}", string.Create(CultureInfo.InvariantCulture, $"methane that left the landfill in {landfill.Year}; waste whose contents nobody stated is not in it, so it is a lower bound"), asked.Word,
            value, value is { } known ? Shown.Text(known) : null, Kilogram, from.Start, to.Start, asked.Now, asked.KnownAt, null, null,
            "(generated - recovered) × (1 - oxidised share); generated = sum over types of carbon decomposed × F × 16/12; carbon decomposed = of what lay there from the years before × (1 - e^-k), and of what came", "Not known.", Method);
        return landfill.Account is { } account ? Worked(answer, account) : answer with { Notes = [.. landfill.Faults.Select(fault => fault.ToString()), .. Known()] };
    }

    ExplainAnswer Worked(ExplainAnswer answer, LandfillAccount account)
    {
        var year = account.Year;
        Factor[] factors = [.. account.From.Select(from => registry.All.First(factor => factor.ToString() == from))];
        return answer with
        {
            Numbers = string.Create(CultureInfo.InvariantCulture, $"({Kg(year.GeneratedGrams)} - {Kg(year.RecoveredGrams)}) × (1 - {account.Site.Ox.Value}) = {answer.Value} kg CH4"),
            Lines = [.. MethaneExplanation.Of(account.Methane, landfill.Year)!.Select(WorkedLine.Of), .. Shares(account)],
            Parameters = [.. factors.Select(FactorAnswer.Of)],
            Parts = [.. Before(account), .. Came(account), .. Gas()],
            Notes =
            [
                "The parts are what it was worked out from, and are not added.",
                account.Deposits.Any(one => one.Year == landfill.Year && !one.IsWeighed) ? $"What came in {landfill.Year} is declared: GET /v1/twins/{landfill.Id}." : $"What came in {landfill.Year} is what was weighed.",
                .. account.HasSoundHistory ? Array.Empty<string>() : ["Part of the declared history is from memory: what rests on it can not be closed or signed."],
                .. factors.SelectMany(FactorUse.Trust),
                .. Known(),
            ],
        };
    }

    // Whose methane it is: by what each part would have generated alone.
    IEnumerable<WorkedLine> Shares(LandfillAccount account) => account.Parts.Select(part => new WorkedLine(string.Create(CultureInfo.InvariantCulture,
        $"of that, of {part.Origin.ToString().ToLowerInvariant()} waste = emitted x generated of it / generated = {Shown.Text(account.Year.EmittedGrams / 1000m)} kg x {Kg(part.GeneratedGrams)} / {Kg(account.Year.GeneratedGrams)}, rounded so that all add up; counts {(landfill.Placed(part.Origin) is InRow row ? $"in row {row.Reference}" : "in no row")}"),
        part.EmittedGrams / 1000m, "kg CH4", []));

    IEnumerable<ExplainPart> Before(LandfillAccount account)
    {
        if (account.Methane.In(landfill.Year - 1) is not { } before) yield break;
        yield return new(string.Create(CultureInfo.InvariantCulture, $"carbon that lay there at the end of {before.Year}"), Kg(before.Types.Sum(line => line.CarbonAccumulatedGrams)), null, Kilogram, null, asked.Methane(landfill.Id, before.Year));
    }

    IEnumerable<ExplainPart> Came(LandfillAccount account) => account.Deposits.Where(one => one.Year == landfill.Year).Select(one => new ExplainPart(
        string.Create(CultureInfo.InvariantCulture, $"{one.Category} that came in {one.Year}, {(one.IsWeighed ? "weighed" : $"declared: {one.Source.Title}, {one.Source.Publisher}")}"), one.Grams / 1000m, one.Grams.ToString(CultureInfo.InvariantCulture), Kilogram, null,
        one.IsWeighed ? Of(WasteMeasures.Delivered, $"category={one.Category}") : $"/v1/twins/{landfill.Id}"));

    IEnumerable<ExplainPart> Gas()
    {
        if (landfill.Ledger.GasDestroyedCubicMetres.TryGetValue(landfill.Year, out var metered))
            yield return new("gas destroyed, as metered", Shown.Plain(metered), null, WasteMeasures.GasDestroyed.Unit.Text, null, Of(WasteMeasures.GasDestroyed, ""));
    }

    string Of(Measure measure, string dimensions) => asked.OfTwin(landfill.Twin.Id, measure, Start(landfill.Year), Start(landfill.Year + 1), dimensions);

    IEnumerable<string> Known() => asked.KnownAt is null ? [] : ["From what was committed by then, factors as well; what was declared of the site is taken as the register stands now."];

    static Window Start(int year) => Window.Of(BangkokDay.Of(new DateOnly(year, 1, 1)).Start);

    static decimal Kg(double grams) => MethaneFigureRows.Kg(grams);
}
