using YPort.Twin.Api.Answering;
using YPort.Twin.Api.Asking;
using YPort.Twin.Api.Metrics;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Api;

/// <summary>A question to the ledger is read strictly, and its answer has a point for every step.</summary>
public sealed class A_series
{
    static readonly Instant Now = Instant.Parse("2026-11-23T05:07:00Z"); // 12:07 in Bangkok
    static readonly Measure Energy = Measures.Named("pv-energy")!;

    static (LedgerQuestion Question, IReadOnlyList<Fault> Faults) Ask(
        string? twin = null, string? area = null, string? from = null, string? to = null, string? step = null, string? by = null, string? set = null, Measure? measure = null)
    {
        var ask = new Ask();
        return (new MetricQuery { Twin = twin, Area = area, From = from, To = to, Step = step, By = by, Set = set }.Read(Quantity.Named((measure ?? Energy).Name)!, Districts.Bangkok, Now, ask).Question, ask.Faults);
    }

    [Fact]
    public void Is_of_today_unless_asked_otherwise()
    {
        var (today, faults) = Ask();
        Assert.Empty(faults);
        Assert.Equal(("2026-11-22T17:00:00Z", "2026-11-23T05:15:00Z", 49), (today.From.ToString(), today.To.ToString(), today.Bounds.Count));
    }

    [Fact]
    public void Takes_a_date_for_a_day_in_Bangkok()
    {
        var (november, faults) = Ask(from: "2026-11-01", to: "2026-12-01", step: "1d");
        Assert.Empty(faults);
        Assert.Equal(("2026-10-31T17:00:00Z", "2026-11-30T17:00:00Z", 30), (november.From.ToString(), november.To.ToString(), november.Bounds.Count));
    }

    [Fact]
    public void Is_widened_to_whole_quarter_hours()
    {
        var (question, _) = Ask(from: "2026-11-23T04:59:59Z", to: "2026-11-23T05:00:01Z");
        Assert.Equal(["2026-11-23T04:45:00Z", "2026-11-23T05:00:00Z"], question.Bounds.Select(bound => bound.ToString()));
    }

    [Theory]
    [InlineData("from", "2026-11-24T00:00:00Z", null, null)]
    [InlineData("from", "yesterday", null, null)]
    [InlineData("from", "2026-11-23T05:00:00", null, null)]
    [InlineData("from", "1999-12-31", null, null)]
    [InlineData("step", "2020-01-01", "15m", null)]
    [InlineData("step", null, "15min", null)]
    [InlineData("by", null, null, "kind")]
    public void With_a_bad_parameter_names_it(string field, string? from, string? step, string? by) =>
        Assert.Contains(Ask(from: from, step: step, by: by).Faults, fault => fault.Field == field);

    [Fact]
    public void Of_sunlight_is_not_summed_over_twins()
    {
        var sunlight = Measures.Named("irradiation")!;
        Assert.Equal(["by"], Ask(measure: sunlight).Faults.Select(fault => fault.Field));
        Assert.Equal(["by"], Ask(measure: sunlight, area: "1001", by: "area").Faults.Select(fault => fault.Field));
        Assert.Empty(Ask(measure: sunlight, by: "twin").Faults);
        Assert.Empty(Ask(measure: sunlight, twin: "roof-1").Faults);
    }

    [Fact]
    public void Has_a_point_for_every_step_and_null_where_nothing_is_known()
    {
        var (question, _) = Ask(from: "2026-11-21", to: "2026-11-23", step: "1d");
        long half = 12 * Instant.PerHour, quarter = 6 * Instant.PerHour;
        var series = MetricComposer.Series(question, DimensionSlice.None, Energy, [new("", 0, Quality.Measured, 1_500, half, 1), new("", 0, Quality.Estimated, 250, quarter, 1)]);
        var points = Assert.Single(series).Points;
        Assert.Equal(2, points.Length);
        Assert.Equal((1.75m, "1750", 0.75, new QualityShares(0.5, 0.25, 0.25)), (points[0].Value, points[0].Exact, points[0].Coverage, points[0].Quality));
        Assert.Equal((null, null, 0.0), (points[1].Value, points[1].Exact, points[1].Coverage));
    }

    [Fact]
    public void Expects_as_many_twins_at_every_step()
    {
        var (question, _) = Ask(from: "2026-11-21", to: "2026-11-22", step: "1d", by: "area");
        var series = MetricComposer.Series(question, DimensionSlice.None, Energy, [new("1030", 0, Quality.Measured, 1, Instant.PerDay, 2), new("1001", 0, Quality.Measured, 1, Instant.PerDay, 1)]);
        Assert.Equal([("1001", 1.0), ("1030", 0.5)], series.Select(one => (one.By.Area!, one.Points[0].Coverage!.Value)));
    }

