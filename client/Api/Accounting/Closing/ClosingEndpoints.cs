using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.Asking;
using YPort.Twin.Api.City;
using YPort.Twin.Api.Register;
using YPort.Twin.Model.City.Inventory.Closing;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Accounting.Closing;

/// <param name="Year">Calendar year in Bangkok that is over.</param>
/// <param name="By">Who signs for it, 1 to 500 characters.</param>
/// <param name="Gwp">AR5 (default) or AR6.</param>
/// <param name="Note">Anything that a reader should know, up to 500 characters.</param>
public sealed record ClosingBody([property: Range(AccountingEndpoints.FirstYear, AccountingEndpoints.LastYear)] int Year, [property: StringLength(500, MinimumLength = 1)] string By, string? Gwp = null, [property: StringLength(500)] string? Note = null);

/// <summary>What an official signs: a year's inventory, kept with every row as it stood.</summary>
static class ClosingEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var closings = v1.MapGroup("/reports/inventory/closings").WithTags("Accounting");
        closings.MapGet("", All).ProducesProblem(400).ProducesProblem(503);
        closings.MapPost("", Close).ProducesProblem(400).ProducesProblem(409).ProducesProblem(503);
        closings.MapGet("/{year}/{edition}", One).Produces<ClosedAccountAnswer>(200, "application/json", Csv.Type).ProducesProblem(400).ProducesProblem(404).ProducesProblem(503);
    }

    /// <summary>Accounts that were closed, by year and edition.</summary>
    /// <param name="year">Only of that year.</param>
    /// <param name="set">real (default) or rehearsal.</param>
    internal static async Task<Results<Ok<ClosingsAnswer>, ProblemHttpResult>> All([FromQuery] string? year, [FromQuery] string? set, ClosingBook book, CancellationToken stop)
    {
        var ask = new Ask();
        var (asked, of) = (ask.Set(set), ask.Number("year", year, 0, AccountingEndpoints.FirstYear, AccountingEndpoints.LastYear));
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);
        return TypedResults.Ok(new ClosingsAnswer(FigureComposer.Word(asked), [.. (await book.All(asked, year is null ? null : of, stop)).Select(one => ClosingAnswer.Of(one, FigureComposer.Word(asked)))]));
    }

    /// <summary>One closed account with its rows, and which of them say something else by now.</summary>
    /// <param name="year">Calendar year.</param>
    /// <param name="edition">1 for the first.</param>
    /// <param name="gwp">AR5 (default) or AR6.</param>
    /// <param name="set">real (default) or rehearsal.</param>
    /// <param name="format">json (default) or csv, the rows; also by Accept.</param>
    internal static async Task<IResult> One(
        string year, string edition, [FromQuery] string? gwp, [FromQuery] string? set, [FromQuery] string? format, HttpRequest request, ClosingBook book, Inventories inventories, CancellationToken stop)
    {
        var ask = new Ask();
        var (asked, potentials, of, number) = (ask.Set(set), ask.Gwp(gwp), ask.Number("year", year, 0, AccountingEndpoints.FirstYear, AccountingEndpoints.LastYear), ask.Number("edition", edition, 0, 1, 1_000_000));
        var asCsv = ask.Format(format, request, ("csv", Csv.Type)) == "csv";
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);
        var word = FigureComposer.Word(asked);
        if ((await book.All(asked, of, stop)).FirstOrDefault(one => one.Closed.Edition == number && one.Closed.Gwp == potentials) is not { } stored)
            return Problems.Refused(404, "not-closed", "There is no such closed account", $"No account of {year} under {potentials} was closed as edition {edition}. GET /v1/reports/inventory/closings?set={word} lists those that were.");
        var closed = stored.Closed;
        if (asCsv) return AsCsv(closed, word);
        var made = await inventories.Of(asked, of, potentials, knownAt: null, stop);
        var now = made.Inventory is { } inventory ? ClosedInventory.Of(inventory, made.Rows.Select(row => (row.Name, row.Row)), number, closed.By, null, closed.KnownAt) : null;
        return TypedResults.Ok(new ClosedAccountAnswer(word, ClosingAnswer.Of(stored, word), [.. closed.Rows.Select(row => ClosedRowAnswer.Of(row, closed, word))],
            now is null ? null : [.. closed.Until(now).Select(RowChangeAnswer.Of)]));
    }

    /// <summary>Closes a year's account: keeps it with every row as it stands, signed by whom it names. What is said afterwards changes the inventory, never what was closed.</summary>
    /// <remarks>Refused while the year goes on, and while anything in it is from memory. It goes into the journal of an office; register one first: PUT /v1/twins/{id} with kind office. An account that has not changed since it was closed is not closed again.</remarks>
    /// <param name="office">The twin that closes it; may be left out where the set has one office.</param>
    /// <param name="set">real (default) or rehearsal.</param>
    internal static async Task<Results<Created<ClosingAnswer>, Ok<ClosingAnswer>, ProblemHttpResult>> Close(
        ClosingBody body, [FromQuery] string? office, [FromQuery] string? set, ClosingBook book, Inventories inventories, IGrainFactory grains, TimeProvider clock, CancellationToken stop)
    {
        var ask = new Ask();
        var (asked, named, gwp, now) = (ask.Set(set), ask.Twin("office", office), ask.Gwp(body.Gwp), Instant.From(clock));
        if (body.Year is < AccountingEndpoints.FirstYear or > AccountingEndpoints.LastYear) ask.Fault("year", body.Year, "There is no account of that year.", $"Send {AccountingEndpoints.FirstYear} to {AccountingEndpoints.LastYear}.");
        foreach (var (field, text, needed) in ((string, string?, bool)[])[("by", body.By, true), ("note", body.Note, false)])
            if (string.IsNullOrWhiteSpace(text) ? needed : text.Length > 500 || text.Any(char.IsControl)) ask.Fault(field, text, "This is not 1 to 500 characters on one line.", "Name the person or the office that signs.");
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);
        var where = await Offices.Chosen(ask, named, asked, grains);
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);

        var made = await inventories.Of(asked, body.Year, gwp, knownAt: null, stop);
        if (made.Inventory is not { } inventory) return AccountingEndpoints.Contradicts(made);
        if (ClosedInventory.Refusals(inventory, BangkokDay.Of(new DateOnly(body.Year, 12, 31)).End, now) is { Count: > 0 } faults)
            return Problems.Refused(409, "cannot-be-closed", "The account cannot be closed yet", string.Join(" ", faults));
        var last = (await book.All(asked, body.Year, stop)).FirstOrDefault(one => one.Closed.Gwp == gwp);
        var closed = ClosedInventory.Of(inventory, made.Rows.Select(row => (row.Name, row.Row)), (last?.Closed.Edition ?? 0) + 1, body.By.Trim(), string.IsNullOrWhiteSpace(body.Note) ? null : body.Note.Trim(), now);
        var word = FigureComposer.Word(asked);
        if (last is not null && last.Closed.Until(closed).Count == 0) return TypedResults.Ok(ClosingAnswer.Of(last, word));
        if (await book.Write(asked, where, closed, stop) is not { } stored)
            return Problems.Refused(409, "closed-meanwhile", "Somebody else closed it just now", $"Edition {closed.Edition} of {body.Year} under {gwp} was closed by another. Look at it, and close it again if it is not what you sign for.");
        var answer = ClosingAnswer.Of(stored, word);
        return TypedResults.Created(answer.Address, answer);
    }

    static Csv AsCsv(ClosedInventory closed, string set) => new(string.Create(CultureInfo.InvariantCulture, $"inventory-{closed.Year}-{set}-edition-{closed.Edition}"),
        ["row", "gpc", "key", "activity", "activity_unit", $"co2e_{closed.Gwp}_kg", "biogenic_co2_kg", "factors"],
        closed.Rows.Select(row => (IEnumerable<object?>)[row.Name, row.Gpc, row.Key, Shown.Plain(row.Activity), row.Unit, Shown.Plain(row.Co2eKg), Shown.Plain(row.BiogenicCo2Kg), string.Join("; ", row.Factors)]));
}
