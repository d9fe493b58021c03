namespace YPort.Twin.Api.Answering;

/// <summary>Figures of a report as CSV: one a line, unknown is empty and says why.</summary>
static class ReportedCsv
{
    /// <param name="name">The file's, without its ending.</param>
    /// <param name="about">What the first column names, such as twin; it is empty of the figures of all together.</param>
    public static Csv Of(string name, string about, IEnumerable<(string Of, ReportedFigure Figure)> figures) => new(name,
        [about, "figure", "by", "value", "unit", "unknown_because", "can_be_closed", "factors", "limits", "explain"],
        figures.Select(row => (IEnumerable<object?>)[
            row.Of, row.Figure.Figure, ReportedFigure.Text(row.Figure.By),
            row.Figure.Value, row.Figure.Unit, row.Figure.UnknownBecause, row.Figure.CanBeClosed ? "true" : "false",
            string.Join("; ", row.Figure.Factors.Select(factor => factor.InOneCell())),
            row.Figure.Limits, string.Join(' ', row.Figure.Explain)]));
}
