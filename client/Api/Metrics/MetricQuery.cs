using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using YPort.Twin.Api.Asking;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Metrics;

/// <summary>The query parameters of /v1/metrics/{measure}.</summary>
public sealed class MetricQuery
{
    [FromQuery(Name = "twin"), Description("Only this twin.")]
    public string? Twin { get; init; }

    [FromQuery(Name = "area"), Description("Only this district or \"outside:place\", by membership at the time.")]
    public string? Area { get; init; }

    [FromQuery(Name = "kind"), Description("Only twins of this kind: building, shuttle, waste-site, e-waste-point, thing or office.")]
    public string? Kind { get; init; }

    [FromQuery(Name = "from"), Description("ISO 8601 with zone, or a date: midnight in Bangkok. Default: the start of the day of to.")]
    public string? From { get; init; }

    [FromQuery(Name = "to"), Description("The end, not included. Default: now.")]
    public string? To { get; init; }

    [FromQuery(Name = "step"), Description("15m (default), 1h, 1d, 1mo, 1y or fy (October to September), by Bangkok's calendar; whole: all of the time as one point.")]
    public string? Step { get; init; }

    [FromQuery(Name = "by"), Description("twin or area, or dimensions of the measure such as category or mode, several with commas: a series for each.")]
    public string? By { get; init; }

    [FromQuery(Name = "where"), Description("Only these values of dimensions, such as category:food or mode:auto,service:occupied; one value each, also of each twin or area.")]
    public string? Where { get; init; }

    [FromQuery(Name = "set"), Description("real (default) or rehearsal.")]
    public string? Set { get; init; }

    [FromQuery(Name = "knownAt"), Description("From what was committed by then, factors as well, as if nothing had been said since; at most 6 million readings are recounted. Default: from all that is known.")]
    public string? KnownAt { get; init; }

    [FromQuery(Name = "format"), Description("json (default), csv or parquet; also by Accept.")]
    public string? Format { get; init; }

    public const int MostPoints = 100_000;

    /// <summary>The question for the ledger; nonsense where <paramref name="ask"/> is faulty afterwards.</summary>
    internal (LedgerQuestion Question, DimensionSlice Slice) Read(Quantity measure, IDistricts districts, Instant now, Ask ask)
    {
        var (set, step, twin) = (ask.Set(Set), Length(ask), ask.Twin("twin", Twin));
        var area = ask.Area("area", Area, districts);
        var slice = Slice(measure, ask);
        var split = By switch
        {
            "twin" => slice.IsNone ? LedgerSplit.Twin : LedgerSplit.TwinAndDimensions,
            "area" => slice.IsNone ? LedgerSplit.Area : LedgerSplit.AreaAndDimensions,
            _ => slice.IsNone ? LedgerSplit.None : LedgerSplit.Dimensions,
        };
        if (measure.Name == HeadwaySeries.Name && (twin is not null || By is "twin" or "area"))
            ask.Fault(twin is null ? "by" : "twin", Twin ?? By, "Headways are between the vehicles of a route, not of one.", "Ask with by=stop or by=route, or for one area=.");
        if (Kind is not null && !Kinds.All.Contains(Kind)) ask.Fault("kind", Kind, "There is no such kind of twin.", $"One of: {string.Join(", ", Kinds.All)}.");
        else if (Kind is not null && (twin is not null || measure.Name == HeadwaySeries.Name)) ask.Fault("kind", Kind, twin is null ? "Headways are of shuttles only." : "One twin has its one kind.", "Leave kind out.");
        if (!measure.AddsOverTwins && twin is null && By != "twin")
            ask.Fault("by", By, $"{measure.Name} ({measure.Unit}) does not add over twins: a sum of it would mean nothing.", "Ask with by=twin, or for one twin=.");

        var to = ask.Bounded("to", To) ?? now;
        var from = ask.Bounded("from", From) ?? BangkokDay.Of(new Instant(to.Microseconds - 1)).Start;
        if (from >= to) ask.Fault("from", From ?? from.ToString(), $"It is not before to, which is {to}.", "A date means midnight in Bangkok, so that one day is from=2026-11-23&to=2026-11-24.");
        var (first, end) = (Window.Of(from), Window.Ceiling(to));
        var bounds = ask.IsFaulty ? [] : Steps.Bounds(first, end, step, MostPoints);
        if (bounds is null) TooMany(ask, first, end);
        return (new(measure.Name, set, twin, area, first, end, bounds ?? [], split) { Kind = Kind }, slice);
    }

    /// <summary>As known when; null: now. What is yet to come is refused, for its answer would change until then.</summary>
    internal Instant? Known(Instant now, Ask ask)
    {
        if (ask.Moment("knownAt", KnownAt) is not { } moment) return null;
        if (moment > now) ask.Fault("knownAt", KnownAt, $"It is yet to come; it is {now} now.", "Send a moment that has passed, or leave knownAt out.");
        return moment;
    }

    DimensionSlice Slice(Quantity measure, Ask ask)
    {
        string[] by = By is null or "twin" or "area" ? [] : By.Split(',');
        List<(string, string)> where = [];
        foreach (var part in Where?.Split(',') ?? [])
            if (part.Split(':', 2) is [var name, { Length: > 0 } value]) where.Add((name, value));
            else ask.Fault("where", part, "This names no value of a dimension.", "Write it as category:food, several with commas.");
        foreach (var name in by.Concat(where.Select(one => one.Item1)).Except(measure.Dimensions))
            ask.Fault(by.Contains(name) ? "by" : "where", name, $"{measure.Name} has no dimension of that name.",
                measure.Dimensions.Count == 0 ? "Ask by=twin or by=area." : $"Its dimensions: {string.Join(", ", measure.Dimensions)}; besides there are twin and area.");
        foreach (var twice in where.GroupBy(one => one.Item1).Where(said => said.Count() > 1))
            ask.Fault("where", Where, $"{twice.Key} is named {twice.Count()} times, and nothing has two values.", $"Ask for one value at a time, or with by={twice.Key} for all.");
        return ask.IsFaulty ? DimensionSlice.None : new(by, where);
    }

    Step Length(Ask ask) => ask.OneOf("step", Step, ("15m", Metrics.Step.Quarter), ("1h", Metrics.Step.Hour), ("1d", Metrics.Step.Day),
        ("1mo", Metrics.Step.Month), ("1y", Metrics.Step.Year), ("fy", Metrics.Step.FiscalYear), ("whole", Metrics.Step.Whole));

    internal void TooMany(Ask ask, Window from, Window to) =>
        ask.Fault("step", Step ?? "15m", $"From {from} to {to} it makes more than {MostPoints} points.", "Ask for a longer step, a shorter time or fewer series.");
}
