using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace YPort.Twin.Cli.Replay;

/// <summary>The twin as a sender sees it: asked to wait, it waits; refused, it says why.</summary>
/// <param name="waits">Told before each wait: how long, and what the twin answered.</param>
sealed class TwinApi(HttpClient http, TimeProvider clock, Action<TimeSpan, HttpStatusCode> waits)
{
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30), Patience = TimeSpan.FromMinutes(10);

    // RFC 9457: title says what, detail says with which value and what to do.
    static readonly string[] ProblemWords = ["title", "detail"];

    public Uri Url => http.BaseAddress!;

    public async Task Register(string twin, JsonElement document, CancellationToken stop)
    {
        using var answer = await Insist(() => new(HttpMethod.Put, $"v1/twins/{twin}") { Content = Body(JsonSerializer.SerializeToUtf8Bytes(document), "application/json") },
            $"The register did not take \"{twin}\"", _ => { }, stop);
    }

    /// <param name="path">Where such items are taken.</param>
    /// <param name="items">Each as one JSON object.</param>
    public async Task<BatchAnswer> Send(string path, string feed, byte[][] items, CancellationToken stop)
    {
        // A stream that is told to come again keeps what was committed of it: only the rest is sent again.
        var taken = BatchAnswer.Nothing;
        using var answer = await Insist(() => new(HttpMethod.Post, $"{path}?feed={Uri.EscapeDataString(feed)}&set=real") { Content = Body(Lines(items.AsSpan((int)Math.Min(taken.Count, items.Length))), "application/x-ndjson") },
            "The batch was not taken", problem => taken = taken.Plus(BatchAnswer.SoFar(problem)), stop);
        var text = await answer.Content.ReadAsByteArrayAsync(stop);
        try
        {
            return taken.Plus(JsonSerializer.Deserialize(text, BatchAnswerJson.Default.BatchAnswer) ?? throw new JsonException("null"));
        }
        catch (JsonException wrong)
        {
            throw new ReplayException($"{Url} answered with something else than counts ({wrong.Message}). Is a twin of this version running there?", wrong);
        }
    }

    /// <param name="busy">Given the body of each answer that asks to come again.</param>
    async Task<HttpResponseMessage> Insist(Func<HttpRequestMessage> ask, string what, Action<string> busy, CancellationToken stop)
    {
        var since = clock.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            using var request = ask();
            HttpResponseMessage answer;
            try
            {
                answer = await http.SendAsync(request, stop);
            }
            catch (HttpRequestException silent)
            {
                throw new ReplayException($"{Url} does not answer: {silent.Message} Start the twin or correct --url, then run the same command again: it goes on where it stopped.", silent);
            }
            if (answer.IsSuccessStatusCode) return answer;
            using (answer)
            {
                var text = await answer.Content.ReadAsStringAsync(stop);
                if (answer.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable) || clock.GetElapsedTime(since) > Patience)
                    throw new ReplayException($"{what}: {(int)answer.StatusCode} {Problem(text, answer)}");
                busy(text);
                var pause = Pause(answer.Headers.RetryAfter, attempt);
                waits(pause, answer.StatusCode);
                await Task.Delay(pause, clock, stop);
            }
        }
    }

    // Jitter only lengthens what the twin asked for; without its word the pause doubles from half a second.
    TimeSpan Pause(RetryConditionHeaderValue? asked, int attempt)
    {
        var least = asked?.Delta ?? asked?.Date - clock.GetUtcNow() ?? TimeSpan.FromSeconds(0.5 * Math.Pow(2, Math.Min(attempt, 10)));
        if (least < TimeSpan.Zero) least = TimeSpan.Zero;
        if (least > LongestPause) least = LongestPause;
        return least * (1 + Random.Shared.NextDouble() / 4);
    }

    static string Problem(string text, HttpResponseMessage answer)
    {
        try
        {
            using var problem = JsonDocument.Parse(text);
            var words = ProblemWords.Select(name => problem.RootElement.ValueKind == JsonValueKind.Object && problem.RootElement.TryGetProperty(name, out var word) ? word.ToString() : "");
            if (string.Join(". ", words.Where(word => word.Length > 0)) is { Length: > 0 } said) return said;
        }
        catch (JsonException)
        {
            // A proxy's page, or nothing: given as it is.
        }
        return text.Length > 0 ? text[..Math.Min(text.Length, 1000)] : answer.ReasonPhrase ?? "";
    }

    static byte[] Lines(ReadOnlySpan<byte[]> items)
    {
        using var lines = new MemoryStream(items.Length * 160);
        foreach (var item in items)
        {
            lines.Write(item);
            lines.WriteByte((byte)'\n');
        }
        return lines.ToArray();
    }

    static ByteArrayContent Body(byte[] body, string type) => new(body) { Headers = { ContentType = new(type) } };
}
