using System.Diagnostics.Metrics;

namespace YPort.Twin.Ingest.Mqtt;

/// <summary>What MQTT tells operators: connections, messages by outcome, what goes to subscribers. No ids in tags.</summary>
sealed class MqttTelemetry
{
    readonly UpDownCounter<long> _connections;
    readonly Counter<long> _refused, _publishes, _states;

    public MqttTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(IngestTelemetry.Name);
        _connections = meter.CreateUpDownCounter<long>("twin_mqtt_connections", description: "Clients connected.");
        _refused = meter.CreateCounter<long>("twin_mqtt_refused_connections_total", description: "Connections refused or ended by us, by reason.");
        _publishes = meter.CreateCounter<long>("twin_mqtt_publishes_total", description: "Messages received and answered, by outcome and quality of service.");
        _states = meter.CreateCounter<long>("twin_mqtt_states_total", description: "States of twins for subscribers: sent, and dropped because they do not read.");
    }

    public void Connected() => _connections.Add(1);

    public void Gone() => _connections.Add(-1);

    public void Refused(string reason) => _refused.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void Published(bool taken, int qos) => _publishes.Add(1, new KeyValuePair<string, object?>("outcome", taken ? "taken" : "quarantined"), new KeyValuePair<string, object?>("qos", qos));

    public void StateSent() => _states.Add(1, new KeyValuePair<string, object?>("outcome", "sent"));

    public void StateDropped() => _states.Add(1, new KeyValuePair<string, object?>("outcome", "dropped"));
}
