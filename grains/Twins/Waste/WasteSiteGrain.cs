using YPort.Twin.Contracts.Storage;
using YPort.Twin.Contracts.Waste;
using YPort.Twin.Model.Waste;
using YPort.Twin.Twins.Folding;

namespace YPort.Twin.Twins.Waste;

sealed class WasteSiteGrain(ILedger ledger, TimeProvider clock) : TwinGrain(ledger, clock), IWasteSiteGrain
{
    public async Task<WasteSiteState> Now()
    {
        var (fold, page, applied) = await Known();
        var asOf = Present;
        var alarms = WasteAlarms.Of(fold.Register, asOf, fold.Samples, page.Of);
        return new(fold.Register, asOf, applied, Live.Channels(fold, asOf), Live.Today(page, fold.Register, asOf), alarms,
            fold.Register.At(asOf).Waste, Live.TodayBy(page, WasteMeasures.All, asOf));
    }
}
