using Microsoft.Extensions.Options;

namespace YPort.Twin.Ingest.Mqtt.Connections;

/// <summary>Bytes of messages that were read and are not committed, over all connections: while there are too many, nobody is read.</summary>
sealed class PendingBytes(IOptions<MqttOptions> options)
{
    readonly long _most = options.Value.MostPendingBytes;
    readonly Lock _lock = new();
    TaskCompletionSource _less = new(TaskCreationOptions.RunContinuationsAsynchronously);
    long _bytes;

    public async ValueTask Take(long bytes, CancellationToken stop)
    {
        while (true)
        {
            Task less;
            lock (_lock)
            {
                // One message alone always has its turn.
                if (_bytes == 0 || _bytes + bytes <= _most)
                {
                    _bytes += bytes;
                    return;
                }
                less = _less.Task;
            }
            await less.WaitAsync(stop);
        }
    }

    public void Return(long bytes)
    {
        TaskCompletionSource less;
        lock (_lock)
        {
            _bytes -= bytes;
            (less, _less) = (_less, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        less.TrySetResult();
    }
}
