using CsCheck;
using YPort.Twin.Api.Metrics;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Api;

/// <summary>Steps begin by Bangkok's clock and calendar, wherever the question begins.</summary>
public sealed class A_step
{
    static Window At(string time) => Window.Of(Instant.Parse(time));

    static string[] Starts(string from, string to, Step step) => [.. Steps.Bounds(At(from), At(to), step, 1000)!.Select(bound => bound.ToString())];

    [Fact]
    public void Of_a_day_begins_at_seventeen_hours_universal_time() =>
        Assert.Equal(["2026-11-21T17:00:00Z", "2026-11-22T17:00:00Z"], Starts("2026-11-21T17:00:00Z", "2026-11-23T17:00:00Z", Step.Day));

    [Fact]
    public void Is_cut_short_where_the_question_begins_inside_it() =>
        Assert.Equal(["2026-11-22T05:15:00Z", "2026-11-22T06:00:00Z", "2026-11-22T07:00:00Z"], Starts("2026-11-22T05:15:00Z", "2026-11-22T07:30:00Z", Step.Hour));

    [Fact]
    public void Of_a_month_knows_its_length() =>
        Assert.Equal(["2028-01-31T17:00:00Z", "2028-02-29T17:00:00Z", "2028-03-31T17:00:00Z"], Starts("2028-01-31T17:00:00Z", "2028-04-01T00:00:00Z", Step.Month));

    [Fact]
    public void Of_a_year_begins_in_January() =>
        Assert.Equal(["2026-05-05T05:00:00Z", "2026-12-31T17:00:00Z"], Starts("2026-05-05T05:00:00Z", "2027-12-31T17:00:00Z", Step.Year));

    [Fact]
    public void Of_a_fiscal_year_begins_in_October() =>
        Assert.Equal(["2025-11-01T00:00:00Z", "2026-09-30T17:00:00Z", "2027-09-30T17:00:00Z"], Starts("2025-11-01T00:00:00Z", "2028-09-30T17:00:00Z", Step.FiscalYear));

    [Fact]
    public void Of_the_whole_time_is_one_wherever_it_begins() => Assert.Equal(["2026-11-22T05:15:00Z"], Starts("2026-11-22T05:15:00Z", "2028-01-01T00:00:00Z", Step.Whole));

    [Fact]
    public void That_would_make_too_many_points_is_refused() => Assert.Null(Steps.Bounds(new(0), new(11), Step.Quarter, 10));

    [Fact]
    public void Follows_the_one_before_without_gap_or_end() =>
        Gen.Select(Gen.Int[1_100_000, 2_000_000], Gen.Int[1, 3000], Gen.Enum<Step>().Where(step => step != Step.Whole)).Sample((first, length, step) =>
        {
            var bounds = Steps.Bounds(new(first), new(first + length), step, int.MaxValue)!;
            return bounds[0].Index == first && bounds.Zip(bounds.Skip(1)).All(pair => pair.First < pair.Second && Steps.Next(pair.First, step) == pair.Second)
                && Steps.Next(bounds[^1], step).Index >= first + length;
        });
}
