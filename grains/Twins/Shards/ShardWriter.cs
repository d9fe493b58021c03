using Microsoft.Extensions.Logging;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Journal;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Twins.Shards;

/// <summary>
/// The group commit of one shard: a commit starts when none is in flight, and what arrives meanwhile is the next. Returned is committed;
/// fenced or unknown ends this activation, and the next one reads the truth.
/// </summary>
sealed partial class ShardWriter(int shard, JournalHead head, IJournal journal, TimeProvider clock, ILogger log, Action<Segment, SegmentContent> committed, Action<Exception> failed)
{
    OpenSegment _open = new();
    OpenSegment? _inFlight;
    bool _writing;
    Exception? _end;
    ReadOnlyMemory<byte> _hash = head.LastHash;

    public long NextOffset { get; private set; } = head.NextOffset;

    /// <summary>Where additions go; call <see cref="Flush"/> after adding.</summary>
    /// <exception cref="TwinBusyException">This activation has ended.</exception>
    public OpenSegment Open => _end is null ? _open : throw Busy(_end);

    /// <summary>When everything judged pending now is decided.</summary>
    public Task Decided => _open.Count > 0 ? _open.Committed : _inFlight?.Committed ?? Task.CompletedTask;

    public void Flush()
    {
        if (_writing || _open.Count == 0) return;
        _writing = true;
        _ = Write();
    }

    public void End(Exception why)
    {
        if (_end is not null) return;
        _end = why;
        _inFlight?.Fail(Busy(why));
        _open.Fail(Busy(why));
        failed(why);
    }

    async Task Write()
    {
        try
        {
            while (_open.Count > 0 && _end is null)
            {
                (var sealing, _open) = (_open, new());
                _inFlight = sealing;
                var content = sealing.Content;
                var segment = Segment.Seal(shard, NextOffset, head.Epoch, Instant.From(clock), content, _hash.Span);
                var started = clock.GetTimestamp();
                if (!await journal.Append(segment, CancellationToken.None))
                {
                    LogFenced(log, shard, head.Epoch);
                    ShardTelemetry.Fenced.Add(1);
                    End(new TwinBusyException($"Shard {shard} has moved to another silo."));
                    return;
                }
                ShardTelemetry.Committed(content.Readings.Count, content.Count, clock.GetElapsedTime(started));
                (NextOffset, _hash) = (segment.NextOffset, segment.Hash);
                committed(segment, content);
                _inFlight = null;
                sealing.Succeed(segment.FirstOffset);
            }
        }
        catch (Exception unknown)
        {
            LogUnknown(log, unknown, shard, head.Epoch);
            End(unknown);
        }
        finally
        {
            _writing = false;
        }
    }

    TwinBusyException Busy(Exception why) =>
        why as TwinBusyException ?? new($"Shard {shard} could not commit and starts again: {why.Message} Send the batch again; repeats are harmless.", why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Shard {Shard} epoch {Epoch} is fenced: a newer activation exists. It ends here; nothing acknowledged is lost.")]
    static partial void LogFenced(ILogger log, int shard, long epoch);

    [LoggerMessage(Level = LogLevel.Error, Message = "Shard {Shard} epoch {Epoch} does not know whether its commit went through. It starts again from the journal.")]
    static partial void LogUnknown(ILogger log, Exception unknown, int shard, long epoch);
}
