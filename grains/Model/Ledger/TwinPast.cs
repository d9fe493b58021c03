using System.Runtime.InteropServices;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Model.Ledger;

/// <summary>What a twin was told that bears on some windows.</summary>
/// <param name="Samples">
/// A channel's standing samples by time, one per moment, without withdrawn and server-timed ones: all within the windows and, on either side, the
/// nearest beyond, up to the channel's longest joined gap; there may be more.
/// </param>
/// <param name="Events">
/// Standing events by time: all within the windows, of types that hold also the last before and the first after by type and subject, and of types
/// that count with their subject all events of each subject that has one within the windows; there may be more.
/// </param>
public sealed record TwinPast(TwinRegister Register, Func<Channel, ReadOnlySpan<Sample>> Samples, IReadOnlyList<EventWord> Events)
{
    // Shared by what is the same but for its events.
    readonly Dictionary<(Delegate Make, Window From, Window To), object> _ofReadings = [];

    /// <summary>What several measures make of the same windows' readings, which is made once. It may not depend on events.</summary>
    public T Once<T>(Func<TwinPast, Window, Window, T> make, Window from, Window to) where T : class
    {
        ref var made = ref CollectionsMarshal.GetValueRefOrAddDefault(_ofReadings, (make, from, to), out _);
        return (T)(made ??= make(this, from, to));
    }

    /// <summary>Up to where a channel's samples bear on windows that end there: an amount counts back over its span.</summary>
    public static Instant Reach(Channel channel, Window to) => channel.Nature == ChannelNature.IntervalAmount ? to.Start + channel.LongestJoined : to.Start;

    /// <summary>The timed samples of a stretch and their neighbours, from a look that also finds server-timed ones: one of these may have stood in a neighbour's place.</summary>
    public static async Task<Sample[]> Timed(Channel channel, Instant from, Instant to, Func<Instant, Instant, Task<IReadOnlyList<Sample>>> look)
    {
        var found = await look(from, to);
        if (!found.All(IsTimed)) found = await look(from - channel.LongestJoined, to + channel.LongestJoined);
        return [.. found.Where(IsTimed)];
    }

    /// <summary>The events that a measure asks for.</summary>
    /// <param name="around">All within the windows, and of types that hold the last before and the first after.</param>
    /// <param name="about">All events of some subjects.</param>
    public static ValueTask<IReadOnlyList<EventWord>> EventsOf(Measure measure, Window from, Window to, IReadOnlyList<EventWord> around, Func<IReadOnlyList<string>, Task<IReadOnlyList<EventWord>>> about)
    {
        if (measure.Events.Count == 0) return new([]);
        if (measure.WithSubject.Count == 0) return new(around);
        string[] subjects = [.. around.Where(word => word.At >= from.Start && word.At < to.Start && measure.WithSubject.Contains(word.Type)).Select(word => word.Subject).Distinct()];
        return subjects.Length == 0 ? new([]) : new(about(subjects));
    }

    /// <summary>Its moment is the sensor's own word, and not when the server heard it.</summary>
    public static bool IsTimed(Sample sample) => sample.Quality != Quality.ServerTimed;
}

/// <summary>A measure's own arithmetic: appends the rows of the windows [from, to) that are not empty.</summary>
public delegate void Amounts(TwinPast past, Measure measure, Window from, Window to, ICollection<LedgerRow> rows);
