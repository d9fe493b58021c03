using YPort.Twin.Contracts.Intake;
using YPort.Twin.Contracts.Shards;

namespace YPort.Twin.Ingest;

/// <summary>What the parser and the shards make of a batch, item by item. Shards answer side by side.</summary>
sealed class BatchVerdicts
{
    readonly IntakeBatch _batch;
    readonly Lock _turn = new();
    readonly List<(int Place, Refusal Refusal)> _refused = [];
    readonly List<int> _repeated = [];
    long _accepted, _duplicate;

    public BatchVerdicts(IntakeBatch batch)
    {
        _batch = batch;
        for (var i = 0; i < batch.Items.Count; i++)
            if (batch.Items[i].Refusal is { } refusal) _refused.Add((i, refusal));
    }

    /// <summary>By place in the batch, in order once sorted.</summary>
    public List<(int Place, Refusal Refusal)> Refused => _refused;

    /// <summary>Places of the duplicates, in order once sorted.</summary>
    public List<int> Repeated => _repeated;

    public void Add(ShardPart part, AppendAnswer answer)
    {
        lock (_turn)
        {
            _accepted += answer.Accepted;
            _duplicate += answer.Duplicate;
            foreach (var (index, refusal) in answer.Refused) _refused.Add((part.Places[index], refusal));
            if (answer.Repeated.IsDefault) return;
            foreach (var index in answer.Repeated) _repeated.Add(part.Places[index]);
        }
    }

    /// <summary>Once all have answered.</summary>
    public void Sort()
    {
        _refused.Sort((one, other) => one.Place.CompareTo(other.Place));
        _repeated.Sort();
    }

    /// <param name="items">What became of the refused.</param>
    public BatchOutcome Outcome(IReadOnlyList<ItemOutcome> items) => new(_accepted, _duplicate, _refused.Count, items)
    {
        Repeated = _repeated.Count == 0 ? [] : [.. _repeated.Take(BatchOutcome.MostInline).Select(place => _batch.Items[place].Index)],
    };
}

static class BatchCost
{
    /// <summary>Bytes that a batch keeps busy until it is committed.</summary>
    public static long Cost(this IntakeBatch batch)
    {
        var bytes = (long)batch.Items.Count * Intake.BytesPerItem;
        for (var i = 0; i < batch.Items.Count; i++) bytes += batch.Items[i].Raw.Length;
        return bytes;
    }
}
