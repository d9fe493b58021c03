using System.IO.Pipelines;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest.Parsing;

/// <summary>
/// Cuts a stream into lines and lines into chunks of items. A chunk ends when it is full or when the sender pauses,
/// so that what came is committed; which lines there are does not depend on how the bytes arrive.
/// </summary>
sealed class LineStream(PipeReader input, LineForm form, ReadingMaker maker, TimeProvider clock, long mostBytes)
{
    byte[] _carried = [];
    bool _begun, _ended;
    long _taken, _index;

    // A line longer than any item: its beginning is kept, the rest only counted.
    byte[]? _long;
    long _longBytes;

    /// <summary>Why nothing can be read, or nothing further; null while all is well.</summary>
    public Unreadable? Problem { get; private set; }

    /// <summary>At least one item; null at the end.</summary>
    public async ValueTask<LineChunk?> Next(CancellationToken stop)
    {
        var chunk = new LineChunk();
        try
        {
            chunk.Take(_carried);
            _carried = [];
            while (!Fill(chunk))
            {
                if (_ended || Problem is not null)
                {
                    if (chunk.Items.Count > 0) return chunk;
                    chunk.Dispose();
                    return null;
                }
                if (!input.TryRead(out var read))
                {
                    if (chunk.Items.Count > 0) break;
                    read = await input.ReadAsync(stop);
                }
                Take(read, chunk);
            }
            _carried = chunk.Unended.ToArray();
            return chunk;
        }
        catch
        {
            chunk.Dispose();
            throw;
        }
    }

    void Take(in ReadResult read, LineChunk chunk)
    {
        var bytes = read.Buffer.Length > chunk.Room ? read.Buffer.Slice(0, chunk.Room) : read.Buffer;
        chunk.Take(bytes);
        _taken += bytes.Length;
        _ended = read.IsCompleted && bytes.Length == read.Buffer.Length;
        input.AdvanceTo(bytes.End);
        if (_taken > mostBytes) Problem = new(mostBytes, $"The stream has more than {mostBytes} bytes.", IsTooMuch: true);
    }

    /// <summary>Reads the lines at hand into items; true when the chunk can take no more.</summary>
    bool Fill(LineChunk chunk)
    {
        if (chunk.Items.Count == 0) chunk.ReceivedAt = Instant.From(clock);
        while (chunk.Items.Count < LineChunk.MostItems && Problem is null)
        {
            if (chunk.Cut(out var line)) Line(line, chunk);
            else if (_ended)
            {
                Line(chunk.CutRest(), chunk);
                return false;
            }
            else
            {
                if (_long is not null || chunk.Unended.Length > ItemList.LongestItemBytes) Swallow(chunk);
                if (chunk.Room > 0) return false;
                if (chunk.Items.Count > 0) return true;
                chunk.Compact();
                return false;
            }
        }
        return Problem is null;
    }

    void Swallow(LineChunk chunk)
    {
        _long ??= chunk.Unended[..ItemList.LongestItemBytes].ToArray();
        _longBytes += chunk.Unended.Length;
        chunk.DropUnended();
    }

    void Line(ReadOnlyMemory<byte> line, LineChunk chunk)
    {
        if (_long is { } beginning)
        {
            Add(chunk, default, Refusals.ItemTooLong(_longBytes + line.Length), beginning);
            (_long, _longBytes, _begun) = (null, 0, true);
            return;
        }
        if (!_begun && line.Span.StartsWith("\uFEFF"u8)) line = line[3..];
        _begun = true;
        if (line.Span.IndexOfAnyExcept(" \t\r"u8) < 0) return;
        if (line.Span[^1] == '\r') line = line[..^1];
        if (line.Length > ItemList.LongestItemBytes)
        {
            Add(chunk, default, Refusals.ItemTooLong(line.Length), line[..ItemList.LongestItemBytes]);
            return;
        }
        if (form.Head(line.Span, out var problem))
        {
            if (problem is not null) Problem = new(0, problem);
            return;
        }
        var refusal = form.Read(line.Span, maker, chunk.ReceivedAt, out var reading, out var happened);
        chunk.Items.Add(new(_index++, reading, refusal, line, happened));
    }

    void Add(LineChunk chunk, in Reading reading, Refusal? refusal, ReadOnlyMemory<byte> line) => chunk.Items.Add(new(_index++, reading, refusal, line));
}
