using YPort.Twin.Contracts.Storage;

namespace YPort.Twin.Api.Events;

/// <summary>Events of a long question, page by page.</summary>
static class EventPages
{
    const int PageSize = 10_000;

    /// <param name="most">No more than about so many are held at once.</param>
    /// <returns>Null when there are more.</returns>
    public static async Task<IReadOnlyList<StoredEvent>?> All(this IEvents events, EventQuestion question, int most, CancellationToken stop)
    {
        List<StoredEvent> found = [];
        var page = question with { After = null, Most = PageSize };
        while (true)
        {
            var more = await events.List(page, stop);
            found.AddRange(more);
            if (more.Count < PageSize) return found;
            if (found.Count > most) return null;
            page = page with { After = (found[^1].Word.At, found[^1].Twin, found[^1].Word.Id) };
        }
    }
}
