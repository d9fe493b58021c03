using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using YPort.Twin.Api.Asking;
using YPort.Twin.Api.City;
using YPort.Twin.Api.Explain;
using YPort.Twin.Api.Register;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Api.EWaste;

/// <summary>What a report on e-waste rests on, of all holders that it is about.</summary>
/// <param name="All">Every holder of the set, also those that the report is not about.</param>
sealed record MadeEWaste(EWasteQuestion Question, IReadOnlyDictionary<TwinId, TwinRegister> All, IReadOnlyList<TwinRegister> Holders, IReadOnlyList<HolderSum> Sums, ChainRecord Chain, GwpSet Potentials, FactorRegistry Registry)
{
    public EWasteFigureRows Rows => new(Question, Potentials, Registry);

    public IEnumerable<MadeFigure> Figures() => Rows.Of(Holders, Sums, Chain);

    /// <summary>One holder's part of it.</summary>
    public MadeEWaste At(TwinRegister holder) => this with { Question = Question with { Only = holder.Id }, Holders = [holder], Sums = [.. Sums.Where(sum => sum.Holder == holder.Id)], Chain = Chain.At(holder.Id) };

    /// <summary>One lot's part of it; the ledger does not keep lots.</summary>
    public MadeEWaste Of(string lot) => this with { Sums = [], Chain = Chain.Of(lot) };
}

/// <summary>Gathers what reports on e-waste rest on.</summary>
sealed class EWasteAccounts(EWasteBooks books, AsKnown known, IGrainFactory grains)
{
    /// <summary>All of it; or why it cannot be asked.</summary>
    public async Task<(MadeEWaste? Made, ProblemHttpResult? Refused)> Of(EWasteQuestion question, CancellationToken stop)
    {
        var (set, only) = (question.Set, question.Only);
        var all = (await StateEndpoints.Listings(grains)).Select(listing => listing.Register).Where(register => register.Current.Kind == Kinds.EWastePoint && register.Current.Set == set).ToDictionary(register => register.Id);
        var holders = all.Values.Where(register => only is null || register.Id == only).OrderBy(register => register.Id).ToArray();
        if (only is not null && holders.Length == 0)
            return (null, Problems.Refused(StatusCodes.Status404NotFound, "unknown-e-waste-point", "There is no such e-waste point", $"No e-waste point or recycler of set {FigureComposer.Word(set)} is called \"{only}\". GET /v1/twins?kind=e-waste-point&set={FigureComposer.Word(set)} lists them."));
        // The ledger first: what it holds the lots then tell too.
        var sums = await books.Sums(holders, question.From, question.To, question.KnownAt, stop);
        if (await books.Lots(all, set, question.From, question.To, question.KnownAt, stop) is not { } chain)
            return (null, Problems.Refused(StatusCodes.Status503ServiceUnavailable, "too-many-events", "There are more events than one report looks at", "The lots of this set have more than 300,000 events. Masses by category, material and method: GET /v1/metrics/ewaste-collected and the other measures of e-waste."));
        var registry = await known.Factors(set, question.KnownAt, stop);
        var potentials = GwpSet.Of(registry, question.Gwp) ?? throw new InvalidOperationException($"The registry lacks a factor of {question.Gwp}; factors.json came with it.");
        return (new(question, all, holders, sums, only is { } one ? chain.At(one) : chain, potentials, registry), null);
    }
}
