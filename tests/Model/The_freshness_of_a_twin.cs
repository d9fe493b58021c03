using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Model;

public sealed class The_freshness_of_a_twin
{
    static readonly Instant Heard = Instant.Parse("2026-03-01T00:00:00Z");

    [Fact]
    public void Falls_at_two_and_at_five_of_the_intervals_at_which_a_channel_speaks()
    {
        var channel = BuildingChannels.PvPower;
        Freshness After(double intervals) => FreshnessRules.Of(channel, Heard, Heard + channel.Expected * intervals);

        Assert.Equal((Freshness.Live, Freshness.Late, Freshness.Late, Freshness.Stale), (After(1.99), After(2), After(4.99), After(5)));
        Assert.Equal(Freshness.Silent, FreshnessRules.Of(channel, null, Heard));
    }

    [Theory, InlineData(47, Freshness.Live), InlineData(48, Freshness.Late), InlineData(119, Freshness.Late), InlineData(120, Freshness.Stale)]
    public void Whose_events_come_as_they_may_falls_by_days(int hours, Freshness freshness) =>
        Assert.Equal(freshness, FreshnessRules.OfEvents(Heard, Heard + TimeSpan.FromHours(hours)));

    [Fact]
    public void Is_silence_where_nothing_was_ever_told() => Assert.Equal(Freshness.Silent, FreshnessRules.OfEvents(null, Heard));
}
