using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace YPort.Twin.Tests.Browser;

/// <summary>What axe finds wrong with a screen, in words.</summary>
static class Axe
{
    public static readonly RunOnlyOptions Everything = Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    /// <summary>The rules that look at colours: nothing else differs by dark.</summary>
    public static readonly RunOnlyOptions Colours = new() { Type = "rule", Values = ["color-contrast", "link-in-text-block"] };

    public static RunOnlyOptions Tags(params string[] tags) => new() { Type = "tag", Values = [.. tags] };

    /// <summary>All rules by light, and by dark, which must look otherwise, those of colours.</summary>
    public static async Task FindsNothingByLightOrDark(Screen screen, string part, AxeRunContext? within = null)
    {
        await FindsNothing(screen, part, Everything, within);
        var light = await Ink(screen);
        await screen.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        Assert.NotEqual(light, await Ink(screen));
        await FindsNothing(screen, $"{part}, dark", Colours, within);
        await screen.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }

    /// <param name="part">Said with what is found.</param>
    public static async Task FindsNothing(Screen screen, string part, RunOnlyOptions rules, AxeRunContext? within = null)
    {
        // Without the list of what passed axe needs two thirds of the time.
        AxeRunOptions options = new() { RunOnly = rules, ResultTypes = [ResultType.Violations] };
        var result = within is null ? await screen.Page.RunAxe(options) : await screen.Page.RunAxe(within, options);
        Assert.True(result.Violations.Length == 0, $"{part}: " + string.Join("\n", result.Violations.Select(fault => $"{fault.Id}: {fault.Help}\n  " + string.Join("\n  ", fault.Nodes.Take(3).Select(node => node.Html)))));
    }

    static Task<string> Ink(Screen screen) => screen.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).color");
}
