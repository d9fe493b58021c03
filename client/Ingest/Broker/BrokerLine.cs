using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using YPort.Twin.Contracts.Intake;

namespace YPort.Twin.Ingest.Broker;

/// <summary>
/// One connection's messages on their way to the journal. What came while a batch was being committed is the next batch; acknowledgements go
/// out after the commit, in the order the messages came.
/// </summary>
sealed partial class BrokerLine(IIntake intake, BrokerOptions options, BrokerTelemetry telemetry, TimeProvider clock, ILogger log)
{
    const int MostItems = 4096;
    const long MostBytes = 1 << 20;
    static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50), LongestPause = TimeSpan.FromSeconds(1), SayAgain = TimeSpan.FromSeconds(10);

    readonly Channel<HeardMessage> _line = Channel.CreateUnbounded<HeardMessage>(new() { SingleReader = true });
    int _unpromised, _waiting;
    long? _said;

    /// <summary>The broker bounds what it promised; of what nobody promised, as much as that may wait, and more is let go, counted and said.</summary>
    public void Add(in HeardMessage message)
    {
        if (!message.Promised && Interlocked.Increment(ref _unpromised) > options.ReceiveMaximum)
        {
            Interlocked.Decrement(ref _unpromised);
            telemetry.LetGo();
            if (_said is { } said && clock.GetElapsedTime(said) < SayAgain) return;
            _said = clock.GetTimestamp();
            LogLetGo(log, options.ReceiveMaximum);
            return;
        }
        Wait(1);
        if (!_line.Writer.TryWrite(message)) Wait(-1);
    }

    /// <summary>Whether everything that came is committed and acknowledged.</summary>
    public bool IsEmpty => Volatile.Read(ref _waiting) == 0;

    /// <summary>Nothing more comes; what is in the line is still committed and acknowledged.</summary>
    public void End() => _line.Writer.TryComplete();

    /// <summary>Commits and acknowledges until the line has ended and is empty.</summary>
    /// <param name="gone">The connection has ended: what is not acknowledged comes again with the next.</param>
    public async Task Run(CancellationToken gone)
    {
        try
        {
            for (List<HeardMessage> together = []; await _line.Reader.WaitToReadAsync(gone); together.Clear())
            {
                Gather(together);
                Say(await Commit(together, gone));
                foreach (var message in together)
                    if (message.Promised) await message.Delivery.AcknowledgeAsync(gone);
                    else Interlocked.Decrement(ref _unpromised);
                telemetry.Taken(together.Count);
                Wait(-together.Count);
            }
        }
        finally
        {
            End();
            Wait(-Volatile.Read(ref _waiting));
        }
    }

    void Wait(int messages)
    {
        Interlocked.Add(ref _waiting, messages);
        telemetry.Wait(messages);
    }

    void Gather(List<HeardMessage> together)
    {
        var (items, bytes) = (0, 0L);
        while (_line.Reader.TryPeek(out var next) && (together.Count == 0 || items + next.Items.Count <= MostItems && bytes + next.Bytes <= MostBytes))
        {
            _line.Reader.TryRead(out _);
            together.Add(next);
            items += next.Items.Count;
            bytes += next.Bytes;
        }
    }

    // A twin that cannot take it now is asked again: the broker waits, and holds what comes meanwhile.
    async Task<BatchOutcome> Commit(List<HeardMessage> together, CancellationToken gone)
    {
        List<IntakeItem> items = [];
        foreach (var message in together)
            foreach (var item in message.Items) items.Add(item with { Index = items.Count });
        if (items.Count == 0) return BatchOutcome.Nothing;
        for (var pause = ShortestPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await intake.Receive(new(options.Feed, options.Set, together[0].ReceivedAt, items), gone);
            }
            catch (TwinBusyException busy)
            {
                LogBusy(log, items.Count, busy.Message);
            }
            await Task.Delay(pause, clock, gone);
        }
    }

    // It is kept in quarantine, so the broker is told "received"; it would do nothing with a reason.
    void Say(BatchOutcome outcome)
    {
        if (!log.IsEnabled(LogLevel.Debug)) return;
        foreach (var item in outcome.Items) LogQuarantined(log, item.Id, item.Code, item.Reason, item.Cure);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Items} items from the broker wait unacknowledged: {Why}")]
    static partial void LogBusy(ILogger log, int items, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "More than {Most} messages with QoS 0 wait for the journal; more are let go (twin_broker_let_go_total). Nobody keeps such messages: let devices publish with QoS 1.")]
    static partial void LogLetGo(ILogger log, int most);

    [LoggerMessage(Level = LogLevel.Debug, Message = "A message from the broker was set aside as {Id} ({Code}): {Reason} {Cure}")]
    static partial void LogQuarantined(ILogger log, string? id, string code, string reason, string cure);
}
