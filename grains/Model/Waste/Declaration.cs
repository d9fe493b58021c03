using System.Globalization;
using YPort.Twin.Model.City.Factors;

namespace YPort.Twin.Model.Waste;

/// <summary>Where a number comes from that no scale of ours measured.</summary>
/// <param name="On">The day on which it was said or published; null where only the year of the source is known, or not even that.</param>
public sealed record Declaration(DateOnly? On, FactorSource Source)
{
    public bool IsSourced => !string.IsNullOrWhiteSpace(Source.Title) && !string.IsNullOrWhiteSpace(Source.Publisher);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Source.Title} ({string.Join(", ", new[] { Source.Publisher, On?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? Source.Year?.ToString(CultureInfo.InvariantCulture) }.OfType<string>())})");
}
