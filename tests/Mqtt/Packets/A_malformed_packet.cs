using System.Buffers;
using YPort.Twin.Ingest.Mqtt.Packets;
using YPort.Twin.Tests.Mqtt.Wire;

namespace YPort.Twin.Tests.Mqtt.Packets;

/// <summary>The standards' MUSTs on form, one by one.</summary>
public sealed class A_malformed_packet
{
    static ReasonCode Refused(Action read) => Assert.Throws<MqttProtocolException>(read).Reason;

    static ReasonCode Framed(params byte[] bytes) => Refused(() =>
    {
        ReadOnlySequence<byte> buffer = new(bytes);
        Frame.TryRead(ref buffer, 1024, out _);
    });

    static ReasonCode Connect(byte[] packet) => Refused(() => ConnectPacket.Read(Body(packet), true, out _));

    static ReasonCode Publish(byte[] packet, MqttVersion version = MqttVersion.V5) => Refused(() => PublishPacket.Read((byte)(packet[0] & 15), Body(packet), version));

    static ReasonCode Subscribe(byte[] packet, MqttVersion version = MqttVersion.V5) => Refused(() => SubscribePacket.Read(Body(packet), version));

    static byte[] Body(byte[] packet)
    {
        ReadOnlySequence<byte> buffer = new(packet);
        Assert.True(Frame.TryRead(ref buffer, int.MaxValue, out var frame));
        return frame.Body.ToArray();
    }

    [Theory]
    [InlineData(0x00)]
    [InlineData(0x11)]
    [InlineData(0x41)]
    [InlineData(0x60)]
    [InlineData(0x80)]
    [InlineData(0x83)]
    [InlineData(0xA0)]
    [InlineData(0xC1)]
    [InlineData(0xE1)]
    [InlineData(0xF1)]
    [InlineData(0x36)]
    [InlineData(0x38)]
    public void Has_flags_or_a_type_that_are_reserved(int first) => Assert.Equal(ReasonCode.MalformedPacket, Framed((byte)first, 0));

    [Fact]
    public void Has_a_length_of_five_bytes() => Assert.Equal(ReasonCode.MalformedPacket, Framed(0x30, 0x80, 0x80, 0x80, 0x80, 0x01));

    [Fact]
    public void Is_too_long_as_soon_as_its_length_is_known() => Assert.Equal(ReasonCode.PacketTooLarge, Framed(0x30, 0xFF, 0xFF, 0xFF, 0x7F));

    [Theory]
    [InlineData("C080")]
    [InlineData("EDA080")]
    [InlineData("EDBFBF")]
    [InlineData("F4908080")]
    [InlineData("FF")]
    [InlineData("610062")]
    [InlineData("E282")]
    public void Has_text_that_is_no_UTF8_or_has_a_null(string hex)
    {
        byte[] text = Convert.FromHexString(hex);
        Assert.Equal(ReasonCode.MalformedPacket, Publish(Say.Packet(0x30, Say.Bytes(text), Say.Properties())));
        Assert.Equal(ReasonCode.MalformedPacket, Connect(Say.Packet(0x10, Say.Text("MQTT"), [5, 2], Say.U16(0), Say.Properties(), Say.Bytes(text))));
        Assert.Equal(ReasonCode.MalformedPacket, Subscribe(Say.Packet(0x82, Say.U16(1), Say.Properties(), Say.Bytes(text), [0])));
        Assert.Equal(ReasonCode.MalformedPacket, Refused(() => UnsubscribePacket.Read([.. Say.U16(1), 0, .. Say.Bytes(text)], MqttVersion.V5)));
        Assert.Equal(ReasonCode.MalformedPacket, Publish(Say.Publish("a", "x", properties: Say.Properties([0x26, .. Say.Bytes(text), .. Say.Text("v")]))));
        Assert.Equal(ReasonCode.MalformedPacket, Publish(Say.Publish("a", "x", properties: Say.Properties([0x26, .. Say.Text("n"), .. Say.Bytes(text)]))));
    }

