using YPort.Twin.Contracts.Twins;
using YPort.Twin.Model.EWaste;

namespace YPort.Twin.Contracts.EWaste;

/// <summary>The twin of one e-waste point or recycler, keyed by its id. Fed by its shard; asked by everyone.</summary>
[Alias("e-waste-point")]
public interface IEWastePointGrain : ITwinGrain
{
    /// <summary>What its channels say, what it did today and what is wrong, as of now.</summary>
    [Alias("now")] Task<EWastePointState> Now();
}
