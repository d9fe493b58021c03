using System.Globalization;
using YPort.Twin.Api.City;
using YPort.Twin.Model.City.Plan;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Accounting;

/// <summary>Which time the plan is held against, and the addresses that retrace its figures then.</summary>
/// <param name="Year">Calendar year; null: the last twelve months, and coverage of this year so far.</param>
sealed record PlanQuestion(CitySet Set, int? Year, Instant? KnownAt)
{
    public const string Delivered = "delivered-tonnes", DeliveredPercent = "delivered-percent", Required = "required-tonnes", Path = "path-tonnes", Bau = "bau-tonnes", Published = "published-tonnes",
        TargetPercent = "target-percent-of-base", Measured = "measured-tonnes", CoveredPercent = "covered-percent", Elsewhere = "elsewhere-tonnes";

    public static IReadOnlyList<string> Names { get; } = [Delivered, DeliveredPercent, Required, Path, Bau, Published, TargetPercent, Measured, CoveredPercent, Elsewhere];

    public string Address(string figure, string more = "") => $"/v1/explain/plan/{figure}{Time}{more}";

    /// <summary>Of the plan in a year: the path, business as usual, and what lies between.</summary>
    public string In(string figure, int year) => Address(figure, string.Create(CultureInfo.InvariantCulture, $"&at={year}"));

    public string OfPublished(string id) => Address(Published, $"&id={id}");

    /// <summary>Of a sector of the plan, which the first of its sub-sectors names.</summary>
    public string Of(string figure, PlanSector sector) => Address(figure, $"&sector={sector.Gpc[0]}");

    public string OfAction(string action) => $"/v1/explain/actions/{action}{Time}";

    string Time => string.Create(CultureInfo.InvariantCulture, $"?{(Year is { } year ? $"year={year}&" : "")}set={FigureComposer.Word(Set)}{(KnownAt is { } known ? $"&knownAt={known}" : "")}");
}
