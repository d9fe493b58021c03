using System.Buffers;
using System.Collections;
using YPort.Twin.Contracts.Intake;

namespace YPort.Twin.Ingest.Parsing;

/// <summary>Items on rented memory: a batch of a thousand would otherwise go to the large object heap.</summary>
sealed class ItemList : IReadOnlyList<IntakeItem>, IDisposable
{
    public const int LongestItemBytes = 64 * 1024;

    IntakeItem[] _items = ArrayPool<IntakeItem>.Shared.Rent(256);

    public int Count { get; private set; }

    public IntakeItem this[int index] => _items[index];

    public void Add(in IntakeItem item)
    {
        if (Count == _items.Length)
        {
            var larger = ArrayPool<IntakeItem>.Shared.Rent(2 * Count);
            _items.CopyTo(larger, 0);
            Return();
            _items = larger;
        }
        _items[Count++] = item;
    }

    public IEnumerator<IntakeItem> GetEnumerator() => _items.Take(Count).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose()
    {
        Return();
        _items = [];
        Count = 0;
    }

    void Return()
    {
        if (_items.Length > 0) ArrayPool<IntakeItem>.Shared.Return(_items, clearArray: true);
    }
}
