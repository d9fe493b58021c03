using System.Security.Cryptography;
using System.Text;
using YPort.Twin.Ingest.Mqtt;
using YPort.Twin.Ingest.Mqtt.Packets;
using YPort.Twin.Tests.Mqtt.Wire;

namespace YPort.Twin.Tests.Mqtt.Protocol;

/// <summary>CONNECT and what follows from it; sections 3.1, 3.2, 3.12, 3.14 and 3.15.</summary>
public sealed class A_connection(RunningMqtt twin) : IClassFixture<RunningMqtt>
{
    static Properties Terms(Heard connack) => connack.Properties(PropertyPlace.Connack, 2);

    async Task<RawClient> Raw() => await RawClient.To(twin.Endpoint);

    /// <summary>Refused by CONNACK, with words in version 5, and ended.</summary>
    async Task Refused(byte[] connect, int code, System.Net.IPEndPoint? at = null)
    {
        await using var client = await RawClient.To(at ?? twin.Endpoint);
        await client.Send(connect);
        var connack = await client.Hears(PacketType.Connack);
        Assert.Equal((0, code), (connack.Body[0], connack.Body[1]));
        if (connack.Body.Length > 2) Assert.NotEqual("", connack.Words(PropertyPlace.Connack, 2));
        await client.HearsTheEnd();
    }

    [Fact]
    public async Task Is_told_the_terms()
    {
        var (client, connack) = await RawClient.Connected(twin.Endpoint, Say.Connect());
        await using var _ = client;
        var terms = Terms(connack);
        Assert.Equal((1024u, 1u, 1u, 262_144u, 64u, 1u, 1u, 0u), (terms.Number(PropertyId.ReceiveMaximum), terms.Number(PropertyId.MaximumQos), terms.Number(PropertyId.RetainAvailable),
            terms.Number(PropertyId.MaximumPacketSize), terms.Number(PropertyId.TopicAliasMaximum), terms.Number(PropertyId.WildcardSubscriptionAvailable),
            terms.Number(PropertyId.SubscriptionIdentifierAvailable), terms.Number(PropertyId.SharedSubscriptionAvailable)));
        Assert.StartsWith("twin-", terms.Text(PropertyId.AssignedClientId));
        Assert.Null(terms.Number(PropertyId.ServerKeepAlive));
    }

    [Fact]
    public async Task Gets_each_a_client_identifier_of_its_own()
    {
        var (one, first) = await RawClient.Connected(twin.Endpoint, Say.Connect());
        var (other, second) = await RawClient.Connected(twin.Endpoint, Say.Connect());
        await using (one) await using (other) Assert.NotEqual(Terms(first).Text(PropertyId.AssignedClientId), Terms(second).Text(PropertyId.AssignedClientId));
    }

    [Fact]
    public async Task Of_3_1_1_is_told_nothing_but_that_it_is_accepted()
    {
        var (client, connack) = await RawClient.Connected(twin.Endpoint, Say.Connect(4));
        await using var _ = client;
        Assert.Equal([0, 0], connack.Body);
    }

    [Fact]
    public async Task Begins_with_CONNECT()
    {
        await using var client = await Raw();
        await client.Send(Say.Ping());
        await client.HearsTheEnd();
    }

    [Fact]
    public async Task Has_one_CONNECT_only()
    {
        await using var client = await twin.Client("mqtt");
        await client.Send(Say.Connect());
        await client.IsSentAway(ReasonCode.ProtocolError);
        await using var old = await twin.Client("mqtt", 4);
        await old.Send(Say.Connect(4));
        await old.HearsTheEnd();
    }

    [Fact]
    public async Task Ends_when_CONNECT_does_not_come()
    {
        var at = (await twin.With(options => options.ConnectWithin = TimeSpan.FromMilliseconds(200))).Plain!;
        await using var client = await RawClient.To(at);
        await client.Send([0x10, 0x20]);
        await client.HearsTheEnd();
    }

    [Fact]
    public Task In_an_old_version_is_told_so() => Refused(Say.Packet(0x10, Say.Text("MQIsdp"), [3, 2], Say.U16(0), Say.Text("a")), 1);

    [Fact]
    public Task In_a_future_version_is_told_so() => Refused(Say.Packet(0x10, Say.Text("MQTT"), [6, 2], Say.U16(0), Say.Properties(), Say.Text("a")), 0x84);

