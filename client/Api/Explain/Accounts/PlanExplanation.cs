using System.Globalization;
using YPort.Twin.Api.Accounting;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.City;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.City.Inventory;
using YPort.Twin.Model.City.Plan;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Explain.Accounts;

/// <summary>Explains figures of the plan: what actions delivered, what is required and measured, and the shares of one in the other.</summary>
sealed class PlanExplanation(MadePlan made, Instant now)
{
    const string Tonne = "t", Kilogram = "kg", Percent = "%", Divided = "The parts are divided, not added.",
        Method = "Straight lines between the years that the plan states; coverage says what is measured, never what was reduced. Rules: grains/Model/City/Plan/README.md.";

    readonly PlanQuestion _question = made.Question;

    /// <summary>What somebody published, or set as a target, as an amount.</summary>
    public static IEnumerable<(string Id, decimal Tonnes, string Says, FactorSource Source, FactorStatus Status)> Published(PlanData plan) =>
        [.. plan.Base.Concat(plan.Bau).Select(one => (one.Id, one.TonnesCo2e, one.Says, one.Source, one.Status)), .. plan.Targets.Where(one => one.TonnesCo2e is not null).Select(one => (one.Id, one.TonnesCo2e!.Value, one.Says, one.Source, one.Status))];

    /// <param name="at">Of the path, business as usual and what is required.</param>
    /// <param name="sector">Of what is measured and covered; null of the city.</param>
    /// <param name="id">Of what was published.</param>
    public ExplainAnswer Of(string figure, int at, PlanSector? sector, string? id) => figure switch
    {
        PlanQuestion.Delivered => Delivered(),
        PlanQuestion.DeliveredPercent => Share(figure, $"what metered actions delivered, of what {made.Progress.Year} requires against business as usual", PlanAnswer.Share(made.Progress.DeliveredPercent), 6,
            Part("delivered", made.DeliveredTonnes, _question.Address(PlanQuestion.Delivered)), Rounding("required", made.Progress.RequiredTonnes, _question.In(PlanQuestion.Required, made.Progress.Year))),
        PlanQuestion.TargetPercent => Share(figure, $"the target of {made.Progress.Year}, of the base year {made.Plan.Base.Year}", PlanAnswer.Level(made.Progress.TargetPercentOfBase), 4,
            Rounding("target", made.Progress.TargetTonnes, _question.In(PlanQuestion.Path, made.Progress.Year)), Stated(made.Plan.Base.Id, made.Plan.Base.TonnesCo2e)),
        PlanQuestion.Required => Required(at),
        PlanQuestion.Path => Line(figure, "the target path: straight between stated years", made.Plan.Path, at),
        PlanQuestion.Bau => Line(figure, "business as usual: straight between stated years", made.Plan.Bau, at),
        PlanQuestion.Published => Publication(id!),
        PlanQuestion.CoveredPercent => Covered(sector),
        PlanQuestion.Elsewhere => Measured(figure, "measured, in BASIC and in no sector of the plan", made.Coverage.ElsewhereTonnes, reference => made.Plan.Data.Sectors.All(one => !one.Gpc.Contains(reference.SubSector))),
        _ when sector is not null => Measured(figure, $"measured in the plan's sector {sector.Name.En}, BASIC", Of(sector).MeasuredTonnes, reference => sector.Gpc.Contains(reference.SubSector)),
        _ => City(),
    };

    ExplainAnswer Delivered()
    {
        ExplainPart[] parts =
        [
            .. made.Actions.Where(one => one.Achieved.Tonnes is not null).SelectMany(one => (ExplainPart[])
            [
                Part(one.Action.Id, one.Achieved.Tonnes, _question.OfAction(one.Action.Id)),
                .. one.Achieved.TransferredAbroadTonnes == 0 ? [] : new[] { Part($"{one.Action.Id}, transferred abroad", -one.Achieved.TransferredAbroadTonnes, null) },
            ]),
        ];
        return Answer(PlanQuestion.Delivered, "by metered actions, less what was transferred abroad; CO2e, unverified until credits are issued", made.DeliveredTonnes, Tonne, "sum over actions",
            parts.Length == 0 ? "Of no action anything could be worked out." : $"{Sum(parts)} = {Shown.Text(made.DeliveredTonnes!.Value)} t CO2e", made.From, made.To, parts) with
        {
            Notes = [.. parts.Length == 0 ? [] : new[] { ExplainPart.AddingUp(parts.Length, parts.Sum(part => part.Value), made.DeliveredTonnes, Tonne) }, .. made.Actions.Where(one => one.Achieved.Tonnes is null).Select(one => $"{one.Action.Id}: {one.Achieved.Why}"), .. Known()],
        };
    }

