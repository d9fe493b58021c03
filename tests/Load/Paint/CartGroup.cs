using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace YPort.Twin.Tests.Load.Paint;

/// <summary>Carts whose positions are sent together, at 8 m/s up and down a line of 160 m. The text is written once; only the time and the places in it change.</summary>
sealed class CartGroup
{
    const int MetresPerSecond = 8, Metres = 160, E7PerMetre = 90;
    static readonly MediaTypeHeaderValue Json = new("application/json");

    readonly HttpClient _http;
    readonly byte[] _text;
    readonly List<(int At, int Lat, int LatE7)> _fields = [];
    readonly int _stepE7, _steps;
    int _round;

    /// <param name="carts">Numbers of the group's carts, which are spread over the city.</param>
    /// <param name="every">The time between two fixes of a cart.</param>
    public CartGroup(HttpClient http, IEnumerable<int> carts, TimeSpan every)
    {
        _http = http;
        var step = MetresPerSecond * every.TotalSeconds;
        (_stepE7, _steps) = ((int)(step * E7PerMetre), (int)(Metres / step));
        StringBuilder text = new("[");
        foreach (var cart in carts)
        {
            // The golden section fills a rectangle evenly, however many there are.
            var (latE7, lonE7) = (135_500_000 + cart % 100 * 38_000, 1_003_600_000 + (int)(cart * 0.6180339887 % 1 * 5_400_000));
            if (text.Length > 1) text.Append(',');
            text.Append(CultureInfo.InvariantCulture, $"{{\"twin\":\"{Id(cart)}\",\"channel\":\"position\",\"at\":\"");
            var at = text.Length;
            text.Append(CultureInfo.InvariantCulture, $"{Now()}\",\"value\":{{\"lat\":");
            _fields.Add((at, text.Length, latE7));
            text.Append(CultureInfo.InvariantCulture, $"{latE7 / 1e7:F7},\"lon\":{lonE7 / 1e7:F7}}}}}");
        }
        _text = Encoding.ASCII.GetBytes(text.Append(']').ToString());
    }

    public static string Id(int cart) => $"cart-{cart}";

    /// <summary>Where all are now, the time of the fix being that of sending. Gives how long it took until it was acknowledged.</summary>
    public async Task<TimeSpan> Send()
    {
        var step = Math.Abs((_round++ + _steps) % (2 * _steps) - _steps) * _stepE7;
        var at = Encoding.ASCII.GetBytes(Now());
        foreach (var field in _fields)
        {
            at.CopyTo(_text, field.At);
            ((field.LatE7 + step) / 1e7).TryFormat(_text.AsSpan(field.Lat), out _, "F7", CultureInfo.InvariantCulture);
        }
        using ByteArrayContent body = new(_text) { Headers = { ContentType = Json } };
        var asked = Stopwatch.GetTimestamp();
        using var answer = await _http.PostAsync("/v1/readings?feed=carts", body);
        var said = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var took = Stopwatch.GetElapsedTime(asked);
        return answer.IsSuccessStatusCode && said.GetProperty("accepted").GetInt32() + said.GetProperty("duplicate").GetInt32() == _fields.Count
            ? took : throw new InvalidOperationException($"{answer.StatusCode}: {said}");
    }

    static string Now() => DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
