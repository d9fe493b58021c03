using YPort.Twin.Api.City;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Waste.Balance;

namespace YPort.Twin.Api.Waste;

/// <summary>One figure of a balance, by what it is of; its address says the same.</summary>
/// <param name="Name">One of <see cref="Names"/>.</param>
/// <param name="Site">Of a site; of a way, where it begins.</param>
/// <param name="Destination">Of a way, where it ends; null of anything else.</param>
sealed record BalanceFigure(string Name, string? Site = null, string? Destination = null, string? Category = null, string? Origin = null)
{
    public const string Collected = "collected", Transferred = "transferred", Delivered = "delivered", Difference = "difference", StillThere = "still-there", Sent = "sent", Arrived = "arrived", Unexplained = "unexplained";

    /// <summary>Stands for the end of a way that the ledger does not tell.</summary>
    public const string Anywhere = "anywhere";

    public static IReadOnlyList<string> Names { get; } = [Collected, Transferred, Delivered, Difference, StillThere, Sent, Arrived, Unexplained];

    /// <summary>A sum of what was weighed, at one site or all.</summary>
    public bool IsSum => Name is Collected or Transferred or Delivered;

    public bool IsOnWay => Name is Sent or Arrived || Name == Unexplained && Destination is not null;

    /// <summary>Of one site only.</summary>
    public bool IsOfSite => Name == StillThere || Name == Unexplained && Destination is null;

    public static BalanceFigure On(Haul way, string name) => new(name, way.From, way.To ?? Anywhere, way.Category);

    public static BalanceFigure Of(Unexplained one) => one switch
    {
        { Way: { } way } => On(way, Unexplained),
        { OfUnknownOrigin: { } measure } => new(measure == Model.Waste.WasteMeasures.Collected ? Collected : Delivered, one.Site, Category: one.Category, Origin: Model.Ledger.DimensionText.Unknown),
        _ => new(Unexplained, one.Site),
    };

    public string Address(CitySet set, Window from, Window to, Instant? knownAt = null) =>
        $"/v1/explain/waste/{Name}?set={FigureComposer.Word(set)}&from={from}&to={to}{Part("site", Site)}{Part("destination", Destination)}{Part("category", Category)}{Part("origin", Origin)}{(knownAt is { } known ? $"&knownAt={known}" : "")}";

    static string Part(string name, string? value) => value is null ? "" : $"&{name}={Uri.EscapeDataString(value)}";
}
