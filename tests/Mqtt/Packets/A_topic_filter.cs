using YPort.Twin.Ingest.Mqtt.Topics;

namespace YPort.Twin.Tests.Mqtt.Packets;

public sealed class A_topic_filter
{
    static TopicFilter Filter(string text) => TopicFilter.Read(text, out _)!;

    [Theory]
    [InlineData("twin/a/state", "twin/a/state", true)]
    [InlineData("twin/a/state", "twin/b/state", false)]
    [InlineData("twin/+/state", "twin/a/state", true)]
    [InlineData("twin/+/+", "twin/a/state", true)]
    [InlineData("twin/+", "twin/a/state", false)]
    [InlineData("twin/#", "twin/a/state", true)]
    [InlineData("twin/#", "twin", true)]
    [InlineData("twin/a/state/#", "twin/a/state", true)]
    [InlineData("twin/a/state/+", "twin/a/state", false)]
    [InlineData("#", "twin/a/state", true)]
    [InlineData("#", "$SYS/a", false)]
    [InlineData("+/a", "$SYS/a", false)]
    [InlineData("$SYS/#", "$SYS/a", true)]
    [InlineData("/+", "/a", true)]
    [InlineData("+", "/a", false)]
    [InlineData("Twin/a", "twin/a", false)]
    [InlineData("a//b", "a//b", true)]
    [InlineData("a/+/b", "a//b", true)]
    public void Matches_level_by_level(string filter, string topic, bool matches) => Assert.Equal(matches, Filter(filter).Matches(topic));

    [Theory]
    [InlineData("")]
    [InlineData("a/#/b")]
    [InlineData("a#")]
    [InlineData("a/b#")]
    [InlineData("a+/b")]
    [InlineData("a/+b")]
    [InlineData("##")]
    [InlineData("$share//a")]
    [InlineData("$share/a")]
    [InlineData("$share/a/")]
    [InlineData("$share/+/a")]
    [InlineData("$share/#")]
    public void Is_none_when_its_wildcards_stand_wrong(string text)
    {
        Assert.Null(TopicFilter.Read(text, out var problem));
        Assert.NotNull(problem);
    }

    [Theory]
    [InlineData("twin/a/state", true)]
    [InlineData("twin/+/state", true)]
    [InlineData("twin/#", true)]
    [InlineData("twin/a/#", true)]
    [InlineData("twin/+/+", true)]
    [InlineData("twin/A/state", false)]
    [InlineData("twin/a/pv-power", false)]
    [InlineData("twin/a", false)]
    [InlineData("#", false)]
    [InlineData("+/a/state", false)]
    [InlineData("home/a", false)]
    public void Is_granted_when_a_state_may_come_by_it(string text, bool granted) => Assert.Equal(granted, Filter(text).WhyNothingComes() is null);
}
