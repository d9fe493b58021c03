using System.Collections.Immutable;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Contracts.Twins;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Twins.Placement;

namespace YPort.Twin.Twins.Folding;

/// <summary>
/// What all twins share: each reading is folded once, whatever is delivered twice, late or not at all. A twin keeps nothing durable itself;
/// it begins from what its shard remembers.
/// </summary>
[HomePlacement]
abstract class TwinGrain(ILedger ledger, TimeProvider clock) : Grain, ITwinGrain
{
    readonly LedgerPage _page = new();
    TwinFold? _fold;
    long _applied = -1;
    TwinReport? _report;
    BangkokDay _from;

    /// <summary>How much of the ledger live figures need: today and yesterday.</summary>
    protected BangkokDay LiveFrom => BangkokDay.Of(Instant.From(clock)).Previous;

    protected TwinId Id => TwinId.Parse(this.GetPrimaryKeyString());

    IShardMemory Shard => GrainFactory.GetGrain<IShardMemory>(Id.Shard);

    public async Task<TwinReport> Apply(TwinDelivery delivery)
    {
        if (delivery.LastOffset <= _applied && _fold is not null && _report is { } known) return known;
        if (_fold is null || delivery.PreviousOffset != _applied) return await Load();
        return await Fold(delivery.Register, delivery.Channels, delivery.LastOffset);
    }

    public Task<UnsavedRows> Unsaved(long savedOffset) => Task.FromResult(new UnsavedRows(_applied, _page.Unsaved(savedOffset)));

    public async Task<TwinReport> Report() => _fold is not null && _report is { } known ? known : await Load();

    /// <summary>The fold and its latest ledger rows, for a state of now.</summary>
    private protected async Task<(TwinFold Fold, LedgerPage Page, long Applied)> Known()
    {
        if (_fold is null) await Load();
        return (_fold!, _page, _applied);
    }

    async Task<TwinReport> Load()
    {
        _fold = null;
        var memory = await Shard.Load(Id)
            ?? throw new InvalidOperationException($"The register has no twin \"{Id}\". Register it with PUT /v1/twins/{Id}.");
        _from = LiveFrom;
        _page.Load(await ledger.OfTwin(Id, Window.Of(_from.Start), new(int.MaxValue), CancellationToken.None));
        _fold = new(memory, (channel, from, to) => Shard.Around(Id, channel, from, to));
        return await Fold(null, memory.News, memory.LastOffset);
    }

    async Task<TwinReport> Fold(TwinRegister? register, ImmutableArray<ChannelNews> news, long lastOffset)
    {
        var fold = _fold!;
        // If a look-up fails in the middle, the next delivery begins from the shard's memory again.
        _fold = null;
        var recomputed = await fold.Fold(register, news);

        // From here to the end nothing waits: whoever asks in between sees all of it or none.
        var live = LiveFrom;
        var liveWindow = Window.Of(live.Start);
        foreach (var (measure, from, to, rows) in recomputed)
            _page.Replace(Id, measure, from, to, rows, known: from >= Window.Of(_from.Start), lastOffset);
        if (live != _from) _page.Forget(Window.Of((_from = live).Start));
        else if (recomputed.Exists(one => one.From < liveWindow)) _page.Forget(liveWindow);
        _fold = fold;
        _applied = lastOffset;
        return _report = new(lastOffset, _page.Days(fold.Register, live),
            [.. fold.Tails.Where(tail => tail.Latest is not null).Select(tail => new LatestSample(tail.Channel, tail.Latest!.Value))]);
    }
}
