using YPort.Twin.Contracts.Storage;

namespace YPort.Twin.Storage.Sqlite;

/// <summary>A folder with journal.db and projections.db, kept to one process.</summary>
public sealed class SqliteStore : Store
{
    readonly FolderLock _lock;
    readonly SqliteFile _journalFile, _projectionsFile;
    readonly SqliteJournal _journal;
    readonly SqliteProjections _projections;
    readonly SqliteLedger _ledger;

    SqliteStore(FolderLock folderLock, string folder, bool readOnly)
    {
        _lock = folderLock;
        _journalFile = new(Path.Combine(folder, "journal.db"), "Sqlite/Journal", "FULL", readOnly);
        _projectionsFile = new(Path.Combine(folder, "projections.db"), "Sqlite/Projections", "NORMAL", readOnly);
        _journal = new(_journalFile);
        _projections = new(_projectionsFile);
        _ledger = new(_projectionsFile);
        (History, Events, Quarantine) = (new SqliteHistory(_projectionsFile), new SqliteEvents(_projectionsFile), new SqliteQuarantine(_projectionsFile));
    }

    public override IJournal Journal => _journal;
    public override IJournalTime JournalTime => _journal;
    public override IProjections Projections => _projections;
    public override IHistory History { get; }
    public override IEvents Events { get; }
    public override ILedger Ledger => _ledger;
    public override IHeldLedgers HeldLedgers => _ledger;
    public override IQuarantine Quarantine { get; }
    public override long JournalCommits => _journal.Commits;

    /// <summary>Opens the folder, making it if it is not there.</summary>
    /// <exception cref="StoreInUseException">Another process has it.</exception>
    public static SqliteStore Open(string folder)
    {
        Directory.CreateDirectory(folder);
        return Open(folder, readOnly: false);
    }

    /// <summary>Opens a stopped twin's folder for reading only.</summary>
    /// <exception cref="StoreInUseException">The twin still runs.</exception>
    /// <exception cref="FileNotFoundException">There is no store in the folder.</exception>
    public static SqliteStore OpenOffline(string folder)
    {
        if (!File.Exists(Path.Combine(folder, "journal.db")))
            throw new FileNotFoundException($"The folder \"{folder}\" holds no journal.db. Name the folder that the twin ran with (Twin:Data).");
        return Open(folder, readOnly: true);
    }

    public override ValueTask DisposeAsync()
    {
        _journal.Dispose();
        _projections.Dispose();
        _journalFile.Dispose();
        _projectionsFile.Dispose();
        _lock.Dispose();
        return default;
    }

    static SqliteStore Open(string folder, bool readOnly)
    {
        var folderLock = FolderLock.Take(folder);
        try
        {
            return new(folderLock, folder, readOnly);
        }
        catch
        {
            folderLock.Dispose();
            throw;
        }
    }
}
