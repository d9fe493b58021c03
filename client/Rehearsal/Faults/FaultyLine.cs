using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Rehearsal.Faults;

/// <summary>
/// The line between made-up sensors and the twin, as bad as its knobs say. The same seed damages the same words. What is held back waits here
/// and comes later; only what falls into a gap is lost.
/// </summary>
sealed class FaultyLine(int seed)
{
    // What senders put for "no value": one of the two is beyond what any channel can say.
    const decimal NoValue = -9999, Overflow = int.MaxValue;
    static readonly TimeSpan Late = TimeSpan.FromMinutes(2), StuckFor = TimeSpan.FromHours(1);
    static readonly Unit Watt = Unit.Parse("W");

    readonly ulong _luck = Noise.Seed(seed, "faults");
    readonly ConcurrentDictionary<string, FaultKnobs> _knobs = new(StringComparer.Ordinal);
    readonly Dictionary<(TwinId, Channel), (long Hour, long Steps)> _stuck = [];
    readonly List<(Instant Due, Word Word)> _held = [];

    /// <summary>By twin id or kind; a twin's own come before its kind's.</summary>
    public IReadOnlyDictionary<string, FaultKnobs> Knobs => _knobs;

    /// <summary>Without any chance above 0 they are taken away.</summary>
    public void Set(string twinOrKind, FaultKnobs knobs)
    {
        if (knobs == new FaultKnobs()) _knobs.TryRemove(twinOrKind, out _);
        else _knobs[twinOrKind] = knobs;
    }

    /// <summary>What arrives now of what is said now, and of what was held back before.</summary>
    /// <param name="kind">Of a twin.</param>
    public IReadOnlyList<Word> Carry(IReadOnlyList<Word> said, Instant now, Func<TwinId, string> kind)
    {
        if (_knobs.IsEmpty && _held.Count == 0) return said;
        List<Word> arrives = [];
        // Held words were due before: a word that is one beat late comes after the one that followed it.
        var due = _held.Where(held => held.Due <= now).Select(held => held.Word).ToArray();
        _held.RemoveAll(held => held.Due <= now);
        foreach (var word in said)
        {
            if ((_knobs.GetValueOrDefault(word.Twin.ToString()) ?? _knobs.GetValueOrDefault(kind(word.Twin))) is not { } knobs)
            {
                arrives.Add(word);
                continue;
            }
            var luck = _luck ^ Noise.Seed(seed, word.Twin + "/" + (word.Event?.Id ?? word.What));
            var at = (word.Event?.At ?? word.Reading.At).Microseconds;
            bool Happens(int fault, double chance) => chance > 0 && Noise.At(luck, at, fault) < chance;

            if (Happens(1, knobs.Gaps)) continue;
            var carried = word.Event is null && word.Reading.Channel.Nature == ChannelNature.Gauge ? Damaged(word, knobs, luck, Happens) : word;
            if (Happens(4, knobs.Lateness)) _held.Add((now + Late, carried));
            else if (Happens(3, knobs.Reordering)) _held.Add((new(now.Microseconds + 1), carried));
            else arrives.Add(carried);
            if (Happens(2, knobs.Repeats)) arrives.Add(carried);
        }
        arrives.AddRange(due);
        return arrives;
    }

    Word Damaged(Word word, FaultKnobs knobs, ulong luck, Func<int, double, bool> happens)
    {
        var reading = word.Reading;
        var hour = reading.At.Microseconds / (StuckFor.Ticks / TimeSpan.TicksPerMicrosecond);
        if (knobs.Stuck > 0 && Noise.At(luck, hour, 5) < knobs.Stuck)
        {
            var key = (reading.Twin, reading.Channel);
            if (!_stuck.TryGetValue(key, out var held) || held.Hour != hour) held = _stuck[key] = (hour, reading.Steps);
            reading = reading with { Steps = held.Steps };
        }
        if (happens(6, knobs.Sentinels)) return Sentinel(reading, NoValue < reading.Channel.Least ? NoValue : Overflow);
        return happens(7, knobs.WrongUnit) ? WrongUnit(reading) : word with { Reading = reading };
    }

    static Word Sentinel(in Reading reading, decimal value) => new(reading, null,
        new("out-of-range", string.Create(CultureInfo.InvariantCulture, $"The value {value} {reading.Channel.Unit} cannot be; {reading.Channel} lies between {reading.Channel.Least} and {reading.Channel.Most} {reading.Channel.Unit}."),
            "If it stands for \"no value\", send no reading; otherwise check the unit and the sensor."),
        Written(reading, value, reading.Channel.Unit.Text));

    static Word WrongUnit(in Reading reading)
    {
        var unit = reading.Channel.Unit.ConvertsTo(Watt) ? "kWh" : "kW";
        return new(reading, null, new("unit-incompatible", $"{unit} does not fit {reading.Channel}, which is in {reading.Channel.Unit}.", $"Send {reading.Channel.Unit}, or the channel that {unit} belongs to."),
            Written(reading, reading.Channel.InUnit(reading.Steps), unit));
    }

    static byte[] Written(in Reading reading, decimal value, string unit) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $$"""{"twin":"{{reading.Twin}}","channel":"{{reading.Channel}}","at":"{{reading.At}}","value":{{value}},"unit":"{{unit}}"}"""));
}
