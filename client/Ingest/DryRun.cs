using YPort.Twin.Contracts.Intake;

namespace YPort.Twin.Ingest;

/// <summary>Says what would become of a batch: its shards judge it as they would, and nothing is written, set aside or counted.</summary>
sealed class DryRun(ShardCalls shards, InFlight inFlight)
{
    /// <summary>A shard judges its part in one turn, so that each item is judged after those before it.</summary>
    public const int MostItems = 10_000;

    /// <exception cref="TwinBusyException">Not judged; ask again later.</exception>
    public async Task<BatchOutcome> Judge(IntakeBatch batch, CancellationToken stop)
    {
        using var share = inFlight.Take(batch.Cost());
        BatchVerdicts verdicts = new(batch);
        await Task.WhenAll(ShardPart.Of(batch.Items).Select(async part => verdicts.Add(part, await shards.Ask(part.Shard, shard => part.Events.IsEmpty
            ? shard.Judge(new(batch.Feed, batch.Set, batch.ReceivedAt, part.Readings))
            : shard.JudgeEvents(new(batch.Feed, batch.Set, batch.ReceivedAt, part.Events)), stop))));
        verdicts.Sort();
        return verdicts.Outcome([.. verdicts.Refused.Take(BatchOutcome.MostInline)
            .Select(refused => new ItemOutcome(batch.Items[refused.Place].Index, "quarantined", refused.Refusal.Code, refused.Refusal.Reason, refused.Refusal.Cure, null))]);
    }
}
