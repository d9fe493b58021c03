using Microsoft.Extensions.Options;
using YPort.Twin.Ingest.Mqtt.Packets;
using YPort.Twin.Ingest.Mqtt.Sessions;
using YPort.Twin.Ingest.Mqtt.Topics;

namespace YPort.Twin.Ingest.Mqtt.Connections;

/// <summary>Grants and refuses subscriptions.</summary>
sealed class Subscribing(IOptions<MqttOptions> options)
{
    const byte OldFailure = 0x80;

    public async Task Subscribe(SubscribePacket packet, Session session, Outbox outbox)
    {
        List<byte> reasons = [];
        string? says = null;
        foreach (var request in packet.Requests)
        {
            var filter = Filter(request.Filter);
            if (filter.IsShared && request.NoLocal) throw MqttProtocolException.Error("A shared subscription has No Local set [MQTT-3.8.3-4].");
            var (reason, why) = Refuse(filter, session, outbox.Version);
            if (reason != ReasonCode.Success)
            {
                says ??= why;
                reasons.Add(outbox.Version == MqttVersion.V5 ? (byte)reason : OldFailure);
                continue;
            }
            Subscription subscription = new(filter, Math.Min(request.Qos, 1), request.RetainAsPublished, packet.Identifier);
            session.Subscribe(subscription, request.RetainHandling);
            reasons.Add((byte)subscription.Qos);
        }
        await outbox.Answer(PacketType.Suback, packet.PacketId, reasons, says);
    }

    public static Task Unsubscribe(UnsubscribePacket packet, Session session, Outbox outbox) => outbox.Answer(
        PacketType.Unsuback, packet.PacketId, [.. packet.Filters.Select(text => session.Unsubscribe(Filter(text).Text) ? (byte)ReasonCode.Success : (byte)ReasonCode.NoSubscriptionExisted)], null);

    (ReasonCode, string?) Refuse(TopicFilter filter, Session session, MqttVersion version)
    {
        if (filter.IsShared && version == MqttVersion.V5) return (ReasonCode.SharedSubscriptionsNotSupported, "Shared subscriptions are not granted: a state is one for all.");
        if (filter.WhyNothingComes() is { } why) return (ReasonCode.TopicFilterInvalid, why);
        return !session.Has(filter.Text) && session.Subscriptions >= options.Value.MostSubscriptions
            ? (ReasonCode.QuotaExceeded, $"A session has at most {options.Value.MostSubscriptions} subscriptions (Twin:Mqtt:MostSubscriptions). Use a wildcard.")
            : (ReasonCode.Success, null);
    }

    static TopicFilter Filter(string text) => TopicFilter.Read(text, out var problem) ?? throw MqttProtocolException.Malformed(problem!);
}
