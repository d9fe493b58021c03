using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Api.Explain;

/// <summary>The ledger as it was at a moment, worked out anew from what was committed by then: nothing keeps what it once said. The register is taken as it stands now. For one answer.</summary>
sealed class LedgerAsKnown(Recount recount, IReadOnlyList<TwinRegister> twins, Instant knownAt, long most = LedgerAsKnown.MostReadings) : ILedger
{
    /// <summary>What one processor recounts in about ten seconds; see README.md, "What an earlier inventory costs".</summary>
    public const long MostReadings = 6_000_000;

    long _readings;

    public async Task<IReadOnlyList<LedgerRow>> OfTwin(TwinId twin, Window from, Window to, CancellationToken stop)
    {
        List<LedgerRow> rows = [];
        foreach (var register in twins.Where(one => one.Id == twin))
            foreach (var measure in Measures.All.Where(measure => Explain.Sums.CanContribute(register, measure))) rows.AddRange(await Rows(register, measure, from, to, stop));
        return [.. rows.OrderBy(row => row.Window).ThenBy(row => row.Measure, StringComparer.Ordinal).ThenBy(row => row.Dimensions, StringComparer.Ordinal).ThenBy(row => row.Quality)];
    }

    public async Task<IReadOnlyList<LedgerSum>> Sums(LedgerQuestion question, CancellationToken stop)
    {
        var measure = Measures.Named(question.Measure)!;
        // Added up twin by twin: a large city has millions of rows a year.
        Dictionary<(string Group, int Step, Quality Quality), (Int128 Steps, Int128 Covered)> sums = [];
        Dictionary<string, HashSet<TwinId>> contributing = new(StringComparer.Ordinal);
        foreach (var register in twins.Where(one => one.Current.Set == question.Set && (question.Twin is not { } only || one.Id == only) && (question.Kind is not { } kind || one.Current.Kind == kind) && Explain.Sums.CanContribute(one, measure)))
            foreach (var row in await Rows(register, measure, question.From, question.To, stop))
            {
                var held = register.At(row.Window.Start);
                if (question.Area is { } area ? held.Area != area : question.Twin is null && !held.InCity) continue;
                var key = (Group(question.By, register.Id, held.Area, row), Step(question.Bounds, row.Window), row.Quality);
                var (steps, covered) = sums.GetValueOrDefault(key);
                sums[key] = (steps + row.Steps, covered + row.CoveredMicroseconds);
                if (!contributing.TryGetValue(key.Item1, out var some)) contributing[key.Item1] = some = [];
                some.Add(register.Id);
            }
        return [.. sums.OrderBy(sum => sum.Key.Group, StringComparer.Ordinal).ThenBy(sum => sum.Key.Step).ThenBy(sum => sum.Key.Quality)
            .Select(sum => new LedgerSum(sum.Key.Group, sum.Key.Step, sum.Key.Quality, sum.Value.Steps, sum.Value.Covered, contributing[sum.Key.Group].Count))];
    }

    // The last that begins by then: quarter hours of a month are thousands of steps, asked for each of millions of rows.
    static int Step(IReadOnlyList<Window> bounds, Window window)
    {
        var (first, after) = (0, bounds.Count);
        while (after - first > 1)
        {
            var middle = (first + after) / 2;
            (first, after) = bounds[middle] <= window ? (middle, after) : (first, middle);
        }
        return first;
    }

    async Task<IReadOnlyList<LedgerRow>> Rows(TwinRegister register, Measure measure, Window from, Window to, CancellationToken stop)
    {
        var found = await recount.Of(register, measure, from, to, knownAt, stop);
        _readings += found.Samples.Values.Sum(samples => (long)samples.Length) + found.Events.Count;
        return _readings <= most ? found.Rows : throw new TooManyReadingsException(most, $"{twins.Count} twins");
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
