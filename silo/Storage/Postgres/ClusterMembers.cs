using Npgsql;

namespace YPort.Twin.Storage.Postgres;

/// <summary>A silo that says it runs. A killed one says so until the others have noticed.</summary>
/// <param name="GatewayPort">0 when its gateway is shut.</param>
public readonly record struct ClusterMember(string Cluster, string Address, int GatewayPort);

/// <summary>Who is in the clusters of a database; for a process that cannot join, to say why.</summary>
public static class ClusterMembers
{
    public static async Task<IReadOnlyList<ClusterMember>> Active(NpgsqlDataSource source, CancellationToken stop)
    {
        // 3 is Orleans' SiloStatus.Active.
        await using var command = source.CreateCommand("SELECT deployment_id, address, proxy_port FROM cluster_member WHERE status = 3 ORDER BY 1, 2, 3");
        await using var reader = await command.ExecuteReaderAsync(stop);
        List<ClusterMember> members = [];
        while (await reader.ReadAsync(stop)) members.Add(new(reader.GetString(0), reader.GetString(1), reader.GetInt32(2)));
        return members;
    }
}
