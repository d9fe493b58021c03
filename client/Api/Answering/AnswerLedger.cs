using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Answering;

/// <summary>The ledger of one answer: all its questions are answered as of the first, so that what a report adds up is of one moment however long it takes. One for each request.</summary>
sealed class AnswerLedger(IHeldLedgers ledgers) : ILedger, IAsyncDisposable
{
    // It has one connection; two questions at once wait for each other.
    readonly SemaphoreSlim _asking = new(1);
    IHeldLedger? _held;

    public Task<IReadOnlyList<LedgerRow>> OfTwin(TwinId twin, Window from, Window to, CancellationToken stop) => Ask(held => held.OfTwin(twin, from, to, stop), stop);

    public Task<IReadOnlyList<LedgerSum>> Sums(LedgerQuestion question, CancellationToken stop) => Ask(held => held.Sums(question, stop), stop);

    public async ValueTask DisposeAsync()
    {
        if (_held is not null) await _held.DisposeAsync();
        _asking.Dispose();
    }

    async Task<T> Ask<T>(Func<ILedger, Task<T>> ask, CancellationToken stop)
    {
        await _asking.WaitAsync(stop);
        try
        {
            return await ask(_held ??= await ledgers.Hold(stop));
        }
        finally
        {
            _asking.Release();
        }
    }
}
