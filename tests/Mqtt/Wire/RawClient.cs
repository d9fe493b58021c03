using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using YPort.Twin.Ingest.Mqtt.Packets;

namespace YPort.Twin.Tests.Mqtt.Wire;

/// <summary>A socket that says what a test wants, whether or not it is MQTT, and hears what comes.</summary>
sealed class RawClient : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    readonly Stream _stream;

    RawClient(Stream stream) => _stream = stream;

    public static Task<RawClient> To(int port) => To(new IPEndPoint(IPAddress.Loopback, port));

    public static async Task<RawClient> To(IPEndPoint endpoint, bool tls = false)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(endpoint);
        Stream stream = new NetworkStream(socket, ownsSocket: true);
        if (!tls) return new(stream);
#pragma warning disable CA5359 // the listener's own certificate, made by the test
        SslStream secured = new(stream, leaveInnerStreamOpen: false, (_, _, _, _) => true);
#pragma warning restore CA5359
        await secured.AuthenticateAsClientAsync("localhost");
        return new(secured);
    }

    public static RawClient Over(Stream stream) => new(stream);

    /// <summary>Connects, is welcomed, and has the answer.</summary>
    public static async Task<(RawClient Client, Heard Connack)> Connected(IPEndPoint endpoint, byte[] connect)
    {
        var client = await To(endpoint);
        await client.Send(connect);
        var connack = await client.Hears(PacketType.Connack);
        Assert.Equal(0, connack.Body[1]);
        return (client, connack);
    }

    public async Task Send(params byte[][] packets)
    {
        foreach (var packet in packets) await _stream.WriteAsync(packet, TestContext.Current.CancellationToken);
        await _stream.FlushAsync(TestContext.Current.CancellationToken);
    }

    public async Task<Heard> Hears(PacketType type)
    {
        var heard = await Hears();
        Assert.True(heard?.Type == type, $"{type} was expected, and {(heard is null ? "the end" : heard.ToString())} came.");
        return heard!;
    }

    /// <summary>The next packet; null at the end.</summary>
    public async Task<Heard?> Hears()
    {
        using CancellationTokenSource patience = new(Patience);
        try
        {
            var first = new byte[1];
            if (await _stream.ReadAtLeastAsync(first, 1, throwOnEndOfStream: false, patience.Token) == 0) return null;
            var length = 0;
            for (var shift = 0; ; shift += 7)
            {
                var next = new byte[1];
                await _stream.ReadExactlyAsync(next, patience.Token);
                length |= (next[0] & 0x7F) << shift;
                if (next[0] < 0x80) break;
            }
            var body = new byte[length];
            await _stream.ReadExactlyAsync(body, patience.Token);
            return new(first[0], body);
        }
        catch (Exception gone) when (gone is IOException or EndOfStreamException or SocketException)
        {
            return null;
        }
    }

    /// <summary>Nothing more comes, and the connection ends.</summary>
    public async Task HearsTheEnd()
    {
        var heard = await Hears();
        Assert.True(heard is null, $"The end was expected, and {heard} came.");
    }

    /// <summary>In version 5 the reason, then the end.</summary>
    public async Task IsSentAway(ReasonCode reason)
    {
        var heard = await Hears(PacketType.Disconnect);
        Assert.Equal(reason, (ReasonCode)heard.Body[0]);
        Assert.NotEqual("", heard.Words(PropertyPlace.Disconnect, at: 1));
        await HearsTheEnd();
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}

/// <summary>A packet that came.</summary>
sealed record Heard(byte First, byte[] Body)
{
    public PacketType Type => (PacketType)(First >> 4);

    public int Flags => First & 0x0F;

    public int PacketId(int at = 0) => Body[at] << 8 | Body[at + 1];

    public Properties Properties(PropertyPlace place, int at)
    {
        if (at >= Body.Length) return YPort.Twin.Ingest.Mqtt.Packets.Properties.None;
        FieldReader reader = new(Body.AsSpan(at));
        return PropertyRules.Read(ref reader, place);
    }

    public string Words(PropertyPlace place, int at) => Properties(place, at).Text(PropertyId.ReasonString) ?? "";

    /// <summary>A message's topic, identifier, properties and payload; of version 5.</summary>
    public Message Message(int version = 5)
    {
        FieldReader reader = new(Body);
        var topic = reader.Text("topic");
        var qos = Flags >> 1 & 3;
        var id = qos > 0 ? reader.PacketId() : 0;
        var properties = version == 5 ? PropertyRules.Read(ref reader, PropertyPlace.Publish) : YPort.Twin.Ingest.Mqtt.Packets.Properties.None;
        return new(topic, qos, id, (Flags & 1) != 0, (Flags & 8) != 0, properties, System.Text.Encoding.UTF8.GetString(reader.Rest()));
    }

    public override string ToString() => $"{Type} {Convert.ToHexString(Body)}";
}

sealed record Message(string Topic, int Qos, int PacketId, bool Retain, bool Duplicate, Properties Properties, string Payload);
