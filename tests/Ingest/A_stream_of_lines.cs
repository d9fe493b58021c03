using System.IO.Pipelines;
using System.Text;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using YPort.Twin.Ingest.Parsing;

namespace YPort.Twin.Tests.Ingest;

/// <summary>Which items a stream has depends on its bytes, not on how they arrive.</summary>
public sealed class A_stream_of_lines
{
    const string Head = "twin,channel,at,value,unit";

    static readonly string[] Lines =
    [
        Parsed.Power(), Parsed.Power("1", "\"W\""), Parsed.Power("NaN"), "not json", "", "   ", "{\"twin\":\"é\"}", new('x', 5000), "{}",
    ];

    static readonly string[] Cells =
    [
        "roof-1,pv-power,2026-11-23T05:00:00Z,182.4,kW", "roof-2,pv-power,2026-11-23T05:00:00Z,\"1\",W", "a,b", "", "\"", "roof-3,pv-power,2026-11-23T05:00:00Z,x,kW",
    ];

    static async Task<(List<Parsed> Items, Unreadable? Problem)> Read(byte[] bytes, LineForm form, IReadOnlyList<int> cuts, long most = 1 << 30)
    {
        Pipe pipe = new(new(pauseWriterThreshold: 0));
        LineStream lines = new(pipe.Reader, form, Parsed.Maker(), new FakeTimeProvider(Parsed.Now.ToDateTimeOffset()), most);
        List<Parsed> items = [];
        var reading = Task.Run(async () =>
        {
            while (await lines.Next(CancellationToken.None) is { } chunk)
            {
                Assert.InRange(chunk.Items.Count, 1, LineChunk.MostItems);
                items.AddRange(chunk.Items.Select(item => Parsed.Of(item)));
                chunk.Dispose();
            }
        });
        var at = 0;
        foreach (var cut in cuts.Where(cut => cut < bytes.Length).Order().Append(bytes.Length))
        {
            await pipe.Writer.WriteAsync(bytes.AsMemory(at..cut));
            at = cut;
        }
        await pipe.Writer.CompleteAsync();
        await reading;
        return (items, lines.Problem);
    }

    static async Task<List<Parsed>> Items(string text, LineForm form) => (await Read(Encoding.UTF8.GetBytes(text), form, [])).Items;

    static Task Same(string[] lines, string ends, Func<LineForm> form, string head) =>
        Gen.Select(Gen.OneOfConst(lines).Array[0, 40], Gen.Bool, Gen.Int[1, 3000].Array[0, 12]).SampleAsync(async (chosen, ended, cuts) =>
        {
            var bytes = Encoding.UTF8.GetBytes(head + string.Join(ends, chosen) + (ended ? ends : ""));
            var (whole, _) = await Read(bytes, form(), []);
            var (cut, _) = await Read(bytes, form(), cuts);
            return whole.SequenceEqual(cut) && whole.Count == chosen.Count(line => line.Trim().Length > 0);
        }, iter: 300);

    [Fact]
    public Task Of_JSON_has_the_same_items_however_it_is_cut() => Same(Lines, "\n", () => new JsonLines(), "");

    [Fact]
    public Task Of_CSV_has_the_same_items_however_it_is_cut() => Same(Cells, "\r\n", () => new CsvLines(), Head + "\r\n");

    [Fact]
    public async Task Says_the_same_with_and_without_carriage_returns() =>
        Assert.Equal(await Items($"{Parsed.Power()}\n{Parsed.Power("2")}\n", new JsonLines()), await Items($"\uFEFF\r\n{Parsed.Power()}\r\n\r\n{Parsed.Power("2")}", new JsonLines()));

    [Theory]
    [InlineData(64 * 1024, null)]
    [InlineData(64 * 1024 + 1, "too-long")]
    [InlineData(1_000_000, "too-long")]
    public async Task Refuses_a_line_that_never_seems_to_end_and_reads_on(int length, string? code)
    {
        var filled = Parsed.Power(more: $",\"quality\":{new string(' ', length - Parsed.Power(more: ",\"quality\":null").Length)}null");
        var bytes = Encoding.UTF8.GetBytes($"{Parsed.Power()}\n{filled}\n{Parsed.Power("2")}");
        foreach (int[] cuts in new[] { [], new[] { 100, 70_000, 300_000, bytes.Length - 200 } })
        {
            var (items, problem) = await Read(bytes, new JsonLines(), cuts);
            Assert.Null(problem);
            Assert.Equal([null, code, null], items.Select(item => item.Refusal?.Code));
            Assert.Equal([0, 1, 2], items.Select(item => item.Index));
            if (code is not null) Assert.Contains($"{length} bytes", items[1].Refusal!.Reason, StringComparison.Ordinal);
            Assert.Equal(2 * Math.Min(length, ItemList.LongestItemBytes), items[1].Raw.Length);
        }
    }

    [Fact]
    public async Task Skips_a_flood_of_empty_lines() =>
        Assert.Single(await Items(new string('\n', 1_000_000) + Parsed.Power() + new string('\n', 300_000), new JsonLines()));

    [Fact]
    public async Task Counts_its_items_through_all_chunks()
    {
        var items = await Items(string.Concat(Enumerable.Repeat("{}\n", 20_000)), new JsonLines());
        Assert.Equal(Enumerable.Range(0, 20_000).Select(index => (long)index), items.Select(item => item.Index));
    }

    [Fact]
    public async Task Hands_over_what_came_when_its_sender_pauses()
    {
        Pipe pipe = new();
        LineStream lines = new(pipe.Reader, new JsonLines(), Parsed.Maker(), new FakeTimeProvider(Parsed.Now.ToDateTimeOffset()), 1 << 20);
        await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes($"{Parsed.Power()}\n{Parsed.Power("2")[..20]}"), TestContext.Current.CancellationToken);
        using var first = await lines.Next(TestContext.Current.CancellationToken);
        Assert.Equal(1, first?.Items.Count);
    }

    [Fact]
    public async Task Under_a_bad_head_has_no_items()
    {
        var (items, problem) = await Read(Encoding.UTF8.GetBytes($"twin,cannel,at,value\n{Cells[0]}\n"), new CsvLines(), []);
        Assert.Empty(items);
        Assert.Contains("cannel", problem?.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_is_too_long_keeps_what_came_before()
    {
        var (items, problem) = await Read(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{}\n", 200_000))), new JsonLines(), [], most: 100_000);
        Assert.True(problem is { IsTooMuch: true });
        Assert.InRange(items.Count, 0, 100_000 / 3);
    }

    [Fact]
    public Task Of_random_bytes_gives_outcomes_and_never_an_exception() =>
        Gen.Select(Gen.Byte.Array[0, 400], Gen.Bool).SampleAsync(async (bytes, json) =>
        {
            var (items, _) = await Read(json ? bytes : [.. Encoding.UTF8.GetBytes(Head + "\n"), .. bytes], json ? new JsonLines() : new CsvLines(), []);
            return items.All(item => item.Refusal is { Reason.Length: > 0, Cure.Length: > 0 });
        }, iter: 1000);
}
