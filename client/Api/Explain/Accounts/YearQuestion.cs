using System.Globalization;
using YPort.Twin.Api.City;
using YPort.Twin.Api.Metrics;
using YPort.Twin.Model.City.Inventory;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Explain.Accounts;

/// <summary>A figure of a year's accounts that is to be explained, and the addresses that lead on from it as known at the same moment.</summary>
/// <param name="Now">When it was asked.</param>
sealed record YearQuestion(CitySet Set, int Year, Instant? KnownAt, Instant Now)
{
    /// <summary>Edition of the decay's parameters, 2006 or 2019; null for the one that inventories use.</summary>
    public string? Method { get; init; }

    public string Word => FigureComposer.Word(Set);

    string Known => KnownAt is { } known ? $"&knownAt={known}" : "";

    public string Row(string name, string gwp) => Accounting.InventoryAddress.Of(name, Year, Word, gwp, KnownAt);

    /// <param name="sector">Null of the city.</param>
    public string Total(GpcSector? sector, string name, string gwp) => Accounting.InventoryAddress.OfTotal(sector, name, Year, Word, gwp, KnownAt);

    /// <summary>A landfill's methane, by the same parameters.</summary>
    public string Methane(string landfill, int year) => string.Create(CultureInfo.InvariantCulture, $"/v1/explain/methane/{landfill}?year={year}&set={Word}{(Method is null ? "" : $"&method={Method}")}{Known}");

    /// <summary>What one twin did in a part of the year.</summary>
    /// <param name="dimensions">As the ledger keeps them; "" for all.</param>
    public string OfTwin(TwinId twin, Measure measure, Window from, Window to, string dimensions) =>
        $"/v1/explain/twins/{twin}/{measure}?set={Word}&from={from}&to={to}{DimensionSlice.Only(dimensions).Query()}{Known}";
}

/// <summary>What one twin contributed between two quarter hours.</summary>
sealed record Contribution(TwinId Twin, Measure Measure, string Dimensions, Window From, Window To, Answering.Amount Amount)
{
    /// <summary>Neighbouring parts of one twin are one; the register's changes of other twins cut nothing.</summary>
    public static IReadOnlyList<Contribution> Of(IEnumerable<MeasuredAmount> amounts, Instant now)
    {
        List<Contribution> all = [];
        var ordered = from one in amounts
                      let origin = one.Origin
                      where origin is not null
                      orderby origin.Twin, one.Measure.Name, origin.Dimensions, origin.From
                      select (one.Measure, origin);
        foreach (var (measure, origin) in ordered)
        {
            Answering.Amount amount = new Answering.Amount(0, 0, 0, 0).Plus(origin.Quality, origin.Steps, origin.CoveredMicroseconds);
            if (all.Count > 0 && all[^1] is var last && (last.Twin, last.Measure, last.Dimensions) == (origin.Twin, measure, origin.Dimensions) && last.To >= origin.From)
                all[^1] = last with { To = origin.To, Amount = last.Amount.Plus(amount) };
            else all.Add(new(origin.Twin, measure, origin.Dimensions, origin.From, origin.To, amount));
        }
        // What has not passed yet can not be covered.
        return [.. all.Select(one => one with { Amount = one.Amount with { DueMicroseconds = Math.Max(0, Math.Min(one.To.Start.Microseconds, now.Microseconds) - one.From.Start.Microseconds) } })];
    }

    /// <summary>As a list names it: the twin, its part, and the days where they are not all of the row's.</summary>
    public string Name(Window from, Window to) =>
        $"{Twin}{(Dimensions == "" ? "" : $" {Dimensions}")}{((From, To) == (from, to) ? "" : $" {From.Day} to {new Window(To.Index - 1).Day}")}";
}
