using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using YPort.Twin.Contracts.City;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Journal;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Twins.Placement;

namespace YPort.Twin.Twins.Shards;

/// <summary>
/// One part of the journal. State changes only between awaits; everything said to the outside was committed first.
/// Single activation is an optimisation: what keeps two writers apart is the epoch.
/// </summary>
[Reentrant, KeepAlive, HomePlacement, GrainType(TypeName)]
sealed partial class ShardGrain(IJournal journal, IProjections projections, IHistory history, IEvents events, IQuarantine quarantine, Homes homes, TimeProvider clock, ILogger<ShardGrain> log)
    : Grain, IShardGrain, IShardMemory, IDisposable
{
    public const string TypeName = "shard";

    // Beyond this the projections are too far behind: senders wait rather than memory grow.
    const int MostUnsavedEntries = 200_000;

    readonly ShardBook _book = new();
    readonly SemaphoreSlim _entering = new(1, 1);
    readonly HashSet<long> _resolving = [];
    Identities _identities = null!;
    EventIdentities _eventIdentities = null!;
    ShardWriter _writer = null!;
    Deliveries _deliveries = null!;
    Projector _projector = null!;
    SumsBoard _board = null!;
    ShardRecall _recall = null!;
    long _epoch;
    readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    int Shard => (int)this.GetPrimaryKeyLong();

    bool Ready => _ready.Task.IsCompletedSuccessfully;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // From here on every older activation is fenced.
        var head = await journal.Open(Shard, cancellationToken);
        var snapshot = await projections.Open(Shard, head.Epoch, cancellationToken);
        _epoch = head.Epoch;
        _book.Restore(snapshot);
        (_identities, _eventIdentities) = (new(_book), new(_book));
        _deliveries = new(GrainFactory, clock, log, Applied);
        _projector = new(_book, _identities, _eventIdentities, _deliveries, projections, snapshot, head.Epoch, clock, log, End);
        _board = new(Shard, head.Epoch, _book, GrainFactory, clock, log);
        _recall = new(_book, history, events, () => _projector.Writing);
        _writer = new(Shard, head, journal, clock, log, Committed, End);
        _ = CatchUp(head, snapshot);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        End(new TwinBusyException($"Shard {Shard} is moving."));
        return Task.CompletedTask;
    }

    public void Dispose() => _entering.Dispose();

    public async Task<AppendAnswer> Append(ReadingBatch batch)
    {
        await Serving();
        while (_identities.Missing(batch) is { Count: > 0 } missing) await _identities.Load(missing, history, () => _projector.Watermark);

        var open = _writer.Open;
        Verdicts verdicts = new();
        for (var i = 0; i < batch.Readings.Length; i++)
        {
            var reading = batch.Readings[i];
            if (!verdicts.Add(i, _identities.Judge(reading, batch.Set))) continue;
            _book.Twins[reading.Twin].Channel(reading.Channel).Pending[reading.At] = reading;
            open.Add(new JournalReading(reading, batch.Feed, batch.ReceivedAt));
        }
        return await Answer(open, batch.Feed, verdicts.Answer);
    }

    public async Task<AppendAnswer> AppendEvents(EventBatch batch)
    {
        await Serving();
        while (_eventIdentities.Missing(batch) is { Count: > 0 } missing) await _eventIdentities.Load(missing, events, () => _projector.Watermark);

        var open = _writer.Open;
        Verdicts verdicts = new();
        for (var i = 0; i < batch.Events.Length; i++)
        {
            var said = batch.Events[i];
            if (!verdicts.Add(i, _eventIdentities.Judge(ref said, batch.Set))) continue;
            _book.Twins[said.Twin].PendingEvents[said.Id] = said;
            open.Add(new Happened(said, batch.Feed, batch.ReceivedAt));
        }
        return await Answer(open, batch.Feed, verdicts.Answer);
    }

    public async Task<AppendAnswer> Judge(ReadingBatch batch)
    {
        await Serving();
        while (_identities.Missing(batch) is { Count: > 0 } missing) await _identities.Load(missing, history, () => _projector.Watermark);
        return _identities.Suppose(batch);
    }

    public async Task<AppendAnswer> JudgeEvents(EventBatch batch)
    {
        await Serving();
        while (_eventIdentities.Missing(batch) is { Count: > 0 } missing) await _eventIdentities.Load(missing, events, () => _projector.Watermark);
        return _eventIdentities.Suppose(batch);
    }

    public async Task<ImmutableArray<long>> Quarantine(QuarantineBatch batch)
    {
        await Serving();
        var open = _writer.Open;
        var places = batch.Items.Select(item => open.Add(new Quarantined(batch.Feed, batch.Set, batch.ReceivedAt,
            item.Refusal.Code, item.Refusal.Reason, item.Refusal.Cure, item.Raw))).ToArray();
        _writer.Flush();
        var first = await open.Committed;
        return [.. places.Select(place => place(first))];
    }

    public async Task<bool> Resolve(long itemOffset, QuarantineOutcome outcome, string reason, string by)
    {
        await Serving();
        if (!_resolving.Add(itemOffset)) return false;
        try
        {
            if (await _recall.OpenQuarantined(Shard, itemOffset, quarantine) is not { } item) return false;
            var open = _writer.Open;
            open.Add(new QuarantineResolved(itemOffset, item.Feed, outcome, reason, Instant.From(clock), by));
            _writer.Flush();
            await open.Committed;
            return true;
        }
        finally
        {
            _resolving.Remove(itemOffset);
        }
    }

    public async Task<RegisterAnswer> Enter(TwinId twin, RegisterEntry entry, int? expectedVersion, string by)
    {
        await Serving();
        await _entering.WaitAsync();
        try
        {
            var known = _book.Twins.GetValueOrDefault(twin)?.Register;
            if (RegisterRules.Judge(twin, known, entry, expectedVersion) is { } answer) return answer;
            var open = _writer.Open;
            open.Add(new Registered(twin, entry, Instant.From(clock), by));
            _writer.Flush();
            await open.Committed;
            return new(known is null ? RegisterOutcome.Created : RegisterOutcome.Changed, _book.Twins[twin].Register, null);
        }
        finally
        {
            _entering.Release();
        }
    }

    public async Task<TwinRegister?> Describe(TwinId twin)
    {
        await Serving();
        return _book.Twins.GetValueOrDefault(twin)?.Register;
    }

    public async Task<ImmutableArray<TwinListing>> Twins()
    {
        await Serving();
        return [.. _book.Twins.Values.Select(twin => new TwinListing(twin.Register, twin.Channels
            .Where(channel => channel.Value.Standing is not null).ToImmutableDictionary(channel => channel.Key.Name, channel => channel.Value.Standing!.Value), twin.Report?.NewestEventAt, twin.Report?.Mode))];
    }

    public async Task<ImmutableArray<FeedBalance>> Feeds()
    {
        await Serving();
        return [.. _book.Feeds.All];
    }

    public Task<ShardStanding> Standing() => Task.FromResult(new ShardStanding(Shard, _epoch, _writer.NextOffset, _projector.Watermark,
        _book.UnsavedEntries, _book.Twins.Values.Count(twin => twin.IsBehind), Ready));

    public Task<ShardSums?> Sums() => Task.FromResult(Ready ? _board.Current(_writer.NextOffset) : null);

    public async Task<ShardAudit> Audit()
    {
        await Serving();
        return await ShardAuditor.Compare(_book, _deliveries, () => _board.Current(_writer.NextOffset), clock);
    }

    public Task Touch()
    {
        if (!homes.IsHome(Shard))
        {
            LogStray(log, Shard);
            DeactivateOnIdle();
            return Task.CompletedTask;
        }
        if (!Ready) return Task.CompletedTask;
        _deliveries.Hand(_book.Twins.Values.Where(twin => twin.IsBehind));
        _projector.Kick();
        _board.Kick(_writer.NextOffset, Ready);
        return Task.CompletedTask;
    }

    public Task<TwinMemory?> Load(TwinId twin) => _recall.Load(twin);

    public Task<ImmutableArray<Sample>> Around(TwinId twin, Channel channel, Instant from, Instant to) => _recall.Around(twin, channel, from, to);

    public Task<ImmutableArray<EventWord>> Events(TwinId twin, Instant from, Instant to) => _recall.Events(twin, from, to);

    public Task<ImmutableArray<EventWord>> EventsAbout(TwinId twin, ImmutableArray<string> subjects) => _recall.EventsAbout(twin, subjects);

    // Reads what the projections do not have, checks the chain, and only then serves.
    async Task CatchUp(JournalHead head, ShardSnapshot snapshot)
    {
        try
        {
            var started = clock.GetTimestamp();
            var next = snapshot.Watermark;
            await foreach (var segment in JournalTail.Read(journal, Shard, snapshot, head))
            {
                Committed(segment, SegmentPayload.Decode(segment.Payload.Span));
                next = segment.NextOffset;
                while (_book.UnsavedEntries > MostUnsavedEntries) await Task.Delay(20);
            }
            LogServing(log, Shard, head.Epoch, next, next - snapshot.Watermark);
            ShardTelemetry.CaughtUp(clock.GetElapsedTime(started));
            _ready.TrySetResult();
            _deliveries.Hand(_book.Twins.Values);
            _board.Kick(_writer.NextOffset, Ready);
        }
        catch (Exception broken)
        {
            LogBroken(log, broken, Shard);
            End(broken);
        }
    }

    // Nothing is said to the sender before what it rests on is durable.
    async Task<AppendAnswer> Answer(OpenSegment open, string feed, AppendAnswer answer)
    {
        if (answer.Duplicate > 0) open.Add(new DuplicatesAnswered(feed, answer.Duplicate));
        _writer.Flush();
        if (answer.Accepted + answer.Duplicate > 0) await open.Committed;
        // What one conflicts with may still fail.
        else if (!answer.Refused.IsEmpty) await _writer.Decided;
        return answer;
    }

    async Task Serving()
    {
        await _ready.Task;
        if (_book.UnsavedEntries > MostUnsavedEntries)
            throw new TwinBusyException($"Shard {Shard} has {_book.UnsavedEntries} entries that its projections do not hold yet. Send more slowly; repeats are harmless.");
    }

    void Committed(Segment segment, SegmentContent content)
    {
        var touched = _book.Commit(segment, content);
        ShardTelemetry.Unsaved.Add(content.Count);
        _deliveries.Hand(touched);
        if (touched.Count == 0) _projector.Kick();
    }

    void Applied()
    {
        _projector.Kick();
        _board.Kick(_writer.NextOffset, Ready);
    }

    void End(Exception why)
    {
        _ready.TrySetException(why as TwinBusyException ?? new TwinBusyException($"Shard {Shard} cannot serve: {why.Message}", why));
        _writer.End(why);
        _deliveries.End();
        _projector.End();
        _board.End();
        ShardTelemetry.Unsaved.Add(-_book.UnsavedEntries);
        DeactivateOnIdle();
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Shard {Shard} serves epoch {Epoch} from offset {Offset}; {Tail} entries were read again.")]
    static partial void LogServing(ILogger log, int shard, long epoch, long offset, long tail);

    [LoggerMessage(Level = LogLevel.Information, Message = "Shard {Shard} goes home.")]
    static partial void LogStray(ILogger log, int shard);

    [LoggerMessage(Level = LogLevel.Critical, Message = "Shard {Shard} cannot serve its journal.")]
    static partial void LogBroken(ILogger log, Exception broken, int shard);
}
