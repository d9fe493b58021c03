using System.ComponentModel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using YPort.Twin.Api.Accounting;
using YPort.Twin.Api.Asking;
using YPort.Twin.Model.City.Inventory;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Explain.Accounts;

/// <summary>What may be asked about an inventory: a row, or a total.</summary>
sealed class InventoryQuery : ExplainedQuery
{
    [FromQuery(Name = "year"), Description("Calendar year; default: this one in Bangkok, so far.")]
    public string? Year { get; init; }

    [FromQuery(Name = "gwp"), Description("AR5 (default) or AR6: one set for all of it.")]
    public string? Gwp { get; init; }
    [FromServices] public required Inventories Inventories { get; init; }

    /// <param name="explain">An answer, or what there is instead.</param>
    /// <param name="about">The only reference that is asked about; null where it is about all.</param>
    public async Task<IResult> Answer(Func<MadeInventory, CityInventory, YearQuestion, (ExplainAnswer? Answer, string Lacks)> explain, GpcReference? about = null)
    {
        var (ask, now) = (new Ask(), Instant.From(Clock));
        var (set, year, gwp) = (ask.Set(Set), ask.Number("year", Year, BangkokDay.Of(now).Date.Year, AccountingEndpoints.FirstYear, AccountingEndpoints.LastYear), ask.Gwp(Gwp));
        var (known, asText) = (ask.Moment("knownAt", KnownAt), ExplainText.IsAsked(ask, Format, Request));
        if (ask.IsFaulty) return Problems.Invalid(ask.Faults);
        var made = await Inventories.Of(set, year, gwp, known, Stop, about);
        if (made.Inventory is not { } inventory) return AccountingEndpoints.Contradicts(made);
        var (answer, lacks) = explain(made, inventory, new(set, year, known, now));
        return answer is null ? Problems.Refused(StatusCodes.Status404NotFound, "unknown-row", "There is no such row", lacks) : ExplainText.Of(answer, asText);
    }
}
