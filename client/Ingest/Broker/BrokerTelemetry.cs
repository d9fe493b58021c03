using System.Diagnostics.Metrics;

namespace YPort.Twin.Ingest.Broker;

/// <summary>What the broker's client tells operators.</summary>
sealed class BrokerTelemetry
{
    readonly Counter<long> _taken, _letGo;
    long _waiting;
    int _connected;

    public BrokerTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create("YPort.Twin.Ingest.Broker");
        _taken = meter.CreateCounter<long>("twin_broker_messages_total", description: "Messages taken from the broker and committed.");
        _letGo = meter.CreateCounter<long>("twin_broker_let_go_total", description: "Messages with QoS 0 that came faster than they could be committed.");
        meter.CreateObservableGauge("twin_broker_waiting", () => Interlocked.Read(ref _waiting), description: "Messages heard and not committed yet.");
        meter.CreateObservableGauge("twin_broker_connected", () => Volatile.Read(ref _connected), description: "1 while the broker is connected.");
    }

    public void Connected(bool connected) => Volatile.Write(ref _connected, connected ? 1 : 0);

    /// <summary>So many more wait, or fewer.</summary>
    public void Wait(long messages) => Interlocked.Add(ref _waiting, messages);

    public void Taken(int messages) => _taken.Add(messages);

    public void LetGo() => _letGo.Add(1);
}
