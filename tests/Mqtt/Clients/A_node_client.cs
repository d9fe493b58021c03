using YPort.Twin.Tests.Mqtt.Wire;

namespace YPort.Twin.Tests.Mqtt.Clients;

/// <summary>MQTT.js, as web pages and Node-RED use it.</summary>
[Trait("needs", "node")]
public sealed class A_node_client(RunningMqtt twin) : IClassFixture<RunningMqtt>
{
    [Theory]
    [InlineData(4, "mqtt")]
    [InlineData(5, "mqtt")]
    [InlineData(5, "ws")]
    public async Task Publishes_many_at_once_subscribes_and_hears_refusals(int version, string scheme)
    {
        Programs.NeedNode();
        var (feed, roof) = (RunningMqtt.Name("feed"), await twin.Roof());
        var url = scheme == "ws" ? $"ws://127.0.0.1:{twin.Http.BaseAddress!.Port}/mqtt" : $"mqtt://127.0.0.1:{twin.Endpoint.Port}";
        var good = Enumerable.Range(0, 300).Select(i => new { topic = $"twin/{roof}/pv-power", payload = RunningMqtt.Power(1000 - i), qos = 1 });
        var said = await Programs.Send(new
        {
            url,
            version,
            user = feed,
            subscribe = $"twin/{roof}/state",
            states = 1,
            messages = good.Append(new { topic = $"twin/{roof}/pv-power", payload = "12", qos = 1 }),
        });
        var answers = said.GetProperty("answers").EnumerateArray().Select(answer => answer.GetString()).ToArray();
        Assert.All(answers[..300], answer => Assert.Equal("taken", answer));
        if (version == 5) Assert.Equal("refused 153", answers[300]);
        Assert.Equal((301, 300, 0, 1), await twin.Balance(feed));
        Assert.Equal(1, Assert.Single(said.GetProperty("granted").EnumerateArray()).GetInt32());
        Assert.Contains(said.GetProperty("states").EnumerateArray(), state => state.GetProperty("topic").GetString() == $"twin/{roof}/state");
    }
}
