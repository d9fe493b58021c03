namespace YPort.Twin.Model.City.Plan;

/// <summary>A line through years that somebody stated; between two of them it is straight, outside of them unknown.</summary>
public sealed class LinearPath(IEnumerable<(int Year, decimal TonnesCo2e)> points)
{
    readonly (int Year, decimal TonnesCo2e)[] _points = [.. points.OrderBy(point => point.Year)];

    public IReadOnlyList<(int Year, decimal TonnesCo2e)> Points => _points;

    /// <summary>Null before the first and after the last stated year.</summary>
    public decimal? At(int year)
    {
        for (var i = 0; i < _points.Length; i++)
        {
            if (_points[i].Year == year) return _points[i].TonnesCo2e;
            if (i == 0 || _points[i - 1].Year > year || _points[i].Year < year) continue;
            var (from, to) = (_points[i - 1], _points[i]);
            return from.TonnesCo2e + (to.TonnesCo2e - from.TonnesCo2e) * (year - from.Year) / (to.Year - from.Year);
        }
        return null;
    }
}
