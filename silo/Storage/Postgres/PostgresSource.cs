using Npgsql;

namespace YPort.Twin.Storage.Postgres;

/// <summary>How this program connects: what the connection string does not say is set so that a stopped process never blocks its successor.</summary>
static class PostgresSource
{
    // A transaction whose client fell silent is ended by the server, and nobody waits long for a lock.
    const string Session = "-c synchronous_commit=on -c statement_timeout=60s -c lock_timeout=3s -c idle_in_transaction_session_timeout=5s";

    public static NpgsqlDataSource Open(string connectionString, bool readOnly)
    {
        NpgsqlConnectionStringBuilder settings;
        try
        {
            settings = new(connectionString);
        }
        catch (ArgumentException wrong)
        {
            throw new ArgumentException($"Twin:Postgres is not a connection string: {wrong.Message} It looks like \"Host=db;Username=twin;Password=...;Database=twin\".", nameof(connectionString), wrong);
        }
        settings.ApplicationName ??= "YPort.Twin";
        settings.CommandTimeout = 10; // seconds; then the outcome is unknown
        settings.MaxAutoPrepare = Math.Max(settings.MaxAutoPrepare, 50);
        settings.Options = $"{Session}{(readOnly ? " -c default_transaction_read_only=on" : "")} {settings.Options}".TrimEnd();
        return NpgsqlDataSource.Create(settings);
    }
}
