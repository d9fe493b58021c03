using System.ComponentModel.DataAnnotations;
using YPort.Twin.Ingest.Http;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest.Broker;

/// <summary>The broker whose messages the twin takes, as its client. Configuration section "Twin:Broker".</summary>
public sealed class BrokerOptions : IValidatableObject
{
    /// <summary>Its name or address; empty for none.</summary>
    public string Host { get; set; } = "";

    [Range(1, 65535, ErrorMessage = "Twin:Broker:Port must be 1 to 65535; MQTT's own are 1883, and 8883 under TLS.")]
    public int? Port { get; set; }

    public bool Tls { get; set; }

    /// <summary>A PEM file with the authority that signed the broker's certificate; empty for those that the machine trusts.</summary>
    public string TlsAuthority { get; set; } = "";

    public string User { get; set; } = "";

    /// <summary>From the environment (Twin__Broker__Password); never written to a log.</summary>
    public string Password { get; set; } = "";

    /// <summary>A file that holds the password instead, read at each connection.</summary>
    public string PasswordFile { get; set; } = "";

    /// <summary>
    /// Names the session in which the broker keeps what came while we were away: one that is used by this process alone and survives it.
    /// Empty for "yport-twin-" and the machine's name.
    /// </summary>
    [MaxLength(200, ErrorMessage = "Twin:Broker:ClientId must have at most 200 characters.")]
    public string ClientId { get; set; } = "";

    /// <summary>Name of a group of processes that share the messages among them; empty where one process takes all.</summary>
    public string Share { get; set; } = "";

    /// <summary>Takes what the broker still holds for this process, and then ends its subscriptions and its session: for one that goes for good.</summary>
    public bool Leave { get; set; }

    /// <summary>Topic filters with commas between.</summary>
    [Required(ErrorMessage = "Twin:Broker:Topics is empty. Name topic filters with commas between, or leave it out for twin/+,twin/+/+.")]
    public string Topics { get; set; } = "twin/+,twin/+/+";

    /// <summary>Under which the balance of what came from the broker stands at /v1/feeds.</summary>
    public string Feed { get; set; } = "broker";

    /// <summary>What the twins of these messages belong to.</summary>
    public CitySet Set { get; set; } = CitySet.Real;

    /// <summary>How long the broker keeps the session while we are away; what it held is lost after that.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00", ErrorMessage = "Twin:Broker:SessionExpiry must be 1 minute to 365 days.")]
    public TimeSpan SessionExpiry { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Messages that the broker may have under way to us without our acknowledgement.</summary>
    [Range(1, 65535, ErrorMessage = "Twin:Broker:ReceiveMaximum must be 1 to 65535.")]
    public int ReceiveMaximum { get; set; } = 1000;

    internal string Session => ClientId.Length > 0 ? ClientId : $"yport-twin-{Environment.MachineName}";

    internal int Listener => Port ?? (Tls ? 8883 : 1883);

    internal IEnumerable<string> Filters => Topics.Split(',', StringSplitOptions.TrimEntries).Select(topic => Share.Length > 0 ? $"$share/{Share}/{topic}" : topic);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Parameters.IsFeed(Feed)) yield return new($"Twin:Broker:Feed is \"{Feed}\". Name 1 to 64 of a-z, 0-9, \"-\", \".\" and \"_\".");
        if (Share.AsSpan().ContainsAny("/+#,")) yield return new($"Twin:Broker:Share is \"{Share}\". The name of a group has no \"/\", \"+\", \"#\" or comma.");
        if (Share.Length > 0 && ClientId.Length == 0)
            yield return new($"Twin:Broker:Share is \"{Share}\" and Twin:Broker:ClientId is empty. Give each process of the group an id of its own, which it keeps: what the broker holds for it is kept under that.");
        foreach (var topic in Topics.Split(',', StringSplitOptions.TrimEntries))
            if (!IsFilter(topic)) yield return new($"Twin:Broker:Topics has \"{topic}\", which is no topic filter. Write such as twin/+/+, with \"+\" for one whole level and \"#\" as the last.");
        if (Password.Length > 0 && PasswordFile.Length > 0) yield return new("Twin:Broker:Password and Twin:Broker:PasswordFile are both set. Leave one of them out.");
        if (User.Length == 0 && (Password.Length > 0 || PasswordFile.Length > 0)) yield return new("Twin:Broker has a password and no User. Set Twin:Broker:User as well.");
        foreach (var (name, file) in new[] { (nameof(PasswordFile), PasswordFile), (nameof(TlsAuthority), TlsAuthority) })
            if (file.Length > 0 && !File.Exists(file)) yield return new($"Twin:Broker:{name} names the file \"{file}\", which does not exist.");
    }

    static bool IsFilter(string topic)
    {
        var levels = topic.Split('/');
        return topic.Length is > 0 and <= 1000 && levels.All(level => level is "+" or "#" || !level.AsSpan().ContainsAny("+#\0")) && !levels.SkipLast(1).Contains("#") && levels[0] != "$share";
    }
}
