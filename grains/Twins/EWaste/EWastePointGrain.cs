using System.Collections.Immutable;
using YPort.Twin.Contracts.EWaste;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.Register;
using YPort.Twin.Model.Waste;
using YPort.Twin.Twins.Folding;

namespace YPort.Twin.Twins.EWaste;

/// <summary>Beside its fold it keeps the lots that are open: what alarms speak of. A closed lot is forgotten, and looked up if it is ever spoken of again.</summary>
sealed class EWastePointGrain(ILedger ledger, TimeProvider clock) : TwinGrain(ledger, clock), IEWastePointGrain
{
    OpenLots _lots = OpenLots.None;

    public async Task<EWastePointState> Now()
    {
        var (fold, page, applied) = await Known();
        var asOf = Present;
        var alarms = EWasteAlarms.Of(fold.Register, asOf, _lots.All, fold.Tail(WasteChannels.FillLevel) is { } tail ? tail.Samples : default);
        return new(fold.Register, asOf, applied, Live.Channels(fold, asOf), Live.Today(page, fold.Register, asOf), alarms,
            fold.Register.At(asOf).EWaste, Live.TodayBy(page, EWasteMeasures.All, asOf), EWasteHeld.Of(_lots.All));
    }

    private protected override async Task Told(TwinRegister register, ImmutableArray<EventWord>? news, ITwinRecall recall) =>
        _lots = news is { } some ? await _lots.After(register, some, recall) : await OpenLots.Read(register, recall);
}
