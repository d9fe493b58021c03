using System.Runtime.InteropServices;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Cli.Verify;

/// <summary>All words on one twin in the order of the journal, and what they amount to at any offset: the fold, done at once and from the beginning.</summary>
sealed class RefoldedTwin(TwinId id)
{
    const int WindowsAtOnce = 7 * Window.PerDay;

    readonly List<(long Offset, RegisterEntry Entry)> _register = [];
    readonly Dictionary<Channel, List<Sample>> _words = [];
    readonly Dictionary<string, List<EventWord>> _events = new(StringComparer.Ordinal);

    public TwinId Id => id;

    public IEnumerable<Channel> Channels => _words.Keys;

    public bool IsRegistered => _register.Count > 0;

    public void Add(long offset, RegisterEntry entry) => _register.Add((offset, entry));

    public void Add(Channel channel, in Sample sample)
    {
        ref var words = ref CollectionsMarshal.GetValueRefOrAddDefault(_words, channel, out _);
        (words ??= []).Add(sample);
    }

    public void Add(EventWord word)
    {
        ref var words = ref CollectionsMarshal.GetValueRefOrAddDefault(_events, word.Id, out _);
        (words ??= []).Add(word);
    }

    /// <summary>The last word on an event before an offset; null when there was none.</summary>
    public EventWord? LastWord(string id, long before) => _events.GetValueOrDefault(id)?.LastOrDefault(word => word.Offset < before);

    /// <summary>The last word on each event, withdrawn ones included, by time.</summary>
    public List<EventWord> LastWords(long before) => [.. _events.Keys.Select(id => LastWord(id, before)).OfType<EventWord>().Order()];

    List<EventWord> StandingEvents(long before)
    {
        var words = LastWords(before);
        words.RemoveAll(word => word.Withdrawn);
        return words;
    }

    /// <summary>Null when the twin was not in the register then.</summary>
    public TwinRegister? Register(long before) =>
        _register.TakeWhile(entry => entry.Offset < before).Select(entry => entry.Entry).ToList() is { Count: > 0 } entries ? new(id, [.. entries]) : null;

    /// <summary>The last word on each moment by time, withdrawn ones included.</summary>
    public List<Sample> LastWords(Channel channel, long before)
    {
        if (!_words.TryGetValue(channel, out var words)) return [];
        Dictionary<Instant, Sample> last = [];
        foreach (var word in words)
            if (word.Offset < before) last[word.At] = word;
        return [.. last.Values.OrderBy(word => word.At)];
    }

    List<Sample> Standing(Channel channel, long before)
    {
        var words = LastWords(channel, before);
        words.RemoveAll(word => word.Withdrawn || word.Quality == Quality.ServerTimed);
        return words;
    }

    public TwinSnapshot? Snapshot(long before) => Register(before) is not { } register ? null : new(register,
        _register.Select(entry => entry.Offset).Concat(_words.Values.SelectMany(words => words.Select(word => word.Offset)))
            .Concat(_events.Values.SelectMany(words => words.Select(word => word.Offset))).Where(offset => offset < before).Max(),
        System.Collections.Immutable.ImmutableDictionary.CreateRange(from channel in _words.Keys
                                                                     let words = LastWords(channel, before)
                                                                     where words.Count > 0
                                                                     select KeyValuePair.Create(channel.Name, new ChannelLatest(words[^1].At, Latest(words)))));

    /// <summary>Every row that the ledger should hold, by measure and window.</summary>
    public Dictionary<(string Measure, Window Window), List<LedgerRow>> Ledger(long before)
    {
        if (Register(before) is not { } register) return [];
        var standing = _words.Keys.ToDictionary(channel => channel, channel => Standing(channel, before));
        var events = StandingEvents(before);
        DirtyWindows touched = new();
        foreach (var (channel, samples) in standing) Mark(channel, CollectionsMarshal.AsSpan(samples), touched);
        Mark(events, touched);
        TwinPast past = new(register, channel => CollectionsMarshal.AsSpan(standing.GetValueOrDefault(channel)), events);
        List<LedgerRow> rows = [];
        foreach (var (measure, from, to, _) in touched.Ranges(WindowsAtOnce)) measure.Compute(past, from, to, rows);
        return rows.GroupBy(row => (row.Measure, row.Window)).ToDictionary(group => group.Key, group => group.ToList());
    }

    public List<LedgerRow> Ledger(Measure measure, Window window, long before)
    {
        if (Register(before) is not { } register) return [];
        List<LedgerRow> rows = [];
        measure.Compute(new(register, channel => CollectionsMarshal.AsSpan(Standing(channel, before)), StandingEvents(before)), window, window.Next, rows);
        return rows;
    }

    static void Mark(Channel channel, ReadOnlySpan<Sample> standing, DirtyWindows touched)
    {
        for (var i = 0; i < standing.Length; i++)
            if (channel.Nature == ChannelNature.IntervalAmount)
                touched.Mark(channel, standing[i].At - TimeSpan.FromMicroseconds(standing[i].SpanMicroseconds), standing[i].At);
            else if (i > 0 && standing[i].At - standing[i - 1].At <= channel.LongestJoined)
                touched.Mark(channel, standing[i - 1].At, standing[i].At);
    }

    // An event bears on its own window; what holds bears on others only where readings are, whose windows are marked by them.
    static void Mark(List<EventWord> standing, DirtyWindows touched)
    {
        foreach (var word in standing)
            if (EventTypes.Named(word.Type) is { } type) touched.Mark(type, word.At, word.At);
    }

    static Sample? Latest(List<Sample> words) => words.FindLastIndex(word => !word.Withdrawn) is >= 0 and var found ? words[found] : null;
}
