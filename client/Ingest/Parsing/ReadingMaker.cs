using System.Text;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Ingest.Parsing;

/// <summary>
/// Makes a reading of what an item says, or says why it is none, by the item alone. Remembers names while one request lasts:
/// a batch repeats them. Not for two threads.
/// </summary>
sealed class ReadingMaker(ReadingOptions options)
{
    public const int LongestReasonBytes = 1000;

    static readonly Instant Earliest = Instant.Parse("2000-01-01T00:00:00Z");
    const long LongestSpan = 7 * Instant.PerDay;

    // A stream of a billion bytes may name millions of twins; a batch names few.
    const int MostRemembered = 10_000;

    readonly Dictionary<string, TwinId> _twins = new(StringComparer.Ordinal);
    readonly Dictionary<string, Source> _sources = new(StringComparer.Ordinal);

    /// <summary>A channel and the unit that a sender uses for it.</summary>
    sealed record Source(Channel Channel, Scale? Scale);

    /// <param name="receivedAt">What "ahead" is measured against.</param>
    public Refusal? Make(scoped in ItemFields item, Instant receivedAt, out Reading reading)
    {
        reading = default;
        if (Missing(item) is { } missing) return missing;
        if (!Twin(item.Twin, out var twin)) return Refusals.NotATwinId(item.Twin);
        if (Find(item, out var source) is { } unfit) return unfit;
        var channel = source.Channel;

        if (!Instant.TryRead(item.At, out var at, out var problem)) return Refusals.Time(Field.At, item.At, problem!);
        if (at < Earliest) return Refusals.TooOld(at);
        if (at > receivedAt + options.ClockTolerance) return Refusals.TimeAhead(at, receivedAt, options.ClockTolerance);
        if (Span(item, channel, at, out var span) is { } badSpan) return badSpan;

        long steps = 0;
        if (!item.Withdrawn && channel.Nature == ChannelNature.Position)
        {
            if (PositionValue.Read(item.Value, out var point) is { } nowhere) return nowhere;
            steps = point.Packed;
        }
        else if (!item.Withdrawn)
        {
            if (!item.ValueIsNumber || !DecimalText.TryRead(item.Value, out var number)) return Refusals.NotANumber(item.Value);
            if (!source.Scale!.TrySteps(number, out steps)) return Refusals.OutOfRange(item.Value, item.Unit, channel, null);
            if (steps < channel.LeastSteps || steps > channel.MostSteps) return Refusals.OutOfRange(item.Value, item.Unit, channel, steps);
        }

        var quality = Quality.Measured;
        if (item.Has(Field.Quality))
        {
            if (item.Quality.SequenceEqual("estimated"u8)) quality = Quality.Estimated;
            else if (!item.Quality.SequenceEqual("measured"u8)) return Refusals.NotAQuality(item.Quality);
        }
        var revision = 0;
        string? reason = null;
        if (item.Has(Field.Revision))
        {
            if (!Revision(item.Revision, out revision)) return Refusals.NotARevision(item.Revision);
            if (item.Reason.Length > LongestReasonBytes) return Refusals.ReasonTooLong(item.Reason.Length);
            reason = Encoding.UTF8.GetString(item.Reason);
        }
        reading = new(twin, channel, at, steps, span, quality, revision, item.Withdrawn, reason);
        return null;
    }