    [Fact]
    public async Task By_another_protocol_is_closed()
    {
        await using var client = await Raw();
        await client.Send(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: twin\r\n\r\n"));
        await client.HearsTheEnd();
    }

    [Fact]
    public Task That_is_malformed_is_refused() => Refused(Say.Connect(flags: 0x03), 0x81);

    [Fact]
    public async Task That_is_malformed_in_3_1_1_is_closed()
    {
        await using var client = await Raw();
        await client.Send(Say.Connect(4, flags: 0x03));
        await client.HearsTheEnd();
    }

    [Fact]
    public Task Without_identifier_that_would_be_kept_is_refused_in_3_1_1() => Refused(Say.Connect(4, clean: false), 2);

    [Fact]
    public Task With_an_identifier_beyond_the_bound_is_refused() => Refused(Say.Connect(5, new string('x', 300)), 0x85);

    [Fact]
    public Task With_another_way_to_authenticate_is_refused() => Refused(Say.Connect(properties: Say.Properties([0x15, .. Say.Text("SCRAM-SHA-1")])), 0x8C);

    [Fact]
    public Task With_a_will_of_QoS_2_is_refused() => Refused(Say.Connect(will: ("twin/a/pv-power", "1"), willQos: 2), 0x9B);

    [Fact]
    public Task Of_neither_set_is_refused() => Refused(Say.Connect(properties: Say.Properties(Say.User("set", "both"))), 0x83);

    [Fact]
    public async Task Beyond_the_bound_is_refused()
    {
        var at = (await twin.With(options => options.MostConnections = 1)).Plain!;
        await using var first = (await RawClient.Connected(at, Say.Connect())).Client;
        await Refused(Say.Connect(), 0x97, at);
        await Refused(Say.Connect(4), 3, at);
    }

    [Fact]
    public async Task Answers_a_ping()
    {
        await using var client = await twin.Client("mqtt");
        await client.Send(Say.Ping());
        Assert.Empty((await client.Hears(PacketType.Pingresp)).Body);
    }

    [Fact]
    public async Task May_be_followed_by_packets_before_it_is_answered()
    {
        await using var client = await Raw();
        await client.Send([.. Say.Connect(), .. Say.Ping(), .. Say.Ping()]);
        await client.Hears(PacketType.Connack);
        await client.Hears(PacketType.Pingresp);
        await client.Hears(PacketType.Pingresp);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(4)]
    public async Task Ends_when_nothing_is_heard_for_one_and_a_half_times_its_keep_alive(int version)
    {
        await using var client = (await RawClient.Connected(twin.Endpoint, Say.Connect(version, keepAlive: 1))).Client;
        var began = Environment.TickCount64;
        if (version == 5) await client.IsSentAway(ReasonCode.KeepAliveTimeout);
        else await client.HearsTheEnd();
        Assert.InRange(Environment.TickCount64 - began, 1300, 10_000);
    }

    [Fact]
    public async Task That_asks_for_no_keep_alive_is_told_ours()
    {
        var (client, connack) = await RawClient.Connected(twin.Endpoint, Say.Connect(keepAlive: 0));
        await using var _ = client;
        Assert.Equal(1200u, Terms(connack).Number(PropertyId.ServerKeepAlive));
    }

    [Theory]
    [InlineData(0xF0, ReasonCode.ProtocolError)] // AUTH
    [InlineData(0x50, ReasonCode.ProtocolError)] // PUBREC
    [InlineData(0x62, ReasonCode.ProtocolError)] // PUBREL
    [InlineData(0x20, ReasonCode.ProtocolError)] // CONNACK
    [InlineData(0xD0, ReasonCode.ProtocolError)] // PINGRESP
    [InlineData(0x60, ReasonCode.MalformedPacket)] // PUBREL with wrong flags
    [InlineData(0x00, ReasonCode.MalformedPacket)]
    public async Task Is_ended_by_a_packet_that_no_client_sends(int first, object reason)
    {
        await using var client = await twin.Client("mqtt");
        await client.Send(Say.Packet(first, Say.U16(1)));
        await client.IsSentAway((ReasonCode)reason);
    }

    [Fact]
    public async Task Is_ended_by_a_packet_that_is_too_long_before_it_has_come()
    {
        await using var client = await twin.Client("mqtt");
        await client.Send([0x30, 0xFF, 0xFF, 0xFF, 0x7F]);
        await client.IsSentAway(ReasonCode.PacketTooLarge);
    }

    [Fact]
    public async Task From_beyond_this_machine_needs_a_key()
    {
        FromElsewhere door = new(new KeyDoor(new Dictionary<string, string> { ["roofs"] = Convert.ToHexString(SHA256.HashData("open sesame"u8)) }));
        var at = (await twin.With(options => { }, door)).Plain!;
        await Refused(Say.Connect(user: "roofs"), 0x87, at);
        await Refused(Say.Connect(user: "roofs", password: "guess"), 0x86, at);
        await Refused(Say.Connect(4, user: "roofs"), 5, at);
        await Refused(Say.Connect(4, user: "roofs", password: "guess"), 4, at);
        await using var five = (await RawClient.Connected(at, Say.Connect(user: "roofs", password: "open sesame"))).Client;
        await using var without = (await RawClient.Connected(at, Say.Connect(password: "open sesame"))).Client;
        await using var four = (await RawClient.Connected(at, Say.Connect(4, user: "roofs", password: "open sesame"))).Client;
    }

    /// <summary>The same door, as clients on other machines find it: a test has no other machine.</summary>
    sealed class FromElsewhere(IMqttDoor door) : IMqttDoor
    {
        public MqttEntry Enter(bool isLocal, ReadOnlySpan<byte> password) => door.Enter(false, password);
    }
}
