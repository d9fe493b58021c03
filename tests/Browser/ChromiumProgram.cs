using Microsoft.Playwright;

namespace YPort.Twin.Tests.Browser;

/// <summary>The browser that is on this machine, without a window or a graphics card. The load program starts it as well.</summary>
static class ChromiumProgram
{
    public const string Lacks = "No Chromium here. Install one (Debian: apt-get install chromium), or name it in CHROMIUM.";

    static readonly string[] Flags =
    [
        "--no-sandbox", "--enable-unsafe-swiftshader", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--mute-audio",
    ];

    public static string? Path { get; } = new[] { Environment.GetEnvironmentVariable("CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }
        .FirstOrDefault(path => path is not null && File.Exists(path));

    /// <param name="path">Another program that starts it.</param>
    public static Task<IBrowser> Launch(IPlaywright playwright, string? path = null) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = path ?? Path,
        Headless = true,
        Args = Flags,
    });
}
