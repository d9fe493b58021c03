using System.Buffers;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest.Parsing;

/// <summary>Some lines of a stream with the items they are; what is committed together.</summary>
sealed class LineChunk : IDisposable
{
    /// <summary>About 2,000 readings; a line of 64 KiB fits several times.</summary>
    public const int Bytes = 256 * 1024;

    public const int MostItems = 4096;

    byte[] _buffer = ArrayPool<byte>.Shared.Rent(Bytes);
    int _scanned;

    public ItemList Items { get; } = new();

    /// <summary>When the first item came.</summary>
    public Instant ReceivedAt { get; set; }

    /// <summary>Where the line that has no end yet begins.</summary>
    int Start { get; set; }

    int Length { get; set; }

    public int Room => Bytes - Length;

    public ReadOnlySpan<byte> Unended => _buffer.AsSpan(Start..Length);

    public void Take(in ReadOnlySequence<byte> bytes)
    {
        bytes.CopyTo(_buffer.AsSpan(Length));
        Length += (int)bytes.Length;
    }

    public void Take(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_buffer.AsSpan(Length));
        Length += bytes.Length;
    }

    /// <summary>Cuts the next line off, without its line feed; false if none has ended yet.</summary>
    public bool Cut(out ReadOnlyMemory<byte> line)
    {
        line = default;
        var end = _buffer.AsSpan(_scanned..Length).IndexOf((byte)'\n');
        if (end < 0)
        {
            _scanned = Length;
            return false;
        }
        line = _buffer.AsMemory(Start..(_scanned + end));
        Start = _scanned += end + 1;
        return true;
    }

    /// <summary>Cuts off what has no line feed, as the stream's last line.</summary>
    public ReadOnlyMemory<byte> CutRest()
    {
        var line = _buffer.AsMemory(Start..Length);
        Start = _scanned = Length;
        return line;
    }

    /// <summary>Drops what has no line feed yet.</summary>
    public void DropUnended() => _scanned = Length = Start;

    /// <summary>Makes room where no item needs the bytes.</summary>
    public void Compact()
    {
        Unended.CopyTo(_buffer);
        (Start, Length) = (0, Length - Start);
        _scanned = Length;
    }

    public void Dispose()
    {
        Items.Dispose();
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }
}
