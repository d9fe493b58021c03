using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;

namespace YPort.Twin.Tests.Browser;

/// <summary>What an official signs on the screen, over a twin of the test's own.</summary>
public sealed class The_closed_accounts(Chromium chromium)
{
    // In Bangkok.
    static readonly int LastYear = DateTimeOffset.UtcNow.AddHours(7).Year - 1;
    static readonly DateTimeOffset Tenth = new(LastYear, 3, 10, 0, 0, 0, TimeSpan.FromHours(7));

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Are_closed_by_keys_alone_stay_as_they_were_signed_and_show_what_changed_since()
    {
        Chromium.SkipWithoutOne();
        await using var twin = await LiveTwin.Empty();
        (await twin.Http.PutAsJsonAsync("/v1/twins/climate-office", new { kind = "office", set = "real", name = new { en = "Climate office" }, area = "1001" }, Stop)).EnsureSuccessStatusCode();
        await Metered(twin, "house", kilowattHours: 80);
        await Deadline.Holds(async () => (await Basic(twin) is not null, "nothing"), "the ledger knows the year before");
        await using var screen = await chromium.Open($"{twin.Address}/progress?lang=en&set=real&year={LastYear}", live: false);
        await screen.Page.Locator("[data-closed='0']").WaitForAsync();

        await screen.TabTo("[data-closed] input[name=by]");
        await screen.Page.Keyboard.TypeAsync("Climate office");
        await screen.TabTo("[data-closed] input[name=typed]");
        await screen.Page.Keyboard.TypeAsync($"{LastYear}");
        await screen.Page.Keyboard.PressAsync("Enter");

        var signed = await Basic(twin);
        var edition = screen.Page.Locator("[data-edition='1']");
        await Assertions.Expect(edition).ToContainTextAsync("Climate office");
        await Assertions.Expect(edition.Locator("td.number data")).ToHaveAttributeAsync("value", signed!.Value.ToString(CultureInfo.InvariantCulture));
        await Assertions.Expect(screen.Page.Locator("[data-changes='0']")).ToBeVisibleAsync();

        await Metered(twin, "late-house", kilowattHours: 40);
        await Deadline.Holds(async () => (await Basic(twin) > signed, "not more"), "the inventory knows the second house");
        await screen.Page.ReloadAsync();
        await Assertions.Expect(screen.Page.Locator("[data-changes='1'] tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(edition.Locator("td.number data")).ToHaveAttributeAsync("value", signed.Value.ToString(CultureInfo.InvariantCulture));
        screen.ComplainedOfNothing();
    }

    [Fact]
    public async Task Are_not_closed_while_the_year_goes_on_and_the_screen_says_from_when_they_can_be()
    {
        Chromium.SkipWithoutOne();
        await using var twin = await LiveTwin.Empty();
        await using var screen = await chromium.Open($"{twin.Address}/progress?lang=en&set=real", live: false);
        await Assertions.Expect(screen.Page.Locator("[data-closed='0']")).ToContainTextAsync($"can be closed from 1 Jan {LastYear + 2} on");
        await Assertions.Expect(screen.Page.Locator("[data-closed] form")).ToHaveCountAsync(0);
    }

    // So much an hour, for two hours.
    static async Task Metered(LiveTwin twin, string id, int kilowattHours)
    {
        (await twin.Http.PutAsJsonAsync($"/v1/twins/{id}", new { kind = "building", set = "real", name = new { en = id }, area = "1030" }, Stop)).EnsureSuccessStatusCode();
        (await twin.Http.PostAsJsonAsync("/v1/readings?feed=told", Enumerable.Range(0, 3).Select(hour => new { twin = id, channel = "import-energy", at = Tenth.AddHours(hour), value = hour * kilowattHours, unit = "kWh" }), Stop)).EnsureSuccessStatusCode();
    }

    static async Task<decimal?> Basic(LiveTwin twin) => (await twin.Http.GetFromJsonAsync<JsonElement>($"/v1/reports/inventory?year={LastYear}", Stop))
        .GetProperty("totals").GetProperty("basic").GetProperty("co2eKg") is { ValueKind: JsonValueKind.Number } known ? known.GetDecimal() : null;
}
