using Npgsql;
using YPort.Twin.Contracts.Storage;

namespace YPort.Twin.Storage.Postgres;

/// <summary>A database that <see cref="PostgresSchema.Install"/> brought up to date; shared by any number of processes.</summary>
public sealed class PostgresStore : Store
{
    readonly NpgsqlDataSource? _owned;
    readonly PostgresJournal _journal;
    readonly PostgresLedger _ledger;

    /// <param name="source">Stays the caller's.</param>
    public PostgresStore(NpgsqlDataSource source)
    {
        _journal = new(source);
        (Projections, History, Events) = (new PostgresProjections(source), new PostgresHistory(source), new PostgresEvents(source));
        (_ledger, Quarantine) = (new(source), new PostgresQuarantine(source));
    }

    PostgresStore(NpgsqlDataSource owned, bool _) : this(owned) => _owned = owned;

    public override IJournal Journal => _journal;
    public override IJournalTime JournalTime => _journal;
    public override IProjections Projections { get; }
    public override IHistory History { get; }
    public override IEvents Events { get; }
    public override ILedger Ledger => _ledger;
    public override IHeldLedgers HeldLedgers => _ledger;
    public override IQuarantine Quarantine { get; }
    public override long JournalCommits => _journal.Commits;

    /// <summary>Opens a twin's database for reading only.</summary>
    /// <exception cref="InvalidOperationException">There is no twin in it, or one of another version.</exception>
    public static async Task<PostgresStore> OpenOffline(string connectionString, CancellationToken stop)
    {
        var source = PostgresSource.Open(connectionString, readOnly: true);
        try
        {
            await PostgresSchema.Check(source, stop);
            return new(source, true);
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }
    }

    public override ValueTask DisposeAsync() => _owned?.DisposeAsync() ?? default;
}