    [Fact]
    public void Is_not_what_begins_with_a_byte_order_mark() => Assert.Equal("\uFEFFa", PublishPacket.Read(0, Body(Say.Publish("\uFEFFa", "x", qos: 0)), MqttVersion.V5).Topic);

    [Theory]
    [InlineData("a/+/b")]
    [InlineData("a/#")]
    [InlineData("+")]
    [InlineData("a\nb")]
    public void Publishes_to_a_topic_with_wildcards_or_control_characters(string topic)
    {
        Assert.Equal(ReasonCode.TopicNameInvalid, Publish(Say.Publish(topic, "x")));
        Assert.Equal(ReasonCode.TopicNameInvalid, Publish(Say.Publish(topic, "x", version: 4), MqttVersion.V311));
        Assert.Equal(ReasonCode.TopicNameInvalid, Connect(Say.Connect(will: (topic, "x"))));
    }

    [Fact]
    public void Publishes_to_no_topic()
    {
        Assert.Equal(ReasonCode.ProtocolError, Publish(Say.Publish("", "x")));
        Assert.Equal(ReasonCode.TopicNameInvalid, Publish(Say.Publish("", "x", version: 4), MqttVersion.V311));
    }

    [Fact]
    public void Has_a_packet_identifier_of_0()
    {
        Assert.Equal(ReasonCode.ProtocolError, Publish(Say.Publish("a", "x", packetId: 0)));
        Assert.Equal(ReasonCode.ProtocolError, Subscribe(Say.Subscribe("a", packetId: 0)));
        Assert.Equal(ReasonCode.ProtocolError, Refused(() => UnsubscribePacket.Read(Body(Say.Unsubscribe("a", 0)), MqttVersion.V5)));
        Assert.Equal(ReasonCode.ProtocolError, Refused(() => PubackPacket.Read(Body(Say.Puback(0)), MqttVersion.V5)));
    }

    [Theory]
    [InlineData(0x03)] // reserved
    [InlineData(0x0A)] // will QoS without will
    [InlineData(0x22)] // will retain without will
    [InlineData(0x1E)] // will QoS 3
    public void Connects_with_contradicting_flags(int flags) => Assert.Equal(ReasonCode.MalformedPacket, Connect(Say.Connect(flags: flags)));

    [Fact]
    public void Connects_in_3_1_1_with_a_password_and_no_name() => Assert.Equal(ReasonCode.MalformedPacket, Connect(Say.Connect(4, "a", flags: 0x42, password: "p")));

    [Theory]
    [InlineData("MQTT", 3)]
    [InlineData("MQTT", 6)]
    [InlineData("MQTT", 0)]
    [InlineData("MQIsdp", 3)]
    public void Connects_in_a_version_that_is_not_spoken(string protocol, int level) =>
        Assert.Equal(ReasonCode.UnsupportedVersion, Connect(Say.Packet(0x10, Say.Text(protocol), [(byte)level, 2], Say.U16(0), Say.Text("a"))));

    [Fact]
    public void Connects_by_another_protocol() => Assert.Equal(ReasonCode.MalformedPacket, Connect(Say.Packet(0x10, Say.Text("mqtt"), [5, 2], Say.U16(0), Say.Properties(), Say.Text("a"))));

    [Fact]
    public void Ends_before_its_fields_do()
    {
        var whole = Body(Say.Connect(5, "client", will: ("a", "b"), user: "u", password: "p"));
        for (var length = 0; length < whole.Length; length++)
            Assert.Equal(ReasonCode.MalformedPacket, Refused(() => ConnectPacket.Read(whole.AsSpan(0, length), true, out _)));
    }

    [Fact]
    public void Goes_on_after_its_fields()
    {
        Assert.Equal(ReasonCode.MalformedPacket, Connect(Say.Packet(0x10, Body(Say.Connect()), [0])));
        Assert.Equal(ReasonCode.MalformedPacket, Refused(() => PubackPacket.Read([0, 1, 0], MqttVersion.V311)));
        Assert.Equal(ReasonCode.MalformedPacket, Refused(() => PubackPacket.Read([0, 1, 0, 0, 0], MqttVersion.V5)));
        Assert.Equal(ReasonCode.MalformedPacket, Refused(() => DisconnectPacket.Read([0], MqttVersion.V311)));
        Assert.Equal(ReasonCode.MalformedPacket, Refused(() => DisconnectPacket.Read([0, 0, 0], MqttVersion.V5)));
    }

