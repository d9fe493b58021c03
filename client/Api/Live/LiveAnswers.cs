using System.Collections.Immutable;
using YPort.Twin.Api.City;

namespace YPort.Twin.Api.Live;

/// <summary>Event "snapshot": all figures of the city and its districts; what the reader held before is void.</summary>
/// <param name="ServerTime">When the frame was made; the page's clock may differ.</param>
public sealed record LiveSnapshot(DateTimeOffset ServerTime, ConnectionInfo Connection, PlaceAnswer City);

/// <summary>Event "change": the figures that changed, by id; each replaces the one of the same id.</summary>
/// <param name="AsOf">When the city last vouched for its sums.</param>
public sealed record LiveChange(DateTimeOffset ServerTime, DateTimeOffset AsOf, string Set, ImmutableArray<FigureAnswer> Figures);

/// <summary>Event "heartbeat": nothing changed, or the city is still gathering itself.</summary>
/// <param name="AsOf">When the city last vouched for its sums; null before the first time. One that stays behind serverTime means the city does not answer.</param>
/// <param name="ShardsHeard">Of 64, while the city is incomplete.</param>
public sealed record LiveHeartbeat(DateTimeOffset ServerTime, DateTimeOffset? AsOf, bool Complete, int ShardsHeard, ConnectionInfo Connection);

/// <param name="Heartbeat">How often a silent stream says that it lives, ISO 8601 duration.</param>
/// <param name="Remembers">So many frames back a reader may resume with Last-Event-ID.</param>
/// <param name="MostPerSecond">Frames a second at most.</param>
public sealed record ConnectionInfo(string Heartbeat, int Remembers, int MostPerSecond)
{
    public static ConnectionInfo Default { get; } = new("PT10S", FrameRing.MostFrames, 20);
}
