using YPort.Twin.Model.Readings;
using YPort.Twin.Storage;

namespace YPort.Twin.Cli.Verify;

/// <summary>Rereads a whole store, shard by shard, and refolds it; it holds one shard in memory at a time.</summary>
static class StoreCheck
{
    /// <param name="checkedShards">Told how many are done.</param>
    public static async Task<Findings> Run(Store store, Action<int> checkedShards, CancellationToken stop)
    {
        Findings findings = new();
        ShardCheck check = new(store.Journal, store.Projections, new(store.History, store.Events, store.Ledger, store.Quarantine, findings), findings);
        for (var shard = 0; shard < Sharding.Count; shard++)
        {
            await check.Run(shard, stop);
            checkedShards(shard + 1);
        }
        return findings;
    }
}
