using YPort.Twin.Ingest.Mqtt.Packets;
using YPort.Twin.Tests.Mqtt.Wire;

namespace YPort.Twin.Tests.Mqtt.Protocol;

/// <summary>What is kept of a client: sections 3.1.2, 3.2.2, 4.1 and 4.4.</summary>
public sealed class A_session(RunningMqtt twin) : IClassFixture<RunningMqtt>
{
    static readonly byte[] Hour = Say.Properties([0x11, .. Say.U32(3600)]);

    async Task<(RawClient Client, bool Present)> Connect(string id, bool clean = false, int version = 5, byte[]? properties = null)
    {
        var (client, connack) = await RawClient.Connected(twin.Endpoint, Say.Connect(version, id, clean, properties: properties ?? Hour));
        return (client, connack.Body[0] == 1);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(4)]
    public async Task Goes_on_when_its_client_comes_back_and_begins_anew_when_it_wants(int version)
    {
        var id = RunningMqtt.Name("client");
        foreach (var (clean, present) in ((bool, bool)[])[(false, false), (false, true), (true, false), (false, version == 5)])
        {
            var (client, found) = await Connect(id, clean, version);
            Assert.Equal(present, found);
            await client.Send(Say.Disconnect());
            await client.HearsTheEnd();
            await client.DisposeAsync();
        }
    }

    [Fact]
    public async Task Ends_with_its_connection_when_it_asks_for_no_longer()
    {
        var id = RunningMqtt.Name("client");
        for (var i = 0; i < 2; i++)
        {
            var (client, present) = await Connect(id, properties: Say.Properties());
            await using var _ = client;
            Assert.False(present);
            await client.Send(Say.Disconnect());
            await client.HearsTheEnd();
        }
    }

    [Fact]
    public async Task Ends_when_it_has_expired()
    {
        var id = RunningMqtt.Name("client");
        var (client, _) = await Connect(id, properties: Say.Properties([0x11, .. Say.U32(1)]));
        await client.DisposeAsync();
        await RunningMqtt.Until(async () =>
        {
            await Task.Delay(1500);
            var (again, present) = await Connect(id, properties: Say.Properties([0x11, .. Say.U32(1)]));
            await again.DisposeAsync();
            return !present;
        }, "the session has expired");
    }

    [Fact]
    public async Task Is_kept_no_longer_than_the_bound_and_says_so()
    {
        var (client, connack) = await RawClient.Connected(twin.Endpoint, Say.Connect(5, RunningMqtt.Name("client"), properties: Say.Properties([0x11, .. Say.U32(uint.MaxValue)])));
        await using var _ = client;
        Assert.Equal(86_400u, connack.Properties(PropertyPlace.Connack, 2).Number(PropertyId.SessionExpiry));
    }

    [Fact]
    public async Task Cannot_be_kept_by_DISCONNECT_when_CONNECT_said_otherwise()
    {
        var (client, _) = await Connect(RunningMqtt.Name("client"), properties: Say.Properties());
        await using var _c = client;
        await client.Send(Say.Disconnect(0, Say.Properties([0x11, .. Say.U32(60)])));
        await client.IsSentAway(ReasonCode.ProtocolError);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(4)]
    public async Task Is_taken_over_by_a_second_connection(int version)
    {
        var id = RunningMqtt.Name("client");
        var (first, _) = await Connect(id, version: version);
        var (second, present) = await Connect(id, version: version);
        await using (first) await using (second)
        {
            Assert.True(present);
            if (version == 5) await first.IsSentAway(ReasonCode.SessionTakenOver);
            else await first.HearsTheEnd();
            await second.Send(Say.Ping());
            await second.Hears(PacketType.Pingresp);
        }
    }

    [Fact]
    public async Task Sends_again_what_was_not_acknowledged_with_its_identifier_and_then_what_came_meanwhile()
    {
        var (id, roof) = (RunningMqtt.Name("client"), await twin.Roof());
        var (first, _) = await Connect(id);
        await first.Send(Say.Subscribe($"twin/{roof}/state", 1));
        await first.Hears(PacketType.Suback);
        var unanswered = (await first.Hears(PacketType.Publish)).Message();
        await first.DisposeAsync();

        await using var sender = await twin.Client("sender");
        await sender.Send(Say.Publish($"twin/{roof}/pv-power", RunningMqtt.Power(5, "5")));
        await sender.Hears(PacketType.Puback);
        await twin.Watching();

        var (second, present) = await Connect(id);
        await using var _s = second;
        Assert.True(present);
        var again = (await second.Hears(PacketType.Publish)).Message();
        Assert.Equal((unanswered.PacketId, true, unanswered.Payload), (again.PacketId, again.Duplicate, again.Payload));
        var news = (await second.Hears(PacketType.Publish)).Message();
        Assert.Equal((false, true), (news.Duplicate, news.PacketId != again.PacketId));
        Assert.Contains("5000", news.Payload);
        await second.Send(Say.Puback(again.PacketId), Say.Puback(news.PacketId));

        await second.Send(Say.Disconnect());
        await second.HearsTheEnd();
        var (third, _) = await Connect(id);
        await using var _t = third;
        await third.Send(Say.Ping());
        await third.Hears(PacketType.Pingresp);
    }
}
