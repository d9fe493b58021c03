using System.Globalization;
using Microsoft.Playwright;
using YPort.Twin.Tests.Browser;
using YPort.Twin.Tests.Running;

namespace YPort.Twin.Tests.Load.Paint;

/// <summary>How soon is what a cart says seen on the page, how smoothly, and how soon does the page open? Beside each line stands the goal of the design.</summary>
static class PagePaint
{
    const int Openings = 5;
    const double FrameMilliseconds = 1000 / 60.0;

    public static async Task Print(TimeSpan each)
    {
        if (ChromiumProgram.Path is null)
        {
            Console.WriteLine(ChromiumProgram.Lacks);
            return;
        }
        Console.WriteLine("Page: sender, twin (SQLite) and browser share these processors, and the browser draws without a graphics card: each waits for the others.");
        using var playwright = await Playwright.CreateAsync();
        using OrdinaryBrowser ordinary = new();
        await using var browser = await ChromiumProgram.Launch(playwright, ordinary.Path);
        await PrintOpenings(browser);
        // As a cart's receiver speaks, and as fast as the goals were set for.
        foreach (var every in (TimeSpan[])[TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(200)])
        {
            await PrintCarts(browser, 2000, every, "120, 99 % 250 ms", each);
            if (every.TotalSeconds < 1) await PrintCarts(browser, 5000, every, null, each);
            await PrintCarts(browser, 10_000, every, "-, 99 % 500 ms", each);
        }
    }

    static async Task PrintOpenings(IBrowser browser)
    {
        using TemporaryFolder folder = new();
        await using var twin = await TwinProcess.Start(folder, null, ("Twin:City", "cities/bangkok.json"), ("Twin:Rehearsal:Enabled", "true"), ("Twin:Rehearsal:Backfill", "0"));
        List<Dictionary<string, double>> opened = [];
        for (var number = -1; number < Openings; number++) // the first one, which compiles the server's code, is not counted
        {
            await using var page = await WatchedPage.Open(browser, $"{twin.Http.BaseAddress}?set=rehearsal");
            await Task.WhenAll(page.MapDrawn(), page.FigurePainted());
            if (number >= 0) opened.Add(await page.Opened());
        }
        Line($"opening the page, median of {Openings}", $"{Load()}");
        foreach (var (name, what, goal) in ((string, string, int)[])[("first", "first content", 600), ("largest", "largest content", 1200), ("figure", "first live figure", 1000), ("map", "map usable", 2500)])
            Line($"   {what}", string.Create(CultureInfo.InvariantCulture, $"{opened.Select(one => one[name]).Order().ElementAt(Openings / 2):F0} ms (goal {goal})"));
        Line("   layout shift, most of all", string.Create(CultureInfo.InvariantCulture, $"{opened.Max(one => one["shift"]):F3} (goal 0.05)"));
    }

    static async Task PrintCarts(IBrowser browser, int carts, TimeSpan every, string? goal, TimeSpan each)
    {
        await using var moving = await MovingCarts.Start(carts, every);
        await using var page = await WatchedPage.Open(browser, $"{moving.Address}/?set=real");
        await Task.WhenAll(page.MapDrawn(), page.Shows(carts));
        await Task.Delay(WarmUp.Time);
        var before = await page.HeapMegabytes();
        await page.Seen();
        moving.Acknowledged();
        await Task.Delay(each);
        var seen = (await page.Seen()).ToDictionary(pair => pair.Key, pair => new Histogram(pair.Value));
        var acknowledged = moving.Acknowledged();
        var after = await page.HeapMegabytes();

        Line(string.Create(CultureInfo.InvariantCulture, $"{carts:N0} carts that speak {(every.TotalSeconds < 1 ? $"{1 / every.TotalSeconds:0} times" : "once")} a second"), string.Create(CultureInfo.InvariantCulture,
            $"{acknowledged.Length * carts / MovingCarts.Groups / each.TotalSeconds:N0} of {carts / every.TotalSeconds:N0} positions/s acknowledged, half within {Ms(acknowledged, 50)}, 99 % {Ms(acknowledged, 99)} ms; {seen["painted"].Count / each.TotalSeconds:N0} painted; {Load()}"));
        Line("   from sending until painted", $"{seen["painted"].Says}{(goal is null ? "" : $" (goal {goal})")}");
        Line("      until the server's frame", seen["told"].Says);
        Line("      from there until painted", seen["drawn"].Says);
        Line("   animation frames", $"{seen["frames"].Says} (goal 17, 95 % 50 ms with 5,000)");
        Line("   main thread for a frame of positions", string.Create(CultureInfo.InvariantCulture,
            $"{seen["work"].Says} (goal 99 % 8 ms), half {seen["work"].Percentile(50) / FrameMilliseconds:P0} of an animation frame; {seen["drawn"].Count / each.TotalSeconds:F1} such frames a second"));
        Line("   scripts' memory", string.Create(CultureInfo.InvariantCulture, $"{before:F1} MB, {each.TotalSeconds:F0} s later {after:F1} MB (goal: less than 10 MB more in 13 min)"));
    }

    static void Line(string what, string says) => Console.WriteLine($"{what,-42} {says}");

    static string Ms(TimeSpan[] sorted, int percent) =>
        sorted.Length == 0 ? "-" : sorted[Math.Min(sorted.Length - 1, sorted.Length * percent / 100)].TotalMilliseconds.ToString("F1", CultureInfo.InvariantCulture);

    static string Load() => File.Exists("/proc/loadavg") ? $"load average {File.ReadAllText("/proc/loadavg").Split(' ')[0]}" : "load average unknown";
}
