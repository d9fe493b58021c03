using YPort.Twin.Model.Readings;

namespace YPort.Twin.Storage;

/// <summary>Finds how far a shard's journal had come at a moment: by halving, for segments are in order of their commit and have no other index.</summary>
static class CommitSearch
{
    /// <param name="holding">The segment that holds an offset.</param>
    public static long OffsetAt(long nextOffset, Instant at, Func<long, Commit> holding)
    {
        var (low, high) = (0L, nextOffset);
        while (low < high)
        {
            var commit = holding(low + (high - low) / 2);
            if (commit.At <= at) low = commit.FirstOffset + commit.Count;
            else high = commit.FirstOffset;
        }
        return low;
    }
}

/// <summary>When a segment was committed, and what it holds.</summary>
readonly record struct Commit(long FirstOffset, int Count, Instant At);
