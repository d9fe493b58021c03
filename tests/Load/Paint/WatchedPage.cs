using Microsoft.Playwright;

namespace YPort.Twin.Tests.Load.Paint;

/// <summary>The page in a real browser, which counts by itself what it draws and when.</summary>
sealed class WatchedPage : IAsyncDisposable
{
    // The page's clock is the sender's and the server's: all are on this machine.
    const string Counting = """
        const bins = () => new Uint32Array(100_000);
        const count = (into, ms) => into[Math.min(99_999, Math.max(0, Math.round(ms * 10)))]++;
        const anew = () => ({ painted: bins(), told: bins(), drawn: bins(), work: bins(), frames: bins() });
        let seen = anew();
        window.seenAgain = () => {
          const before = seen;
          seen = anew();
          return Object.fromEntries(Object.entries(before).map(([name, counts]) => [name, Array.from(counts.entries()).filter(([, many]) => many > 0)]));
        };
        document.addEventListener("painted", ({ detail }) => {
          const now = Date.now();
          for (const { toldAt, fixedAt } of detail.frames) {
            for (const at of fixedAt) {
              count(seen.painted, now - at);
              count(seen.told, toldAt - at);
            }
            if (fixedAt.length > 0) count(seen.drawn, now - toldAt);
          }
          count(seen.work, detail.work / detail.frames.length);
        }, true);
        let last = 0;
        const frame = (now) => {
          if (last > 0) count(seen.frames, now - last);
          last = now;
          requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);

        window.opened = { shift: 0, largest: 0, figure: 0 };
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.opened.shift += entry.hadRecentInput ? 0 : entry.value))).observe({ type: "layout-shift", buffered: true });
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.opened.largest = entry.startTime))).observe({ type: "largest-contentful-paint", buffered: true });
        // In the document at one animation frame, on screen at the next.
        const look = () => requestAnimationFrame(document.querySelector("[data-figure] .value data:not([value=''])") ? (now) => (window.opened.figure = now) : look);
        look();
        """;

    readonly IBrowserContext _context;
    readonly IPage _page;

    WatchedPage(IBrowserContext context, IPage page) => (_context, _page) = (context, page);

    public static async Task<WatchedPage> Open(IBrowser browser, string address)
    {
        var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 } });
        await context.AddInitScriptAsync(Counting);
        WatchedPage watched = new(context, await context.NewPageAsync());
        watched._page.SetDefaultTimeout(180_000);
        await watched._page.GotoAsync(address);
        return watched;
    }

    public Task<IJSHandle> MapDrawn() => _page.WaitForFunctionAsync("() => performance.getEntriesByName('map').length > 0");

    public Task<IJSHandle> Shows(int vehicles) => _page.WaitForFunctionAsync("many => document.querySelector('[data-map]')?.dataset.vehicles === String(many)", vehicles);

    /// <summary>What was counted since this was last asked.</summary>
    public Task<Dictionary<string, int[][]>> Seen() => _page.EvaluateAsync<Dictionary<string, int[][]>>("() => window.seenAgain()");

    /// <summary>Milliseconds after navigation, but for "shift", which is a sum of layout shifts.</summary>
    public Task<Dictionary<string, double>> Opened() => _page.EvaluateAsync<Dictionary<string, double>>("""
        () => ({ ...window.opened, first: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN, map: performance.getEntriesByName("map")[0]?.startTime ?? NaN })
        """);

    public Task<IJSHandle> FigurePainted() => _page.WaitForFunctionAsync("() => window.opened.figure > 0");

    /// <summary>What scripts hold once all that nobody needs is gone, MB.</summary>
    public async Task<double> HeapMegabytes()
    {
        var session = await _context.NewCDPSessionAsync(_page);
        await session.SendAsync("HeapProfiler.collectGarbage");
        var usage = await session.SendAsync("Runtime.getHeapUsage");
        await session.DetachAsync();
        return usage!.Value.GetProperty("usedSize").GetDouble() / 1e6;
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
