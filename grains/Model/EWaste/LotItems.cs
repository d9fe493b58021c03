using System.Collections.Immutable;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Model.EWaste;

/// <summary>The items of one lot, followed through its events in order of time.</summary>
sealed class LotItems
{
    readonly ImmutableArray<LotEvent> _events;
    readonly SortedDictionary<string, LotItem> _items = new(StringComparer.Ordinal);

    /// <summary>Knows at once what any event says of an item, whenever: a certificate or a media type may come late.</summary>
    public LotItems(ImmutableArray<LotEvent> events)
    {
        _events = events;
        Dictionary<string, ItemSaid> said = new(StringComparer.Ordinal);
        foreach (var one in events)
        {
            foreach (var item in one.Items) said[item.Serial] = said.TryGetValue(item.Serial, out var before) ? Merged(before, item) : item;
            foreach (var serial in one.Serials.Concat(one.Certificates.SelectMany(certificate => certificate.Serials))) said.TryAdd(serial, new(serial, null, null, null, null, null, null, null));
        }
        foreach (var (serial, item) in said)
            _items[serial] = new(serial, item.DataBearing ?? (item.MediaType is not null || item.Confidentiality is not null), item.MediaType, item.Confidentiality, item.MassGrams,
                ItemState.Held, null, null, [], [.. events.SelectMany(one => one.Certificates).Where(one => one.Serials.Contains(serial)).Select(one => one.Certificate)], item.Maker, item.Model, item.Key);
    }

    /// <summary>Null where nobody said, or it is none.</summary>
    public string? Key(string serial) => UnuKeys.Named(_items[serial].Key)?.Key;

    /// <summary>Their mass together, if all are known.</summary>
    public long? Mass(ImmutableArray<string> serials)
    {
        if (serials.IsEmpty) return null;
        long sum = 0;
        foreach (var serial in serials.Distinct())
        {
            if (_items[serial].MassGrams is not { } grams) return null;
            sum = checked(sum + grams);
        }
        return sum;
    }

    /// <param name="takesAll">The event names no items, and takes all that are here.</param>
    public void Follow(LotEvent one, bool takesAll, TwinRegister register)
    {
        if (one.ComesIn)
        {
            foreach (var serial in one.Items.Select(item => item.Serial).Concat(one.Serials)) _items[serial] = _items[serial] with { State = ItemState.Held, Since = one.At, To = null };
            return;
        }
        ItemState state;
        if (one.IsGiven) state = register.At(one.At).EWaste?.SendsTo.Contains(one.To) == true ? ItemState.Given : ItemState.GivenOutside;
        else if (one.Is(EWasteEvents.Dismantled) || one.Is(EWasteEvents.FractionOut)) state = ItemState.Dismantled;
        else if (one.Is(EWasteEvents.Disposed)) state = ItemState.Disposed;
        else return;
        var taken = takesAll ? _items.Values.Where(item => item.State == ItemState.Held && item.Since is not null).Select(item => item.Serial).ToArray() : [.. one.Serials.Distinct()];
        foreach (var serial in taken)
        {
            var item = _items[serial];
            _items[serial] = item with
            {
                State = state,
                Since = one.At,
                To = one.To,
                Fates = state == ItemState.Given ? item.Fates : item.Fates.Add(new(state, one.At, one.To, one.Quality)),
            };
        }
    }

    public ImmutableArray<LotItem> Closed() => [.. _items.Values];

    /// <summary>By event that vouches for them: how many items were sanitised with an adequate certificate, each once.</summary>
    public IEnumerable<(LotEvent Event, int Count)> Sanitised(ImmutableArray<LotItem> items)
    {
        var waiting = items.ToDictionary(item => item.Serial, StringComparer.Ordinal);
        foreach (var one in _events.Where(one => one.Is(EWasteEvents.Sanitised)))
        {
            var count = 0;
            foreach (var serial in one.Serials)
                if (waiting.TryGetValue(serial, out var item) && Certificates.Lacking(one.Certificates[0].Certificate, item.Media, leavesControl: false).IsEmpty)
                {
                    waiting.Remove(serial);
                    count++;
                }
            if (count > 0) yield return (one, count);
        }
    }

    static ItemSaid Merged(in ItemSaid before, in ItemSaid later) => new(later.Serial, later.DataBearing ?? before.DataBearing, later.MediaType ?? before.MediaType,
        later.Confidentiality ?? before.Confidentiality, later.MassGrams ?? before.MassGrams, later.Maker ?? before.Maker, later.Model ?? before.Model, later.Key ?? before.Key);
}
