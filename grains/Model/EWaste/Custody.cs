using System.Collections.Immutable;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Model.EWaste;

/// <summary>
/// A lot's way through many hands: the books of every holder side by side, and what each says it sent against what the next says it received.
/// Differences are shown and never absorbed. A pure function of the set of the lot's standing events.
/// </summary>
/// <param name="Holders">In order of when they first had it.</param>
/// <param name="HandOvers">In order of time.</param>
/// <param name="Items">By serial, each where it was last seen.</param>
public sealed record Custody(ImmutableArray<Holding> Holders, ImmutableArray<HandOver> HandOvers, ImmutableArray<SeenItem> Items)
{
    /// <param name="events">By holder, with its register; each with at least one event.</param>
    public static Custody Of(IReadOnlyCollection<(TwinRegister Register, IReadOnlyList<EventWord> Words)> events)
    {
        ImmutableArray<Holding> holders = [.. events.Select(one => new Holding(one.Register.Id, Lot.Of(one.Register, one.Words))).OrderBy(one => one.Books.Since).ThenBy(one => one.Holder)];
        var passings = events.SelectMany(one => Passings(one.Register.Id, one.Words)).ToArray();
        var handOvers = passings.GroupBy(one => (one.From, one.To)).SelectMany(pair => Matched(events.First().Words[0].Subject, pair.Key.From, pair.Key.To, [.. pair.Where(one => one.IsSent)], [.. pair.Where(one => !one.IsSent)]));
        return new(holders, [.. handOvers.OrderBy(one => one.SentAt ?? one.ReceivedAt).ThenBy(one => one.From, StringComparer.Ordinal).ThenBy(one => one.To, StringComparer.Ordinal)],
            [.. holders.SelectMany(holder => holder.Books.Items.Select(item => (holder.Holder, Item: item))).GroupBy(one => one.Item.Serial, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Seen([.. group]))]);
    }

    static IEnumerable<Passing> Passings(TwinId holder, IReadOnlyList<EventWord> words)
    {
        ImmutableArray<LotEvent> events = [.. words.Order().Select(LotEvent.Of)];
        LotItems items = new(events);
        foreach (var one in events.Where(one => one.Is(EWasteEvents.Transferred)))
        {
            var grams = one.MassGrams ?? items.Mass(one.Serials.IsEmpty ? [.. one.Items.Select(item => item.Serial)] : one.Serials);
            yield return one.To is { } to ? new(holder.ToString(), to, true, one.At, grams) : new(one.From!, holder.ToString(), false, one.At, grams);
        }
    }

    // The first sent is the first received: who sends one lot twice to the same receiver says so in that order.
    static IEnumerable<HandOver> Matched(string lot, string from, string to, Passing[] sent, Passing[] received)
    {
        for (var i = 0; i < Math.Max(sent.Length, received.Length); i++)
        {
            var (given, taken) = (sent.ElementAtOrDefault(i), received.ElementAtOrDefault(i));
            yield return new(from, to, given?.At, given?.Grams, taken?.At, taken?.Grams) { Lot = lot };
        }
    }

    // What one holder knows of it holds for all: its media, and every certificate.
    static SeenItem Seen((TwinId Holder, LotItem Item)[] books)
    {
        var (holder, last) = books.Where(one => one.Item.Since is not null).DefaultIfEmpty(books[0]).MaxBy(one => (one.Item.Since?.Microseconds ?? long.MinValue, one.Item.State == ItemState.Held));
        return new(holder, last with
        {
            DataBearing = books.Any(one => one.Item.DataBearing),
            MediaType = last.MediaType ?? books.Select(one => one.Item.MediaType).FirstOrDefault(known => known is not null),
            Confidentiality = last.Confidentiality ?? books.Select(one => one.Item.Confidentiality).FirstOrDefault(known => known is not null),
            Maker = last.Maker ?? books.Select(one => one.Item.Maker).FirstOrDefault(known => known is not null),
            Model = last.Model ?? books.Select(one => one.Item.Model).FirstOrDefault(known => known is not null),
            Key = last.Key ?? books.Select(one => one.Item.Key).FirstOrDefault(known => known is not null),
            MassGrams = last.MassGrams ?? books.Select(one => one.Item.MassGrams).FirstOrDefault(known => known is not null),
            Certificates = [.. books.SelectMany(one => one.Item.Certificates).OrderBy(certificate => certificate.At).DistinctBy(certificate => certificate with { At = default })],
        });
    }

    sealed record Passing(string From, string To, bool IsSent, Instant At, long? Grams);
}

/// <summary>One holder's books.</summary>
public sealed record Holding(TwinId Holder, Lot Books);

/// <summary>A lot, or part of it, passed from hand to hand. Masses in grams; null where that side has not said so.</summary>
public sealed record HandOver(string From, string To, Instant? SentAt, long? SentGrams, Instant? ReceivedAt, long? ReceivedGrams)
{
    public required string Lot { get; init; }

    /// <summary>Received less sent; null until both sides have said how much.</summary>
    public long? DifferenceGrams => ReceivedGrams - SentGrams;
}

/// <summary>An item by the books of whoever saw it last, with what all holders know of it.</summary>
public sealed record SeenItem(TwinId Holder, LotItem Item);
