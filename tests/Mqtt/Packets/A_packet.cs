using System.Buffers;
using CsCheck;
using YPort.Twin.Ingest.Mqtt.Packets;
using YPort.Twin.Tests.Mqtt.Wire;

namespace YPort.Twin.Tests.Mqtt.Packets;

/// <summary>Bytes to packets and back.</summary>
public sealed class A_packet
{
    const int Most = 256 * 1024;

    static readonly Gen<string> Texts = Gen.String[Gen.Char.Where(c => c != 0 && !char.IsSurrogate(c)), 0, 40];
    static readonly Gen<string> Topics = Gen.String[Gen.Char.AlphaNumeric, 1, 20].Array[1, 4].Select(levels => string.Join('/', levels));

    static readonly Gen<Properties> PublishProperties = Gen.Select(Gen.UInt[0, 1], Gen.UInt, Texts, Gen.Byte.Array[0, 20], Gen.UInt[1, 65535], Gen.Select(Texts, Texts).Array[0, 3], Gen.UInt[0, 127])
        .Select((format, expiry, type, data, alias, user, which) =>
        {
            Properties made = new();
            if ((which & 1) != 0) made.With(PropertyId.PayloadFormat, format);
            if ((which & 2) != 0) made.With(PropertyId.MessageExpiry, expiry);
            if ((which & 4) != 0) made.With(PropertyId.ContentType, type);
            if ((which & 8) != 0) made.With(PropertyId.CorrelationData, data);
            if ((which & 16) != 0) made.With(PropertyId.TopicAlias, alias);
            if ((which & 32) != 0) made.With(PropertyId.ResponseTopic, "answers/here");
            foreach (var (name, value) in user) made.WithUser(name, value);
            return made;
        });

    static byte[] Written(Action<PacketWriter, IBufferWriter<byte>> write, MqttVersion version)
    {
        ArrayBufferWriter<byte> buffer = new();
        write(new(version), buffer);
        return buffer.WrittenSpan.ToArray();
    }

    static Frame Framed(byte[] bytes)
    {
        ReadOnlySequence<byte> buffer = new(bytes);
        Assert.True(Frame.TryRead(ref buffer, int.MaxValue, out var frame));
        Assert.True(buffer.IsEmpty);
        return frame;
    }

    [Fact]
    public void Of_a_message_reads_as_it_was_written() => Gen.Select(Topics, Gen.Byte.Array[0, 300], Gen.Int[0, 1], Gen.Bool, Gen.Int[1, 65535], PublishProperties, Gen.Bool)
        .Sample((topic, payload, qos, retain, id, properties, is5) =>
        {
            var version = is5 ? MqttVersion.V5 : MqttVersion.V311;
            var bytes = Written((writer, to) => writer.Publish(to, topic, payload, qos, retain, qos > 0 && retain, (ushort)id, properties), version);
            var frame = Framed(bytes);
            var packet = PublishPacket.Read(frame.Flags, frame.Body.FirstSpan, version);
            Assert.Equal((topic, qos, retain, qos > 0 && retain, qos > 0 ? id : 0), (packet.Topic, packet.Qos, packet.Retain, packet.Duplicate, packet.PacketId));
            Assert.Equal(payload, packet.Payload.ToArray());
            var read = packet.Properties;
            Assert.Equal(bytes, Written((writer, to) => writer.Publish(to, topic, payload, qos, retain, qos > 0 && retain, (ushort)id, read), version));
            if (is5) Assert.Equal(properties.User, read.User);
        });

    [Fact]
    public void Of_an_acknowledgement_reads_as_it_was_written() => Gen.Select(Gen.Int[1, 65535], Gen.OneOfConst(ReasonCode.Success, ReasonCode.PayloadFormatInvalid, ReasonCode.TopicNameInvalid), Texts, Gen.Bool)
        .Sample((id, reason, says, is5) =>
        {
            var version = is5 ? MqttVersion.V5 : MqttVersion.V311;
            var frame = Framed(Written((writer, to) => writer.Puback(to, (ushort)id, reason, reason == ReasonCode.Success ? null : says), version));
            var read = PubackPacket.Read(frame.Body.FirstSpan, version);
            Assert.Equal((id, is5 ? (byte)reason : 0), (read.PacketId, read.Reason));
            if (is5 && reason != ReasonCode.Success) Assert.Equal(says, read.Properties.Text(PropertyId.ReasonString));
        });

