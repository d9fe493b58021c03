using System.Buffers;

namespace YPort.Twin.Ingest.Mqtt.Packets;

/// <summary>Cuts packets off a stream of bytes. MQTT 5.0 section 2.1.</summary>
readonly record struct Frame(byte First, ReadOnlySequence<byte> Body, bool IsShortest)
{
    public PacketType Type => (PacketType)(First >> 4);

    public byte Flags => (byte)(First & 0x0F);

    /// <summary>Takes the next packet off the buffer; false if it is not all there yet.</summary>
    /// <param name="mostBytes">A longer packet is refused as soon as its length is known.</param>
    /// <exception cref="MqttProtocolException">No packet can begin so, or it is too long.</exception>
    public static bool TryRead(ref ReadOnlySequence<byte> buffer, int mostBytes, out Frame frame)
    {
        frame = default;
        var reader = new SequenceReader<byte>(buffer);
        if (!reader.TryRead(out var first)) return false;
        CheckFlags(first);
        var length = 0;
        byte next = 0;
        for (var i = 0; ; i++)
        {
            if (i == 4) throw MqttProtocolException.Malformed("The remaining length takes more than four bytes.");
            if (!reader.TryRead(out next)) return false;
            length |= (next & 0x7F) << 7 * i;
            if (next < 0x80) break;
        }
        var header = (int)reader.Consumed;
        if (header + (long)length > mostBytes) throw new MqttProtocolException(ReasonCode.PacketTooLarge, $"The packet has {header + (long)length} bytes, at most {mostBytes} are taken (Twin:Mqtt:MostPacketBytes).");
        if (reader.Remaining < length) return false;
        frame = new(first, buffer.Slice(header, length), header == 2 || next != 0);
        buffer = buffer.Slice(header + length);
        return true;
    }

    static void CheckFlags(byte first)
    {
        var flags = first & 0x0F;
        switch ((PacketType)(first >> 4))
        {
            case 0:
                throw MqttProtocolException.Malformed("The packet is of the forbidden type 0.");
            case PacketType.Publish:
                if ((flags & 0b0110) == 0b0110) throw MqttProtocolException.Malformed("PUBLISH has both QoS bits set [MQTT-3.3.1-4].");
                if ((flags & 0b1110) == 0b1000) throw MqttProtocolException.Malformed("PUBLISH has DUP set with QoS 0 [MQTT-3.3.1-2].");
                break;
            case PacketType.Pubrel or PacketType.Subscribe or PacketType.Unsubscribe:
                if (flags != 0b0010) throw MqttProtocolException.Malformed($"{(PacketType)(first >> 4)} has the flags {flags:b4}, not 0010 [MQTT-2.1.3-1].");
                break;
            default:
                if (flags != 0) throw MqttProtocolException.Malformed($"{(PacketType)(first >> 4)} has the flags {flags:b4}, not 0000 [MQTT-2.1.3-1].");
                break;
        }
    }
}
