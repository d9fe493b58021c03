using YPort.Twin.Tests.Recordings.Independent;

namespace YPort.Twin.Tests.Recordings.Replayed;

/// <summary>Blantyre's gate and Edinburgh's bins. No recording of a weighbridge or of e-waste custody exists here: those are tested with the rehearsal's and with constructed ones.</summary>
[Trait("needs", "minutes")]
public sealed class A_replayed_waste_record(StraightTwin straight, ConfusedTwin confused)
{
    const string Dump = "blantyre-mzedi-dump";
    static readonly long FirstOfBins = Day("2016-05-01"), LastOfBins = Day("2016-09-30"), FirstOfDump = Day("2020-11-01"), LastOfDump = Day("2022-01-31");

    [Theory]
    [InlineData("blantyre-dump", 1_529, 3)]
    [InlineData("edinburgh-bins", 4_896, 0)]
    public async Task Adds_up_to_every_line_of_the_file(string map, long accepted, long unreadable)
    {
        var balance = await straight.Hear(map);
        Assert.Equal((accepted, 0, 0, unreadable), (balance.Accepted, balance.Duplicate, balance.Quarantined, balance.Unreadable));
        Assert.True(balance.AddsUp);
    }

    [Fact]
    public async Task Of_the_dump_names_the_three_lines_whose_clock_had_been_reset()
    {
        var balance = await straight.Hear("blantyre-dump");
        Assert.Equal([714L, 715L, 1137L], balance.Refusals.Select(refused => refused.Line));
        Assert.All(balance.Refusals, refused => Assert.Contains("the clock had been reset", refused.Reason, StringComparison.Ordinal));
        Assert.Equal(3, balance.ExitCode);
    }

    [Fact]
    public async Task Of_the_dump_counts_the_lorries_of_every_day()
    {
        await straight.Hear("blantyre-dump");
        var byDay = WasteByHand.Arrivals().GroupBy(arrival => (arrival.At / 3_600_000_000 + 7) / 24).OrderBy(day => day.Key).Select(day => KeyValuePair.Create(day.Key, (long)day.Count())).ToList();
        Assert.True(byDay.Count > 200);
        await Eventually.Equals(byDay, async () => [.. await straight.Counts(Dump, "gate-entries", FirstOfDump, LastOfDump)]);
    }

    [Fact]
    public async Task Of_the_dump_keeps_each_lorry_with_its_moment_origin_and_carrier()
    {
        await straight.Hear("blantyre-dump");
        var arrivals = WasteByHand.Arrivals().Select(arrival => (arrival.At, arrival.Origin, arrival.Carrier)).ToArray();
        Assert.Equal(206, arrivals.Count(arrival => arrival.Origin == "Blantyre flea market"));
        await Eventually.Equals(arrivals, async () => [.. (await straight.Events(Dump, FirstOfDump, LastOfDump)).Select(entry => (entry.At, entry.Text("origin"), entry.Text("carrier")))]);
    }

    [Fact]
    public async Task Of_the_bins_amounts_to_the_grams_of_every_street_and_day()
    {
        await straight.Hear("edinburgh-bins");
        var bins = WasteByHand.Bins();
        Assert.Equal(72, bins.Count);
        foreach (var street in bins)
            await Eventually.Equals(
                street.Where(day => day.Grams != 0).OrderBy(day => day.Day).Select(day => KeyValuePair.Create(day.Day, day.Grams)),
                async () => [.. await straight.Counts(street.Key, "waste-collected", FirstOfBins, LastOfBins)]);
    }

    /// <summary>Rounding each ticket to a gram moves the whole by under half a gram a ticket; here by far less.</summary>
    [Fact]
    public void Of_the_bins_adds_up_to_the_files_kilograms()
    {
        var all = WasteByHand.Bins().SelectMany(street => street).ToList();
        Assert.Equal(134_818.825680000000441m, all.Sum(day => day.Kilograms));
        Assert.InRange(all.Sum(day => day.Grams) / 1000m - all.Sum(day => day.Kilograms), -all.Count(day => day.Grams != 0) * 0.0005m, all.Count(day => day.Grams != 0) * 0.0005m);
    }

    [Theory]
    [InlineData("blantyre-dump")]
    [InlineData("edinburgh-bins")]
    public async Task Changes_nothing_when_it_is_sent_again(string map)
    {
        var first = await straight.Hear(map);
        var before = await Settled(map);

        var again = await straight.HearAgain(map);

        Assert.Equal((0, first.Sent, 0), (again.Accepted, again.Duplicate, again.Quarantined));
        Assert.Equal(before, await Figures(map, straight));
    }

    [Theory]
    [InlineData("blantyre-dump")]
    [InlineData("edinburgh-bins")]
    public async Task Comes_out_the_same_shuffled_three_times_over_in_other_batches(string map)
    {
        var inOrder = await straight.Hear(map);
        var shuffled = await confused.Hear(map);

        Assert.Equal((inOrder.Accepted, 2 * inOrder.Accepted, 0), (shuffled.Accepted, shuffled.Duplicate, shuffled.Quarantined));
        await Eventually.Equals(await Settled(map), () => Figures(map, confused));
    }

    /// <summary>A sensor's litres times a constant are no weighing.</summary>
    [Fact]
    public async Task Of_the_bins_is_estimated_and_keeps_a_day_of_nothing_as_nothing()
    {
        await straight.Hear("edinburgh-bins");
        await Eventually.Holds(async () =>
        {
            var days = await straight.Events("edinburgh-bins-albert-place", FirstOfBins, LastOfBins);
            Assert.Equal(68, days.Count);
            Assert.All(days, day => Assert.Equal("estimated", day.Quality));
            Assert.Equal("""{"direction":"in","netKg":0,"category":"mixed"}""", days[0].Fields);
            Assert.Equal("""{"direction":"in","netKg":5.722,"category":"mixed"}""", days[1].Fields);
        });
    }

    async Task<string[]> Settled(string map)
    {
        if (map == "blantyre-dump") await Of_the_dump_counts_the_lorries_of_every_day();
        else await Of_the_bins_amounts_to_the_grams_of_every_street_and_day();
        return await Figures(map, straight);
    }

    /// <summary>States, and what is counted by days, as text.</summary>
    static async Task<string[]> Figures(string map, HearingTwin from)
    {
        List<string> figures = [];
        foreach (var twin in map == "blantyre-dump" ? [Dump] : WasteByHand.Bins().Select(street => street.Key))
        {
            var (measure, first, last) = map == "blantyre-dump" ? ("gate-entries", FirstOfDump, LastOfDump) : ("waste-collected", FirstOfBins, LastOfBins);
            figures.AddRange((await from.Counts(twin, measure, first, last)).Select(day => $"{twin} {day.Key} {day.Value}"));
            figures.AddRange((await from.Events(twin, first, last)).Select(one => one.ToString()));
            figures.Add(await from.State(twin));
        }
        return [.. figures];
    }

    static long Day(string date) => DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture).DayNumber - new DateOnly(1970, 1, 1).DayNumber;
}
