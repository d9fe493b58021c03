using Npgsql;
using YPort.Twin.Storage.Postgres;

namespace YPort.Twin.Host.Startup;

/// <summary>
/// A process without twins of its own and the silos it joins: tries for ever, says why it cannot, and knows whether it can be used.
/// </summary>
sealed partial class ClusterConnection(TwinSettings settings, NpgsqlDataSource source, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<ClusterConnection> log)
    : IClientConnectionRetryFilter, IClusterConnectionStatusObserver
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1), SayAgain = TimeSpan.FromSeconds(10);

    string _missing = "This process has not joined a silo yet.";
    long? _said;
    volatile bool _lost;

    /// <summary>Whether it ever joined: before that a call goes nowhere. A host has started when all of its services have, and so the client.</summary>
    public bool Joined => lifetime.ApplicationStarted.IsCancellationRequested;

    /// <summary>Why no silo can be asked, and what to do; null while there is one.</summary>
    public string? Missing => !Joined ? Volatile.Read(ref _missing)
        : _lost ? "The connection to every silo is lost; it comes back by itself once one serves." : null;

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        var why = await Why(exception, cancellationToken);
        if (why != Interlocked.Exchange(ref _missing, why) || _said is not { } said || clock.GetElapsedTime(said) >= SayAgain)
        {
            _said = clock.GetTimestamp();
            LogCannotJoin(log, why);
        }
        await Task.Delay(Pause, clock, cancellationToken);
        return true;
    }

    public void NotifyGatewayCountChanged(int currentNumberOfGateways, int previousNumberOfGateways, bool connectionRecovered)
    {
        _lost = currentNumberOfGateways == 0;
        LogGateways(log, currentNumberOfGateways);
    }

    public void NotifyClusterConnectionLost()
    {
        _lost = true;
        LogLost(log);
    }

    // Orleans only knows that it found no gateway; the table of members knows more.
    async Task<string> Why(Exception exception, CancellationToken stop)
    {
        try
        {
            var silos = await ClusterMembers.Active(source, stop);
            var own = silos.Where(silo => silo.Cluster == settings.Silo.ClusterId).ToArray();
            if (own.Length == 0)
            {
                var others = silos.Select(silo => $"\"{silo.Cluster}\"").Distinct().Order(StringComparer.Ordinal).ToArray();
                return $"No silo of cluster \"{settings.Silo.ClusterId}\" runs on this database. Start a process with the role silo"
                    + (others.Length == 0 ? "." : $", or set Twin:Silo:ClusterId to the cluster that runs: {string.Join(", ", others)}.");
            }
            if (own.All(silo => silo.GatewayPort == 0))
                return $"Silos run ({string.Join(", ", own.Select(silo => silo.Address))}), but their gateways are shut: Twin:Silo:GatewayPort is 0. Start each with Twin__Silo__GatewayPort set to a free port, such as 30000.";
            var gateways = string.Join(", ", own.Where(silo => silo.GatewayPort > 0).Select(silo => $"{silo.Address}:{silo.GatewayPort}"));
            return $"No silo answers at its gateway ({gateways}): {exception.GetBaseException().Message} Silos that were killed stay listed until another has run for a while; of one that runs, Twin:Silo:Address must be reachable from here.";
        }
        catch (PostgresException empty) when (empty.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return "The database holds no twin yet. Start a process with the role silo on it, or correct Twin:Postgres.";
        }
        catch (NpgsqlException silent)
        {
            return $"The database does not answer: {silent.Message} Start it, or correct Twin:Postgres.";
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Cannot join the twin; trying again every second, and not ready until then. {Why}")]
    static partial void LogCannotJoin(ILogger log, string why);

    [LoggerMessage(Level = LogLevel.Information, Message = "Joined: {Gateways} silos can be asked.")]
    static partial void LogGateways(ILogger log, int gateways);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The connection to every silo is lost. Senders are told to come again; it comes back by itself once a silo serves.")]
    static partial void LogLost(ILogger log);
}
