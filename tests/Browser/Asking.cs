using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace YPort.Twin.Tests.Browser;

/// <summary>What a test says to a twin over HTTP, and hears.</summary>
static class Asking
{
    public static readonly string[] Figures =
        ["pv-power-now", "pv-energy-today", "load-power-now", "load-energy-today", "import-energy-today", "export-energy-today"];

    static readonly JsonSerializerOptions WithoutNulls = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Figures by name; null is unknown.</summary>
    public static async Task<Dictionary<string, decimal?>> City(this HttpClient twin, string set)
    {
        using var city = await JsonDocument.ParseAsync(await twin.GetStreamAsync($"/v1/city?set={set}", Stop), cancellationToken: Stop);
        return city.RootElement.GetProperty("figures").EnumerateArray().ToDictionary(
            figure => figure.GetProperty("id").GetString()!["city/".Length..],
            figure => figure.GetProperty("value") is { ValueKind: JsonValueKind.Number } value ? value.GetDecimal() : (decimal?)null);
    }

    public static async Task Register(this HttpClient twin, string id, string area, string name)
    {
        using var answer = await twin.PutAsJsonAsync($"/v1/twins/{id}", new { kind = "building", set = "real", name = new { en = name }, area, pv = new { ratedPower = new { value = 250, unit = "kW" } } }, Stop);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>A building that used so much all the time.</summary>
    public static async Task Told(this HttpClient twin, string id, DateTimeOffset from, int quarters, decimal kilowatts, string set = "rehearsal", string area = "1030")
    {
        using var registered = await twin.PutAsJsonAsync($"/v1/twins/{id}", new { kind = "building", set, name = new { en = id }, area }, Stop);
        registered.EnsureSuccessStatusCode();
        using var answer = await twin.PostAsJsonAsync($"/v1/readings?feed=told&set={set}",
            Enumerable.Range(0, quarters).Select(quarter => new { twin = id, channel = "load-power", at = from.AddMinutes(15 * quarter).ToString("O", CultureInfo.InvariantCulture)[..19] + "Z", value = kilowatts, unit = "kW" }), Stop);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>A cart that went north and back again all the time, 111 m a minute.</summary>
    public static async Task Drove(this HttpClient twin, string id, DateTimeOffset from, int minutes, string set = "rehearsal")
    {
        await twin.RegisterCart(id, set);
        using var answer = await twin.PostAsJsonAsync($"/v1/readings?feed=told&set={set}",
            Enumerable.Range(0, minutes).Select(minute => new { twin = id, channel = "position", at = from.AddMinutes(minute).ToString("O", CultureInfo.InvariantCulture)[..19] + "Z", value = new { lat = 13.8 + minute % 2 * 0.001, lon = 100.54 } }), Stop);
        answer.EnsureSuccessStatusCode();
    }

    public static async Task RegisterCart(this HttpClient twin, string id, string set = "real")
    {
        using var answer = await twin.PutAsJsonAsync($"/v1/twins/{id}", new { kind = "shuttle", set, name = new { en = id }, area = "1029" }, Stop);
        answer.EnsureSuccessStatusCode();
    }

    /// <returns>The time of the fix.</returns>
    public static async Task<DateTimeOffset> Drive(this HttpClient twin, string id, double lat, double lon, TimeSpan ago = default)
    {
        var at = DateTimeOffset.UtcNow - ago;
        await twin.Send(id, "position", new { lat, lon }, null, at);
        return at;
    }

    public static Task Send(this HttpClient twin, string id, string channel, double value, string unit, DateTimeOffset at) => twin.Send(id, channel, (object)value, unit, at);

    static async Task Send(this HttpClient twin, string id, string channel, object value, string? unit, DateTimeOffset at)
    {
        using var answer = await twin.PostAsJsonAsync("/v1/readings", new[] { new { twin = id, channel, at = at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture), value, unit } }, WithoutNulls, Stop);
        var said = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(answer.IsSuccessStatusCode && said.Contains("\"accepted\":1", StringComparison.Ordinal), said);
    }
}
