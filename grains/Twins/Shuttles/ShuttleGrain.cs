using YPort.Twin.Contracts.Shuttles;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Shuttles;
using YPort.Twin.Twins.Folding;

namespace YPort.Twin.Twins.Shuttles;

sealed class ShuttleGrain(ILedger ledger, TimeProvider clock) : TwinGrain(ledger, clock), IShuttleGrain
{
    readonly TimeProvider _clock = clock;

    public async Task<ShuttleState> Now()
    {
        var (fold, page, applied) = await Known();
        var asOf = Instant.From(_clock);
        ReadOnlySpan<Sample> Tail(Channel channel) => fold.Tail(channel) is { } tail ? tail.Samples : default;
        var now = ShuttleView.Of(fold.Register, asOf, fold.LatestOf, Tail(ShuttleChannels.Position), fold.LatestEvents);
        return new(fold.Register, asOf, applied, Live.Channels(fold, asOf), Live.Today(page, fold.Register, asOf), ShuttleAlarms.Of(fold.Register, asOf, now, Tail), now);
    }
}
