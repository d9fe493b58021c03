using CsCheck;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Shuttles;
using static YPort.Twin.Tests.Model.Given;
using static YPort.Twin.Tests.Model.Shuttles.Cart;

namespace YPort.Twin.Tests.Model.Shuttles;

/// <summary>What a fold needs of every measure: a window's rows rest on what the fold has at hand for it, and lie only where it looks.</summary>
public sealed class A_vehicles_quarter_hour
{
    static readonly Gen<Sample[]> Powers = Gen.Select(Gen.Int[0, 9000], Gen.Long[-2_000_000, 3_000_000]).Array[0, 20]
        .Select(powers => powers.DistinctBy(power => power.Item1).OrderBy(power => power.Item1).Select(power => Says(power.Item1 / 60.0, power.Item2) with { Offset = power.Item1 }).ToArray());

    [Fact]
    public void Comes_to_the_same_alone_and_among_others_from_its_neighbourhood_only() => Gen.Select(Drives, Loads, Powers, Lives).Sample((drive, loads, powers, words) =>
    {
        Dictionary<Channel, Sample[]> told = new() { [ShuttleChannels.Position] = drive, [ShuttleChannels.Occupancy] = loads, [ShuttleChannels.BatteryPower] = powers };
        TwinPast all = new(Register(), channel => told.GetValueOrDefault(channel), words);
        foreach (var measure in ShuttleMeasures.All)
        {
            List<LedgerRow> apart = [];
            for (var window = -5; window < 50; window++) apart.AddRange(Rows(measure, window, 1, Near(told, words, window)));
            Assert.Equal(Rows(measure, -5, 55, all), apart);
        }
    }, iter: 50);

    [Fact]
    public void Has_rows_only_between_neighbouring_readings_and_where_something_happened() => Gen.Select(Drives, Loads, Powers, Lives).Sample((drive, loads, powers, words) =>
    {
        Dictionary<Channel, Sample[]> told = new() { [ShuttleChannels.Position] = drive, [ShuttleChannels.Occupancy] = loads, [ShuttleChannels.BatteryPower] = powers };
        TwinPast all = new(Register(), channel => told.GetValueOrDefault(channel), words);
        DirtyWindows touched = new();
        foreach (var (channel, samples) in told)
            foreach (var (from, to) in samples.Zip(samples.Skip(1)))
                if (to.At - from.At <= channel.LongestJoined) touched.Mark(channel, from.At, to.At);
        foreach (var word in words) touched.Mark(EventTypes.Named(word.Type)!, word.At, word.At);
        var looked = touched.Ranges(1000).SelectMany(range => Enumerable.Range(range.From.Index, range.To.Index - range.From.Index).Select(index => (range.Measure.Name, index))).ToHashSet();
        foreach (var measure in ShuttleMeasures.All)
            Assert.DoesNotContain(Rows(measure, -5, 55, all), row => !looked.Contains((row.Measure, row.Window.Index)));
    }, iter: 50);

    // As little as TwinPast promises.
    static TwinPast Near(Dictionary<Channel, Sample[]> told, EventWord[] words, int window)
    {
        var (from, to) = (new Window(Window.Of(Midnight).Index + window).Start, new Window(Window.Of(Midnight).Index + window).End);
        var near = told.ToDictionary(channel => channel.Key, channel => channel.Value.Where(sample => sample.At < from && sample.At >= from - channel.Key.LongestJoined).TakeLast(1)
            .Concat(channel.Value.Where(sample => sample.At >= from && sample.At <= to))
            .Concat(channel.Value.Where(sample => sample.At > to && sample.At <= to + channel.Key.LongestJoined).Take(1)).ToArray());
        var holding = words.Where(word => EventTypes.Holding.Contains(word.Type)).GroupBy(word => (word.Type, word.Subject)).ToArray();
        return new(Register(), channel => near.GetValueOrDefault(channel), [.. words.Where(word => word.At >= from && word.At <= to)
            .Concat(holding.SelectMany(group => group.Where(word => word.At < from).TakeLast(1)))
            .Concat(holding.SelectMany(group => group.Where(word => word.At > to).Take(1))).Order()]);
    }
}
