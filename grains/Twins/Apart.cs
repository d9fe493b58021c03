using Orleans.Metadata;

namespace YPort.Twin.Twins;

/// <summary>
/// Lets every grain but stateless workers begin in a turn of its own. Orleans 10.4.2 runs the first synchronous part of a grain while it holds that grain's lock
/// (ActivationData.Start), and takes the other's lock to send it a message: two grains that call each other there wait for ever.
/// </summary>
sealed class Apart : IConfigureGrainContextProvider, IConfigureGrainContext
{
    // Stateless workers, such as Orleans' own management grain, stand behind a context that has no lifecycle.
    public bool TryGetConfigurator(GrainType grainType, GrainProperties properties, out IConfigureGrainContext configurator)
    {
        configurator = this;
        return properties.Properties.GetValueOrDefault(WellKnownGrainTypeProperties.PlacementStrategy) != "StatelessWorkerPlacement";
    }

    public void Configure(IGrainContext context) =>
        context.ObservableLifecycle.Subscribe(nameof(Apart), GrainLifecycleStage.First, async _ => await Task.Yield());
}
