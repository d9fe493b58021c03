using MQTTnet;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest.Broker;

/// <summary>A message on its way to the journal.</summary>
/// <param name="Delivery">Answers the broker, on the connection that brought it and on no other.</param>
/// <param name="Promised">QoS 1: the broker keeps it until we acknowledge. QoS 0 is kept by nobody.</param>
readonly record struct HeardMessage(MqttApplicationMessageReceivedEventArgs Delivery, IReadOnlyList<IntakeItem> Items, Instant ReceivedAt, bool Promised)
{
    public long Bytes => Items.Sum(item => (long)item.Raw.Length + Intake.BytesPerItem);
}
