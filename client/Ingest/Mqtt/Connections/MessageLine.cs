using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Ingest.Mqtt.Packets;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest.Mqtt.Connections;

/// <summary>
/// One client's messages on their way to the journal, in order. What came while a batch was being committed is the next batch, so no message
/// waits for the commit of each before it; acknowledgements go out in the order the messages came, after the commit.
/// </summary>
sealed partial class MessageLine(IIntake intake, PendingBytes pending, MqttTelemetry telemetry, TimeProvider clock, ILogger log, string feed, CitySet set, int most)
    : IDisposable
{
    // Beyond these a batch is left to the next: an answer names at most so many refused items.
    const int MostItems = BatchOutcome.MostInline, MostBytes = 1 << 20;

    // A client that has gone is not waited for: it sends again what was not acknowledged.
    const int AttemptsWhenGone = 10;
    static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50), LongestPause = TimeSpan.FromSeconds(1);

    readonly Channel<Message> _line = System.Threading.Channels.Channel.CreateUnbounded<Message>(new() { SingleReader = true, SingleWriter = true });
    readonly SemaphoreSlim _places = new(most);
    int _unacknowledged;
    volatile bool _gone;

    /// <param name="PacketId">0 for QoS 0.</param>
    /// <param name="Cost">Bytes that it takes while it waits.</param>
    readonly record struct Message(ushort PacketId, IReadOnlyList<IntakeItem> Items, Instant ReceivedAt, long Cost);

    /// <summary>Messages with QoS 1 that the client has no answer to.</summary>
    public int Unacknowledged => Volatile.Read(ref _unacknowledged);

    /// <summary>Puts a message into the line; waits, and with it the reading, while too many are in it.</summary>
    public async ValueTask Add(ushort packetId, IReadOnlyList<IntakeItem> items, Instant receivedAt, CancellationToken stop)
    {
        var cost = items.Sum(item => (long)item.Raw.Length + Intake.BytesPerItem);
        await _places.WaitAsync(stop);
        await pending.Take(cost, stop);
        if (packetId > 0) Interlocked.Increment(ref _unacknowledged);
        _line.Writer.TryWrite(new(packetId, items, receivedAt, cost));
    }

    /// <summary>Nothing more comes; what is in the line is still committed.</summary>
    public void End() => _line.Writer.TryComplete();

    /// <summary>Commits and acknowledges until the line has ended and is empty.</summary>
    /// <param name="outbox">Null where nobody is to be answered.</param>
    public async Task Run(Outbox? outbox)
    {
        List<Message> together = [];
        try
        {
            while (await _line.Reader.WaitToReadAsync())
            {
                Gather(together);
                var outcome = await Commit(together);
                await Answer(together, outcome, outbox);
                foreach (var message in together) Return(message);
                together.Clear();
                // A client on the same machine is never late: without this the loop would keep its thread.
                await Task.Yield();
            }
        }
        finally
        {
            _line.Writer.TryComplete();
            foreach (var message in together) Return(message);
            while (_line.Reader.TryRead(out var left)) Return(left);
        }
    }

    void Gather(List<Message> together)
    {
        var (items, bytes) = (0, 0L);
        while (_line.Reader.TryPeek(out var next) && (together.Count == 0 || items + next.Items.Count <= MostItems && bytes + next.Cost <= MostBytes))
        {
            _line.Reader.TryRead(out _);
            together.Add(next);
            items += next.Items.Count;
            bytes += next.Cost;
        }
    }

    async Task<BatchOutcome> Commit(List<Message> together)
    {
        List<IntakeItem> items = [];
        foreach (var message in together)
            foreach (var item in message.Items) items.Add(item with { Index = items.Count });
        if (items.Count == 0) return BatchOutcome.Nothing;
        var pause = ShortestPause;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                // What was begun is finished, whether or not the client is still there.
                return await intake.Receive(new(feed, set, together[0].ReceivedAt, items), CancellationToken.None);
            }
            catch (TwinBusyException busy) when (attempt < AttemptsWhenGone || !_gone)
            {
                LogBusy(log, items.Count, busy.Message);
            }
            await Task.Delay(pause, clock);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    /// <summary>The client has gone: what cannot be committed soon is left to it.</summary>
    public void Gone()
    {
        _gone = true;
        End();
    }

    async Task Answer(List<Message> together, BatchOutcome outcome, Outbox? outbox)
    {
        List<Acknowledgement> acknowledgements = new(together.Count);
        var (first, next) = (0L, 0);
        foreach (var message in together)
        {
            var refused = 0;
            ItemOutcome? why = null;
            for (; next < outcome.Items.Count && outcome.Items[next].Index < first + message.Items.Count; next++)
            {
                why ??= outcome.Items[next];
                refused++;
            }
            telemetry.Published(taken: why is null, message.PacketId > 0 ? 1 : 0);
            if (message.PacketId > 0) acknowledgements.Add(Acknowledge(message, first, why, refused));
            first += message.Items.Count;
        }
        if (acknowledgements.Count == 0) return;
        // Before they are sent: whoever has an acknowledgement may send the next message at once.
        Interlocked.Add(ref _unacknowledged, -acknowledgements.Count);
        if (outbox is null || _gone) return;
        try
        {
            await outbox.Pubacks(acknowledgements);
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException or OperationCanceledException)
        {
            Gone();
        }
    }

    /// <param name="first">Place of its first item in the batch.</param>
    static Acknowledgement Acknowledge(Message message, long first, ItemOutcome? why, int refused)
    {
        if (why is null) return new(message.PacketId, ReasonCode.Success, null);
        var of = message.Items.Count > 1 ? $"{refused} of {message.Items.Count} records were set aside, the first as " : "";
        return new(message.PacketId, Reason(message.Items[(int)(why.Index - first)].Refusal), $"{of}{why.Code}: {why.Reason} {why.Cure} It is kept in quarantine as {why.Id}.");
    }

    // What the message itself gets wrong is its format; what only the register or earlier readings show is not.
    static ReasonCode Reason(Refusal? ours) => ours switch
    {
        null => ReasonCode.ImplementationSpecific,
        { Code: "unknown-topic" } => ReasonCode.TopicNameInvalid,
        _ => ReasonCode.PayloadFormatInvalid,
    };

    void Return(Message message)
    {
        pending.Return(message.Cost);
        _places.Release();
    }

    public void Dispose() => _places.Dispose();

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Items} items from MQTT wait unacknowledged: {Why}")]
    static partial void LogBusy(ILogger log, int items, string why);
}
