using System.Collections.Immutable;
using System.Globalization;
using YPort.Twin.Api.Answering;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.City;

/// <summary>Makes figures of sums: units, coverage, quality, age. Pure; time comes in.</summary>
static class FigureComposer
{
    /// <param name="code">The district's; null for the city.</param>
    public static FigureAnswer Compose(Figure figure, string? code, FigureSum? sum, Instant now)
    {
        var known = sum ?? default;
        var contributes = known.Live > 0;
        var quality = Quality(figure, known, now);
        var id = (code is null ? "city/" : $"districts/{code}/") + figure.Name;
        return new(
            id, figure.Source, figure.Measure?.Name,
            contributes ? Shown.Plain(figure.InUnit(known.Steps)) : null,
            contributes ? known.Steps.ToString(CultureInfo.InvariantCulture) : null,
            figure.Unit.Text, figure.IsCounted ? null : quality?.Covered(), quality,
            Shown.Age(known.Newest, now), known.Newest?.ToDateTimeOffset(), new(known.Live, known.Twins), figure.Says);
    }

    public static ImmutableArray<FigureAnswer> All(CityPicture picture, CitySet set, string? code, Instant now)
    {
        var today = BangkokDay.Of(now);
        return [.. Figures.All.Select(figure => Compose(figure, code, picture.Sum(set, code, figure, today), now))];
    }

    public static PlaceAnswer City(CityPicture picture, CitySet set, Instant now, IDistricts? districts) =>
        Place(picture, set, now, null) with
        {
            Districts = districts is null ? null : [.. districts.All.Select(district => new DistrictFigures(district.Code, district.Name, All(picture, set, district.Code, now)))],
        };

    public static PlaceAnswer Place(CityPicture picture, CitySet set, Instant now, District? district) => new(
        picture.ConfirmedAt.ToDateTimeOffset(), Shown.Age(now - picture.ConfirmedAt), Word(set), Complete: true, district?.Code, district?.Name,
        All(picture, set, district?.Code, now), Districts: null,
        new(picture.Boot.ToString(CultureInfo.InvariantCulture), picture.Version, picture.Offsets));

    public static string Word(CitySet set) => set == CitySet.Rehearsal ? "rehearsal" : "real";

    static QualityShares? Quality(Figure figure, in FigureSum sum, Instant now)
    {
        if (figure.IsCounted) return QualityShares.OfAmounts(sum.MeasuredSteps, sum.EstimatedSteps);
        if (!figure.IsNow)
            return QualityShares.Of(sum.MeasuredMicroseconds, sum.EstimatedMicroseconds, (Int128)sum.Twins * (now.Microseconds - BangkokDay.Of(now).Start.Microseconds));
        var (measured, estimated) = (Int128.Abs(sum.MeasuredSteps), Int128.Abs(sum.EstimatedSteps));
        return measured + estimated == 0
            ? QualityShares.Of(sum.Live, 0, sum.Twins)
            : QualityShares.Of(sum.Live * measured, sum.Live * estimated, sum.Twins * (measured + estimated));
    }
}
