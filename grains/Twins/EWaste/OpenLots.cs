using System.Collections.Immutable;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Twins.Folding;

namespace YPort.Twin.Twins.EWaste;

/// <summary>The lots of one holder that are open, by its own books. Made from the set of its events, whatever way they came.</summary>
sealed class OpenLots
{
    static readonly Instant Beginning = Instant.Parse("1970-01-01T00:00:00Z"), End = Instant.Parse("9999-12-31T23:59:59Z");

    readonly ImmutableSortedDictionary<string, Lot> _lots;

    OpenLots(ImmutableSortedDictionary<string, Lot> lots)
    {
        _lots = lots;
        All = [.. lots.Values];
    }

    public static OpenLots None { get; } = new(ImmutableSortedDictionary.Create<string, Lot>(StringComparer.Ordinal));

    public IReadOnlyCollection<Lot> All { get; }

    /// <summary>Reads all that ever happened at the twin.</summary>
    public static async Task<OpenLots> Read(TwinRegister register, ITwinRecall recall)
    {
        var words = await recall.Events(Beginning, End);
        return None.With(register, words, words.Select(word => word.Subject));
    }

    /// <summary>Keeps the books anew of every lot that has news, whether it was open or not.</summary>
    public async Task<OpenLots> After(TwinRegister register, ImmutableArray<EventWord> news, ITwinRecall recall)
    {
        ImmutableArray<string> about = [.. news.Select(word => word.Subject).Where(lot => lot.Length > 0).Distinct()];
        return about.IsEmpty ? this : With(register, await recall.EventsAbout(about), about);
    }

    OpenLots With(TwinRegister register, ImmutableArray<EventWord> words, IEnumerable<string> about)
    {
        var lots = _lots.ToBuilder();
        lots.RemoveRange(about);
        foreach (var group in words.Where(word => word.Subject.Length > 0).GroupBy(word => word.Subject, StringComparer.Ordinal))
            if (Lot.Of(register, group) is { IsOpen: true } lot) lots[group.Key] = lot with { Amounts = [] };
        return new(lots.ToImmutable());
    }
}
