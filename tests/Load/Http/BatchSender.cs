using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace YPort.Twin.Tests.Load.Http;

/// <summary>
/// Sends batches of sixteen readings of each of its roofs, five channels in turn. The text is written once;
/// from batch to batch only the times change, so that the sender costs little.
/// </summary>
sealed class BatchSender
{
    const int PerTwin = 16;
    static readonly string[] Channels = ["pv-power", "irradiance-poa", "module-temperature", "air-temperature", "load-power"];
    static readonly string[] Units = ["W", "W/m2", "Cel", "Cel", "W"];
    static readonly MediaTypeHeaderValue Json = new("application/json");

    readonly HttpClient _http;
    readonly DateTimeOffset _start;
    readonly TimeSpan _step;
    readonly byte[] _text;
    readonly List<(int Offset, int Step)> _times = [];
    int _round;

    /// <param name="number">Which of so many senders; they share the roofs among them.</param>
    /// <param name="step">From one time of a channel to its next.</param>
    public BatchSender(HttpClient http, int number, int senders, DateTimeOffset start, TimeSpan step)
    {
        (_http, _start, _step) = (http, start, step);
        StringBuilder text = new("[");
        for (var roof = number; roof < LoadedTwin.Roofs; roof += senders)
            for (var i = 0; i < PerTwin; i++)
            {
                if (text.Length > 1) text.Append(',');
                var channel = i % Channels.Length;
                text.Append(CultureInfo.InvariantCulture, $"{{\"twin\":\"{LoadedTwin.Roof(roof)}\",\"channel\":\"{Channels[channel]}\",\"at\":\"");
                _times.Add((text.Length, i / Channels.Length));
                text.Append(CultureInfo.InvariantCulture, $$"""{{At(0)}}","value":{{20 + i * 0.5m}},"unit":"{{Units[channel]}}"}""");
            }
        _text = Encoding.ASCII.GetBytes(text.Append(']').ToString());
    }

    public int Readings => _times.Count;

    /// <summary>How long the next batch took until it was acknowledged.</summary>
    public async Task<TimeSpan> Send()
    {
        const int steps = (PerTwin + 4) / 5;
        var times = Enumerable.Range(_round++ * steps, steps).Select(step => Encoding.ASCII.GetBytes(At(step))).ToArray();
        foreach (var (offset, step) in _times) times[step].CopyTo(_text, offset);
        using ByteArrayContent body = new(_text) { Headers = { ContentType = Json } };
        var asked = Stopwatch.GetTimestamp();
        using var answer = await _http.PostAsync("/v1/readings?feed=load", body);
        var said = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var took = Stopwatch.GetElapsedTime(asked);
        return answer.IsSuccessStatusCode && said.GetProperty("accepted").GetInt32() == Readings ? took : throw new InvalidOperationException($"{answer.StatusCode}: {said}");
    }

    string At(int step) => (_start + step * _step).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
