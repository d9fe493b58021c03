using System.Globalization;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Storage;

public abstract class A_reading_view(SqlHome home) : StoreTest(home)
{
    static readonly TwinId Roof = TwinId.Parse("roof-1");
    static readonly Instant Noon = Instant.Parse("2026-11-23T05:00:00.25Z");

    // One word a step and so one part: every fifth second word on a moment, every seventh a withdrawal.
    static readonly Sample[] Words = [.. Enumerable.Range(0, 600).Select(i => new Sample(
        Noon + TimeSpan.FromSeconds(i % 5 == 4 ? i - 3 : i), 1000 + i, i % 3 == 0 ? 900 : 0, i, i % 2 == 0 ? Quality.Measured : Quality.Estimated, i % 5 == 4 ? 1 : 0, i % 7 == 6))];

    /// <summary>A time as the store's SQL gives it, as ISO text.</summary>
    protected abstract string At { get; }

    [Fact]
    public async Task Says_the_same_before_and_after_an_hours_parts_are_merged()
    {
        List<int> parts = [];
        IReadOnlyList<string> before = [];
        var rewritten = 0;
        for (var words = 1; words <= Words.Length; words++)
        {
            await Save(Words[words - 1]);
            var now = await home.Rows("SELECT n, first_offset FROM history");
            var stored = now.Count;
            if (parts.Count > 0 && stored < parts[^1]) rewritten += now.Except(before).Sum(part => int.Parse(part.Split(' ')[0], CultureInfo.InvariantCulture));
            before = now;
            parts.Add(stored);
            if (words > 1 && stored >= parts[^2] && words % 50 != 0) continue;

            Assert.Equal(Expected(Words[..words]), await home.Rows($"SELECT {At}, steps, span_us, quality, revision, feed, \"offset\" FROM reading WHERE twin = 'roof-1' AND hour = {HistoryPart.HourOf(Noon)} ORDER BY at"));
            Assert.Equal($"{words}", Assert.Single(await home.Rows("SELECT sum(n) FROM history")));
        }
        Assert.Equal(HistoryPart.MostOfAnHour, parts.Max());
        // Merging all of the hour with every 33rd part would write each ten times over.
        Assert.InRange(rewritten, Words.Length, 3 * Words.Length);
    }

    static IEnumerable<string> Expected(Sample[] words) =>
        from word in words.GroupBy(word => word.At).Select(said => said.MaxBy(word => word.Offset))
        where !word.Withdrawn
        orderby word.At
        select $"{word.At.ToDateTimeOffset():yyyy-MM-ddTHH:mm:ss.ffffffZ} {word.Steps} {word.SpanMicroseconds} {(int)word.Quality} {word.Revision} feed-{word.Offset % 3} {word.Offset}";

    async Task Save(Sample word)
    {
        var projector = await Projector.Open(Store.Projections, Roof.Shard, 1, Stop);
        var part = new HistoryPart(Roof, BuildingChannels.PvPower, HistoryPart.HourOf(word.At), [word], [$"feed-{word.Offset % 3}"]);
        Assert.True(await projector.Save(projector.Step(1) with { History = [part] }, Stop));
    }
}

public sealed class A_reading_view_in_sqlite() : A_reading_view(new SqliteHome())
{
    protected override string At => "at";
}

[Trait("needs", "postgres")]
public sealed class A_reading_view_in_postgres() : A_reading_view(new PostgresHome())
{
    protected override string At => "to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";
}
