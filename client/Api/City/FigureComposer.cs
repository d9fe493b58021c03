using System.Collections.Immutable;
using System.Globalization;
using YPort.Twin.Api.Answering;
using YPort.Twin.Model.City;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.City;

/// <summary>Makes figures of sums: units, coverage, quality, age. Pure; time comes in.</summary>
static class FigureComposer
{
    /// <param name="code">The district's; null for the city.</param>
    public static FigureAnswer Compose(Figure figure, CitySet set, string? code, FigureSum? sum, Instant now, FactorRegistry factors)
    {
        var known = sum ?? default;
        var contributes = known.Live > 0;
        var factor = figure.Emission is { } emission ? factors.On(BangkokDay.Of(now).Date, emission.Series) : null;
        var quality = Quality(figure, known, now);
        var id = (code is null ? "city/" : $"districts/{code}/") + figure.Name;
        return new(
            id, figure.Source, figure.Measure?.Name,
            contributes ? Value(figure, factor, known.Steps) : null,
            contributes ? known.Steps.ToString(CultureInfo.InvariantCulture) : null,
            figure.Unit.Text, figure.IsCounted ? null : quality?.Covered(), quality,
            Shown.Age(known.Newest, now), known.Newest?.ToDateTimeOffset(), new(known.Live, known.Twins), figure.Says,
            factor is null ? null : FactorOfFigure.Of(factor), $"/v1/explain/{id}?set={Word(set)}");
    }

    /// <summary>Of emissions activity times the factor of the day, null where there is none for it.</summary>
    static decimal? Value(Figure figure, Factor? factor, Int128 steps) => figure.Emission is null ? Shown.Plain(figure.InUnit(steps))
        : factor is null ? null : Shown.Plain(factor.Apply(figure.InUnit(steps), figure.Measure!.Unit, figure.Unit));

    public static ImmutableArray<FigureAnswer> All(CityPicture picture, CitySet set, string? code, Instant now, FactorRegistry factors)
    {
        var today = BangkokDay.Of(now);
        return [.. Figures.All.Select(figure => Compose(figure, set, code, picture.Sum(set, code, figure, today), now, factors))];
    }

    public static PlaceAnswer City(CityPicture picture, CitySet set, Instant now, IDistricts? districts, FactorRegistry factors) =>
        Place(picture, set, now, null, factors) with
        {
            Districts = districts is null ? null : [.. districts.All.Select(district => new DistrictFigures(district.Code, district.Name, All(picture, set, district.Code, now, factors)))],
        };

    public static PlaceAnswer Place(CityPicture picture, CitySet set, Instant now, District? district, FactorRegistry factors) => new(
        picture.ConfirmedAt.ToDateTimeOffset(), Shown.Age(now - picture.ConfirmedAt), Word(set), Complete: true, district?.Code, district?.Name,
        All(picture, set, district?.Code, now, factors), Districts: null,
        new(picture.Boot.ToString(CultureInfo.InvariantCulture), picture.Version, picture.Offsets));

    public static string Word(CitySet set) => set == CitySet.Rehearsal ? "rehearsal" : "real";

    static QualityShares? Quality(Figure figure, in FigureSum sum, Instant now)
    {
        if (figure.IsCounted) return QualityShares.OfAmounts(sum.MeasuredSteps, sum.EstimatedSteps);
        if (!figure.IsNow)
            return QualityShares.Of(sum.MeasuredMicroseconds, sum.EstimatedMicroseconds, (Int128)sum.Twins * (now.Microseconds - BangkokDay.Of(now).Start.Microseconds));
        return OfNow(sum);
    }

    /// <summary>Of what is now: the reporting share of twins, split by amount.</summary>
    public static QualityShares? OfNow(in FigureSum sum)
    {
        var (measured, estimated) = (Int128.Abs(sum.MeasuredSteps), Int128.Abs(sum.EstimatedSteps));
        return measured + estimated == 0
            ? QualityShares.Of(sum.Live, 0, sum.Twins)
            : QualityShares.Of(sum.Live * measured, sum.Live * estimated, sum.Twins * (measured + estimated));
    }
}
