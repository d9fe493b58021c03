using System.Globalization;

namespace YPort.Twin.Tests.Browser;

/// <summary>Over a twin of the test's own, from the moment it answers: its figures become known one after the other before the reader's eyes.</summary>
public sealed class A_rehearsal_just_begun(Chromium chromium)
{
    const double MostShift = 0.05;

    static readonly string[] Known = ["pv-power-now", "load-power-now", "load-energy-today", "import-emissions-today", "vehicle-distance-today", "shuttle-energy-today"];

    const string Watching = """
        window.shifts = [];
        const name = node => { const element = node?.nodeType === 1 ? node : node?.parentElement; return element ? `${element.localName}.${element.classList[0] ?? ""}` : "gone"; };
        new PerformanceObserver(list => {
          for (const { value, hadRecentInput, sources } of list.getEntries())
            if (!hadRecentInput) window.shifts.push({ value, what: sources.map(({ node, previousRect, currentRect }) => `${name(node)} ${previousRect.y}->${currentRect.y}`).join(", ") });
        }).observe({ type: "layout-shift", buffered: true });
        """;

    [Fact]
    public async Task Has_a_place_for_each_figure_before_it_is_known()
    {
        Chromium.SkipWithoutOne();
        await using var twin = await LiveTwin.Rehearsing();
        await using var screen = await chromium.Open(twin.Address + "/?lang=en&set=rehearsal", width: 1440, live: false, script: Watching);
        await Deadline.Holds(async () =>
        {
            var values = await Task.WhenAll(Known.Select(screen.Value));
            return (values.All(value => value != ""), string.Join(", ", Known.Zip(values, (name, value) => $"{name} {value}")));
        }, "the page knows them all", 180);
        await screen.MapDrawn();

        var shift = await screen.Page.EvaluateAsync<double>("() => window.shifts.reduce((sum, { value }) => sum + value, 0)");
        Assert.True(shift < MostShift, string.Create(CultureInfo.InvariantCulture, $"Layout shift {shift:F3}: ")
            + string.Join("; ", await screen.Page.EvaluateAsync<string[]>("() => window.shifts.map(({ value, what }) => `${value.toFixed(4)} ${what}`)")));
        screen.ComplainedOfNothing();
    }
}
