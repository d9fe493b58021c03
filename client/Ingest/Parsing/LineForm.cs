using System.Text.Json;
using System.Text.Unicode;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest.Parsing;

/// <summary>How one line becomes one item.</summary>
abstract class LineForm
{
    /// <summary>Takes a line that heads the stream and is no item; true if it did.</summary>
    /// <param name="problem">Why no item can be read under this head; null otherwise.</param>
    public virtual bool Head(ReadOnlySpan<byte> line, out string? problem)
    {
        problem = null;
        return false;
    }

    public abstract Refusal? Read(ReadOnlySpan<byte> line, ReadingMaker maker, Instant receivedAt, out Reading reading);

    /// <summary>As the other, for forms whose lines may be events.</summary>
    public virtual Refusal? Read(ReadOnlySpan<byte> line, ReadingMaker maker, Instant receivedAt, out Reading reading, out TwinEvent? happened)
    {
        happened = null;
        return Read(line, maker, receivedAt, out reading);
    }

    /// <summary>What a line needs before it to be read by itself.</summary>
    public virtual ReadOnlyMemory<byte> Before => default;
}

/// <summary>One JSON object per line.</summary>
sealed class JsonLines : LineForm
{
    public override Refusal? Read(ReadOnlySpan<byte> line, ReadingMaker maker, Instant receivedAt, out Reading reading)
    {
        reading = default;
        if (!Utf8.IsValid(line)) return Refusals.BadUtf8(line);
        try
        {
            return Read(line, line, maker, receivedAt, out reading);
        }
        catch (JsonException broken)
        {
            var quoted = NonFinite.Quoted(line);
            if (quoted == line) return NoJson(line, broken);
            try
            {
                return Read(quoted, line, maker, receivedAt, out reading);
            }
            catch (JsonException still)
            {
                return NoJson(line, still);
            }
        }
    }

    static Refusal? Read(ReadOnlySpan<byte> json, ReadOnlySpan<byte> original, ReadingMaker maker, Instant receivedAt, out Reading reading)
    {
        reading = default;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) return Refusals.Malformed($"The line is not a JSON object: {Refusals.Shown(original)}", "Send one object per line, not an array; arrays go as application/json.");
        var fields = new ItemFields();
        var refusal = JsonItem.Read(ref reader, original, ref fields);
        reader.Read(); // throws if anything follows
        return refusal ?? maker.Make(fields, receivedAt, out reading);
    }

    static Refusal NoJson(ReadOnlySpan<byte> line, JsonException broken) => Refusals.Malformed(
        $"The line is not JSON, at byte {broken.BytePositionInLine}: {JsonArray.Plainly(broken)} Line: {Refusals.Shown(line)}", "Send one JSON object per line, complete and without line breaks inside.");
}
