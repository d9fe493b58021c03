using System.Collections.Immutable;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Model.EWaste;

/// <summary>Keeps one lot's books from its events in order of time. The rules stand in README.md.</summary>
sealed class LotBooks
{
    readonly ImmutableArray<LotEvent> _events;
    readonly LotItems _items;
    readonly LotKeys _keys;
    readonly long _offset;
    readonly LotEvent? _weighed;
    readonly Instant? _firstGiven;
    readonly long? _in;
    readonly Dictionary<LotEvent, long> _taken = []; // of what was taken apart, given or released: grams, where known
    readonly long _treated, _released, _given;
    readonly bool _gone;

    public LotBooks(TwinRegister register, IReadOnlyList<EventWord> words)
    {
        _events = [.. words.Select(LotEvent.Of)];
        _offset = words.Max(word => word.Offset);
        _items = new(_events);
        _keys = new(_events, _items);
        _weighed = _events.LastOrDefault(one => one.Is(EWasteEvents.Weighed));
        _firstGiven = _events.FirstOrDefault(one => one.IsGiven)?.At;
        _in = In();
        foreach (var one in _events)
            if ((one.IsGiven || IsRelease(one) || one.Is(EWasteEvents.Dismantled)) && (one.MassGrams ?? _items.Mass(one.Serials)) is { } grams) _taken[one] = grams;
        WholeTakenApart();
        foreach (var one in _events)
        {
            if (_taken.TryGetValue(one, out var grams))
                if (one.IsGiven) _given = checked(_given + grams);
                else if (IsRelease(one)) _released = checked(_released + grams);
                else _treated = checked(_treated + grams);
            if (one.IsGiven && one.Serials.IsEmpty && (one.MassGrams is null || _in is not { } mass || _given + _released >= mass)) _gone = true;
            else if (one.ComesIn) _gone = false;
            _items.Follow(one, Takes(one), register);
        }
    }

    public Lot Close()
    {
        var items = _items.Closed();
        var flaw = Flaw();
        var category = _events.Where(one => one.ComesIn).Select(one => one.Category).FirstOrDefault(category => category is not null);
        return new(_events[0].Lot, (_events.FirstOrDefault(one => one.ComesIn) ?? _events[0]).At, _in, _treated, _released, _given, _gone, flaw, items, [.. Amounts(flaw, items, category)],
            flaw == LotFlaw.None ? [] : [.. Worked(category)]);
    }

    static bool IsRelease(LotEvent one) => one.Is(EWasteEvents.FractionOut) || one.Is(EWasteEvents.Disposed);

    // Weighed whole, a scale's word stands for whatever was said when it came; what comes back after it was given away comes on top.
    long? In()
    {
        var came = _events.Where(one => one.ComesIn && (_weighed is null || IsReturn(one)));
        long sum = _weighed?.MassGrams ?? 0;
        foreach (var one in came)
        {
            if (SaidIn(one) is not { } grams) return null;
            sum = checked(sum + grams);
        }
        return sum;
    }

    bool IsReturn(LotEvent one) => one.From is not null && one.At > _firstGiven;

    static long? SaidIn(LotEvent one) => one.MassGrams ?? (one.Items.IsEmpty || one.Items.Any(item => item.MassGrams is null) ? null : one.Items.Sum(item => item.MassGrams));

    // Taken apart whole and not weighed: the rest of what came in, said once.
    void WholeTakenApart()
    {
        if (_in is not { } mass || _events.FirstOrDefault(one => one.Is(EWasteEvents.Dismantled) && one.MassGrams is null && one.Serials.IsEmpty) is not { } whole) return;
        var rest = mass - _events.Where(one => one.Is(EWasteEvents.Dismantled) && one != whole).Sum(one => _taken.GetValueOrDefault(one));
        if (rest > 0) _taken[whole] = rest;
    }

    // Without serials: a transfer takes the items along; taking apart and releasing do once nothing of the lot's mass is left.
    bool Takes(LotEvent one) => one.Serials.IsEmpty && (one.IsGiven
        || (one.Is(EWasteEvents.Dismantled) && (one.MassGrams is null || _treated >= _in))
        || (IsRelease(one) && _in > 0 && _given + _released >= _in));

    LotFlaw Flaw()
    {
        if (_weighed is null && !_events.Any(one => one.ComesIn)) return LotFlaw.NothingCameIn;
        if (_in is not { } mass) return _released > 0 || _treated > 0 ? LotFlaw.MassInUnknown : LotFlaw.None;
        return checked(_released + _given) > mass || _treated > mass ? LotFlaw.MoreOutThanIn : LotFlaw.None;
    }

    IEnumerable<LotAmount> Amounts(LotFlaw flaw, ImmutableArray<LotItem> items, string? category)
    {
        foreach (var amount in Collected(category)) yield return amount;
        // What contradicts the lot's books stays out of the figures until it is explained.
        if (flaw == LotFlaw.None)
            foreach (var amount in Worked(category)) yield return amount;
        if (flaw != LotFlaw.NothingCameIn)
            foreach (var (one, count) in _items.Sanitised(items)) yield return Amount(EWasteMeasures.SanitisedName, one, null, count);
        foreach (var breach in items.Select(item => item.Breach).OfType<ItemFate>())
            yield return new(EWasteMeasures.WithoutCertificateName, breach.At, null, breach.Quality, 1, _offset);
    }

    IEnumerable<LotAmount> Worked(string? category)
    {
        foreach (var one in _events.Where(one => !one.IsGiven && _taken.ContainsKey(one)))
            foreach (var (key, grams) in _keys.Taken(one, _taken[one]))
                yield return one.Is(EWasteEvents.Dismantled) ? Mass(EWasteMeasures.TreatedName, one, category, category, key, grams)
                    : one.Is(EWasteEvents.FractionOut) ? Mass(EWasteMeasures.RecoveredName, one, one.Material, category, key, grams)
                    : Mass(EWasteMeasures.DisposedName, one, one.Method, category, key, grams);
    }

    IEnumerable<LotAmount> Collected(string? category)
    {
        var collected = _events.Where(one => one.Is(EWasteEvents.Collected)).ToArray();
        if (collected.Length == 0) yield break;
        // Where some of it was received, the scale does not tell how much was collected.
        if (_weighed is { } scale && !_events.Any(one => one.From is not null && !IsReturn(one)))
            yield return Mass(EWasteMeasures.CollectedName, collected[0], category, category, _keys.All, scale.MassGrams!.Value) with { Quality = scale.Quality };
        else
            foreach (var one in collected)
                if (SaidIn(one) is { } grams)
                    foreach (var (key, part) in _keys.Said(one, grams))
                        yield return Handed(one, one.Category ?? category, key, part);
                // An estimate of what came in is no mass in the books: it would make a contradiction of what only was guessed.
                else
                    foreach (var (of, estimate) in UnitWeights.Of(one, _items))
                        yield return Handed(one, one.Category ?? of?.Category ?? category, of?.Key, estimate) with { Quality = Quality.Estimated };
    }

    LotAmount Handed(LotEvent one, string? category, string? key, long grams) => Mass(EWasteMeasures.CollectedName, one, category, category, key, grams);

    LotAmount Mass(string measure, LotEvent at, string? dimension, string? category, string? key, long grams) => new(measure, at.At, dimension, at.Quality, grams, _offset, category, key);

    LotAmount Amount(string measure, LotEvent at, string? dimension, long steps) => new(measure, at.At, dimension, at.Quality, steps, _offset);
}
