namespace YPort.Twin.Model.Readings;

/// <summary>How old a channel's latest word is, against the interval at which it should speak.</summary>
public enum Freshness
{
    /// <summary>Within two expected intervals.</summary>
    Live,

    /// <summary>Over two expected intervals old; the value stays.</summary>
    Late,

    /// <summary>Over five; a stale gauge leaves the totals.</summary>
    Stale,

    /// <summary>Never heard.</summary>
    Silent,
}

public static class FreshnessRules
{
    /// <summary>From this moment on the sample no longer counts in totals.</summary>
    public static Instant StaleAt(Channel channel, Instant at) => at + channel.Expected * 5;

    public static Freshness Of(Channel channel, Instant? at, Instant asOf) => Of(channel.Expected, at, asOf);

    /// <summary>Of what happens at a twin: events have no interval of their own, so one a day is expected wherever any was told.</summary>
    public static Freshness OfEvents(Instant? newest, Instant asOf) => Of(TimeSpan.FromDays(1), newest, asOf);

    static Freshness Of(TimeSpan expected, Instant? at, Instant asOf) => at switch
    {
        null => Freshness.Silent,
        { } time when asOf >= time + expected * 5 => Freshness.Stale,
        { } time when asOf >= time + expected * 2 => Freshness.Late,
        _ => Freshness.Live,
    };
}
