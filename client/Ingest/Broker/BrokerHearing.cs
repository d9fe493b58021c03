using Microsoft.Extensions.DependencyInjection;

namespace YPort.Twin.Ingest.Broker;

/// <summary>Hears a broker that stands in front of the twin.</summary>
public static class BrokerHearing
{
    /// <summary>After AddIngest, which gives the intake, and AddMqtt, which knows the units of bare numbers. Does nothing where no broker is named.</summary>
    /// <param name="options">Checked already.</param>
    public static IServiceCollection AddBroker(this IServiceCollection services, BrokerOptions options) => options.Host.Length == 0 ? services
        : services.AddSingleton(options).AddSingleton<BrokerTelemetry>().AddHostedService<BrokerClient>();
}
