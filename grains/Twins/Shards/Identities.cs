using YPort.Twin.Contracts.Shards;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Twins.Shards;

/// <summary>
/// Decides what is new. A reading is judged by itself and by its own identity, never by other readings. Memory holds the latest time per
/// channel and the words that history does not have yet; an older identity is looked up in its hour's block, which is loaded beforehand.
/// </summary>
sealed class Identities(ShardBook book)
{
    // Enough for thousands of late hours; a block of 1 Hz readings is 3,600.
    const int MostCachedSamples = 50_000;

    readonly Dictionary<HourKey, Dictionary<Instant, Sample>> _blocks = [];
    int _cached;
    int _loading;

    /// <summary>The hours of history that must be at hand before the batch can be judged.</summary>
    public List<HourKey> Missing(ReadingBatch batch)
    {
        HashSet<HourKey> missing = [];
        foreach (var reading in batch.Readings)
            if (book.Twins.TryGetValue(reading.Twin, out var twin) && twin.Channels.TryGetValue(reading.Channel, out var channel)
                && channel.LatestAt is { } latest && reading.At <= latest
                && !channel.Recent.Contains(reading.At) && !channel.Pending.ContainsKey(reading.At)
                && Key(reading) is var key && !_blocks.ContainsKey(key))
                missing.Add(key);
        return [.. missing];
    }

    /// <summary>Loads hours; the caller asks again afterwards, for the projections may have moved on meanwhile.</summary>
    /// <param name="watermark">Where the projections stand, to notice if they moved while loading.</param>
    public async Task Load(List<HourKey> keys, IHistory history, Func<long> watermark)
    {
        _loading++;
        try
        {
            var before = watermark();
            var blocks = await history.Hours(keys, CancellationToken.None);
            if (watermark() != before) return;
            for (var i = 0; i < keys.Count; i++)
                if (_blocks.TryAdd(keys[i], blocks[i].ToDictionary(sample => sample.At))) _cached += blocks[i].Count + 1;
        }
        finally
        {
            _loading--;
        }
    }

    /// <summary>History holds these samples now; the blocks at hand must, too.</summary>
    public void Saved(TwinId twin, Channel channel, in Sample sample)
    {
        if (_blocks.TryGetValue(new(twin, channel, HistoryPart.HourOf(sample.At)), out var block)) block[sample.At] = sample;
    }

    /// <summary>Keeps memory bounded, when nobody counts on a block.</summary>
    public void Forget()
    {
        if (_loading > 0 || _cached <= MostCachedSamples) return;
        _blocks.Clear();
        _cached = 0;
    }

    /// <summary>What would become of a batch, each reading judged as if those before it were taken; nothing is.</summary>
    public AppendAnswer Suppose(ReadingBatch batch)
    {
        Verdicts verdicts = new();
        Dictionary<(TwinId, Channel, Instant), Reading> supposed = [];
        for (var i = 0; i < batch.Readings.Length; i++)
        {
            var reading = batch.Readings[i];
            if (verdicts.Add(i, Judge(reading, batch.Set, supposed))) supposed[(reading.Twin, reading.Channel, reading.At)] = reading;
        }
        return verdicts.Answer;
    }

    /// <param name="supposed">Readings to be taken for said, by identity; null where all that was said is in the book.</param>
    public Verdict Judge(in Reading reading, CitySet set, Dictionary<(TwinId, Channel, Instant), Reading>? supposed = null)
    {
        if (!book.Twins.TryGetValue(reading.Twin, out var twin))
            return UnknownTwin(reading.Twin);
        var description = twin.Register.Current;
        if (!reading.Channel.Kinds.Contains(description.Kind))
            return Verdict.Refuse("wrong-kind", $"\"{reading.Twin}\" is a {description.Kind}, which has no channel \"{reading.Channel}\".", $"Channels of a {description.Kind} stand at /v1/channels?kind={description.Kind}.");
        if (description.Set != set)
            return WrongSet(reading.Twin, description.Set, set);

        if (Find(twin, reading, supposed, out var pending) is not { } word)
            return reading.Revision == 0 ? Verdict.New
                : Verdict.Refuse("revision-of-nothing", $"Revision {reading.Revision} of a moment that was never reported.", "Send the first word without revision.");
        if (reading.SaysTheSameAs(word) || reading.Revision < word.Revision) return pending ? Verdict.DuplicateOfPending : Verdict.Duplicate;
        if (reading.Revision == word.Revision + 1) return Verdict.New;
        return reading.Revision == word.Revision
            ? Verdict.Refuse("conflict", $"{reading.Channel} at {reading.At} was already reported as {Say(word)}; this says {Say(reading)}.", $"The first committed stands. If this one is right, send it as revision {word.Revision + 1} with a reason.")
            : Verdict.Refuse("revision-gap", $"Revision {reading.Revision} of {reading.Channel} at {reading.At}, which stands at revision {word.Revision}.", $"Send it as revision {word.Revision + 1}.");
    }

    public static Verdict UnknownTwin(TwinId twin) => Verdict.Refuse("unknown-twin", $"The register has no twin \"{twin}\".",
        $"Register it with PUT /v1/twins/{twin}, or correct the sensor's twin id; then replay this item.");

    public static Verdict WrongSet(TwinId twin, CitySet its, CitySet sent) => Verdict.Refuse("wrong-set",
        $"\"{twin}\" belongs to the {Name(its)} set, this feed sends {Name(sent)} readings.", "Real and rehearsal never share a number: send it to a twin of its own set.");

    // The last word on the reading's identity, as a reading; null when there is none.
    Reading? Find(TwinEntry twin, in Reading reading, Dictionary<(TwinId, Channel, Instant), Reading>? supposed, out bool pending)
    {
        pending = false;
        if (supposed is not null && supposed.TryGetValue((reading.Twin, reading.Channel, reading.At), out var said)) return said;
        if (!twin.Channels.TryGetValue(reading.Channel, out var channel)) return null;
        if (channel.Pending.TryGetValue(reading.At, out var word))
        {
            pending = true;
            return word;
        }
        if (channel.LatestAt is not { } latest || reading.At > latest) return null;
        if (channel.Recent.TryGet(reading.At, out var recent)) return Word(reading, recent);
        return _blocks.TryGetValue(Key(reading), out var block) && block.TryGetValue(reading.At, out var old) ? Word(reading, old) : null;
    }

    static Reading Word(in Reading like, in Sample sample) =>
        new(like.Twin, like.Channel, sample.At, sample.Steps, sample.SpanMicroseconds, sample.Quality, sample.Revision, sample.Withdrawn);

    static HourKey Key(in Reading reading) => new(reading.Twin, reading.Channel, HistoryPart.HourOf(reading.At));

    static string Say(in Reading reading) => reading.Withdrawn ? "withdrawn" : $"{Value(reading)}{(reading.SpanMicroseconds > 0 ? $" over {TimeSpan.FromMicroseconds(reading.SpanMicroseconds)}" : "")}{(reading.Quality == Quality.Estimated ? " (estimated)" : "")}";

    static string Value(in Reading reading) => reading.Channel.Nature == ChannelNature.Position
        ? GeoPoint.Unpack(reading.Steps).ToString() : $"{reading.Channel.InUnit(reading.Steps)} {reading.Channel.Unit}";

    static string Name(CitySet set) => set == CitySet.Real ? "real" : "rehearsal";
}
