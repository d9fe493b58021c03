using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.Asking;
using YPort.Twin.Api.City;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Events;

/// <summary>Events by time, then twin and id.</summary>
/// <param name="Next">The address of the next page; null on the last.</param>
public sealed record EventsAnswer(string Set, Instant From, Instant To, ImmutableArray<EventAnswer> Events, string? Next);

/// <summary>What happened, as it stands now.</summary>
/// <param name="About">What it is about, such as a lot or a stop; null when it is about the twin.</param>
/// <param name="Revision">Above 0: the first word was replaced.</param>
/// <param name="Feed">Who sent this word.</param>
/// <param name="Offset">Its place in the journal of the twin's shard.</param>
public sealed record EventAnswer(
    TwinId Twin, string Type, string Id, Instant At, JsonElement Fields, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? About,
    Quality Quality, int Revision, string Feed, long Offset)
{
    public static EventAnswer Of(StoredEvent stored)
    {
        var (twin, word, feed) = stored;
        using var fields = JsonDocument.Parse(word.Fields);
        return new(twin, word.Type, word.Id, word.At, fields.RootElement.Clone(), word.Subject == "" ? null : word.Subject, word.Quality, word.Revision, feed, word.Offset);
    }
}

static class EventsEndpoint
{
    const int MostOnAPage = 1000;

    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/events", List).WithTags("Events")
        .Produces<EventsAnswer>(200, "application/json", Csv.Type).ProducesProblem(400).ProducesProblem(503);

    /// <summary>What happened at twins, by time.</summary>
    /// <remarks>The last word on each event, without those withdrawn, as far as the projections are: usually less than a second behind.</remarks>
    /// <param name="set">real (default) or rehearsal.</param>
    /// <param name="twin">Only at this twin.</param>
    /// <param name="type">Only of these types, several with commas; /v1/event-types lists them.</param>
    /// <param name="about">Only about this, such as a lot or a stop.</param>
    /// <param name="from">ISO 8601 with zone, or a date: midnight in Bangkok. Default: the start of the day of to.</param>
    /// <param name="to">The end, not included. Default: now.</param>
    /// <param name="limit">So many on a page, 1 to 1000 (default 100).</param>
    /// <param name="after">Where the page before ended: time, twin and id with spaces between; the answer's next holds it.</param>
    /// <param name="format">json (default) or csv; also by Accept.</param>
    internal static async Task<IResult> List(
        [FromQuery] string? set, [FromQuery] string? twin, [FromQuery] string? type, [FromQuery] string? about, [FromQuery] string? from, [FromQuery] string? to,
        [FromQuery] string? limit, [FromQuery] string? after, [FromQuery] string? format, HttpRequest request, IEvents events, TimeProvider clock, CancellationToken stop)
    {
        var ask = new Ask();
        var (asked, at, most) = (ask.Set(set), ask.Twin("twin", twin), ask.Number("limit", limit, 100, 1, MostOnAPage));
        string[] types = type?.Split(',') ?? [];
        foreach (var unknown in types.Where(name => EventTypes.Named(name) is null)) ask.Fault("type", unknown, "There is no such type of event.", $"One of: {string.Join(", ", EventTypes.All)}.");
        if (about is not null && !TwinEvent.IsCode(about)) ask.Fault("about", about, "Nothing can be called so.", "Send 1 to 64 letters, digits or . _ : / + -.");
        var end = ask.Moment("to", to) ?? Instant.From(clock) + TimeSpan.FromMicroseconds(1);
        var start = ask.Moment("from", from) ?? BangkokDay.Of(new Instant(end.Microseconds - 1)).Start;
        if (start < Ask.Earliest || start >= end) ask.Fault("from", from ?? start.ToString(), $"It is not between 2000 and to, which is {end}.", "A date means midnight in Bangkok, so that one day is from=2026-11-23&to=2026-11-24.");
        var asCsv = ask.Format(format, request, ("csv", Csv.Type)) == "csv";
        var behind = After(after, ask);
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);

        var found = await events.List(new(asked, at, types, about, start, end, behind, most + 1), stop);
        ImmutableArray<EventAnswer> page = [.. found.Take(most).Select(EventAnswer.Of)];
        var next = found.Count > most ? NextPage.After(request, ("from", start.ToString()), ("to", end.ToString()), ("after", $"{page[^1].At} {page[^1].Twin} {page[^1].Id}")) : null;
        return asCsv ? AsCsv(page, next) : TypedResults.Ok(new EventsAnswer(FigureComposer.Word(asked), start, end, page, next));
    }

    static (Instant, TwinId, string)? After(string? text, Ask ask)
    {
        if (text is null) return null;
        if (text.Split(' ') is [var time, var twin, var id] && Instant.TryParse(Encoding.UTF8.GetBytes(time), out var at, out _) && TwinId.TryParse(twin, out var where)) return (at, where, id);
        ask.Fault("after", text, "No page ended there.", "Follow the address in next, or leave it out for the first page.");
        return null;
    }

    /// <summary>One line an event; its fields as JSON in one column.</summary>
    static Csv AsCsv(ImmutableArray<EventAnswer> events, string? next) => new("events",
        ["at", "twin", "type", "id", "about", "fields", "quality", "revision", "feed", "offset"],
        events.Select(one => (IEnumerable<object?>)[
            one.At, one.Twin, one.Type, one.Id, one.About, one.Fields.GetRawText(), one.Quality.ToString().ToLowerInvariant(), one.Revision, one.Feed, one.Offset]), next);
}
