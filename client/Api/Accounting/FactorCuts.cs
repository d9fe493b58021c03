using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Accounting;

/// <summary>Where a time must be cut so that in each part one factor of a series holds, as /v1/metrics does: amounts are asked for by part and each multiplied by the factor of its days.</summary>
static class FactorCuts
{
    /// <summary>Starts of the parts, the first at <paramref name="from"/>.</summary>
    public static Window[] Of(FactorRegistry registry, Window from, Window to, params IReadOnlyList<string> series) =>
    [
        from,
        .. series.SelectMany(one => registry.Changes(one, from.Day.Date, new Window(to.Index - 1).Day.Date)).Distinct().Order().Select(day => Window.Of(BangkokDay.Of(day).Start)),
    ];
}
