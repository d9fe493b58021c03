using System.Globalization;
using System.Text;
using System.Text.Json;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Storage.Sqlite;

/// <summary>A part of history as its column holds it; see 0003_history.sql.</summary>
static class SqliteSamples
{
    public static string Write(HistoryPart part)
    {
        var text = new StringBuilder(16 + part.Samples.Count * 48);
        for (var i = 0; i < part.Samples.Count; i++)
        {
            var sample = part.Samples[i];
            text.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? '[' : ',')}[{sample.At.Microseconds},{sample.Steps},{sample.Offset},\"{JsonEncodedText.Encode(part.Feeds[i])}\"");
            if (sample.SpanMicroseconds != 0 || sample.Quality != 0 || sample.Revision != 0 || sample.Withdrawn)
                text.Append(CultureInfo.InvariantCulture, $",{sample.SpanMicroseconds},{(int)sample.Quality},{sample.Revision},{(sample.Withdrawn ? 1 : 0)}");
            text.Append(']');
        }
        return text.Append(']').ToString();
    }

    public static void Read(ReadOnlySpan<byte> json, List<Sample> into)
    {
        var read = new Utf8JsonReader(json);
        read.Read();
        while (read.Read() && read.TokenType == JsonTokenType.StartArray) into.Add(One(ref read, feed: null).Sample);
    }

    /// <summary>With who sent each.</summary>
    public static void Read(ReadOnlySpan<byte> json, List<StoredReading> into)
    {
        var read = new Utf8JsonReader(json);
        read.Read();
        for (var feed = ""; read.Read() && read.TokenType == JsonTokenType.StartArray; feed = into[^1].Feed) into.Add(One(ref read, feed));
    }

    // A fold reads millions and asks nobody's name; who sent one has sent the one before as a rule.
    static StoredReading One(ref Utf8JsonReader read, string? feed)
    {
        var (at, steps, offset) = (Next(ref read), Next(ref read), Next(ref read));
        read.Read();
        if (feed is not null && !read.ValueTextEquals(feed)) feed = read.GetString()!;
        long span = 0, quality = 0, revision = 0, withdrawn = 0;
        if (read.Read() && read.TokenType == JsonTokenType.Number)
        {
            (span, quality, revision, withdrawn) = (read.GetInt64(), Next(ref read), Next(ref read), Next(ref read));
            read.Read();
        }
        return new(new(new(at), steps, span, offset, (Quality)quality, (int)revision, withdrawn != 0), feed ?? "");
    }

    static long Next(ref Utf8JsonReader read)
    {
        read.Read();
        return read.GetInt64();
    }
}