    ExplainAnswer Required(int at)
    {
        var (bau, path) = (made.Plan.Bau.At(at), made.Plan.Path.At(at));
        var exact = made.Plan.RequiredReductionTonnes(at);
        return Rounded(PlanQuestion.Required, string.Create(CultureInfo.InvariantCulture, $"how far the path lies below business as usual in {at}"), exact, "business as usual - path", at,
            Part("business as usual", PlanAnswer.Whole(bau), _question.In(PlanQuestion.Bau, at)) with { Adds = bau }, Part("path, taken off", -PlanAnswer.Whole(path), _question.In(PlanQuestion.Path, at)) with { Adds = -path });
    }

    // A target that is a share below business as usual leads there; between two stated years each counts by how near it is.
    ExplainAnswer Line(string figure, string says, LinearPath line, int at)
    {
        var (first, last) = (line.Points.LastOrDefault(point => point.Year <= at), line.Points.FirstOrDefault(point => point.Year >= at));
        var exact = line.At(at);
        if (exact is null) return Rounded(figure, $"{says}; of the year {at}", exact, "not stated", at) with { Notes = ["No year is stated before or after it: nothing is drawn on from the last one."] };
        if (first.Year == last.Year) return Rounded(figure, $"{says}; of the year {at}", exact, Stating(figure, at) is { PercentBelowBau: { } below } ? $"business as usual × (100 - {below}) / 100" : "as stated", at, At(figure, at, exact.Value));
        decimal span = last.Year - first.Year;
        return Rounded(figure, $"{says}; of the year {at}", exact, string.Create(CultureInfo.InvariantCulture, $"{first.Year} × {last.Year - at}/{span} + {last.Year} × {at - first.Year}/{span}"), at,
            Near(figure, first.Year, first.TonnesCo2e, first.TonnesCo2e * (last.Year - at) / span), Near(figure, last.Year, last.TonnesCo2e, last.TonnesCo2e * (at - first.Year) / span));
    }

    ExplainPart Near(string figure, int year, decimal tonnes, decimal adds) =>
        new(year.ToString(CultureInfo.InvariantCulture), PlanAnswer.Whole(tonnes), null, Tonne, null, _question.In(figure, year)) { Adds = Shown.Plain(adds) };

    ExplainPart At(string figure, int year, decimal tonnes) => figure == PlanQuestion.Path && Stating(figure, year) is { TonnesCo2e: null }
        ? Part("business as usual", PlanAnswer.Whole(made.Plan.Bau.At(year)), _question.In(PlanQuestion.Bau, year)) with { Adds = Shown.Plain(tonnes) }
        : Stated(year == made.Plan.Base.Year ? made.Plan.Base.Id : Stating(figure, year)?.Id ?? made.Plan.Data.Bau.First(one => one.Year == year).Id, tonnes) with { Adds = Shown.Plain(tonnes) };

    PlanTarget? Stating(string figure, int year) => figure == PlanQuestion.Path ? made.Plan.Data.Targets.FirstOrDefault(one => one.Year == year) : null;

    ExplainAnswer Publication(string id)
    {
        var (_, tonnes, says, source, status) = Published(made.Plan.Data).First(one => one.Id == id);
        return Answer(PlanQuestion.Published, says, tonnes, Tonne, "as published", $"{Shown.Text(tonnes)} t CO2e", made.From, made.To) with
        {
            Notes = [$"{source.Title}, {source.Publisher}{(source.Year is { } year ? $" {year}" : "")}{(source.Where is { } where ? $", {where}" : "")}; status: {status.ToString().ToLowerInvariant()}."],
        };
    }

    ExplainAnswer City()
    {
        var (kilograms, tonnes) = (made.Inventory.Inventory?.Basic.Co2eKg, made.Coverage.MeasuredTonnes);
        ExplainPart[] parts = [new("BASIC", kilograms is { } known ? Shown.Plain(known) : null, null, Kilogram, null, Year.Total(null, NamedTotal.Basic, Plans.Gwp)) { Adds = tonnes is { } adds ? Shown.Plain(adds) : null }];
        return Answer(PlanQuestion.Measured, $"what the twin measured of the city in {made.Inventory.Year}: BASIC of what is twinned, CO2e", tonnes, Tonne, "BASIC of the inventory / 1000",
            tonnes is null ? "Nothing is measured." : $"{Shown.Text(kilograms!.Value)} kg / 1000 = {Shown.Text(tonnes.Value)} t CO2e ({Plans.Gwp})", made.Inventory.From, made.Inventory.To, parts) with
        { Notes = [.. Contradiction(), .. Known()] };
    }

    ExplainAnswer Measured(string figure, string says, decimal? tonnes, Func<GpcReference, bool> isOf)
    {
        var gwp = made.Inventory.Inventory?.Gwp;
        ExplainPart[] parts = gwp is null ? [] : [.. from row in made.Inventory.Rows
                                                     let co2e = (row.Row as ValuedRow)?.Co2eKg(gwp)
                                                     where co2e is not null && row.Row.Reference.IsIn(GpcLevel.Basic) && isOf(row.Row.Reference)
                                                     select new ExplainPart(row.Name, Shown.Plain(co2e.Value), Shown.Text(co2e.Value), Kilogram, null, Year.Row(row.Name, Plans.Gwp)) { Adds = Shown.Plain(co2e.Value / 1000) }];
        return Answer(figure, $"{says}; in {made.Inventory.Year}, CO2e", tonnes, Tonne, "sum over the rows with a value / 1000",
            tonnes is null ? "Nothing of it is measured." : $"{string.Join(" + ", parts.Select(part => Shown.Text(part.Adds!.Value)))} = {Shown.Text(tonnes.Value)} t CO2e ({Plans.Gwp})", made.Inventory.From, made.Inventory.To, parts) with
        {
            Notes = [.. tonnes is null ? [] : new[] { ExplainPart.AddingUp(parts.Length, parts.Sum(part => part.Adds), tonnes, Tonne) }, .. Contradiction(), .. Known()],
        };
    }

