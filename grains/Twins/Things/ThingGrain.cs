using YPort.Twin.Contracts.Storage;
using YPort.Twin.Contracts.Things;
using YPort.Twin.Model.Things;
using YPort.Twin.Twins.Folding;

namespace YPort.Twin.Twins.Things;

sealed class ThingGrain(ILedger ledger, TimeProvider clock) : TwinGrain(ledger, clock), IThingGrain
{
    public async Task<ThingState> Now()
    {
        var (fold, page, applied) = await Known();
        var asOf = Present;
        return new(fold.Register, asOf, applied, Live.Channels(fold, asOf), Live.Today(page, fold.Register, asOf));
    }
}
