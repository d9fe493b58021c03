namespace YPort.Twin.Cli.Replay;

/// <summary>Readings and events in the order of sending; the same for the same recording and options, so that a place in it can be kept.</summary>
sealed class ItemSequence(Recording recording, ReplayOptions options)
{
    /// <summary>A shuffle holds the recording in memory, so it has a bound.</summary>
    const int MostShuffled = 5_000_000;

    public IEnumerable<RecordedItem> From(long place)
    {
        for (var pass = 0; pass < options.Times; pass++)
            foreach (var item in Pass(pass))
                if (place-- <= 0) yield return item;
    }

    IEnumerable<RecordedItem> Pass(int pass)
    {
        var inOrder = recording.Lines().SelectMany(line => line.Items);
        if (options.Shuffle is not { } seed) return inOrder;
        var all = inOrder.Take(MostShuffled + 1).ToArray();
        if (all.Length > MostShuffled) throw new ReplayException($"{options.File} has more than {MostShuffled:N0} items, too many to shuffle. Cut it, or leave --shuffle away.");
        new Random(unchecked(seed + pass)).Shuffle(all);
        return all;
    }
}
