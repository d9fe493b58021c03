using Microsoft.Playwright;

namespace YPort.Twin.Tests.Browser;

/// <summary>A tab, what it complained of, and what it asked other hosts for.</summary>
public sealed class Screen : IAsyncDisposable
{
    readonly IBrowserContext _context;

    internal Screen(IBrowserContext context, IPage page, Uri address)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Type == "error") _complaints.Add($"{message.Text} ({message.Location})");
        };
        page.PageError += (_, error) => _complaints.Add(error);
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url).Authority != address.Authority) Strangers.Add(request.Url);
            if (request.Url.Contains("/v1/live", StringComparison.Ordinal)) Streams++;
        };
        page.SetDefaultTimeout(20_000);
    }

    public IPage Page { get; }

    readonly List<string> _complaints = [];

    /// <summary>Fails with every error that the page threw or wrote to its console, in full and with its place.</summary>
    public void ComplainedOfNothing() => Assert.True(_complaints.Count == 0, string.Join("\n", _complaints));

    public List<string> Strangers { get; } = [];

    /// <summary>How often the live stream was opened.</summary>
    public int Streams { get; private set; }

    public ILocator Figure(string name) => Page.Locator($"[data-figure='city/{name}'] .value data");

    public ILocator Link => Page.Locator("[data-link]");

    public ILocator Map => Page.Locator("[data-map]");

    /// <summary>Once the map has drawn all it has.</summary>
    public Task MapDrawn() => Page.WaitForFunctionAsync("() => performance.getEntriesByName('map').length > 0", null, new() { Timeout = 60_000 });

    /// <summary>The number as the API said it, kept beside the formatted one; empty when unknown.</summary>
    public async Task<string> Value(string name) => await Figure(name).GetAttributeAsync("value") ?? "";

    public Task<string> Text(string name) => Figure(name).InnerTextAsync();

    /// <summary>Presses Tab until the focus is on what the selector names, as one without a mouse must.</summary>
    public async Task TabTo(string selector)
    {
        for (var i = 0; i < 300; i++)
        {
            await Page.Keyboard.PressAsync("Tab");
            if (await Page.EvaluateAsync<bool>("selector => document.activeElement?.matches(selector) ?? false", selector)) return;
        }
        Assert.Fail($"300 times Tab did not reach {selector}.");
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
