using System.Globalization;
using YPort.Twin.Tests.Mqtt.Wire;

namespace YPort.Twin.Tests.Mqtt.Clients;

[Trait("needs", "mosquitto")]
public sealed class A_mosquitto_client(RunningMqtt twin) : IClassFixture<RunningMqtt>
{
    IEnumerable<string> To(string version, params string[] more) => ["-h", "127.0.0.1", "-p", twin.Endpoint.Port.ToString(CultureInfo.InvariantCulture), "-V", version, .. more];

    [Theory]
    [InlineData("mqttv311")]
    [InlineData("mqttv5")]
    public async Task Publishes_and_is_acknowledged(string version)
    {
        Programs.NeedMosquitto();
        var (feed, roof) = (RunningMqtt.Name("feed"), await twin.Roof());
        foreach (var qos in (string[])["0", "1"])
        {
            var (code, _, errors) = await Programs.Run("mosquitto_pub", To(version, "-u", feed, "-q", qos, "-t", $"twin/{roof}/pv-power", "-m", RunningMqtt.Power(10 + int.Parse(qos, CultureInfo.InvariantCulture))));
            Assert.True(code == 0, errors);
        }
        await RunningMqtt.Until(async () => await twin.Balance(feed) == (2, 2, 0, 0), "both are counted");
    }

    [Fact]
    public async Task Publishes_line_by_line_without_waiting_for_each()
    {
        Programs.NeedMosquitto();
        var (feed, roof) = (RunningMqtt.Name("feed"), await twin.Roof());
        var lines = string.Join('\n', Enumerable.Range(0, 500).Select(i => RunningMqtt.Power(1000 - i)));
        var (code, _, errors) = await Programs.Run("mosquitto_pub", To("mqttv5", "-u", feed, "-q", "1", "-l", "-t", $"twin/{roof}/pv-power"), lines);
        Assert.True(code == 0, errors);
        Assert.Equal((500, 500, 0, 0), await twin.Balance(feed));
    }

    [Fact]
    public async Task Hears_in_version_5_why_something_was_refused()
    {
        Programs.NeedMosquitto();
        var (_, output, errors) = await Programs.Run("mosquitto_pub", To("mqttv5", "-u", RunningMqtt.Name("feed"), "-q", "1", "-t", $"twin/{await twin.Roof()}/pv-power", "-m", "12", "-d"));
        Assert.Contains("unit-missing", output + errors);
    }

    [Theory]
    [InlineData("mqttv311")]
    [InlineData("mqttv5")]
    public async Task Subscribes_to_the_twins_states(string version)
    {
        Programs.NeedMosquitto();
        var roof = await twin.Roof();
        var (code, output, errors) = await Programs.Run("mosquitto_sub", To(version, "-q", "1", "-t", $"twin/{roof}/state", "-C", "1", "-W", "20", "-F", "%r %t %p"));
        Assert.True(code == 0, errors);
        Assert.StartsWith($$"""1 twin/{{roof}}/state {"twin":"{{roof}}",""", output);
    }

    [Fact]
    public async Task Leaves_a_will()
    {
        Programs.NeedMosquitto();
        var (feed, roof) = (RunningMqtt.Name("feed"), await twin.Roof());
        using var listening = Programs.Start("mosquitto_sub", To("mqttv5", "-u", feed, "-q", "1", "-t", $"twin/{roof}/state",
            "--will-topic", $"twin/{roof}/pv-power", "--will-payload", """{"value":0,"unit":"kW"}""", "--will-qos", "1"));
        await listening.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        listening.Kill();
        await RunningMqtt.Until(async () => await twin.Balance(feed) == (1, 1, 0, 0), "the will is published");
    }
}
