namespace YPort.Twin.Storage;

/// <summary>
/// Group commit without timers: a commit starts as soon as fewer than <paramref name="atOnce"/> are under way; what arrives meanwhile shares the next.
/// </summary>
/// <param name="shardOf">Of one shard at most one item is in a batch, so that each is judged by what the one before left.</param>
/// <param name="commit">Answers in the order of its batch; what it throws, everyone in the batch gets.</param>
sealed class GroupCommit<TItem, TAnswer>(Func<TItem, int> shardOf, int atOnce, Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TAnswer>>> commit)
{
    readonly Lock _lock = new();
    List<Waiting> _waiting = [];
    int _underWay;
    long _commits;

    public long Commits => Interlocked.Read(ref _commits);

    /// <param name="stop">Gives up waiting, not the commit: the outcome is then unknown.</param>
    public Task<TAnswer> Add(TItem item, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var waiting = new Waiting(item, new(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_lock)
        {
            _waiting.Add(waiting);
            if (_underWay == atOnce) return waiting.Answer.Task.WaitAsync(stop);
            _underWay++;
        }
        _ = Task.Run(CommitWhatWaits, CancellationToken.None); // not on the scheduler of the grain that asked
        return waiting.Answer.Task.WaitAsync(stop);
    }

    async Task CommitWhatWaits()
    {
        while (Next() is { } batch)
        {
            try
            {
                Interlocked.Increment(ref _commits);
                var answers = await commit(batch.ConvertAll(waiting => waiting.Item));
                for (var i = 0; i < batch.Count; i++) batch[i].Answer.SetResult(answers[i]);
            }
            catch (Exception broken)
            {
                foreach (var waiting in batch) waiting.Answer.TrySetException(broken);
            }
        }
    }

    List<Waiting>? Next()
    {
        lock (_lock)
        {
            if (_waiting.Count == 0)
            {
                _underWay--;
                return null;
            }
            HashSet<int> shards = [];
            List<Waiting> batch = [], later = [];
            foreach (var waiting in _waiting) (shards.Add(shardOf(waiting.Item)) ? batch : later).Add(waiting);
            _waiting = later;
            return batch;
        }
    }

    sealed record Waiting(TItem Item, TaskCompletionSource<TAnswer> Answer);
}
