using YPort.Twin.Contracts.City;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Contracts.Twins;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Twins.Shards;

/// <summary>Holds the shard's sums against its twins' own words.</summary>
static class ShardAuditor
{
    public static async Task<ShardAudit> Compare(ShardBook book, Deliveries deliveries, Func<ShardSums?> current, TimeProvider clock)
    {
        List<string> differences = [];
        var twins = book.Twins.Values.ToArray();
        var own = await Task.WhenAll(twins.Select(twin => deliveries.Grain(twin).Report()));
        List<(TwinRegister, TwinReport?)> words = [];
        for (var i = 0; i < twins.Length; i++)
        {
            // A twin may have moved on since it was asked; then what it told the shard is its word.
            var counted = twins[i].Report;
            words.Add((twins[i].Register, own[i].Applied == counted?.Applied ? own[i] : counted));
            if (counted is not null && own[i].Applied == counted.Applied && !Same(own[i], counted))
                differences.Add($"{twins[i].Id}: at offset {counted.Applied} the twin says {Say(own[i])}, its shard counted {Say(counted)}.");
        }
        // Nothing waits from here on: the sums and the words are of one moment.
        if (current() is not { } sums) return new(null, twins.Length, [.. differences]);
        var expected = SumsBoard.Sum(words, Instant.From(clock));
        foreach (var (key, sum) in sums.Sums)
            if (!expected.Remove(key, out var other) || other != sum) differences.Add($"{key}: the shard says {sum}, its twins add up to {other}.");
        foreach (var (key, sum) in expected) differences.Add($"{key}: the twins add up to {sum}, the shard says nothing.");
        return new(sums, twins.Length, [.. differences]);
    }

    static bool Same(TwinReport one, TwinReport other) =>
        one.Days.OrderBy(Key, StringComparer.Ordinal).SequenceEqual(other.Days.OrderBy(Key, StringComparer.Ordinal));

    static string Key(DaySum day) => $"{day.Measure} {day.Day} {day.Area}";

    static string Say(TwinReport report) => string.Join(", ", report.Days.Select(day => $"{day.Measure} {day.Day} {day.MeasuredSteps}+{day.EstimatedSteps}"));
}
