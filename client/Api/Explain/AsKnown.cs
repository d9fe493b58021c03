using YPort.Twin.Api.Answering;
using YPort.Twin.Api.Factors;
using YPort.Twin.Api.Register;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Explain;

/// <summary>Ledger and factors of now, or of what was committed by a moment, as if nothing had been said since.</summary>
sealed class AsKnown(AnswerLedger ledger, IGrainFactory grains, FactorBook book, Recount recount)
{
    /// <summary>What stands beside a figure of an earlier moment.</summary>
    public const string Note = "From what was committed by then, factors as well; the register is taken as it stands now: what was entered about twins since counts too.";

    /// <param name="knownAt">Null: the ledger itself.</param>
    public async Task<ILedger> Ledger(Instant? knownAt) => knownAt is { } moment ? new LedgerAsKnown(recount, [.. (await StateEndpoints.Listings(grains)).Select(listing => listing.Register)], moment) : ledger;

    public async Task<FactorRegistry> Factors(CitySet set, Instant? knownAt, CancellationToken stop) => await book.Known(set, stop) is var all && knownAt is { } moment ? all.AsKnown(moment) : all;
}
