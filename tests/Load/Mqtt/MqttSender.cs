using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace YPort.Twin.Tests.Load.Mqtt;

/// <summary>One MQTT 3.1.1 connection that publishes single readings with QoS 1, so many under way at once, and hears their acknowledgements.</summary>
sealed class MqttSender : IDisposable
{
    const int AtOnce = 32;

    readonly Socket _socket;
    readonly byte[][] _topics;
    readonly long[] _sent = new long[65_536];
    readonly byte[] _heard = new byte[4 * AtOnce];
    long _message;

    MqttSender(Socket socket, byte[][] topics) => (_socket, _topics) = (socket, topics);

    /// <param name="number">Which of so many; they share the roofs among them.</param>
    public static async Task<MqttSender> Connect(int port, int number, int senders)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        var client = Encoding.ASCII.GetBytes($"load-{number}");
        await socket.SendAsync((byte[])[0x10, (byte)(12 + client.Length), 0, 4, .. "MQTT"u8, 4, 2, 0, 0, 0, (byte)client.Length, .. client]);
        var connack = new byte[4];
        await Hear(socket, connack);
        if (connack is not [0x20, 2, _, 0]) throw new InvalidOperationException($"CONNACK {Convert.ToHexString(connack)}.");
        return new(socket, [.. Enumerable.Range(0, LoadedTwin.Roofs).Where(roof => roof % senders == number).Select(roof => Encoding.ASCII.GetBytes($"twin/{LoadedTwin.Roof(roof)}/pv-power"))]);
    }

    /// <summary>Publishes until the moment, then waits for what is under way.</summary>
    public async Task<List<TimeSpan>> Publish(long started, TimeSpan each, DateTimeOffset from)
    {
        List<TimeSpan> waits = [];
        using MemoryStream packets = new();
        var (underway, left) = (0, 0);
        for (var open = true; open || underway > 0;)
        {
            open = open && Stopwatch.GetElapsedTime(started) < each;
            packets.SetLength(0);
            for (; open && underway < AtOnce; underway++) Write(packets, from);
            if (packets.Length > 0) await _socket.SendAsync(packets.GetBuffer().AsMemory(0, (int)packets.Length));
            if (underway == 0) break;
            var came = await _socket.ReceiveAsync(_heard.AsMemory(left));
            if (came == 0) throw new InvalidOperationException("The connection was closed.");
            var whole = (left + came) / 4 * 4;
            for (var at = 0; at < whole; at += 4, underway--)
            {
                if (_heard[at] != 0x40 || _heard[at + 1] != 2) throw new InvalidOperationException($"No PUBACK: {Convert.ToHexString(_heard.AsSpan(at, 4))}.");
                waits.Add(Stopwatch.GetElapsedTime(_sent[_heard[at + 2] << 8 | _heard[at + 3]]));
            }
            _heard.AsSpan(whole, left + came - whole).CopyTo(_heard);
            left = left + came - whole;
        }
        return waits;
    }

    public void Dispose() => _socket.Dispose();

    // Each message is a reading of its own: the roofs take turns, a round is a second later.
    void Write(MemoryStream packets, DateTimeOffset from)
    {
        var topic = _topics[_message % _topics.Length];
        var payload = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"at":"{{from.AddSeconds(_message / _topics.Length):yyyy-MM-ddTHH:mm:ssZ}}","value":{{100 + _message % 50}},"unit":"kW"}"""));
        var id = (int)(_message++ % 65_535) + 1;
        packets.Write([0x32, (byte)(4 + topic.Length + payload.Length), 0, (byte)topic.Length, .. topic, (byte)(id >> 8), (byte)id, .. payload]);
        _sent[id] = Stopwatch.GetTimestamp();
    }

    static async Task Hear(Socket socket, Memory<byte> all)
    {
        for (var heard = 0; heard < all.Length;)
            heard += await socket.ReceiveAsync(all[heard..]) is var came and > 0 ? came : throw new InvalidOperationException("The connection was closed.");
    }
}