    static Refusal? Missing(in ItemFields item)
    {
        if (!item.Has(Field.Twin)) return Refusals.MissingField(Field.Twin, "Nobody knows whose reading this is.");
        if (!item.Has(Field.Channel)) return Refusals.MissingField(Field.Channel, "Nobody knows what was measured.");
        if (!item.Has(Field.At)) return Refusals.MissingField(Field.At, "Nobody knows when it was measured.");
        // Some senders write every field: a withdrawn value may be null.
        if (item.Withdrawn && item.Has(Field.Value) && (item.ValueIsNumber || !item.Value.SequenceEqual("null"u8))) return Refusals.ValueNotAllowed();
        if (!item.Withdrawn && !item.Has(Field.Value))
            return Refusals.MissingField(Field.Value, "A reading without a value says nothing; a revision that takes one back says so by \"withdrawn\": true.");
        if (item.Withdrawn && !item.Has(Field.Revision)) return Refusals.MissingField(Field.Revision, "Only a revision can take a value back.");
        if (item.Has(Field.Revision) && item.Reason.IsEmpty) return Refusals.MissingField(Field.Reason, "A revision says why.");
        if (item.Has(Field.Reason) && !item.Has(Field.Revision)) return Refusals.MissingField(Field.Revision, "A reason belongs to a revision.");
        return null;
    }

    bool Twin(ReadOnlySpan<byte> text, out TwinId twin)
    {
        twin = default;
        if (text.Length is 0 or > TwinId.LongestCharacters) return false;
        Span<char> name = stackalloc char[TwinId.LongestCharacters];
        name = name[..Encoding.Latin1.GetChars(text, name)];
        if (_twins.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out twin)) return true;
        if (!TwinId.TryParse(name.ToString(), out twin)) return false;
        if (_twins.Count >= MostRemembered) _twins.Clear();
        _twins.Add(twin.ToString(), twin);
        return true;
    }

    // One look-up for channel and unit together: they come in few pairs.
    Refusal? Find(scoped in ItemFields item, out Source source)
    {
        Span<char> key = stackalloc char[128];
        if (item.Channel.Length + item.Unit.Length < key.Length)
        {
            var length = Encoding.UTF8.GetChars(item.Channel, key);
            key[length++] = '\n';
            length += Encoding.UTF8.GetChars(item.Unit, key[length..]);
            key = key[..length];
            if (_sources.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key, out var known) && (known.Scale is not null || item.Withdrawn || known.Channel.Nature == ChannelNature.Position))
            {
                source = known;
                return null;
            }
        }
        source = null!;
        if (Channels.Named(Encoding.UTF8.GetString(item.Channel)) is not { } channel) return Refusals.UnknownChannel(item.Channel);
        Scale? scale = null;
        if (channel.Nature == ChannelNature.Position)
        {
            if (!item.Unit.IsEmpty) return Refusals.UnitNotAllowed(item.Unit, channel);
        }
        else if (item.Unit.IsEmpty)
        {
            if (!item.Withdrawn) return Refusals.UnitMissing(channel);
        }
        else
        {
            if (item.Unit.Length > 80 || !Unit.TryParse(Encoding.UTF8.GetString(item.Unit), out var unit)) return Refusals.UnknownUnit(item.Unit, channel);
            if (!unit.ConvertsTo(channel.Unit)) return Refusals.UnitIncompatible(unit, channel);
            scale = new(unit, channel);
        }
        source = new(channel, scale);
        if (_sources.Count >= MostRemembered) _sources.Clear();
        _sources[key.ToString()] = source;
        return null;
    }

    static Refusal? Span(scoped in ItemFields item, Channel channel, Instant at, out long span)
    {
        span = 0;
        if (channel.Nature != ChannelNature.IntervalAmount) return item.Has(Field.Start) ? Refusals.StartNotAllowed(channel) : null;
        if (!item.Has(Field.Start)) return Refusals.StartMissing(channel);
        if (!Instant.TryRead(item.Start, out var start, out var problem)) return Refusals.Time(Field.Start, item.Start, problem!);
        span = at.Microseconds - start.Microseconds;
        return span is > 0 and <= LongestSpan ? null : Refusals.SpanNotAllowed(start, at);
    }

    static bool Revision(ReadOnlySpan<byte> text, out int revision) =>
        System.Buffers.Text.Utf8Parser.TryParse(text, out revision, out var used) && used == text.Length && revision >= 1;
}
