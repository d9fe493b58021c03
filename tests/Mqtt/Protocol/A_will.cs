using YPort.Twin.Ingest.Mqtt.Packets;
using YPort.Twin.Tests.Mqtt.Wire;

namespace YPort.Twin.Tests.Mqtt.Protocol;

/// <summary>What is published for a client that goes without a word: section 3.1.2.5.</summary>
public sealed class A_will(RunningMqtt twin) : IClassFixture<RunningMqtt>
{
    async Task<RawClient> Client(string feed, string roof, string id, int version = 5, uint delay = 0, uint expiry = 0, bool clean = true, int keepAlive = 60, bool hasWill = true) =>
        (await RawClient.Connected(twin.Endpoint, Say.Connect(version, id, clean, keepAlive, Say.Properties([0x11, .. Say.U32(expiry)]),
            hasWill ? ($"twin/{roof}/pv-power", """{"value":0,"unit":"kW"}""") : null, 1, Say.Properties([0x18, .. Say.U32(delay)]), user: feed))).Client;

    Task Published(string feed, int count) => RunningMqtt.Until(async () => (await twin.Balance(feed)).Accepted == count, $"{count} wills are published");

    [Theory]
    [InlineData(5)]
    [InlineData(4)]
    public async Task Is_published_when_the_network_ends(int version)
    {
        var feed = RunningMqtt.Name("feed");
        await (await Client(feed, await twin.Roof(), RunningMqtt.Name("c"), version)).DisposeAsync();
        await Published(feed, 1);
    }

    [Fact]
    public async Task Is_published_when_the_client_breaks_the_protocol_or_asks_for_it_or_falls_silent()
    {
        var (feed, roof) = (RunningMqtt.Name("feed"), await twin.Roof());
        await using var broken = await Client(feed, roof, RunningMqtt.Name("c"));
        await broken.Send([0x00, 0x00]);
        await Published(feed, 1);
        await using var asking = await Client(feed, roof, RunningMqtt.Name("c"));
        await asking.Send(Say.Disconnect(4));
        await Published(feed, 2);
        await using var silent = await Client(feed, roof, RunningMqtt.Name("c"), keepAlive: 1);
        await Published(feed, 3);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(4)]
    public async Task Is_forgotten_when_the_client_says_goodbye(int version)
    {
        var (feed, roof) = (RunningMqtt.Name("feed"), await twin.Roof());
        await using var client = await Client(feed, roof, RunningMqtt.Name("c"), version);
        await client.Send(Say.Publish($"twin/{roof}/pv-power", RunningMqtt.Power(), version: version));
        await client.Hears(PacketType.Puback);
        await client.Send(Say.Disconnect());
        await client.HearsTheEnd();
        // A will that is surely published comes after it.
        await (await Client(feed, roof, RunningMqtt.Name("c"), version)).DisposeAsync();
        await Published(feed, 2);
        Assert.Equal(2, (await twin.Balance(feed)).Received);
    }

    [Fact]
    public async Task Waits_for_its_delay()
    {
        var feed = RunningMqtt.Name("feed");
        await (await Client(feed, await twin.Roof(), RunningMqtt.Name("c"), delay: 1, expiry: 3600)).DisposeAsync();
        await Published(feed, 1);
    }

    [Fact]
    public async Task Waits_no_longer_than_its_session()
    {
        var feed = RunningMqtt.Name("feed");
        await (await Client(feed, await twin.Roof(), RunningMqtt.Name("c"), delay: 3600, expiry: 0)).DisposeAsync();
        await Published(feed, 1);
    }

    [Fact]
    public async Task Is_let_go_when_the_client_comes_back_within_the_delay_and_published_when_it_begins_anew()
    {
        var (feed, roof, id) = (RunningMqtt.Name("feed"), await twin.Roof(), RunningMqtt.Name("c"));
        await (await Client(feed, roof, id, delay: 3600, expiry: 3600)).DisposeAsync();
        await using (await Client(feed, roof, id, delay: 3600, expiry: 3600, clean: false)) Assert.Equal(0, (await twin.Balance(feed)).Received);
        await using var anew = await Client(feed, roof, id, clean: true, hasWill: false);
        await Published(feed, 1);
    }

    [Fact]
    public async Task Is_published_when_the_session_is_taken_over()
    {
        var (feed, roof, id) = (RunningMqtt.Name("feed"), await twin.Roof(), RunningMqtt.Name("c"));
        await using var first = await Client(feed, roof, id);
        await using var second = await Client(feed, roof, id, hasWill: false);
        await Published(feed, 1);
    }
}
