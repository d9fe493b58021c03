using System.Globalization;
using System.Text;
using CsCheck;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Ingest;

/// <summary>The time of a reading is one moment or none.</summary>
public sealed class A_time
{
    [Theory]
    [InlineData("2026-11-23T12:00:00+07:00", "2026-11-23T05:00:00Z")]
    [InlineData("2026-11-23 12:00:00+0700", "2026-11-23T05:00:00Z")]
    [InlineData("2026-11-23t05:00:00z", "2026-11-23T05:00:00Z")]
    [InlineData("2026-11-23T05:00:00,5Z", "2026-11-23T05:00:00.5Z")]
    [InlineData("2026-11-22T22:30:00-06:30", "2026-11-23T05:00:00Z")]
    [InlineData("2024-02-29T00:00:00+07", "2024-02-28T17:00:00Z")]
    public void In_any_zone_is_the_same_moment(string text, string utc) => Assert.Equal(utc, Instant.Parse(text).ToString());

    [Theory]
    [InlineData("2026-11-23T05:00:00", "time-without-zone")]
    [InlineData("2026-11-23T05:00:00.5", "time-without-zone")]
    [InlineData("2026-11-23T05:00:00.0000001Z", "time-too-fine")]
    [InlineData("2026-11-23T05:00:00 Bangkok", "not-a-time")]
    [InlineData("2026-11-23T05:00:00+15:00", "not-a-time")]
    [InlineData("2026-11-23T05:00:60Z", "not-a-time")]
    [InlineData("2026-11-23T24:00:00Z", "not-a-time")]
    [InlineData("2026-13-01T00:00:00Z", "not-a-time")]
    [InlineData("2026-11-23T05:00:00.Z", "not-a-time")]
    [InlineData("2026-11-23", "not-a-time")]
    [InlineData("23.11.2026 05:00:00Z", "not-a-time")]
    public void That_is_none_says_why(string text, string code)
    {
        Assert.False(Instant.TryRead(Encoding.UTF8.GetBytes(text), out _, out var problem));
        Assert.Equal(code, problem!.Code);
    }

    [Fact]
    public void Reads_what_it_writes() =>
        Gen.Long[Instant.Parse("0001-01-01T00:00:00Z").Microseconds, Instant.Parse("9999-12-31T23:59:59.999999Z").Microseconds]
            .Sample(microseconds => Instant.Parse(new Instant(microseconds).ToString()).Microseconds == microseconds);

    [Fact]
    public void Means_what_the_platform_means() =>
        Gen.Select(Gen.Long[0, 4_000_000_000_000_000], Gen.Int[-14 * 60, 14 * 60]).Sample((microseconds, zone) =>
        {
            var time = DateTimeOffset.UnixEpoch.AddMicroseconds(microseconds).ToOffset(TimeSpan.FromMinutes(zone));
            return Instant.Parse(time.ToString("yyyy-MM-ddTHH:mm:ss.ffffffzzz", CultureInfo.InvariantCulture)) == Instant.From(time);
        });
}
