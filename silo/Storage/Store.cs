using YPort.Twin.Contracts.Storage;

namespace YPort.Twin.Storage;

/// <summary>One opened store, whatever keeps it: the journal, and what was made of it.</summary>
public abstract class Store : IAsyncDisposable
{
    public abstract IJournal Journal { get; }
    public abstract IJournalTime JournalTime { get; }
    public abstract IProjections Projections { get; }
    public abstract IHistory History { get; }
    public abstract IEvents Events { get; }
    public abstract ILedger Ledger { get; }
    public abstract IHeldLedgers HeldLedgers { get; }
    public abstract IQuarantine Quarantine { get; }

    /// <summary>How many commits the journal took since it was opened; under load many appends share one.</summary>
    public abstract long JournalCommits { get; }

    public abstract ValueTask DisposeAsync();
}

/// <summary>Another process holds the store; the message names it and says what to do.</summary>
public sealed class StoreInUseException(string message, Exception? inner = null) : IOException(message, inner);
