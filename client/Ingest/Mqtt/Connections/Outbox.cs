using System.IO.Pipelines;
using YPort.Twin.Ingest.Mqtt.Packets;

namespace YPort.Twin.Ingest.Mqtt.Connections;

/// <summary>Everything that one client is told: whole packets, one after the other, none longer than it takes.</summary>
sealed class Outbox(PipeWriter output, MqttVersion version) : IDisposable
{
    const int LongestWords = 2000;

    readonly SemaphoreSlim _turn = new(1);
    readonly PacketWriter _writer = new(version);
    bool _ended;

    /// <summary>What the client's CONNECT allows.</summary>
    public uint MostPacketBytes { get; init; } = uint.MaxValue;

    /// <summary>It wants reasons in words on every packet.</summary>
    public bool WantsWords { get; init; } = true;

    public MqttVersion Version => version;

    public Task Connack(bool present, ReasonCode reason, Properties properties) => Send(to => _writer.Connack(to, present, reason, properties, MostPacketBytes));

    public Task Pingresp() => Send(_writer.Pingresp);

    public Task Answer(PacketType type, ushort packetId, IReadOnlyList<byte> reasons, string? says) =>
        Send(to => _writer.Answers(to, type, packetId, reasons, Words(says), MostPacketBytes));

    public Task Pubacks(IReadOnlyList<Acknowledgement> acknowledgements) => Send(to =>
    {
        foreach (var (packetId, reason, says) in acknowledgements) _writer.Puback(to, packetId, reason, Words(says), MostPacketBytes);
    });

    /// <summary>False when the client takes no packet that long: it is as if it had been sent [MQTT-3.1.2-25].</summary>
    public async Task<bool> Publish(string topic, byte[] payload, int qos, bool retain, bool duplicate, ushort packetId, Properties properties)
    {
        var fits = true;
        await Send(to => fits = _writer.Publish(to, topic, payload, qos, retain, duplicate, packetId, properties, MostPacketBytes));
        return fits;
    }

    /// <summary>The last word; nothing is sent after it.</summary>
    public Task Disconnect(ReasonCode reason, string? says) => Send(to =>
    {
        if (version == MqttVersion.V5) _writer.Disconnect(to, reason, Printable(says), MostPacketBytes);
        _ended = true;
    });

    string? Words(string? says) => WantsWords ? Printable(says) : null;

    // What came from a client and is shown to it again may hold anything; MQTT's texts may not.
    static string? Printable(string? says) => says is null ? null : string.Create(Math.Min(says.Length, LongestWords), says, static (to, from) =>
    {
        for (var i = 0; i < to.Length; i++) to[i] = char.IsControl(from[i]) || char.IsSurrogate(from[i]) ? '?' : from[i];
    });

    async Task Send(Action<PipeWriter> write)
    {
        await _turn.WaitAsync();
        try
        {
            if (_ended) return;
            write(output);
            await output.FlushAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}

/// <param name="Says">Null when all is well.</param>
readonly record struct Acknowledgement(ushort PacketId, ReasonCode Reason, string? Says);
