using YPort.Twin.Model.Readings;
using YPort.Twin.Rehearsal.Sky;

namespace YPort.Twin.Tests.Rehearsal;

/// <summary>The made-up sky over three years against Bangkok's means by month (Met Office; the table stands in Climate.cs).</summary>
public sealed class The_weather
{
    static readonly PretendSky Sky = new(1);

    static readonly Lazy<ILookup<int, SkyDay>> Months = new(() =>
        Enumerable.Range(0, 3 * 365).Select(day => new BangkokDay(Given.Day("2023-01-01").Number + day)).Where(day => day.Number % 3 == 0).Select(Sky.Day).ToLookup(day => day.Day.Date.Month));

    [Theory]
    [InlineData(1, 32.7, 67, 0.94)]
    [InlineData(4, 35.6, 71, 1.39)]
    [InlineData(7, 33.3, 75, 1.30)]
    [InlineData(9, 33.0, 79, 0.98)]
    [InlineData(12, 32.4, 63, 0.80)]
    public void Is_Bangkoks_by_month(int month, double dailyHigh, double humidity, double wind)
    {
        var days = Months.Value[month].ToArray();

        Assert.Equal(dailyHigh, days.Average(day => day.Open.Max(node => node.AirCelsius)), 0.8);
        Assert.Equal(humidity, days.Average(day => day.Open.Average(node => node.HumidityPercent)), 4.0);
        Assert.Equal(wind, days.Average(day => day.Open.Average(node => node.WindMetresPerSecond)), 0.2);
    }

    [Fact]
    public void Is_cloudier_in_September_than_in_January() =>
        Assert.True(Months.Value[9].Average(day => day.Covers.Average()) > Months.Value[1].Average(day => day.Covers.Average()) + 0.1);

    [Fact]
    public void Does_not_jump_at_midnight()
    {
        foreach (var date in new[] { "2025-02-28", "2025-04-30", "2025-12-31" })
        {
            var (evening, morning) = (Sky.Day(Given.Day(date)).Open[^1], Sky.Day(new(Given.Day(date).Number + 1)).Open[0]);
            Assert.Equal(evening, morning);
        }
    }
}
