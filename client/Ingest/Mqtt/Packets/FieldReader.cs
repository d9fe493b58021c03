using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace YPort.Twin.Ingest.Mqtt.Packets;

/// <summary>Reads the fields of a packet's body, in order. MQTT 5.0 section 1.5.</summary>
ref struct FieldReader(ReadOnlySpan<byte> body)
{
    ReadOnlySpan<byte> _rest = body;

    public readonly bool AtEnd => _rest.IsEmpty;

    public readonly int Left => _rest.Length;

    public byte Byte(string what)
    {
        var value = Take(1, what)[0];
        return value;
    }

    public ushort UInt16(string what) => BinaryPrimitives.ReadUInt16BigEndian(Take(2, what));

    public uint UInt32(string what) => BinaryPrimitives.ReadUInt32BigEndian(Take(4, what));

    /// <summary>One to four bytes, as few as the value needs.</summary>
    public uint Variable(string what)
    {
        uint value = 0;
        for (var i = 0; i < 4; i++)
        {
            var next = Byte(what);
            value |= (uint)(next & 0x7F) << 7 * i;
            if (next >= 0x80) continue;
            return i > 0 && next == 0 ? throw MqttProtocolException.Malformed($"{what} takes more bytes than it needs [MQTT-1.5.5-1].") : value;
        }
        throw MqttProtocolException.Malformed($"{what} takes more than four bytes.");
    }

    /// <summary>A packet identifier, which is never 0.</summary>
    public ushort PacketId() => UInt16("The packet identifier") is not 0 and var id ? id : throw MqttProtocolException.Error("A packet identifier is 0 [MQTT-2.2.1-3].");

    public ReadOnlySpan<byte> Binary(string what) => Take(UInt16(what), what);

    public string Text(string what) => Encoding.UTF8.GetString(TextBytes(what));

    /// <summary>Well-formed UTF-8 without surrogates and without U+0000; a byte order mark is a character like any other.</summary>
    public ReadOnlySpan<byte> TextBytes(string what)
    {
        var bytes = Binary(what);
        if (!Utf8.IsValid(bytes)) throw MqttProtocolException.Malformed($"{what} is not well-formed UTF-8 [MQTT-1.5.4-1].");
        if (bytes.Contains((byte)0)) throw MqttProtocolException.Malformed($"{what} has the character U+0000 [MQTT-1.5.4-2].");
        return bytes;
    }

    public ReadOnlySpan<byte> Rest()
    {
        var rest = _rest;
        _rest = [];
        return rest;
    }

    public FieldReader Part(uint length, string what) => length <= (uint)_rest.Length ? new(Take((int)length, what)) : throw Short(what);

    public readonly void End(string packet)
    {
        if (!_rest.IsEmpty) throw MqttProtocolException.Malformed($"{packet} has {_rest.Length} bytes more than its fields.");
    }

    ReadOnlySpan<byte> Take(int count, string what)
    {
        if (count > _rest.Length) throw Short(what);
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    static MqttProtocolException Short(string what) => MqttProtocolException.Malformed($"The packet ends within {what.ToLowerInvariant()}.");
}
