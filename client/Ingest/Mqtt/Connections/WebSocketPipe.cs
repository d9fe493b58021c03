using System.IO.Pipelines;
using System.Net.WebSockets;

namespace YPort.Twin.Ingest.Mqtt.Connections;

/// <summary>A WebSocket as a stream of bytes: packets may be cut anywhere between its frames. MQTT 5.0 section 6.</summary>
sealed class WebSocketPipe(WebSocket socket, TimeProvider clock) : IDuplexPipe
{
    static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(2);

    const int ReadAtOnce = 16 * 1024;

    readonly Pipe _in = new(), _out = new();

    public PipeReader Input => _in.Reader;

    public PipeWriter Output => _out.Writer;

    /// <summary>Carries bytes both ways until either side ends.</summary>
    public async Task Carry(CancellationToken aborted)
    {
        var receiving = Receive(aborted);
        await Send(aborted);
        try
        {
            // A client that has ended its side already does not hear this.
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, aborted);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            socket.Abort();
        }
        try
        {
            await receiving.WaitAsync(LongestGoodbye, clock, aborted);
        }
        catch (Exception silent) when (silent is TimeoutException or OperationCanceledException)
        {
            socket.Abort();
        }
    }

    async Task Receive(CancellationToken aborted)
    {
        Exception? fault = null;
        try
        {
            while (true)
            {
                var read = await socket.ReceiveAsync(_in.Writer.GetMemory(ReadAtOnce), aborted);
                if (read.MessageType == WebSocketMessageType.Close) break;
                if (read.MessageType != WebSocketMessageType.Binary)
                {
                    await socket.CloseOutputAsync(WebSocketCloseStatus.InvalidMessageType, "MQTT comes in binary frames [MQTT-6.0.0-1].", aborted);
                    break;
                }
                _in.Writer.Advance(read.Count);
                if ((await _in.Writer.FlushAsync(aborted)).IsCompleted) break;
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or IOException)
        {
            fault = new IOException("The WebSocket has gone.", gone);
        }
        await _in.Writer.CompleteAsync(fault);
    }

    async Task Send(CancellationToken aborted)
    {
        try
        {
            while (true)
            {
                var read = await _out.Reader.ReadAsync(aborted);
                foreach (var part in read.Buffer) await socket.SendAsync(part, WebSocketMessageType.Binary, endOfMessage: true, aborted);
                _out.Reader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted) break;
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or IOException)
        {
            // The reading side says so as well.
        }
        await _out.Reader.CompleteAsync();
    }
}
