using System.Net.Http.Json;
using System.Text.Json;

namespace YPort.Twin.Tests.Browser;

/// <summary>A twin that was told a little of 2026, always the same: 24 MWh of a registered roof, two months of a house, what a heap and a plant took in.</summary>
public sealed class TwinOfAYear : IAsyncLifetime
{
    static readonly DateTimeOffset Tenth = new(2026, 3, 10, 0, 0, 0, TimeSpan.FromHours(7));

    public LiveTwin? Twin { get; private set; }

    public async ValueTask InitializeAsync()
    {
        if (!Chromium.IsHere) return;
        Twin = await LiveTwin.Empty();
        await Register("finetech-1", new { kind = "building", set = "rehearsal", name = new { en = "A roof" }, area = "1030", pv = new { ratedPower = new { value = 1000, unit = "kW" } } });
        await Register("house", new { kind = "building", set = "rehearsal", name = new { en = "A house" }, area = "1030" });
        await Register("heap", new { kind = "waste-site", set = "rehearsal", name = new { en = "A heap" }, area = "1034", waste = new { role = "composting" } });
        await Register("plant", new { kind = "waste-site", set = "rehearsal", name = new { en = "A plant" }, area = "1034", waste = new { role = "waste-to-energy" } });
        // 500 kWh an hour for two days; 100 kWh an hour for two days of March, and 80 in April.
        await Tell("readings", Hours("finetech-1", "pv-energy", Tenth, 0, 500));
        await Tell("readings", Hours("house", "import-energy", Tenth, 0, 100));
        await Tell("readings", Hours("house", "import-energy", Tenth.AddMonths(1), 4800, 80));
        await Tell("events", [Weighed("heap", 10_000, "food"), Weighed("plant", 3_000, "mixed")]);
        await Deadline.Holds(Known, "the ledger knows what was told");
    }

    public async ValueTask DisposeAsync()
    {
        if (Twin is not null) await Twin.DisposeAsync();
    }

    public async Task<JsonElement> Ask(string path)
    {
        using var answer = await JsonDocument.ParseAsync(await Twin!.Http.GetStreamAsync($"/v1/{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}set=rehearsal", Stop), cancellationToken: Stop);
        return answer.RootElement.Clone();
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    async Task Register(string id, object body)
    {
        using var answer = await Twin!.Http.PutAsJsonAsync($"/v1/twins/{id}", body, Stop);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Stop));
    }

    async Task Tell(string what, object[] said)
    {
        using var answer = await Twin!.Http.PostAsJsonAsync($"/v1/{what}?feed=told&set=rehearsal", said, Stop);
        var heard = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(answer.IsSuccessStatusCode && heard.Contains($"\"accepted\":{said.Length}", StringComparison.Ordinal), heard);
    }

    static object[] Hours(string twin, string channel, DateTimeOffset from, int first, int each) =>
        [.. Enumerable.Range(0, 49).Select(hour => new { twin, channel, at = from.AddHours(hour), value = first + hour * each, unit = "kWh" })];

    static object Weighed(string twin, int kilograms, string category) =>
        new { twin, type = "weighbridge-ticket", id = $"{twin}-1", at = Tenth.AddHours(12), fields = new { direction = "in", netKg = kilograms, category, origin = "1033" } };

    // March's and April's energy of the house, and both tickets.
    async Task<(bool Holds, string Seen)> Known()
    {
        var (inventory, actions) = (await Ask("reports/inventory?year=2026"), await Ask("actions?year=2026"));
        var activities = string.Join(", ", inventory.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("activity")).Where(activity => activity.ValueKind == JsonValueKind.Number));
        var told = $"{activities}; {actions.GetProperty("deliveredTonnes")}";
        return (told == "3000, 8640000, 10; 7.656", told);
    }
}
