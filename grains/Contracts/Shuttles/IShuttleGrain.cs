using YPort.Twin.Contracts.Twins;
using YPort.Twin.Model.Shuttles;

namespace YPort.Twin.Contracts.Shuttles;

/// <summary>The twin of one cart or car, keyed by its id, such as "cart-1". Fed by its shard; asked by everyone.</summary>
[Alias("shuttle")]
public interface IShuttleGrain : ITwinGrain
{
    /// <summary>What its channels say, what it did today and what is wrong, as of now.</summary>
    [Alias("now")] Task<ShuttleState> Now();
}
