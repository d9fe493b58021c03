using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(YPort.Twin.Tests.Browser.Chromium))]
// Each twin is a process and each page a browser's: on two cores they would only wait for each other.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace YPort.Twin.Tests.Browser;

/// <summary>The one real browser of all tests here; without one they skip.</summary>
public sealed class Chromium : IAsyncLifetime
{
    IPlaywright? _playwright;
    IBrowser? _browser;

    public static bool IsHere => ChromiumProgram.Path is not null;

    public async ValueTask InitializeAsync()
    {
        if (!IsHere) return;
        _playwright = await Playwright.CreateAsync();
        _browser = await ChromiumProgram.Launch(_playwright);
    }

    /// <summary>A tab at an address, once the page has seen its first live frame.</summary>
    /// <param name="script">Run before the page's own.</param>
    public async Task<Screen> Open(string address, int width = 1280, ColorScheme theme = ColorScheme.Light, bool live = true, string? script = null)
    {
        SkipWithoutOne();
        var context = await _browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = theme,
            Locale = "en-GB",
            TimezoneId = "America/New_York",
            ReducedMotion = ReducedMotion.NoPreference,
        });
        if (script is not null) await context.AddInitScriptAsync(script);
        var screen = new Screen(context, await context.NewPageAsync(), new Uri(address));
        await screen.Page.GotoAsync(address);
        if (live) await screen.Page.WaitForFunctionAsync("() => performance.getEntriesByName('first-live').length > 0");
        return screen;
    }

    /// <summary>Called first, so that nothing is started for a test that cannot be seen.</summary>
    public static void SkipWithoutOne() =>
        Assert.SkipUnless(IsHere, ChromiumProgram.Lacks);

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
