using System.Text.Json;
using Microsoft.Playwright;

namespace YPort.Twin.Tests.Browser;

/// <summary>Asks the browser which fonts really drew a page's glyphs.</summary>
static class Fonts
{
    /// <summary>In words, what a font of this machine drew; empty when the page brought all it shows.</summary>
    public static async Task<string> NotBrought(IPage page)
    {
        await page.EvaluateAsync("() => document.fonts.ready.then(() => true)");
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("DOM.enable");
        await devtools.SendAsync("CSS.enable");
        var root = (await devtools.SendAsync("DOM.getDocument"))!.Value.GetProperty("root").GetProperty("nodeId").GetInt32();
        var nodes = (await devtools.SendAsync("DOM.querySelectorAll", new() { ["nodeId"] = root, ["selector"] = "body, body *" }))!.Value.GetProperty("nodeIds");
        var faults = new List<string>();
        foreach (var node in nodes.EnumerateArray())
        {
            if (await Drawn(devtools, node.GetInt32()) is not { } fonts) continue;
            foreach (var font in fonts.EnumerateArray().Where(font => !font.GetProperty("isCustomFont").GetBoolean()))
            {
                var element = (await devtools.SendAsync("DOM.getOuterHTML", new() { ["nodeId"] = node.GetInt32() }))!.Value.GetProperty("outerHTML").GetString()!;
                faults.Add($"{font.GetProperty("familyName")} drew {font.GetProperty("glyphCount")} glyphs of {element[..Math.Min(160, element.Length)]}");
            }
        }
        await devtools.DetachAsync();
        return string.Join("\n", faults.Take(5));
    }

    // A page that lives may have removed the node since it was listed.
    static async Task<JsonElement?> Drawn(ICDPSession devtools, int node)
    {
        try
        {
            return (await devtools.SendAsync("CSS.getPlatformFontsForNode", new() { ["nodeId"] = node }))!.Value.GetProperty("fonts");
        }
        catch (PlaywrightException)
        {
            return null;
        }
    }
}
