using YPort.Twin.Api.Explain;
using YPort.Twin.Api.Register;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Waste;
using YPort.Twin.Model.Waste.Balance;

namespace YPort.Twin.Api.Waste;

/// <summary>A balance and the ledger's sums that it was made of.</summary>
sealed record MadeBalance(CitySet Set, Window From, Window To, IReadOnlyList<WasteSum> Sums, WasteBalance Balance);

/// <summary>Balances waste over a time, by what is known now or was committed by a moment.</summary>
sealed class WasteBalances(AsKnown known, IGrainFactory grains)
{
    public async Task<MadeBalance> Of(CitySet set, Window from, Window to, Instant? knownAt, CancellationToken stop)
    {
        var ledger = await known.Ledger(knownAt);
        Dictionary<string, WasteRole> roles = new(StringComparer.Ordinal);
        List<WasteSum> sums = [];
        foreach (var site in (await StateEndpoints.Listings(grains)).Select(listing => listing.Register).Where(register => register.Current is { Kind: Kinds.WasteSite } && register.Current.Set == set))
        {
            if (site.At(to.Start).Waste is { } facts) roles[site.Id.ToString()] = facts.Role;
            foreach (var measure in (Measure[])[WasteMeasures.Collected, WasteMeasures.Transferred, WasteMeasures.Delivered])
                foreach (var sum in (await ledger.Sums(new(measure.Name, set, site.Id, null, from, to, [from], LedgerSplit.Dimensions), stop)).GroupBy(sum => sum.Group))
                    sums.Add(new(site.Id.ToString(), measure, sum.Key, checked((long)sum.Aggregate(Int128.Zero, (all, one) => all + one.Steps))));
        }
        return new(set, from, to, sums, WasteBalance.Of(sums, roles));
    }
}
