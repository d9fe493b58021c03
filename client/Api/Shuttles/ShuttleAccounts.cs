using YPort.Twin.Api.Register;
using YPort.Twin.Model.City;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Model.Shuttles;
using YPort.Twin.Model.Shuttles.ModeShift;

namespace YPort.Twin.Api.Shuttles;

/// <summary>What one vehicle did in a time, and what that avoided.</summary>
sealed record ShuttleAccount(TwinRegister Register, ServiceRecord Did, AvoidedEmissions Avoided);

/// <summary>What several vehicles did and avoided, each and together; report and explanation are made of the same.</summary>
sealed record ShuttleAccounts(IReadOnlyList<ShuttleAccount> Vehicles, ServiceRecord Did, AvoidedEmissions Avoided)
{
    /// <summary>The set's shuttles, or only one; in order of id.</summary>
    public static async Task<TwinRegister[]> Shuttles(IGrainFactory grains, CitySet set, TwinId? only) => [.. (await StateEndpoints.Listings(grains)).Select(listing => listing.Register)
        .Where(register => register.Current.Kind == Kinds.Shuttle && register.Current.Set == set && (only is null || register.Id == only)).OrderBy(register => register.Id)];

    public static async Task<ShuttleAccounts> Of(IEnumerable<TwinRegister> shuttles, Window from, Window to, ShuttleServices services, FactorRegistry registry, CancellationToken stop)
    {
        List<ShuttleAccount> all = [];
        foreach (var shuttle in shuttles)
        {
            var did = await services.Of(shuttle, from, to, stop);
            var splits = FormerModeSplits.Of(shuttle.Current.Shuttle?.FormerModes ?? []).Splits ?? FormerModeSplits.None;
            all.Add(new(shuttle, did, AvoidedEmissions.Of(did.Carried, Own(did), splits, registry)));
        }
        var whole = ServiceRecord.Together([.. all.Select(one => one.Did)]);
        return new(all, whole, AvoidedEmissions.Together([.. all.Where(one => one.Did.DidAnything).Select(one => (one.Register.Id.ToString(), one.Avoided))], Own(whole)));

        OwnEmissions Own(ServiceRecord did) => OwnEmissions.Of(did.Charges, day => registry.On(day, Emissions.Charging.Series));
    }
}
