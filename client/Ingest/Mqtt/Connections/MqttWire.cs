using System.IO.Pipelines;

namespace YPort.Twin.Ingest.Mqtt.Connections;

/// <summary>The bytes of one client, whatever carries them.</summary>
/// <param name="IsLocal">It comes from this machine, and from no web page of somebody else's.</param>
/// <param name="Abort">Ends it at once.</param>
sealed record MqttWire(IDuplexPipe Pipe, bool IsLocal, string Remote, Action Abort);
