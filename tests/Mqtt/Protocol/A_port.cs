using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using YPort.Twin.Ingest.Mqtt;
using YPort.Twin.Tests.Mqtt.Wire;
using YPort.Twin.Tests.Running;

namespace YPort.Twin.Tests.Mqtt.Protocol;

/// <summary>Where the twin listens, and when it does not.</summary>
public sealed class A_port(RunningMqtt twin) : IClassFixture<RunningMqtt>
{
    [Fact]
    public async Task That_was_asked_for_and_is_taken_stops_the_start()
    {
        var port = FreePort.Next();
        using TcpListener other = new(IPAddress.Loopback, port);
        other.Start();
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => twin.With(options => options.Port = port));
        Assert.Contains($"Twin:Mqtt:Port is {port}", refused.Message);
    }

    [Fact]
    public async Task That_nobody_asked_for_and_is_taken_leaves_MQTT_off()
    {
        using TcpListener other = new(IPAddress.Loopback, MqttOptions.DefaultPort);
        try
        {
            other.Start();
        }
        catch (SocketException)
        {
            // Somebody else has it: the same to the twin.
        }
        Assert.Null((await twin.With(options => options.Port = null)).Plain);
    }

    [Theory]
    [InlineData("Address", "0.0.0.0", "no key is set")]
    [InlineData("Address", "here", "Set an IP address")]
    [InlineData("Prot", "1883", "Prot")]
    [InlineData("Port", "70000", "Mqtt.Port must be between 0 and 65535")]
    [InlineData("Units:pv-power", "kWh", "no unit of pv-power")]
    [InlineData("Tls:Port", "8883", "Name a PKCS #12 file")]
    public async Task Or_another_setting_that_cannot_be_stops_the_start_with_its_cure(string key, string value, string says)
    {
        using TemporaryFolder folder = new();
        await using var process = TwinProcess.Launch(folder, null, ("Twin:Mqtt:Port", FreePort.Next().ToString(CultureInfo.InvariantCulture)), ($"Twin:Mqtt:{key}", value));
        Assert.Equal(1, await process.Ended());
        Assert.Contains(says, process.Log);
        Assert.DoesNotContain("   at ", process.Log);
    }
}
