using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Ingest.Mqtt;

/// <summary>Where MQTT listens and how much it takes. Configuration section "Twin:Mqtt".</summary>
public sealed class MqttOptions : IValidatableObject
{
    public const int DefaultPort = 1883;

    /// <summary>0 keeps plain MQTT off. Not set: 1883, and if that is taken, off with a warning.</summary>
    [Range(0, 65535, ErrorMessage = "Twin:Mqtt:Port must be 0 (off) to 65535.")]
    public int? Port { get; set; }

    /// <summary>An IP address; beyond this machine only with keys (Twin:Keys).</summary>
    public string Address { get; set; } = "127.0.0.1";

    [ValidateObjectMembers]
    public MqttTlsOptions Tls { get; set; } = new();

    /// <summary>Path on the HTTP port where MQTT comes through WebSocket; empty keeps it shut.</summary>
    [RegularExpression("(/[a-z0-9-]+)*", ErrorMessage = "Twin:Mqtt:WebSocket must be a path such as /mqtt, or empty for none.")]
    public string WebSocket { get; set; } = "/mqtt";

    /// <summary>By channel: the UCUM unit of numbers that come without one.</summary>
    public Dictionary<string, string> Units { get; } = new(StringComparer.Ordinal);

    /// <summary>The longest packet.</summary>
    [Range(1024, 16 << 20, ErrorMessage = "Twin:Mqtt:MostPacketBytes must be 1 KiB to 16 MiB.")]
    public int MostPacketBytes { get; set; } = 256 * 1024;

    [Range(1, 100_000, ErrorMessage = "Twin:Mqtt:MostConnections must be 1 to 100,000.")]
    public int MostConnections { get; set; } = 2_000;

    /// <summary>Sessions kept, with a connection and without.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Twin:Mqtt:MostSessions must be 1 to 1,000,000.")]
    public int MostSessions { get; set; } = 10_000;

    /// <summary>How long a session may outlive its connection.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00", ErrorMessage = "Twin:Mqtt:LongestSession must be 0 to 30 days.")]
    public TimeSpan LongestSession { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Publications a client may have under way without our acknowledgement; at so many of any kind we stop reading.</summary>
    [Range(1, 65535, ErrorMessage = "Twin:Mqtt:ReceiveMaximum must be 1 to 65535.")]
    public int ReceiveMaximum { get; set; } = 1024;

    /// <summary>Bytes of messages read and not yet given to the journal, over all connections; beyond it nobody is read.</summary>
    [Range(1L << 20, 1L << 33, ErrorMessage = "Twin:Mqtt:MostPendingBytes must be 1 MiB to 8 GiB.")]
    public long MostPendingBytes { get; set; } = 32L << 20;

    /// <summary>Messages that wait for one subscriber, one for each twin that changed; the oldest give way.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Twin:Mqtt:MostQueued must be 1 to 1,000,000.")]
    public int MostQueued { get; set; } = 10_000;

    [Range(1, 10_000, ErrorMessage = "Twin:Mqtt:MostSubscriptions must be 1 to 10,000 per session.")]
    public int MostSubscriptions { get; set; } = 100;

    /// <summary>Topic aliases a client may define; 0 forbids them.</summary>
    [Range(0, 1000, ErrorMessage = "Twin:Mqtt:TopicAliasMaximum must be 0 to 1000.")]
    public int TopicAliasMaximum { get; set; } = 64;

    /// <summary>A connection is given up after one and a half times this without a packet; clients of version 5 that ask for longer, or for none, are told so.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "18:00:00", ErrorMessage = "Twin:Mqtt:LongestKeepAlive must be 1 second to 18 hours.")]
    public TimeSpan LongestKeepAlive { get; set; } = TimeSpan.FromMinutes(20);

    /// <summary>A connection that has not said CONNECT by then is closed.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00", ErrorMessage = "Twin:Mqtt:ConnectWithin must be 0.1 second to 5 minutes.")]
    public TimeSpan ConnectWithin { get; set; } = TimeSpan.FromSeconds(10);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, unit) in Units)
        {
            if (Channels.Named(name) is not { } channel) yield return new($"Twin:Mqtt:Units:{name} names no channel. GET /v1/channels lists all.");
            else if (!Unit.TryParse(unit, out var known) || !known.ConvertsTo(channel.Unit)) yield return new($"Twin:Mqtt:Units:{name} is \"{unit}\", which is no unit of {name}; it is kept in {channel.Unit}.");
        }
        if (!System.Net.IPAddress.TryParse(Address, out _)) yield return new($"Twin:Mqtt:Address is \"{Address}\". Set an IP address, such as 127.0.0.1 or 0.0.0.0.");
        if (Tls.Port > 0 && Tls.Certificate.Length == 0) yield return new("Twin:Mqtt:Tls:Port is set and Twin:Mqtt:Tls:Certificate is not. Name a PKCS #12 file (.pfx), or a PEM file with its key beside it in Twin:Mqtt:Tls:Key.");
        foreach (var file in new[] { Tls.Certificate, Tls.Key })
            if (file.Length > 0 && !File.Exists(file)) yield return new($"Twin:Mqtt:Tls names the file \"{file}\", which does not exist.");
    }
}

/// <summary>MQTT under TLS, beside the plain port or instead of it.</summary>
public sealed class MqttTlsOptions
{
    /// <summary>Usually 8883; 0 keeps it off.</summary>
    [Range(0, 65535, ErrorMessage = "Twin:Mqtt:Tls:Port must be 0 (off) to 65535; 8883 is MQTT's own.")]
    public int Port { get; set; }

    /// <summary>A PKCS #12 file, or a PEM file when <see cref="Key"/> is set.</summary>
    public string Certificate { get; set; } = "";

    /// <summary>A PEM file with the private key.</summary>
    public string Key { get; set; } = "";

    /// <summary>Of the file with the private key.</summary>
    public string Password { get; set; } = "";
}
