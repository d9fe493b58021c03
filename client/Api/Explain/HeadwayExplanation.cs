using System.Globalization;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.City;
using YPort.Twin.Api.Events;
using YPort.Twin.Api.Metrics;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Shuttles;

namespace YPort.Twin.Api.Explain;

/// <summary>Explains headways: of a place by route and stop, of a stop by days, of a day by pairs of departures, each down to its two events.</summary>
sealed class HeadwayExplanation(Departures departures)
{
    const string Unit = "s";

    /// <returns>Null when there are more departures than are looked at in one answer.</returns>
    public async Task<ExplainAnswer?> Of(Asked asked, CancellationToken stop)
    {
        if (await departures.Of(asked.Set, asked.District?.Code, asked.From, asked.To, asked.KnownAt, stop) is not { } all) return null;
        Departure[] told = [.. all.Where(one => asked.Slice.Group($"route={one.Route};stop={one.Event.Word.Subject}") is not null)];
        (Departure Earlier, Departure Later)[] pairs = [.. Headways.Pairs(told, one => one.Heard, asked.From, asked.To).OrderBy(pair => pair.Later.Event.Word.At).ThenBy(pair => pair.Later.Event.Twin)];
        var sum = Sum(pairs);
        var stops = pairs.GroupBy(pair => (pair.Later.Route, Stop: pair.Later.Event.Word.Subject)).OrderBy(same => same.Key.Route, StringComparer.Ordinal).ThenBy(same => same.Key.Stop, StringComparer.Ordinal).ToArray();
        var answer = Answer(asked, sum, Left(asked, told, pairs));
        if (stops.Length > 1)
            return answer with { Parts = [.. stops.Select(same => Part(Named(same.Key.Route, same.Key.Stop), same, asked.Address(asked.Path) + Where(same.Key.Route, same.Key.Stop)))] };
        if (stops.Length == 0) return answer;
        var (route, name) = stops[0].Key;
        answer = answer with { Says = $"{answer.Says}; at the {Named(route, name)}" };
        if (asked.To.Index - asked.From.Index > Window.PerDay)
            return answer with
            {
                Parts = [.. pairs.GroupBy(pair => BangkokDay.Of(pair.Later.Event.Word.At)).Select(same => Part(same.Key.ToString(), same,
                    asked.Address(asked.Path, Later(Window.Of(same.Key.Start), asked.From), Earlier(Window.Of(same.Key.End), asked.To)) + Where(route, name)))],
            };
        var isLast = asked.To.Index - asked.From.Index == 1;
        return answer with
        {
            Parts = [.. pairs.Select(pair => Part($"{pair.Earlier.Event.Word.At} {pair.Earlier.Event.Twin} {pair.Earlier.Event.Word.Id} to {pair.Later.Event.Word.At} {pair.Later.Event.Twin} {pair.Later.Event.Word.Id}", [pair],
                isLast ? EventsOf(asked, pair, name) : asked.Address(asked.Path, Window.Of(pair.Later.Event.Word.At), Window.Of(pair.Later.Event.Word.At).Next) + Where(route, name)))],
            Events = [.. pairs.SelectMany(pair => (Departure[])[pair.Earlier, pair.Later]).Distinct().OrderBy(one => one.Event.Word.At).ThenBy(one => one.Event.Twin).Select(one => EventAnswer.Of(one.Event))],
        };
    }

    static ExplainAnswer Answer(Asked asked, HeadwaySum? sum, int left) => new(
        asked.Path, "mean time between departures at a stop over all vehicles of a route", FigureComposer.Word(asked.Set), Mean(sum), Exact(sum), Unit, asked.From.Start, asked.To.Start, asked.Now, asked.KnownAt, null, null,
        "sum of the times between successive departures / how many, sums first, one division",
        sum is { } known ? string.Create(CultureInfo.InvariantCulture, $"{Shown.Plain(known.TotalMilliseconds / 1000m)} s / {known.Count} = {Mean(sum)} s") : "Not known: no two departures from one stop of a route follow each other in that time.",
        string.Create(CultureInfo.InvariantCulture, $"At each stop of a route departures of all its vehicles are put in order of time. A headway counts where its later departure lies. A gap of over {Headways.ServiceBreak.TotalMinutes} minutes is a break in service; a vehicle that departs again within {Headways.SameDeparture.TotalSeconds} s has only opened its doors once more. Rules: grains/Model/README.md, \"Shuttles\"."))
    {
        Notes =
        [
            "Of the parts the sums and the counts add up (exact: milliseconds/headways), not the means.",
            .. left > 0 ? [string.Create(CultureInfo.InvariantCulture, $"{left} more departures of that time end no headway: the first at its stop or after a break in service, or doors opened again.")] : (string[])[],
            "Which route a vehicle served, and where it was, is taken from the register as it stands now.",
        ],
    };

    // Departures that end none, though they lie in the time.
    static int Left(Asked asked, Departure[] told, (Departure Earlier, Departure Later)[] pairs) =>
        told.Count(one => Window.Of(one.Event.Word.At) >= asked.From && Window.Of(one.Event.Word.At) < asked.To) - pairs.Length;

    static ExplainPart Part(string name, IEnumerable<(Departure Earlier, Departure Later)> pairs, string address)
    {
        var sum = Sum(pairs);
        return new(name, Mean(sum), Exact(sum), Unit, null, address);
    }

    static HeadwaySum? Sum(IEnumerable<(Departure Earlier, Departure Later)> pairs)
    {
        HeadwaySum? sum = null;
        foreach (var (earlier, later) in pairs)
        {
            var one = HeadwaySum.Between(earlier.Event.Word.At, later.Event.Word.At, later.Route, later.Event.Word.Subject);
            sum = sum is { } before ? before.Plus(one) : one;
        }
        return sum;
    }

    static decimal? Mean(HeadwaySum? sum) => sum?.MeanSeconds is { } mean ? Shown.Plain(decimal.Round(mean, 6)) : null;

    static string? Exact(HeadwaySum? sum) => sum is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known.TotalMilliseconds}/{known.Count}") : null;

    static string Named(string route, string stop) => $"stop {stop} of {(route == "" ? "no route" : $"route {route}")}";

    static string Where(string route, string stop) => $"&where=route:{Uri.EscapeDataString(route)},stop:{Uri.EscapeDataString(stop)}";

    static string EventsOf(Asked asked, (Departure Earlier, Departure Later) pair, string stop) =>
        $"/v1/events?set={FigureComposer.Word(asked.Set)}&type={ShuttleEvents.StopDeparted}&about={Uri.EscapeDataString(stop)}&from={pair.Earlier.Event.Word.At}&to={new Instant(pair.Later.Event.Word.At.Microseconds + 1)}";

    static Window Later(Window one, Window other) => one > other ? one : other;

    static Window Earlier(Window one, Window other) => one < other ? one : other;
}