    [Fact]
    public void Of_a_twin_that_never_spoke_is_known_to_be_missing()
    {
        var (question, _) = Ask(twin: "roof-1", step: "1d");
        var one = Assert.Single(MetricComposer.Series(question, DimensionSlice.None, Energy, []));
        Assert.Equal("roof-1", one.By.Twin);
        Assert.All(one.Points, point => Assert.Equal((null, new QualityShares(0, 0, 1)), (point.Value, point.Quality)));
    }

    static readonly Measure Distance = Measures.Named("vehicle-distance")!, Visits = Measures.Named("stop-visits")!;

    static (LedgerQuestion Question, DimensionSlice Slice, IReadOnlyList<Fault> Faults) AskParts(string measure, string? by = null, string? where = null, string? kind = null)
    {
        var ask = new Ask();
        var (question, slice) = new MetricQuery { From = "2026-11-21", To = "2026-11-23", Step = "1d", By = by, Where = where, Kind = kind }.Read(Quantity.Named(measure)!, Districts.Bangkok, Now, ask);
        return (question, slice, ask.Faults);
    }

    static readonly LedgerSum[] Driven =
    [
        new("mode=auto;service=empty", 0, Quality.Measured, 1_000, 60, 2), new("mode=auto;service=occupied", 0, Quality.Measured, 2_000, 60, 2),
        new("mode=auto;service=occupied", 1, Quality.Estimated, 4_000, 60, 2), new("mode=manual;service=empty", 0, Quality.Measured, 8_000, 60, 1),
    ];

    [Fact]
    public void Is_split_by_a_dimension_and_adds_over_the_others()
    {
        var (question, slice, faults) = AskParts("vehicle-distance", by: "mode");
        Assert.Empty(faults);
        Assert.Equal(LedgerSplit.Dimensions, question.By);
        var series = MetricComposer.Series(question, slice, Distance, Driven);
        Assert.Equal([("auto", (decimal?)3m, (decimal?)4m), ("manual", 8m, null)], series.Select(one => (one.By.Dimensions!["mode"], one.Points[0].Value, one.Points[1].Value)));
        // A part has no time of its own that it should cover.
        Assert.All(series.SelectMany(one => one.Points), point => Assert.Null(point.Coverage));
        Assert.Equal(new QualityShares(0, 1, 0), series[0].Points[1].Quality);
    }

    [Fact]
    public void Counts_only_what_was_asked_for_by_value()
    {
        var (question, slice, faults) = AskParts("vehicle-distance", where: "service:occupied");
        Assert.Empty(faults);
        var one = Assert.Single(MetricComposer.Series(question, slice, Distance, Driven));
        Assert.Equal((2m, 4m, "occupied"), (one.Points[0].Value, one.Points[1].Value, one.By.Dimensions!["service"]));
        Assert.Null(Assert.Single(MetricComposer.Series(question, slice, Distance, [])).Points[0].Value);
    }

    [Fact]
    public void Counts_one_value_of_each_district_or_twin_apart()
    {
        foreach (var (by, split) in (ReadOnlySpan<(string, LedgerSplit)>)[("area", LedgerSplit.AreaAndDimensions), ("twin", LedgerSplit.TwinAndDimensions)])
        {
            var (question, slice, faults) = AskParts("vehicle-distance", by, "service:occupied");
            Assert.Empty(faults);
            Assert.Equal(split, question.By);
            var series = MetricComposer.Series(question, slice, Distance,
                [new("1001;mode=auto;service=empty", 0, Quality.Measured, 1_000, 60, 1), .. Driven.Take(3).Select(sum => sum with { Group = $"1030;{sum.Group}" })]);
            var one = Assert.Single(series);
            Assert.Equal(("1030", "occupied", (decimal?)2m, (decimal?)4m), (one.By.Area ?? one.By.Twin, one.By.Dimensions!["service"], one.Points[0].Value, one.Points[1].Value));
            Assert.All(one.Points, point => Assert.Null(point.Coverage));
            Assert.Empty(MetricComposer.Series(question, slice, Distance, []));
        }
    }

    [Fact]
    public void Names_the_kind_of_twin_that_alone_was_asked_for_in_every_form()
    {
        var (question, slice, faults) = AskParts("vehicle-distance", by: "area", kind: "shuttle");
        Assert.Empty(faults);
        Assert.Equal("shuttle", question.Kind);
        var series = MetricComposer.Series(question, slice, Distance, [new("1030", 0, Quality.Measured, 1_000, 60, 1)]);
        Assert.Equal("shuttle", Assert.Single(series).By.Kind);
        Assert.Equal([("kind", "shuttle")], MetricCsv.Parts(new("vehicle-distance", "m", "real", "1d", question.From.Start, question.To.Start, series)).Select(part => (part.Name, part.Of(series[0].By)!)));
    }

