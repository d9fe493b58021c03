using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Ingest.Tails;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest;

/// <summary>
/// Takes a batch to the shards of its twins, sets aside what is refused, and answers when all of it is committed.
/// Whatever fails on the way, the sender may send the whole batch again: what was accepted comes back as duplicate.
/// </summary>
sealed partial class Intake(ShardCalls shards, InFlight inFlight, FeedTails tails, IngestTelemetry telemetry, TimeProvider clock, ILogger<Intake> log) : IIntake
{
    // What an item costs beside its bytes: its reading, once parsed and once in its shard's part.
    public const int BytesPerItem = 256;

    // One call's message stays below this, unless a single item is larger.
    const int QuarantineBytes = 256 * 1024, QuarantineItems = 1000;

    public async Task<BatchOutcome> Receive(IntakeBatch batch, CancellationToken stop)
    {
        if (batch.Items.Count == 0) return BatchOutcome.Nothing;
        using var activity = IngestTelemetry.Activities.StartActivity("intake");
        activity?.SetTag("items", batch.Items.Count);
        var began = clock.GetTimestamp();
        try
        {
            using var share = inFlight.Take(batch.Cost());
            var outcome = await Commit(batch, stop);
            telemetry.Committed(outcome, clock.GetElapsedTime(began));
            return outcome;
        }
        catch (TwinBusyException busy)
        {
            telemetry.Busy(batch.Items.Count);
            LogBusy(log, batch.Items.Count, busy.Message);
            throw;
        }
    }

    async Task<BatchOutcome> Commit(IntakeBatch batch, CancellationToken stop)
    {
        BatchVerdicts verdicts = new(batch);
        await Task.WhenAll(ShardPart.Of(batch.Items).Select(part => Append(batch, part, verdicts, stop)));
        verdicts.Sort();
        var outcome = verdicts.Outcome(verdicts.Refused is { Count: > 0 } refused ? await SetAside(batch, refused, stop) : []);
        tails.Told(batch, verdicts, outcome);
        return outcome;
    }

    async Task Append(IntakeBatch batch, ShardPart part, BatchVerdicts verdicts, CancellationToken stop)
    {
        foreach (var piece in part.Pieces())
        {
            verdicts.Add(piece, await shards.Ask(piece.Shard, shard => piece.Events.IsEmpty
                ? shard.Append(new(batch.Feed, batch.Set, batch.ReceivedAt, piece.Readings))
                : shard.AppendEvents(new(batch.Feed, batch.Set, batch.ReceivedAt, piece.Events)), stop));
        }
    }

    // A call whose answer is lost is repeated, and may then set an item aside twice: twice too many is mended by a look, once too few never.
    async Task<List<ItemOutcome>> SetAside(IntakeBatch batch, List<(int Place, Refusal Refusal)> refused, CancellationToken stop)
    {
        var home = Sharding.Of(batch.Feed);
        List<ItemOutcome> outcomes = new(Math.Min(refused.Count, BatchOutcome.MostInline));
        for (var first = 0; first < refused.Count;)
        {
            var part = ImmutableArray.CreateBuilder<RefusedItem>();
            for (var bytes = 0; first + part.Count < refused.Count && part.Count < QuarantineItems;)
            {
                var (place, refusal) = refused[first + part.Count];
                var raw = batch.Items[place].Raw;
                bytes += batch.Head.Length + raw.Length;
                if (part.Count > 0 && bytes > QuarantineBytes) break;
                part.Add(new(refusal, [.. batch.Head.Span, .. raw.Span]));
            }
            var items = part.ToImmutable();
            var offsets = await shards.Ask(home, shard => shard.Quarantine(new(batch.Feed, batch.Set, batch.ReceivedAt, items)), stop);
            for (var i = 0; i < items.Length && outcomes.Count < BatchOutcome.MostInline; i++)
            {
                var (place, refusal) = refused[first + i];
                outcomes.Add(new(batch.Items[place].Index, "quarantined", refusal.Code, refusal.Reason, refusal.Cure, $"{home}-{offsets[i]}"));
            }
            first += items.Length;
        }
        return outcomes;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A batch of {Items} items was told to come again: {Why}")]
    static partial void LogBusy(ILogger log, int items, string why);
}
