using YPort.Twin.Contracts.Twins;
using YPort.Twin.Model.Waste;

namespace YPort.Twin.Contracts.Waste;

/// <summary>The twin of one waste site (transfer station, landfill, waste-to-energy or composting plant), keyed by its id, such as "on-nut". Fed by its shard; asked by everyone.</summary>
[Alias("waste-site")]
public interface IWasteSiteGrain : ITwinGrain
{
    /// <summary>What its channels say, what it did today and what is wrong, as of now.</summary>
    [Alias("now")] Task<WasteSiteState> Now();
}
