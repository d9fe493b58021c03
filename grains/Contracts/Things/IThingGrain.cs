using YPort.Twin.Contracts.Twins;
using YPort.Twin.Model.Things;

namespace YPort.Twin.Contracts.Things;

/// <summary>The twin of a weather station, of another sensor that belongs to no building, shuttle, waste site or e-waste point, or of an office that declares.</summary>
[Alias("thing")]
public interface IThingGrain : ITwinGrain
{
    /// <summary>What its channels say, with freshness, as of now.</summary>
    [Alias("now")] Task<ThingState> Now();
}
