using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Npgsql;
using Orleans.Configuration;
using Orleans.Dashboard;
using YPort.Twin.Twins;

namespace YPort.Twin.Host.Startup;

static class Silos
{
    public const string ServiceId = "yport-twin";

    public static void AddSilo(this WebApplicationBuilder builder, TwinSettings settings)
    {
        builder.Services.AddSingleton(TimeProvider.System);
        builder.UseOrleans(silo =>
        {
            var port = settings.Silo.Port > 0 ? settings.Silo.Port : FreePort();
            if (settings.Storage == "postgres")
            {
                silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (settings.Silo.ClusterId, ServiceId));
                silo.ConfigureEndpoints(IPAddress.Parse(settings.Silo.Address), port, settings.Silo.GatewayPort);
                silo.UseAdoNetClustering((OptionsBuilder<AdoNetClusteringSiloOptions> options) =>
                    options.Configure<NpgsqlDataSource>((clustering, source) => (clustering.Invariant, clustering.DataSource) = ("Npgsql", source)));
            }
            else
            {
                silo.UseLocalhostClustering(port, settings.Silo.GatewayPort, serviceId: ServiceId, clusterId: settings.Silo.ClusterId);
            }
            // A killed silo's shards serve again after about a second instead of eleven.
            silo.Configure<ClusterMembershipOptions>(membership =>
            {
                membership.ProbeTimeout = TimeSpan.FromSeconds(1);
                membership.MaxProbeTimeout = TimeSpan.FromSeconds(2);
                membership.NumMissedProbesLimit = 2;
                membership.TableRefreshTimeout = TimeSpan.FromSeconds(5);
                membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
            });
            silo.AddTwins();
            silo.AddDashboard(dashboard => dashboard.HideTrace = true);
        });
    }

    // Several twins run side by side on one machine; nobody needs to know this port.
    static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
