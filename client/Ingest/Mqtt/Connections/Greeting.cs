using Microsoft.Extensions.Options;
using YPort.Twin.Ingest.Http;
using YPort.Twin.Ingest.Mqtt.Packets;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest.Mqtt.Connections;

/// <summary>What a client that came in may expect, and what the server makes of its CONNECT.</summary>
/// <param name="Key">Name of the key that opened; "" for none.</param>
/// <param name="KeepAlive">Zero for none.</param>
sealed record Guest(string ClientId, bool IsAssigned, string Key, string Feed, CitySet Set, TimeSpan KeepAlive, TimeSpan Expiry, int ReceiveMaximum, uint MostPacketBytes, bool WantsWords);

/// <summary>Decides on CONNECT: who comes in, under which name, for how long.</summary>
sealed class Greeting(IOptions<MqttOptions> options, IMqttDoor door, FeedNames feeds)
{
    const int LongestClientId = 256;
    const string RehearsalName = "@rehearsal";

    readonly MqttOptions _options = options.Value;

    /// <summary>Null with the reason why not.</summary>
    public Guest? Welcome(ConnectPacket connect, bool isLocal, out ReasonCode reason, out string says)
    {
        (reason, says) = Refuse(connect, isLocal, out var key, out var set, out var feed);
        if (reason != ReasonCode.Success) return null;
        var is5 = connect.Version == MqttVersion.V5;
        var said = connect.Properties;
        return new(
            connect.ClientId.Length > 0 ? connect.ClientId : $"twin-{Guid.NewGuid():n}", connect.ClientId.Length == 0, key, feed, set,
            KeepAlive(connect), Expiry(connect), (int)Math.Min(said.Number(PropertyId.ReceiveMaximum) ?? ushort.MaxValue, (uint)_options.ReceiveMaximum),
            said.Number(PropertyId.MaximumPacketSize) ?? uint.MaxValue, is5 && said.Number(PropertyId.RequestProblemInformation) is not 0);
    }

    /// <summary>What CONNACK says of the server; in version 5 only.</summary>
    public Properties Terms(ConnectPacket connect, Guest guest) => new Properties()
        .With(PropertyId.SessionExpiry, Seconds(guest.Expiry) is var expiry && expiry == (connect.Properties.Number(PropertyId.SessionExpiry) ?? 0) ? null : expiry)
        .With(PropertyId.ReceiveMaximum, (uint)_options.ReceiveMaximum)
        .With(PropertyId.MaximumQos, 1u)
        .With(PropertyId.RetainAvailable, 1u)
        .With(PropertyId.MaximumPacketSize, (uint)_options.MostPacketBytes)
        .With(PropertyId.AssignedClientId, guest.IsAssigned ? guest.ClientId : null)
        .With(PropertyId.TopicAliasMaximum, (uint)_options.TopicAliasMaximum)
        .With(PropertyId.WildcardSubscriptionAvailable, 1u)
        .With(PropertyId.SubscriptionIdentifierAvailable, 1u)
        .With(PropertyId.SharedSubscriptionAvailable, 0u)
        .With(PropertyId.ServerKeepAlive, guest.KeepAlive.TotalSeconds == connect.KeepAliveSeconds ? null : (uint)guest.KeepAlive.TotalSeconds);

    (ReasonCode, string) Refuse(ConnectPacket connect, bool isLocal, out string key, out CitySet set, out string feed)
    {
        (key, set, feed) = ("", CitySet.Real, FeedNames.Default);
        if (connect.Properties.Text(PropertyId.AuthenticationMethod) is { } method)
            return (ReasonCode.BadAuthenticationMethod, $"The authentication method \"{method}\" is not spoken here. Send a key as password.");
        var entry = door.Enter(isLocal, connect.Password);
        if (entry.Answer == MqttEntryAnswer.KeyMissing) return (ReasonCode.NotAuthorized, "From other machines a key is needed. Send it as password; the operator enters it under Twin:Keys.");
        if (entry.Answer == MqttEntryAnswer.KeyWrong) return (ReasonCode.BadUserNameOrPassword, "The password is none of the keys that the operator has entered under Twin:Keys.");
        key = entry.Key;
        // MQTT 3.1.1, section 3.1.3.1: only a client that leaves nothing behind may leave its name to the server.
        if (connect.ClientId.Length == 0 && connect.Version == MqttVersion.V311 && !connect.CleanStart) return (ReasonCode.ClientIdNotValid, "");
        if (connect.ClientId.Length > LongestClientId) return (ReasonCode.ClientIdNotValid, $"The client identifier has {connect.ClientId.Length} characters; at most {LongestClientId} are taken.");
        if (connect.Will is { Qos: 2 }) return (ReasonCode.QosNotSupported, "The will has QoS 2; up to 1 is taken.");
        if (connect.Properties.Said("set") is { } said)
        {
            if (Parameters.Set(said) is not { } which) return (ReasonCode.ImplementationSpecific, $"The user property \"set\" is \"{said}\". Send real or rehearsal, or leave it out for real.");
            set = which;
        }
        var name = connect.UserName;
        if (name is not null && name.EndsWith(RehearsalName, StringComparison.Ordinal)) (name, set) = (name[..^RehearsalName.Length], CitySet.Rehearsal);
        feed = connect.Properties.Said("feed") ?? feeds.Of(name, connect.ClientId);
        return Parameters.IsFeed(feed) ? (ReasonCode.Success, "") : (ReasonCode.ImplementationSpecific, $"The user property \"feed\" is \"{feed}\". A feed is named by 1 to 64 of a-z, 0-9, \"-\", \".\" and \"_\".");
    }

    TimeSpan KeepAlive(ConnectPacket connect)
    {
        var asked = TimeSpan.FromSeconds(connect.KeepAliveSeconds);
        // 3.1.1 cannot be told another.
        if (connect.Version == MqttVersion.V311) return asked;
        return asked == TimeSpan.Zero || asked > _options.LongestKeepAlive ? _options.LongestKeepAlive : asked;
    }

    TimeSpan Expiry(ConnectPacket connect) => connect.Version == MqttVersion.V311
        ? connect.CleanStart ? TimeSpan.Zero : _options.LongestSession
        : Shortest(connect.Properties.Number(PropertyId.SessionExpiry) ?? 0);

    /// <summary>What DISCONNECT asks for, as far as it goes.</summary>
    public TimeSpan Shortest(uint seconds) => TimeSpan.FromSeconds(seconds) is var asked && asked < _options.LongestSession ? asked : _options.LongestSession;

    static uint Seconds(TimeSpan time) => (uint)time.TotalSeconds;
}
