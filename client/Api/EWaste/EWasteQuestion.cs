using System.Collections.Immutable;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.City;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.EWaste;

/// <summary>What a report on e-waste is about, and the addresses that retrace its figures.</summary>
/// <param name="Only">One holder; null for all of the set.</param>
/// <param name="Gwp">The one set of warming potentials that refrigerants are in.</param>
sealed record EWasteQuestion(CitySet Set, Window From, Window To, TwinId? Only, string Gwp, Instant? KnownAt)
{
    /// <param name="by">Of which part; null for the whole.</param>
    /// <param name="lot">Only of this lot.</param>
    public string Address(string figure, ImmutableSortedDictionary<string, string>? by, string? lot = null) =>
        $"/v1/explain/e-waste/{figure}?set={FigureComposer.Word(Set)}&from={From}&to={To}&gwp={Gwp}{More("by", ReportedFigure.Text(by))}{More("twin", Only?.ToString())}{More("lot", lot)}{More("knownAt", KnownAt?.ToString())}";

    /// <summary>A holder's part of a measure, by its one dimension.</summary>
    /// <param name="where">As in "category:large"; "" for all.</param>
    public string OfTwin(TwinId holder, string measure, string where) =>
        $"/v1/explain/twins/{holder}/{measure}?set={FigureComposer.Word(Set)}&from={From}&to={To}{where}{More("knownAt", KnownAt?.ToString())}";

    static string More(string name, string? value) => string.IsNullOrEmpty(value) ? "" : $"&{name}={Uri.EscapeDataString(value)}";
}