    ExplainAnswer Covered(PlanSector? sector)
    {
        var (coverage, of) = (made.Coverage, sector is null ? null : Of(sector));
        return of is null ? Share(PlanQuestion.CoveredPercent, $"what the twin measured in {made.Inventory.Year}, of the city's total as published for {coverage.Base.Year}", PlanAnswer.Share(coverage.Percent), 6,
                Part("measured", coverage.MeasuredTonnes, _question.Address(PlanQuestion.Measured)), Stated(coverage.Base.Id, coverage.Base.TonnesCo2e))
            : Share(PlanQuestion.CoveredPercent, $"what the twin measured in {made.Inventory.Year} of {of.Sector.Name.En}, of its total as published; null while that was not found", PlanAnswer.Share(of.Percent), 6,
                Part("measured", of.MeasuredTonnes, _question.Of(PlanQuestion.Measured, of.Sector)), Part("published", of.BaseTonnes, null));
    }

    SectorCoverage Of(PlanSector sector) => made.Coverage.Sectors.First(one => one.Sector == sector);

    ExplainAnswer Share(string figure, string says, decimal? percent, int digits, ExplainPart part, ExplainPart whole) => Answer(figure, says, percent, Percent, "part / whole × 100",
        percent is null ? "Not known: one of the two is unknown, or the whole is 0." : $"{Shown.Text((part.Adds ?? part.Value)!.Value)} t / {Shown.Text((whole.Adds ?? whole.Value)!.Value)} t × 100 = {Shown.Text(percent.Value)} %, rounded to {digits} decimals", made.From, made.To, part with { Adds = null }, whole with { Adds = null }) with
    {
        Notes = [Divided, .. Contradiction(), .. Known()],
    };

    // To whole tonnes once, at the end.
    ExplainAnswer Rounded(string figure, string says, decimal? exact, string formula, int at, params ExplainPart[] parts) => Answer(figure, says, PlanAnswer.Whole(exact), Tonne, formula,
        exact is null ? "Not stated." : $"{string.Join(" + ", parts.Select(part => Shown.Text(part.Adds!.Value)))} = {Shown.Text(exact.Value)} t CO2e, rounded to {Shown.Text(PlanAnswer.Whole(exact)!.Value)} t",
        Window.Of(BangkokDay.Of(new DateOnly(at, 1, 1)).Start), Window.Of(BangkokDay.Of(new DateOnly(at + 1, 1, 1)).Start), parts) with
    {
        Notes = exact is null ? [] : [decimal.Round(parts.Sum(part => part.Adds!.Value)) == PlanAnswer.Whole(exact) ? "What the parts add comes to the figure, rounded once to whole tonnes." : "What the parts add does not come to the figure: this should be looked at."],
    };

    ExplainAnswer Answer(string figure, string says, decimal? value, string unit, string formula, string numbers, Window from, Window to, params ExplainPart[] parts)
    {
        var shown = value is { } known ? Shown.Plain(known) : (decimal?)null;
        return new($"plan/{figure}", says, FigureComposer.Word(_question.Set), shown, shown?.ToString(CultureInfo.InvariantCulture), unit, from.Start, to.Start, now, _question.KnownAt, null, null, formula, numbers, Method) { Parts = [.. parts] };
    }

    static ExplainPart Part(string name, decimal? tonnes, string? explain) => new(name, tonnes is { } known ? Shown.Plain(known) : null, null, Tonne, null, explain);

    // Divided before it is rounded to whole tonnes, as its own explanation shows it.
    static ExplainPart Rounding(string name, decimal? exact, string explain) => Part(name, PlanAnswer.Whole(exact), explain) with { Adds = exact };

    ExplainPart Stated(string id, decimal tonnes) => Part(id, tonnes, _question.OfPublished(id));

    YearQuestion Year => new(_question.Set, made.Inventory.Year, _question.KnownAt, now);

    IEnumerable<string> Contradiction() => made.UnmeasuredBecause is { } because ? [because] : [];

    IEnumerable<string> Known() => _question.KnownAt is null ? [] : [AsKnown.Note];

    static string Sum(IEnumerable<ExplainPart> parts) => string.Join(" + ", parts.Select(part => part.Value < 0 ? $"({Shown.Text(part.Value.Value)})" : Shown.Text(part.Value!.Value)));
}
