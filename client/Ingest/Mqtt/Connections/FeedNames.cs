using System.Collections.Concurrent;

namespace YPort.Twin.Ingest.Mqtt.Connections;

/// <summary>Under which name a client's messages are counted.</summary>
sealed class FeedNames
{
    public const string Default = "mqtt";
    const int Longest = 64;

    // Balances are kept for ever, and many clients make up an identifier for each connection.
    const int MostOfClientIds = 1000;

    readonly ConcurrentDictionary<string, byte> _ofClientIds = new(StringComparer.Ordinal);

    /// <summary>User name, else client identifier, in the form of a feed: what does not fit becomes "-".</summary>
    /// <param name="userName">Null when there is none.</param>
    public string Of(string? userName, string clientId)
    {
        if (!string.IsNullOrEmpty(userName)) return Fit(userName);
        if (clientId.Length == 0) return Default;
        var feed = Fit(clientId);
        if (_ofClientIds.Count < MostOfClientIds) _ofClientIds.TryAdd(feed, 0);
        return _ofClientIds.ContainsKey(feed) ? feed : Default;
    }

    static string Fit(string name) => string.Create(Math.Min(name.Length, Longest), name, static (to, from) =>
    {
        for (var i = 0; i < to.Length; i++)
            to[i] = char.ToLowerInvariant(from[i]) is var c && c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-' or '.' or '_' ? c : '-';
    });
}
