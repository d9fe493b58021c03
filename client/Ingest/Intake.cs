using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest;

/// <summary>
/// Takes a batch to the shards of its twins, sets aside what is refused, and answers when all of it is committed.
/// Whatever fails on the way, the sender may send the whole batch again: what was accepted comes back as duplicate.
/// </summary>
sealed partial class Intake(ShardCalls shards, InFlight inFlight, IngestTelemetry telemetry, TimeProvider clock, ILogger<Intake> log) : IIntake
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
            using var share = inFlight.Take(Cost(batch.Items));
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
        var answers = await Task.WhenAll(ShardPart.Of(batch.Items).Select(part => Append(batch, part, stop)));
        List<(int Place, Refusal Refusal)> refused = [];
        for (var i = 0; i < batch.Items.Count; i++)
            if (batch.Items[i].Refusal is { } refusal) refused.Add((i, refusal));
        foreach (var answer in answers) refused.AddRange(answer.Refused);
        if (refused.Count == 0) return new(answers.Sum(answer => answer.Accepted), answers.Sum(answer => answer.Duplicate), 0, []);

        refused.Sort((one, other) => one.Place.CompareTo(other.Place));
        var items = await SetAside(batch, refused, stop);
        return new(answers.Sum(answer => answer.Accepted), answers.Sum(answer => answer.Duplicate), refused.Count, items);
    }

    async Task<PartAnswer> Append(IntakeBatch batch, ShardPart part, CancellationToken stop)
    {
        var (accepted, duplicate) = (0L, 0L);
        List<(int, Refusal)> refused = [];
        foreach (var piece in part.Pieces())
        {
            var answer = await shards.Ask(piece.Shard, shard => piece.Events.IsEmpty
                ? shard.Append(new(batch.Feed, batch.Set, batch.ReceivedAt, piece.Readings))
                : shard.AppendEvents(new(batch.Feed, batch.Set, batch.ReceivedAt, piece.Events)), stop);
            accepted += answer.Accepted;
            duplicate += answer.Duplicate;
            foreach (var (index, refusal) in answer.Refused) refused.Add((piece.Places[index], refusal));
        }
        return new(accepted, duplicate, refused);
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

    static long Cost(IReadOnlyList<IntakeItem> items)
    {
        var bytes = (long)items.Count * BytesPerItem;
        for (var i = 0; i < items.Count; i++) bytes += items[i].Raw.Length;
        return bytes;
    }

    /// <param name="Refused">By place in the batch.</param>
    sealed record PartAnswer(long Accepted, long Duplicate, List<(int Place, Refusal Refusal)> Refused);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A batch of {Items} items was told to come again: {Why}")]
    static partial void LogBusy(ILogger log, int items, string why);
}