    [Theory]
    [InlineData("vehicle-distance", "tram", null)]
    [InlineData("headway", "shuttle", null)]
    [InlineData("vehicle-distance", "shuttle", "cart-1")]
    public void Is_refused_where_a_kind_says_nothing(string measure, string kind, string? twin)
    {
        var ask = new Ask();
        new MetricQuery { Kind = kind, Twin = twin }.Read(Quantity.Named(measure)!, Districts.Bangkok, Now, ask);
        Assert.Equal(["kind"], ask.Faults.Select(fault => fault.Field));
    }

    [Theory]
    [InlineData("vehicle-distance", "colour", null, "by")]
    [InlineData("vehicle-distance", "mode,colour", null, "by")]
    [InlineData("vehicle-distance", null, "mode=auto", "where")]
    [InlineData("vehicle-distance", null, "colour:red", "where")]
    [InlineData("vehicle-distance", null, "mode:auto,mode:manual", "where")]
    [InlineData("pv-energy", "mode", null, "by")]
    [InlineData("headway", "twin", null, "by")]
    public void Is_refused_where_there_is_no_such_dimension(string measure, string? by, string? where, string field) =>
        Assert.Contains(field, AskParts(measure, by, where).Faults.Select(fault => fault.Field));

    [Fact]
    public void Of_what_is_counted_has_no_coverage_and_is_null_where_nothing_was()
    {
        var (question, slice, _) = AskParts("stop-visits");
        var one = Assert.Single(MetricComposer.Series(question, slice, Visits, [new("", 0, Quality.Measured, 3, 0, 1), new("", 0, Quality.Estimated, 1, 0, 1)]));
        Assert.Equal((4m, null, new QualityShares(0.75, 0.25, 0)), (one.Points[0].Value, one.Points[0].Coverage, one.Points[0].Quality));
        Assert.Equal((null, null, null), (one.Points[1].Value, one.Points[1].Coverage, one.Points[1].Quality));
    }

    [Fact]
    public void Of_a_quotient_divides_sums_and_never_averages()
    {
        var (question, slice, faults) = AskParts("dwell", by: "stop");
        Assert.Empty(faults);
        var series = MetricComposer.Series(question, slice, Ratios.Named("dwell")!,
            [new("stop=north", 0, Quality.Measured, 90_000, 0, 1), new("stop=south", 0, Quality.Measured, 10_000, 0, 1)],
            [new("stop=north", 0, Quality.Measured, 3, 0, 1), new("stop=south", 0, Quality.Measured, 1, 0, 1)]);
        Assert.Equal([("north", (decimal?)30m, "90000/3"), ("south", 10m, "10000/1")], series.Select(one => (one.By.Dimensions!["stop"], one.Points[0].Value, one.Points[0].Exact!)));
        Assert.Null(series[0].Points[1].Value);
    }

    [Fact]
    public void Of_a_quotient_is_in_its_own_unit_and_shows_both_sums_as_the_ledger_has_them()
    {
        var (question, slice, faults) = AskParts("mean-speed");
        Assert.Empty(faults);
        // 70 km in five hours, in mm and ms; on the second day nothing is known of the time.
        var points = Assert.Single(MetricComposer.Series(question, slice, Ratios.Named("mean-speed")!,
            [new("", 0, Quality.Measured, 70_000_000, 60, 1), new("", 1, Quality.Measured, 1, 60, 1)], [new("", 0, Quality.Measured, 18_000_000, 60, 1)])).Points;
        Assert.Equal((14m, "70000000/18000000"), (points[0].Value, points[0].Exact));
        Assert.Equal((null, null), (points[1].Value, points[1].Exact));
        Assert.Equal("km/h", Quantity.Named("mean-speed")!.Unit);
    }

    [Fact]
    public void Of_headways_is_their_mean_over_all_vehicles_of_the_stop()
    {
        var (question, slice, _) = AskParts("headway", by: "stop");
        var window = question.From;
        var series = HeadwaySeries.Series(question, slice, [new(window, "loop", "north", 600_000, 2, 0), new(window.Next, "loop", "north", 300_000, 1, 0), new(window, "loop", "south", 100_000, 1, 0)]);
        Assert.Equal([("north", (decimal?)300m, "900000/3"), ("south", 100m, "100000/1")], series.Select(one => (one.By.Dimensions!["stop"], one.Points[0].Value, one.Points[0].Exact!)));
        Assert.Equal(250m, Assert.Single(HeadwaySeries.Series(question, DimensionSlice.None, [new(window, "a", "x", 400_000, 1, 0), new(window, "b", "y", 100_000, 1, 0)])).Points[0].Value);
    }
}
