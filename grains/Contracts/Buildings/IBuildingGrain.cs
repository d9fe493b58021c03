using YPort.Twin.Contracts.Twins;
using YPort.Twin.Model.Buildings;

namespace YPort.Twin.Contracts.Buildings;

/// <summary>The twin of one building, keyed by its id, such as "bts-siam". Fed by its shard; asked by everyone.</summary>
[Alias("building")]
public interface IBuildingGrain : ITwinGrain
{
    /// <summary>Power, energy today, freshness and alarms, as of now.</summary>
    [Alias("now")] Task<BuildingState> Now();
}
