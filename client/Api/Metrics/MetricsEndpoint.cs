using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.Asking;
using YPort.Twin.Api.City;
using YPort.Twin.Api.Explain;
using YPort.Twin.Api.Register;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.City;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Metrics;

static class MetricsEndpoint
{
    public static void Map(RouteGroupBuilder v1) =>
        v1.MapGet("/metrics/{measure}", Metric).WithTags("Metrics").AddEndpointFilter(ExplainEndpoint.RefuseTooMuch)
            .Produces<MetricAnswer>(200, "application/json", Csv.Type, MetricParquet.Type).ProducesProblem(400).ProducesProblem(404).ProducesProblem(503);

    /// <summary>What twins did over time, from the ledger, exactly.</summary>
    /// <remarks>At most 100,000 points. CSV and Parquet carry the same columns, unit in the column's name.</remarks>
    /// <param name="measure">Such as pv-energy; GET /v1/measures lists all.</param>
    internal static async Task<IResult> Metric(
        string measure, [AsParameters] MetricQuery query, HttpRequest request, AsKnown asKnown, Departures departures, IGrainFactory grains,
        IDistricts districts, TimeProvider clock, CancellationToken stop)
    {
        if (Quantity.Named(measure) is not { } known)
            return Problems.Refused(404, "unknown-measure", "There is no such measure", $"\"{measure}\" is not counted. One of: {string.Join(", ", Quantity.Names)}.");
        var (ask, now) = (new Ask(), Instant.From(clock));
        var (question, slice) = query.Read(known, districts, now, ask);
        var knownAt = query.Known(now, ask);
        var format = ask.Format(query.Format, request, ("csv", Csv.Type), ("parquet", MetricParquet.Type));
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);

        if (question.Twin is { } twin)
        {
            if (await grains.GetGrain<IShardGrain>(twin.Shard).Describe(twin) is not { } register) return Problems.UnknownTwin(twin.ToString());
            if (register.Current.Set != question.Set)
                ask.Fault("set", FigureComposer.Word(question.Set), $"Twin \"{twin}\" is of the other set; real and rehearsal never share a number.", $"Ask with set={FigureComposer.Word(register.Current.Set)}.");
        }
        else if (await Series(question, grains, districts) * question.Bounds.Count > MetricQuery.MostPoints) query.TooMany(ask, question.From, question.To);
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);

        if (await Series(known, question, slice, knownAt, asKnown, departures, stop) is not { } series || series.Length * question.Bounds.Count > MetricQuery.MostPoints)
        {
            query.TooMany(ask, question.From, question.To);
            return Problems.Invalid(ask.Faults);
        }
        var answer = new MetricAnswer(known.Name, known.Unit, FigureComposer.Word(question.Set), query.Step ?? "15m", question.From.Start, question.To.Start, series, knownAt);
        return format switch
        {
            "csv" => MetricCsv.Of(answer),
            "parquet" => new MetricParquet(answer),
            _ => TypedResults.Ok(answer),
        };
    }

    static async Task<ImmutableArray<MetricSeries>?> Series(
        Quantity asked, LedgerQuestion question, DimensionSlice slice, Instant? knownAt, AsKnown asKnown, Departures departures, CancellationToken stop)
    {
        var ledger = await asKnown.Ledger(knownAt);
        return asked switch
        {
            { Emission: { } emission } => await Emitted(question, slice, emission, ledger, await asKnown.Factors(question.Set, knownAt, stop), stop),
            { Measure: { } measure } => MetricComposer.Series(question, slice, measure, await ledger.Sums(question, stop)),
            { Ratio: { } ratio } => MetricComposer.Series(question, slice, ratio,
                await ledger.Sums(question with { Measure = ratio.Numerator.Name }, stop), await ledger.Sums(question with { Measure = ratio.Denominator.Name }, stop)),
            _ => await HeadwaySeries.Of(question, slice, departures, knownAt, stop),
        };
    }

    static async Task<ImmutableArray<MetricSeries>> Emitted(LedgerQuestion question, DimensionSlice slice, Emission emission, ILedger ledger, FactorRegistry factors, CancellationToken stop)
    {
        var (cut, steps) = EmissionSeries.Cut(question, emission, factors);
        return EmissionSeries.Of(question, emission, factors, MetricComposer.Series(cut, slice, emission.Activity, await ledger.Sums(cut, stop)), steps);
    }

    /// <summary>How many series the answer may have: asked before the ledger is, so that no answer outgrows memory.</summary>
    static async Task<long> Series(LedgerQuestion question, IGrainFactory grains, IDistricts districts) => question.By switch
    {
        LedgerSplit.Area or LedgerSplit.AreaAndDimensions => question.Area is null ? districts.All.Count : 1,
        LedgerSplit.Twin or LedgerSplit.TwinAndDimensions => (await StateEndpoints.Listings(grains)).LongCount(listing => listing.Register.Current.Set == question.Set),
        _ => 1,
    };
}
