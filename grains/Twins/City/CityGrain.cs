using System.Collections.Immutable;
using Orleans.Concurrency;
using YPort.Twin.Contracts.City;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Twins.City;

/// <summary>Keeps each shard's latest sums and adds them up. Begins by asking every shard; says nothing until all have answered.</summary>
[Reentrant, KeepAlive]
sealed class CityGrain(TimeProvider clock) : Grain, ICityGrain
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    // A shard that has not spoken after this long is asked again.
    static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(200);

    readonly Dictionary<int, (ShardSums Sums, Dictionary<SumKey, FigureSum> ByKey)> _shards = [];
    readonly Dictionary<SumKey, (FigureSum Sum, long Version)> _sums = [];
    // Shards report far more often than anyone asks: a sum is added up when it is asked for.
    readonly HashSet<SumKey> _changed = [];
    long _boot, _version;
    TaskCompletionSource _news = Promise();

    bool Complete => _shards.Count == Sharding.Count;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _boot = Instant.From(clock).Microseconds;
        this.RegisterGrainTimer(static (city, _) => city.AskMissing(), this, new() { DueTime = TimeSpan.Zero, Period = AskAgain, Interleave = true });
        return Task.CompletedTask;
    }

    public Task Report(ShardSums sums)
    {
        Take(sums);
        return Task.CompletedTask;
    }

    public async Task<CityChange> Changes(long boot, long version)
    {
        if (boot == _boot && version >= _version)
            await Task.WhenAny(_news.Task, Task.Delay(Patience));
        AddUp();
        var whole = boot != _boot || version > _version;
        return new(_boot, _version, Complete, _shards.Count, whole,
            Complete ? [.. _sums.Where(sum => whole || sum.Value.Version > version).Select(sum => new AreaSum(sum.Key, sum.Value.Sum))] : [], Offsets());
    }

    public async Task<CityAudit> Audit()
    {
        List<string> differences = [];
        var (compared, twins) = (0, 0);
        for (var shard = 0; shard < Sharding.Count; shard++)
        {
            var audit = await GrainFactory.GetGrain<IShardGrain>(shard).Audit();
            twins += audit.Twins;
            differences.AddRange(audit.Differences);
            if (audit.Sums is not { } sums) continue;
            Take(sums);
            compared += sums.Sums.Length;
        }
        AddUp();
        // In one turn: what the city publishes must be the sum of what its shards said last.
        Dictionary<SumKey, FigureSum> expected = [];
        foreach (var (_, byKey) in _shards.Values)
            foreach (var (key, sum) in byKey) expected[key] = expected.GetValueOrDefault(key).Plus(sum);
        foreach (var (key, (sum, _)) in _sums)
            if (expected.GetValueOrDefault(key) != sum) differences.Add($"{key}: the city says {sum}, its shards add up to {expected.GetValueOrDefault(key)}.");
        foreach (var key in expected.Keys.Where(key => !_sums.ContainsKey(key))) differences.Add($"{key}: the shards know it, the city does not.");
        return new(Complete, compared, twins, [.. differences], Offsets());
    }

    async Task AskMissing()
    {
        if (Complete) return;
        await Task.WhenAll(Enumerable.Range(0, Sharding.Count).Where(shard => !_shards.ContainsKey(shard)).Select(async shard =>
        {
            if (await GrainFactory.GetGrain<IShardGrain>(shard).Sums() is { } sums) Take(sums);
        }));
    }

    // Replaces a shard's word by a newer one: (epoch, version) decides, arrival does not.
    void Take(ShardSums sums)
    {
        if (_shards.TryGetValue(sums.Shard, out var before) && (before.Sums.Epoch, before.Sums.Version).CompareTo((sums.Epoch, sums.Version)) >= 0) return;
        var byKey = sums.Sums.ToDictionary(sum => sum.Key, sum => sum.Sum);
        _shards[sums.Shard] = (sums, byKey);
        _version++;
        foreach (var (key, sum) in byKey)
            if (before.ByKey is null || !before.ByKey.TryGetValue(key, out var old) || old != sum) _changed.Add(key);
        foreach (var gone in before.ByKey?.Keys.Where(key => !byKey.ContainsKey(key)) ?? []) _changed.Add(gone);
        (var news, _news) = (_news, Promise());
        news.TrySetResult();
    }

    void AddUp()
    {
        foreach (var key in _changed) AddUp(key);
        _changed.Clear();
    }

    void AddUp(SumKey key)
    {
        var total = default(FigureSum);
        foreach (var (_, byKey) in _shards.Values)
            if (byKey.TryGetValue(key, out var part)) total = total.Plus(part);
        _sums[key] = (total, _version);
        // Days gone by are not kept for ever; a sum over nothing tells the dashboards to forget it as well.
        if (total == default && key.Day < BangkokDay.Of(Instant.From(clock)).Previous) _sums.Remove(key);
    }

    ImmutableArray<long> Offsets() => [.. Enumerable.Range(0, Sharding.Count).Select(shard => _shards.TryGetValue(shard, out var known) ? known.Sums.Offset : 0)];

    static TaskCompletionSource Promise() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
