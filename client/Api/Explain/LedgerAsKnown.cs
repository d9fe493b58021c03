using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Api.Explain;

/// <summary>The ledger as it was at a moment, worked out anew from what was committed by then: nothing keeps what it once said. The register is taken as it stands now.</summary>
sealed class LedgerAsKnown(Recount recount, IReadOnlyList<TwinRegister> twins, Instant knownAt) : ILedger
{
    public async Task<IReadOnlyList<LedgerRow>> OfTwin(TwinId twin, Window from, Window to, CancellationToken stop)
    {
        List<LedgerRow> rows = [];
        foreach (var register in twins.Where(one => one.Id == twin))
            foreach (var measure in Measures.All.Where(measure => Explain.Sums.CanContribute(register, measure))) rows.AddRange((await recount.Of(register, measure, from, to, knownAt, stop)).Rows);
        return [.. rows.OrderBy(row => row.Window)];
    }

    public async Task<IReadOnlyList<LedgerSum>> Sums(LedgerQuestion question, CancellationToken stop)
    {
        var measure = Measures.Named(question.Measure)!;
        List<(string Group, int Step, TwinId Twin, LedgerRow Row)> found = [];
        foreach (var register in twins.Where(one => one.Current.Set == question.Set && (question.Twin is not { } only || one.Id == only) && (question.Kind is not { } kind || one.Current.Kind == kind) && Explain.Sums.CanContribute(one, measure)))
            foreach (var row in (await recount.Of(register, measure, question.From, question.To, knownAt, stop)).Rows)
            {
                var held = register.At(row.Window.Start);
                if (question.Area is { } area ? held.Area != area : question.Twin is null && !held.InCity) continue;
                found.Add((Group(question.By, register.Id, held.Area, row), question.Bounds.Count(bound => bound <= row.Window) - 1, register.Id, row));
            }
        var contributing = found.GroupBy(one => one.Group, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.Select(one => one.Twin).Distinct().Count(), StringComparer.Ordinal);
        return
        [
            .. from one in found
               group one.Row by (one.Group, one.Step, one.Row.Quality) into same
               orderby same.Key.Group, same.Key.Step, same.Key.Quality
               select new LedgerSum(same.Key.Group, same.Key.Step, same.Key.Quality, same.Aggregate(Int128.Zero, (all, row) => all + row.Steps),
                   same.Aggregate(Int128.Zero, (all, row) => all + row.CoveredMicroseconds), contributing[same.Key.Group]),
        ];
    }

    static string Group(LedgerSplit by, TwinId twin, string area, LedgerRow row) => by switch
    {
        LedgerSplit.Twin => twin.ToString(),
        LedgerSplit.Area => area,
        LedgerSplit.Dimensions => row.Dimensions,
        LedgerSplit.TwinAndDimensions => $"{twin};{row.Dimensions}",
        LedgerSplit.AreaAndDimensions => $"{area};{row.Dimensions}",
        LedgerSplit.None => "",
        _ => throw new ArgumentOutOfRangeException(nameof(by), by, "There is no such split."),
    };
}
