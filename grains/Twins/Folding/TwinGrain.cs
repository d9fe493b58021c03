using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Contracts.Twins;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Twins.Placement;

namespace YPort.Twin.Twins.Folding;

/// <summary>
/// What all twins share: each reading is folded once, whatever is delivered twice, late or not at all. A twin keeps nothing durable itself;
/// it begins from what its shard remembers.
/// </summary>
[HomePlacement]
abstract class TwinGrain(ILedger ledger, TimeProvider clock) : Grain, ITwinGrain, ITwinRecall
{
    readonly LedgerPage _page = new();
    TwinId? _id;
    IShardMemory? _shard;
    TwinFold? _fold;
    long _applied = -1;
    TwinReport? _report;
    BangkokDay _from;

    /// <summary>How much of the ledger live figures need: today and yesterday.</summary>
    protected BangkokDay LiveFrom => BangkokDay.Of(Present).Previous;

    protected Instant Present => Instant.From(clock);

    protected TwinId Id => _id ??= TwinId.Parse(this.GetPrimaryKeyString());

    IShardMemory Shard => _shard ??= GrainFactory.GetGrain<IShardMemory>(Id.Shard);

    public async Task<TwinReport> Apply(TwinDelivery delivery)
    {
        if (delivery.LastOffset <= _applied && _fold is not null && _report is { } known) return known;
        if (_fold is null || delivery.PreviousOffset != _applied) return await Load();
        return await Fold(delivery.Register, delivery.Channels, delivery.Events, delivery.LastOffset);
    }

    public Task<UnsavedRows> Unsaved(long savedOffset) => Task.FromResult(new UnsavedRows(_applied, _page.Unsaved(savedOffset)));

    public async Task<TwinReport> Report() => _fold is not null && _report is { } known ? known : await Load();

    /// <summary>The fold and its latest ledger rows, for a state of now.</summary>
    private protected async Task<(TwinFold Fold, LedgerPage Page, long Applied)> Known()
    {
        if (_fold is null) await Load();
        return (_fold!, _page, _applied);
    }

    /// <summary>For kinds that keep more than the fold: what the twin was told, before anyone may ask about it.</summary>
    /// <param name="news">Events that are new, withdrawals included; null when anything may be: on activation, or because the register changed.</param>
    private protected virtual Task Told(TwinRegister register, ImmutableArray<EventWord>? news, ITwinRecall recall) => Task.CompletedTask;

    /// <summary>Of a vehicle: who drives.</summary>
    private protected virtual string? Mode(TwinFold fold) => null;

    async Task<TwinReport> Load()
    {
        _fold = null;
        var memory = await Answer(Shard.Load(Id))
            ?? throw new InvalidOperationException($"The register has no twin \"{Id}\". Register it with PUT /v1/twins/{Id}.");
        _from = LiveFrom;
        _page.Load(await ledger.OfTwin(Id, Window.Of(_from.Start), new(int.MaxValue), CancellationToken.None));
        _fold = new(memory, this);
        return await Fold(null, memory.News, memory.EventNews, memory.LastOffset, isBeginning: true);
    }

    Task<ImmutableArray<Sample>> ITwinRecall.Around(Channel channel, Instant from, Instant to) => Answer(Shard.Around(Id, channel, from, to));

    Task<ImmutableArray<EventWord>> ITwinRecall.Events(Instant from, Instant to) => Answer(Shard.Events(Id, from, to));

    Task<ImmutableArray<EventWord>> ITwinRecall.EventsAbout(ImmutableArray<string> subjects) => Answer(Shard.EventsAbout(Id, subjects));

    // The last silo that stops may end the shard first: waiting for it to come back would hold up the stop for half a minute.
    async Task<T> Answer<T>(Task<T> shard)
    {
        var stopping = ServiceProvider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        try
        {
            return await shard.WaitAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            throw new TwinBusyException($"\"{Id}\" is moving.");
        }
    }

    async Task<TwinReport> Fold(TwinRegister? register, ImmutableArray<ChannelNews> news, ImmutableArray<EventWord> events, long lastOffset, bool isBeginning = false)
    {
        var fold = _fold!;
        // If a look-up fails in the middle, the next delivery begins from the shard's memory again.
        _fold = null;
        var recomputed = await fold.Fold(register, news, events);
        await Told(fold.Register, isBeginning || register is not null ? null : events, this);
        foreach (var (from, to) in recomputed.Where(one => one.Measure.Dimensions.Count > 0 && one.From < Window.Of(_from.Start)).Select(one => (one.From, one.To)).Distinct())
            _page.Load(await ledger.OfTwin(Id, from, to, CancellationToken.None));

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
            [.. fold.Latest.Select(latest => new LatestSample(latest.Channel, latest.Sample))], fold.NewestEventAt, Mode(fold));
    }
}
