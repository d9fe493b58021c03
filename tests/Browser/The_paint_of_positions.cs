using System.Globalization;
using Microsoft.Playwright;

namespace YPort.Twin.Tests.Browser;

/// <summary>What the page says of when it draws positions. How quick that is depends on the machine: the load program's part "paint" measures it.</summary>
public sealed class The_paint_of_positions(Chromium chromium)
{
    const string Near = "/?lang=en&set=real&view=13.8045,100.5415,14.5";

    const string Listening = """
        window.painted = [];
        document.addEventListener("painted", event => {
          for (const { toldAt, fixedAt } of event.detail.frames) for (const fix of fixedAt) window.painted.push([fix, toldAt, Date.now(), event.detail.work]);
        }, true);
        """;

    [Fact]
    public async Task Is_told_once_of_each_with_the_time_of_its_fix_and_of_the_servers_frame()
    {
        Chromium.SkipWithoutOne();
        await using var twin = await LiveTwin.Empty();
        await twin.Http.RegisterCart("cart-1");
        await twin.Http.RegisterCart("cart-2");
        await using var screen = await chromium.Open(twin.Address + Near, script: Listening);
        await screen.MapDrawn();

        List<long> sent = [];
        for (var turn = 0; turn < 6; turn++)
        {
            // The next only when this one is drawn: what is not drawn in time is replaced by what is newer.
            sent.Add((await twin.Http.Drive($"cart-{turn % 2 + 1}", 13.8 + turn * 0.0004, 100.5415)).ToUnixTimeMilliseconds());
            await Deadline.Holds(async () => (await Painted(screen) is var seen && seen.Any(one => Is(one, sent[^1])), string.Join(", ", seen.Select(one => one[0]))), $"the fix of {sent[^1]} is painted", 60);
        }

        var painted = await Painted(screen);
        Assert.Equal(sent.Count, painted.Length);
        foreach (var (fix, one) in sent.Zip(painted))
        {
            Assert.True(Is(one, fix), $"{one[0]} was painted where {fix} was sent.");
            Assert.InRange(one[1], fix - 1, one[2] + 1); // told after it was fixed and before it was drawn, to the millisecond
        }
        // Of those that were only found to be true already it may be less than a clock tick.
        Assert.True(painted.Sum(one => one[3]) > 0, "Drawing cost nothing.");
        screen.ComplainedOfNothing();
    }

    [Fact]
    public async Task Is_said_on_screen_to_be_late_while_it_is()
    {
        Chromium.SkipWithoutOne();
        await using var twin = await LiveTwin.Empty();
        await twin.Http.RegisterCart("cart-1");
        await using var screen = await chromium.Open(twin.Address + Near, script: Listening + """
            const draw = window.requestAnimationFrame.bind(window);
            window.requestAnimationFrame = frame => window.slow ? setTimeout(() => draw(frame), 6000) : draw(frame);
            """);
        await screen.MapDrawn();
        var late = screen.Page.Locator(".legend [data-late]");
        await Drives(screen, twin, async () => (await Painted(screen)).Length > 3 && await late.CountAsync() == 0, "some positions are painted, and in time");

        await screen.Page.EvaluateAsync("() => window.slow = true");
        await Drives(screen, twin, async () => await late.CountAsync() == 1, "what is drawn late is said to be late");
        Assert.InRange(int.Parse((await late.GetAttributeAsync("data-late"))!, CultureInfo.InvariantCulture), 2, 120);
        await Assertions.Expect(late).ToContainTextAsync("s late");

        await screen.Page.EvaluateAsync("() => window.slow = false");
        await Drives(screen, twin, async () => await late.CountAsync() == 0, "what is drawn in time again is not said to be late");
        screen.ComplainedOfNothing();
    }

    static Task Drives(Screen screen, LiveTwin twin, Func<Task<bool>> until, string what) => Deadline.Holds(async () =>
    {
        await twin.Http.Drive("cart-1", 13.8045 + Random.Shared.NextDouble() * 0.002, 100.5415);
        return (await until(), string.Join("; ", (await Painted(screen)).TakeLast(3).Select(one => string.Join(' ', one))));
    }, what, 90);

    /// <summary>Time of the fix, of the server's frame and of the drawing, and what it cost; all ms.</summary>
    static Task<double[][]> Painted(Screen screen) => screen.Page.EvaluateAsync<double[][]>("() => window.painted");

    // The age in a frame is whole milliseconds.
    static bool Is(double[] painted, long fix) => Math.Abs(painted[0] - fix) <= 1;
}
