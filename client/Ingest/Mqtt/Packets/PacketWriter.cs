using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace YPort.Twin.Ingest.Mqtt.Packets;

/// <summary>Builds what the server says. One packet at a time; not for two threads.</summary>
sealed class PacketWriter(MqttVersion version)
{
    readonly ArrayBufferWriter<byte> _body = new(256), _properties = new(128);

    bool Is5 => version == MqttVersion.V5;

    public void Connack(IBufferWriter<byte> output, bool sessionPresent, ReasonCode reason, Properties properties, uint most = uint.MaxValue)
    {
        Begin();
        Byte(sessionPresent ? (byte)1 : (byte)0);
        Byte(Is5 ? (byte)reason : OldReturnCode(reason) ?? throw new InvalidOperationException($"Version 3.1.1 has no word for {reason}."));
        if (Is5) Put(properties, most);
        End(output, PacketType.Connack, 0);
    }

    /// <summary>What 3.1.1 calls it; null where it has no word and the connection is simply closed.</summary>
    public static byte? OldReturnCode(ReasonCode reason) => reason switch
    {
        ReasonCode.Success => 0,
        ReasonCode.UnsupportedVersion => 1,
        ReasonCode.ClientIdNotValid => 2,
        ReasonCode.ServerUnavailable or ReasonCode.ServerBusy or ReasonCode.QuotaExceeded or ReasonCode.ServerShuttingDown => 3,
        ReasonCode.BadUserNameOrPassword => 4,
        ReasonCode.NotAuthorized => 5,
        _ => null,
    };

    /// <summary>False, and nothing written, when the packet is longer than <paramref name="most"/>.</summary>
    public bool Publish(IBufferWriter<byte> output, string topic, ReadOnlySpan<byte> payload, int qos, bool retain, bool duplicate, ushort packetId, Properties properties, uint most = uint.MaxValue)
    {
        Begin();
        Text(topic);
        if (qos > 0) UInt16(packetId);
        if (Is5) Put(properties, uint.MaxValue);
        _body.Write(payload);
        if (Size(_body.WrittenCount) > most) return false;
        End(output, PacketType.Publish, (byte)((duplicate ? 8 : 0) | qos << 1 | (retain ? 1 : 0)));
        return true;
    }

    /// <param name="says">Left out where it does not fit.</param>
    public void Puback(IBufferWriter<byte> output, ushort packetId, ReasonCode reason, string? says, uint most = uint.MaxValue)
    {
        Begin();
        UInt16(packetId);
        if (Is5 && (reason != ReasonCode.Success || says is not null))
        {
            Byte((byte)reason);
            if (says is not null) Put(new Properties().With(PropertyId.ReasonString, says), most);
        }
        End(output, PacketType.Puback, 0);
    }

    /// <summary>SUBACK, UNSUBACK: a reason for each filter, in their order.</summary>
    public void Answers(IBufferWriter<byte> output, PacketType type, ushort packetId, IReadOnlyList<byte> reasons, string? says, uint most = uint.MaxValue)
    {
        Begin();
        UInt16(packetId);
        if (Is5) Put(new Properties().With(PropertyId.ReasonString, says), most == uint.MaxValue ? most : (uint)Math.Max(0, most - (long)reasons.Count));
        if (Is5 || type == PacketType.Suback)
            foreach (var reason in reasons) Byte(reason);
        End(output, type, 0);
    }

    public void Pingresp(IBufferWriter<byte> output)
    {
        Begin();
        End(output, PacketType.Pingresp, 0);
    }

    /// <summary>Only version 5 has it.</summary>
    public void Disconnect(IBufferWriter<byte> output, ReasonCode reason, string? says, uint most = uint.MaxValue)
    {
        Begin();
        Byte((byte)reason);
        Put(new Properties().With(PropertyId.ReasonString, says), most);
        End(output, PacketType.Disconnect, 0);
    }

    void Begin() => _body.ResetWrittenCount();

    void End(IBufferWriter<byte> output, PacketType type, byte flags)
    {
        Span<byte> header = output.GetSpan(5);
        header[0] = (byte)((int)type << 4 | flags);
        output.Advance(1 + Variable(header[1..], (uint)_body.WrittenCount));
        output.Write(_body.WrittenSpan);
    }

    /// <summary>Length and properties. A reason string and user properties are left out where the packet would become longer than the other side takes.</summary>
    void Put(Properties properties, uint most)
    {
        WriteAll(properties, withTexts: true);
        if (Size(_body.WrittenCount + _properties.WrittenCount + 4) > most) WriteAll(properties, withTexts: false);
        _body.Advance(Variable(_body.GetSpan(4), (uint)_properties.WrittenCount));
        _body.Write(_properties.WrittenSpan);
    }

    void WriteAll(Properties properties, bool withTexts)
    {
        _properties.ResetWrittenCount();
        foreach (var (id, number) in properties.Numbers)
        {
            Span<byte> space = _properties.GetSpan(5);
            space[0] = (byte)id;
            switch (PropertyRules.Of(id).Form)
            {
                case PropertyForm.Byte:
                    space[1] = (byte)number;
                    _properties.Advance(2);
                    break;
                case PropertyForm.UInt16:
                    BinaryPrimitives.WriteUInt16BigEndian(space[1..], (ushort)number);
                    _properties.Advance(3);
                    break;
                default:
                    BinaryPrimitives.WriteUInt32BigEndian(space[1..], number);
                    _properties.Advance(5);
                    break;
            }
        }
        foreach (var identifier in properties.Subscriptions)
        {
            Span<byte> space = _properties.GetSpan(5);
            space[0] = (byte)PropertyId.SubscriptionIdentifier;
            _properties.Advance(1 + Variable(space[1..], identifier));
        }
        foreach (var (id, text) in properties.Texts)
            if (withTexts || id != PropertyId.ReasonString) Text(_properties, id, text);
        foreach (var (id, bytes) in properties.Bytes)
        {
            _properties.GetSpan(1)[0] = (byte)id;
            _properties.Advance(1);
            Bytes(_properties, bytes);
        }
        if (!withTexts) return;
        foreach (var (name, value) in properties.User)
        {
            Text(_properties, PropertyId.UserProperty, name);
            Bytes(_properties, Encoding.UTF8.GetBytes(value));
        }
    }

    static long Size(long body) => 1 + (body < 1 << 7 ? 1 : body < 1 << 14 ? 2 : body < 1 << 21 ? 3 : 4) + body;

    static int Variable(Span<byte> space, uint value)
    {
        var count = 0;
        do
        {
            space[count++] = (byte)(value & 0x7F | (value > 0x7F ? 0x80u : 0));
            value >>= 7;
        }
        while (value > 0);
        return count;
    }

    static void Text(ArrayBufferWriter<byte> to, PropertyId id, string text)
    {
        to.GetSpan(1)[0] = (byte)id;
        to.Advance(1);
        Bytes(to, Encoding.UTF8.GetBytes(text));
    }

    static void Bytes(ArrayBufferWriter<byte> to, ReadOnlySpan<byte> bytes)
    {
        BinaryPrimitives.WriteUInt16BigEndian(to.GetSpan(2), checked((ushort)bytes.Length));
        to.Advance(2);
        to.Write(bytes);
    }

    void Byte(byte value)
    {
        _body.GetSpan(1)[0] = value;
        _body.Advance(1);
    }

    void UInt16(ushort value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_body.GetSpan(2), value);
        _body.Advance(2);
    }

    void Text(string text) => Bytes(_body, Encoding.UTF8.GetBytes(text));
}