    [Theory]
    [InlineData("00")] // no such property
    [InlineData("7F01")]
    [InlineData("0101 020000")] // cut off
    [InlineData("8101 01")] // identifier in more bytes than needed
    public void Has_properties_that_cannot_be_read(string hex) =>
        Assert.Equal(ReasonCode.MalformedPacket, Publish(Say.Publish("a", "x", properties: Say.Properties(Convert.FromHexString(hex.Replace(" ", ""))))));

    [Theory]
    [InlineData("1100000001")] // session expiry in PUBLISH
    [InlineData("210001")]
    [InlineData("2401")]
    [InlineData("0B01")] // a client's subscription identifier
    [InlineData("01010101")] // payload format twice
    [InlineData("0102")] // payload format 2
    [InlineData("23000123 0001")]
    [InlineData("080003612F23")] // response topic with a wildcard
    public void Has_properties_that_do_not_belong_there(string hex) =>
        Assert.Equal(ReasonCode.ProtocolError, Publish(Say.Publish("a", "x", properties: Say.Properties(Convert.FromHexString(hex.Replace(" ", ""))))));

    [Theory]
    [InlineData("210000")] // receive maximum 0
    [InlineData("2700000000")] // maximum packet size 0
    [InlineData("1702")]
    [InlineData("1902")]
    [InlineData("1600026162")] // authentication data without method
    [InlineData("1100000001 1100000001")]
    [InlineData("0101")] // payload format in CONNECT
    public void Connects_with_impossible_properties(string hex) =>
        Assert.Equal(ReasonCode.ProtocolError, Connect(Say.Connect(properties: Say.Properties(Convert.FromHexString(hex.Replace(" ", ""))))));

    [Fact]
    public void Has_topic_alias_0() => Assert.Equal(ReasonCode.TopicAliasInvalid, Publish(Say.Publish("a", "x", properties: Say.Properties([0x23, 0, 0]))));

    [Theory]
    [InlineData(0x03, ReasonCode.MalformedPacket)] // QoS 3
    [InlineData(0x40, ReasonCode.MalformedPacket)]
    [InlineData(0x80, ReasonCode.MalformedPacket)]
    [InlineData(0x30, ReasonCode.ProtocolError)] // retain handling 3
    public void Subscribes_with_reserved_options(int options, object reason) => Assert.Equal((ReasonCode)reason, Subscribe(Say.Subscribe("a", options)));

    [Theory]
    [InlineData(0x03)]
    [InlineData(0x04)]
    [InlineData(0x08)]
    public void Subscribes_in_3_1_1_with_the_options_of_5(int options) => Assert.Equal(ReasonCode.MalformedPacket, Subscribe(Say.Subscribe("a", options, version: 4), MqttVersion.V311));

    [Fact]
    public void Subscribes_to_nothing_or_unsubscribes_from_nothing()
    {
        Assert.Equal(ReasonCode.ProtocolError, Subscribe(Say.Packet(0x82, Say.U16(1), Say.Properties())));
        Assert.Equal(ReasonCode.ProtocolError, Refused(() => UnsubscribePacket.Read([0, 1, 0], MqttVersion.V5)));
    }

    [Theory]
    [InlineData("0B00")] // identifier 0
    [InlineData("0B01 0B02")] // twice
    public void Subscribes_with_an_impossible_identifier(string hex) =>
        Assert.Equal(ReasonCode.ProtocolError, Subscribe(Say.Subscribe("a", properties: Say.Properties(Convert.FromHexString(hex.Replace(" ", ""))))));

    [Theory]
    [InlineData(0x01)]
    [InlineData(0x8E)] // session taken over is a server's word
    public void Disconnects_for_a_reason_that_no_client_has(int reason) => Assert.Equal(ReasonCode.ProtocolError, Refused(() => DisconnectPacket.Read(Body(Say.Disconnect(reason)), MqttVersion.V5)));
}
