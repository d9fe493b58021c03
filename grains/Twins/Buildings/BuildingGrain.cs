using YPort.Twin.Contracts.Buildings;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Buildings;
using YPort.Twin.Twins.Folding;

namespace YPort.Twin.Twins.Buildings;

sealed class BuildingGrain(ILedger ledger, TimeProvider clock) : TwinGrain(ledger, clock), IBuildingGrain
{
    public async Task<BuildingState> Now()
    {
        var (fold, page, applied) = await Known();
        var asOf = Present;
        var alarms = BuildingAlarms.Of(fold.Register, asOf, fold.Samples, page.Of);
        return new(fold.Register, asOf, applied, Live.Channels(fold, asOf), Live.Today(page, fold.Register, asOf), alarms);
    }
}
