using YPort.Twin.Model.City.Factors;

namespace YPort.Twin.Model.Waste;

/// <summary>Where a number comes from that no scale of ours measured.</summary>
/// <param name="On">The day on which it was said or published.</param>
public sealed record Declaration(DateOnly On, FactorSource Source)
{
    public bool IsSourced => !string.IsNullOrWhiteSpace(Source.Title) && !string.IsNullOrWhiteSpace(Source.Publisher);

    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Source.Title} ({Source.Publisher}, {On:yyyy-MM-dd})");
}
