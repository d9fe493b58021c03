using System.Buffers;
using System.Text;

namespace YPort.Twin.Model.Journal;

/// <summary>Writes the journal's compact numbers: LEB128 variable length, signed ones zigzagged.</summary>
ref struct PayloadWriter(IBufferWriter<byte> to)
{
    public readonly void Byte(byte value)
    {
        to.GetSpan(1)[0] = value;
        to.Advance(1);
    }

    public readonly void Number(long value) => Unsigned((ulong)(value << 1 ^ value >> 63));

    public readonly void Unsigned(ulong value)
    {
        var span = to.GetSpan(10);
        var length = 0;
        for (; value >= 0x80; value >>= 7) span[length++] = (byte)(value | 0x80);
        span[length++] = (byte)value;
        to.Advance(length);
    }

    public readonly void Text(string value)
    {
        var bytes = Encoding.UTF8.GetByteCount(value);
        Unsigned((ulong)bytes);
        Encoding.UTF8.GetBytes(value, to.GetSpan(bytes));
        to.Advance(bytes);
    }

    public readonly void Raw(ReadOnlySpan<byte> value)
    {
        Unsigned((ulong)value.Length);
        to.Write(value);
    }
}

/// <summary>Reads what <see cref="PayloadWriter"/> wrote; anything else is an <see cref="InvalidDataException"/>.</summary>
ref struct PayloadReader(ReadOnlySpan<byte> from)
{
    ReadOnlySpan<byte> _rest = from;

    public readonly bool AtEnd => _rest.IsEmpty;

    public byte Byte() => Take(1)[0];

    public long Number()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public ulong Unsigned()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) return value;
        }
        throw new InvalidDataException("A number in the payload does not end.");
    }

    /// <summary>A count or index; refused beyond what the rest of the payload could hold.</summary>
    public int Count()
    {
        var value = Unsigned();
        return value <= int.MaxValue ? (int)value : throw new InvalidDataException($"A count of {value} cannot be.");
    }

    public string Text() => Encoding.UTF8.GetString(Take(Count()));

    public ReadOnlySpan<byte> Raw() => Take(Count());

    ReadOnlySpan<byte> Take(int length)
    {
        if (length > _rest.Length) throw new InvalidDataException($"The payload ends early: {length} bytes expected, {_rest.Length} left.");
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