    [Fact]
    public void Of_a_connection_reads_as_it_was_said() => Gen.Select(Gen.Select(Texts, Gen.Bool, Gen.Int[0, 65535]), Gen.Select(Topics, Texts, Gen.Int[0, 2]), Gen.Select(Texts, Texts, Gen.Int[0, 7]))
        .Sample((first, left, last) =>
        {
            var ((id, clean, alive), (topic, payload, qos), (user, password, which)) = (first, left, last);
            foreach (var version in (int[])[4, 5])
            {
                (string Topic, string Payload)? will = (which & 1) != 0 ? (topic, payload) : null;
                var name = (which & 2) != 0 || version == 4 ? user : null;
                var secret = (which & 4) != 0 ? password : null;
                var frame = Framed(Say.Connect(version, id, clean, alive, will: will, willQos: qos, user: name, password: secret, properties: Say.Properties([0x11, .. Say.U32(77)], Say.User("a", "b"), Say.User("a", "c"))));
                var read = ConnectPacket.Read(frame.Body.FirstSpan, true, out var found);
                Assert.Equal((version, id, clean, alive, name), ((int)read.Version, read.ClientId, read.CleanStart, (int)read.KeepAliveSeconds, read.UserName));
                Assert.Equal(secret is null ? null : System.Text.Encoding.UTF8.GetBytes(secret), read.Password);
                Assert.Equal((will?.Topic, will is null ? (int?)null : qos), (read.Will?.Topic, read.Will?.Qos));
                if (version == 5) Assert.Equal(((uint?)77, "c", 2), (read.Properties.Number(PropertyId.SessionExpiry), read.Properties.Said("a"), read.Properties.User.Count));
            }
        });

    [Fact]
    public void Reads_the_same_wherever_the_network_cuts_it() => Gen.Select(Gen.Byte.Array[0, 400], Gen.Int[1, 30])
        .Sample((payload, each) =>
        {
            byte[] stream = [.. Say.Publish("twin/roof-1/pv-power", payload, 1, 7), .. Say.Ping(), .. Say.Puback(3)];
            List<(byte, string)> read = [];
            List<byte> at = [];
            foreach (var piece in stream.Chunk(each))
            {
                at.AddRange(piece);
                ReadOnlySequence<byte> buffer = Pieces([.. at], each);
                while (Frame.TryRead(ref buffer, Most, out var frame)) read.Add((frame.First, Convert.ToHexString(frame.Body.ToArray())));
                at = [.. buffer.ToArray()];
            }
            Assert.Empty(at);
            Assert.Equal([(0x32, Convert.ToHexString([.. Say.Text("twin/roof-1/pv-power"), 0, 7, 0, .. payload])), (0xC0, ""), (0x40, "0003")], read);
        });

    [Fact]
    public void Made_of_any_bytes_breaks_the_protocol_or_is_one() => Gen.Select(Gen.Byte.Array[0, 64], Gen.Int[0, 15], Gen.Bool).Sample((bytes, type, is5) => Survives(bytes, type, is5));

    [Fact]
    public void Made_of_damaged_bytes_breaks_the_protocol_or_is_one() =>
        Gen.Select(Gen.Int[0, Good.Length - 1], Gen.Select(Gen.Int[0, 200], Gen.Byte).Array[1, 4], Gen.Bool).Sample((which, damage, is5) =>
        {
            var bytes = Good[which].ToArray();
            foreach (var (place, value) in damage) bytes[place % bytes.Length] = value;
            Read([.. bytes], is5);
        });

