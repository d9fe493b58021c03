using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using YPort.Twin.Tests.Running;

namespace YPort.Twin.Tests.Crash;

/// <summary>
/// Sensors that send to whatever answers at the time and repeat each batch until it is acknowledged, as devices do. Every reading is known
/// beforehand, so what must be there in the end is, too.
/// </summary>
sealed class Senders(int twins, int batchesEach)
{
    const int ReadingsPerBatch = 40;
    static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    long _acknowledged;

    /// <summary>Readings acknowledged so far.</summary>
    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    public long Readings => (long)twins * batchesEach * ReadingsPerBatch;

    /// <summary>A register rising by 100 Wh each minute, so that each twin's energy is its readings less one times 100 Wh.</summary>
    public decimal EnergyPerTwinWh => (batchesEach * ReadingsPerBatch - 1) * 100m;

    public static string Twin(int number) => $"roof-{number}";

    /// <summary>Registers the twins; one that is told to come again does.</summary>
    public async Task Register(HttpClient http)
    {
        for (var twin = 0; twin < twins; twin++)
        {
            HttpResponseMessage answer;
            do answer = await http.PutAsJsonAsync($"/v1/twins/{Twin(twin)}", new { kind = "building", set = "real", name = new { en = $"Roof {twin}" }, area = 1001 + twin % 50, pv = new { ratedPower = new { value = 250, unit = "kW" } } });
            while (answer.StatusCode == HttpStatusCode.ServiceUnavailable);
            answer.EnsureSuccessStatusCode();
        }
    }

    /// <summary>Sends everything, four at a time, until all of it is acknowledged.</summary>
    /// <param name="twin">Who answers now; may change at any moment.</param>
    public Task Send(Func<TwinProcess> twin, CancellationToken stop) => Task.WhenAll(Enumerable.Range(0, 4).Select(async sender =>
    {
        for (var batch = 0; batch < batchesEach; batch++)
            for (var number = sender; number < twins; number += 4)
            {
                var body = Body(number, batch);
                while (!await Try(twin(), body, stop)) await Task.Delay(20, stop);
                Interlocked.Add(ref _acknowledged, ReadingsPerBatch);
            }
    }));

    static async Task<bool> Try(TwinProcess twin, byte[] body, CancellationToken stop)
    {
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
            patience.CancelAfter(TimeSpan.FromSeconds(5));
            using var content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
            using var answer = await twin.Http.PostAsync("/v1/readings?feed=crash", content, patience.Token);
            if (answer.StatusCode != HttpStatusCode.OK) return false;
            var outcome = await answer.Content.ReadFromJsonAsync<JsonElement>(patience.Token);
            Assert.Equal(0, outcome.GetProperty("quarantined").GetInt64());
            Assert.Equal(ReadingsPerBatch, outcome.GetProperty("accepted").GetInt64() + outcome.GetProperty("duplicate").GetInt64());
            return true;
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException && !stop.IsCancellationRequested)
        {
            return false; // killed before it answered: nobody knows, so it is sent again
        }
    }

    static byte[] Body(int number, int batch)
    {
        StringBuilder text = new("[");
        for (var i = 0; i < ReadingsPerBatch; i++)
        {
            var minute = batch * ReadingsPerBatch + i;
            if (i > 0) text.Append(',');
            text.Append(CultureInfo.InvariantCulture, $$"""{"twin":"{{Twin(number)}}","channel":"pv-energy","at":"{{Start.AddMinutes(minute):yyyy-MM-ddTHH:mm:ssZ}}","value":{{minute / 10m}},"unit":"kWh"}""");
        }
        return Encoding.UTF8.GetBytes(text.Append(']').ToString());
    }

    /// <summary>Everything that was acknowledged is there, once: by balance, by ledger, by audit.</summary>
    /// <param name="twin">Asked for the balance.</param>
    /// <param name="shown">Asked for ledger and audit; the same where one process does all.</param>
    public async Task AllThereOnce(TwinProcess twin, TwinProcess? shown = null)
    {
        shown ??= twin;
        var feed = (await twin.Http.GetFromJsonAsync<JsonElement>("/v1/feeds")).EnumerateArray().Single(feed => feed.GetProperty("feed").GetString() == "crash");
        Assert.Equal(Readings, feed.GetProperty("accepted").GetInt64());
        Assert.Equal(0, feed.GetProperty("quarantined").GetInt64());
        Assert.Equal(feed.GetProperty("received").GetInt64(), feed.GetProperty("accepted").GetInt64() + feed.GetProperty("duplicate").GetInt64());

        // The ledger follows the journal within a moment.
        var deadline = Environment.TickCount64 + 60_000;
        decimal[] energies;
        do
        {
            energies = await Energies(shown);
        }
        while (!energies.SequenceEqual(Enumerable.Repeat(EnergyPerTwinWh, twins)) && Environment.TickCount64 < deadline);
        Assert.Equal(Enumerable.Repeat(EnergyPerTwinWh, twins), energies);

        var audit = await shown.Http.GetFromJsonAsync<JsonElement>("/v1/city/audit");
        Assert.True(audit.GetProperty("agrees").GetBoolean(), audit.ToString());
    }

    async Task<decimal[]> Energies(TwinProcess twin)
    {
        var answer = await twin.Http.GetFromJsonAsync<JsonElement>("/v1/metrics/pv-energy?by=twin&from=2026-02-01&to=2026-05-01&step=1y");
        return [.. answer.GetProperty("series").EnumerateArray().Select(series => series.GetProperty("points").EnumerateArray()
            .Sum(point => point.GetProperty("value").ValueKind == JsonValueKind.Null ? 0 : point.GetProperty("value").GetDecimal()))];
    }
}
