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
        return (new MetricQuery { Twin = twin, Area = area, From = from, To = to, Step = step, By = by, Set = set }.Read(measure ?? Energy, Districts.Bangkok, Now, ask), ask.Faults);
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
        var series = MetricComposer.Series(question, Energy, [new("", 0, Quality.Measured, 1_500, half, 1), new("", 0, Quality.Estimated, 250, quarter, 1)]);
        var points = Assert.Single(series).Points;
        Assert.Equal(2, points.Length);
        Assert.Equal((1.75m, "1750", 0.75, new QualityShares(0.5, 0.25, 0.25)), (points[0].Value, points[0].Exact, points[0].Coverage, points[0].Quality));
        Assert.Equal((null, null, 0.0), (points[1].Value, points[1].Exact, points[1].Coverage));
    }

    [Fact]
    public void Expects_as_many_twins_at_every_step()
    {
        var (question, _) = Ask(from: "2026-11-21", to: "2026-11-22", step: "1d", by: "area");
        var series = MetricComposer.Series(question, Energy, [new("1030", 0, Quality.Measured, 1, Instant.PerDay, 2), new("1001", 0, Quality.Measured, 1, Instant.PerDay, 1)]);
        Assert.Equal([("1001", 1.0), ("1030", 0.5)], series.Select(one => (one.By.Area!, one.Points[0].Coverage!.Value)));
    }

    [Fact]
    public void Of_a_twin_that_never_spoke_is_known_to_be_missing()
    {
        var (question, _) = Ask(twin: "roof-1", step: "1d");
        var one = Assert.Single(MetricComposer.Series(question, Energy, []));
        Assert.Equal("roof-1", one.By.Twin);
        Assert.All(one.Points, point => Assert.Equal((null, new QualityShares(0, 0, 1)), (point.Value, point.Quality)));
    }
}
