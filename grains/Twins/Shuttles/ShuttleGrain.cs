using YPort.Twin.Contracts.Shuttles;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Shuttles;
using YPort.Twin.Twins.Folding;

namespace YPort.Twin.Twins.Shuttles;

sealed class ShuttleGrain(ILedger ledger, TimeProvider clock) : TwinGrain(ledger, clock), IShuttleGrain
{
    private protected override string? Mode(TwinFold fold) => ShuttleView.ModeOf(fold.LatestEvents);

    public async Task<ShuttleState> Now()
    {
        var (fold, page, applied) = await Known();
        var asOf = Present;
        var now = ShuttleView.Of(fold.Register, asOf, fold.LatestOf, fold.Samples(ShuttleChannels.Position), fold.LatestEvents);
        return new(fold.Register, asOf, applied, Live.Channels(fold, asOf), Live.Today(page, fold.Register, asOf), ShuttleAlarms.Of(fold.Register, asOf, now, fold.Samples), now);
    }
}