    /// <summary>Half a minute of it when TWIN_FUZZ_SECONDS says so; a second otherwise. A seed that fails is printed, and kept as a fact.</summary>
    [Fact]
    public void Survives_whatever_comes()
    {
        var seconds = int.TryParse(Environment.GetEnvironmentVariable("TWIN_FUZZ_SECONDS"), out var asked) ? asked : 1;
        var end = Environment.TickCount64 + 1000 * seconds;
        for (var seed = 20261124; Environment.TickCount64 < end; seed++)
        {
            Random random = new(seed);
            var bytes = random.Next(2) == 0 ? Good[random.Next(Good.Length)].ToArray() : new byte[random.Next(1, 300)];
            if (bytes.Length > 0 && random.Next(2) == 0) random.NextBytes(bytes.AsSpan(random.Next(bytes.Length)));
            for (var i = random.Next(4); i > 0; i--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                Read(bytes, random.Next(2) == 0);
            }
            catch (Exception broken)
            {
                Assert.Fail($"Seed {seed}, {Convert.ToHexString(bytes)}: {broken}");
            }
        }
    }

    static readonly byte[][] Good =
    [
        Say.Connect(5, "client", will: ("twin/a/events", "x"), willProperties: Say.Properties([0x18, 0, 0, 0, 5]), user: "u", password: "p", properties: Say.Properties([0x21, 0, 9], Say.User("set", "real"))),
        Say.Connect(4, "client", will: ("twin/a/events", "x"), user: "u", password: "p"),
        Say.Publish("twin/a/pv-power", "1", 1, 9, 5, Say.Properties([0x23, 0, 1], [0x01, 1], [0x03, .. Say.Text("text/plain")])),
        Say.Publish("twin/a/pv-power", "1", 1, 9, 4),
        Say.Subscribe("twin/+/state", 0x2D, 4, 5, Say.Properties([0x0B, 0x81, 0x01])),
        Say.Subscribe("twin/+/state", 1, 4, 4),
        Say.Unsubscribe("twin/+/state", 4, 5),
        Say.Disconnect(4, Say.Properties([0x11, 0, 0, 0, 9], [0x1F, .. Say.Text("why")])),
        Say.Packet(0x40, Say.U16(4), [0x10], Say.Properties([0x1F, .. Say.Text("why")])),
    ];

    static void Survives(byte[] body, int type, bool is5)
    {
        // With the flags that its type wants, so that the body is read.
        Read(Say.Packet(type << 4 | (type is 6 or 8 or 10 ? 2 : 0), body), is5);
    }

    static void Read(byte[] bytes, bool is5)
    {
        try
        {
            ReadOnlySequence<byte> buffer = new(bytes);
            while (Frame.TryRead(ref buffer, Most, out var frame)) Read(frame, is5 ? MqttVersion.V5 : MqttVersion.V311);
        }
        catch (MqttProtocolException)
        {
            // What else is there to say of it.
        }
    }

    static void Read(in Frame frame, MqttVersion version)
    {
        var body = frame.Body.FirstSpan;
        switch (frame.Type)
        {
            case PacketType.Connect: ConnectPacket.Read(body, frame.IsShortest, out _); break;
            case PacketType.Publish: PublishPacket.Read(frame.Flags, body, version); break;
            case PacketType.Puback: PubackPacket.Read(body, version); break;
            case PacketType.Subscribe: SubscribePacket.Read(body, version); break;
            case PacketType.Unsubscribe: UnsubscribePacket.Read(body, version); break;
            case PacketType.Disconnect: DisconnectPacket.Read(body, version); break;
        }
    }

    static ReadOnlySequence<byte> Pieces(byte[] bytes, int each)
    {
        Piece first = new(ReadOnlyMemory<byte>.Empty, 0), last = first;
        foreach (var piece in bytes.Chunk(each)) last = last.Then(piece);
        return new(first, 0, last, last.Memory.Length);
    }

    sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, long before) => (Memory, RunningIndex) = (memory, before);

        public Piece Then(ReadOnlyMemory<byte> memory)
        {
            Piece next = new(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
