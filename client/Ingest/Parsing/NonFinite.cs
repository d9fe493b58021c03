using System.Text;

namespace YPort.Twin.Ingest.Parsing;

/// <summary>
/// Some writers (Python's among them) put bare NaN and Infinity into JSON, which makes the whole text no JSON.
/// One such value must not sink a batch: here they become texts of the same length, and the item that says them is refused by itself.
/// </summary>
static class NonFinite
{
    static readonly byte[][] Words = [.. new[] { "-Infinity", "Infinity", "NaN" }.Select(Encoding.ASCII.GetBytes)];

    /// <summary>The same bytes when they have none; otherwise a copy of equal length.</summary>
    public static ReadOnlySpan<byte> Quoted(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("NaN"u8) < 0 && json.IndexOf("Infinity"u8) < 0) return json;
        var copy = json.ToArray();
        for (var i = 0; i < copy.Length; i++)
        {
            if (copy[i] == '"') i = EndOfText(copy, i);
            else if (copy[i] is (byte)'N' or (byte)'I' or (byte)'-')
                foreach (var word in Words)
                    if (copy.AsSpan(i).StartsWith(word))
                    {
                        copy[i] = copy[i + word.Length - 1] = (byte)'"';
                        i += word.Length - 1;
                        break;
                    }
        }
        return copy;
    }

    static int EndOfText(ReadOnlySpan<byte> json, int start)
    {
        for (var i = start + 1; i < json.Length; i++)
        {
            if (json[i] == '\\') i++;
            else if (json[i] == '"') return i;
        }
        return json.Length;
    }
}
