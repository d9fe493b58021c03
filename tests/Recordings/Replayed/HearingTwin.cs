using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using YPort.Twin.Cli.Replay;
using YPort.Twin.Tests.Recordings.Independent;
using YPort.Twin.Tests.Recordings.Support;
using YPort.Twin.Tests.Running;

[assembly: AssemblyFixture(typeof(YPort.Twin.Tests.Recordings.Replayed.StraightTwin))]
[assembly: AssemblyFixture(typeof(YPort.Twin.Tests.Recordings.Replayed.ConfusedTwin))]

namespace YPort.Twin.Tests.Recordings.Replayed;

/// <summary>
/// A real twin of its own port and folder, for all tests: started when one first asks, it hears each recording once. Recordings share no twin and no feed.
/// </summary>
public abstract class HearingTwin : IAsyncDisposable
{
    readonly TemporaryFolder _data = new(), _progress = new();
    readonly ConcurrentDictionary<string, Lazy<Task<ReplayBalance>>> _heard = new();
    readonly Lazy<Task<TwinProcess>> _twin;

    protected HearingTwin() => _twin = new(() => TwinProcess.Start(_data));

    public async ValueTask DisposeAsync()
    {
        if (_twin.IsValueCreated) await (await _twin.Value).DisposeAsync();
        _progress.Dispose();
        _data.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>How it is sent.</summary>
    internal abstract ReplayOptions Way(ReplayOptions options);

    /// <returns>What came of it the first time.</returns>
    internal Task<ReplayBalance> Hear(string map) => _heard.GetOrAdd(map, _ => new(() => HearAgain(map))).Value;

    internal async Task<ReplayBalance> HearAgain(string map)
    {
        var options = Way(new(RecordedFile.Of(map), map, Progress: Path.Combine(_progress, map), Restart: true));
        return await new ReplayRun(options, (await _twin.Value).Http, new HeardReport(), TimeProvider.System).Run(TestContext.Current.CancellationToken);
    }

    /// <summary>What a measure amounts to by quarter hours numbered from 1970; those without a figure left out. Asked by weeks, as a chart would.</summary>
    internal async Task<SortedDictionary<long, Shown>> Quarters(string twin, string measure, long first, long last)
    {
        const int week = 7 * 96;
        SortedDictionary<long, Shown> all = [];
        for (; first <= last; first += week)
            foreach (var (quarter, shown) in await Metric(twin, measure, Time(first), Time(Math.Min(first + week, last + 1)), "15m", 1)) all.Add(quarter, shown);
        return all;
    }

    /// <summary>By days of Bangkok numbered from 1970.</summary>
    internal async Task<SortedDictionary<long, Shown>> Days(string twin, string measure, long first, long last) =>
        await Metric(twin, measure, Date(first), Date(last + 1), "1d", 96);

    /// <summary>What is counted of a twin by days of Bangkok numbered from 1970, in whole steps; days without anything left out.</summary>
    internal async Task<SortedDictionary<long, long>> Counts(string twin, string measure, long first, long last)
    {
        using var json = JsonDocument.Parse(await Ask($"v1/metrics/{measure}?twin={twin}&from={Date(first)}&to={Date(last + 1)}&step=1d"));
        SortedDictionary<long, long> counts = [];
        foreach (var point in json.RootElement.GetProperty("series")[0].GetProperty("points").EnumerateArray())
            if (point.GetProperty("exact").GetString() is { } exact and not "0")
                counts[(point.GetProperty("from").GetDateTimeOffset().ToUnixTimeSeconds() / 3600 + 7) / 24] = long.Parse(exact, System.Globalization.CultureInfo.InvariantCulture);
        return counts;
    }

    /// <summary>What happened at a twin in those days, by time, as it stands.</summary>
    internal async Task<List<Happened>> Events(string twin, long first, long last)
    {
        List<Happened> events = [];
        for (var page = $"v1/events?twin={twin}&from={Date(first)}&to={Date(last + 1)}&limit=1000"; page is not null;)
        {
            using var json = JsonDocument.Parse(await Ask(page));
            events.AddRange(json.RootElement.GetProperty("events").EnumerateArray().Select(one => new Happened(
                (one.GetProperty("at").GetDateTimeOffset().UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / 10, one.GetProperty("id").GetString()!, one.GetProperty("quality").GetString()!, one.GetProperty("fields").GetRawText())));
            page = json.RootElement.GetProperty("next").GetString()?.TrimStart('/');
        }
        return events;
    }

    /// <summary>What a channel says last, in its unit.</summary>
    internal async Task<JsonElement> Newest(string twin, string channel)
    {
        using var json = JsonDocument.Parse(await Ask($"v1/twins/{twin}/state"));
        return json.RootElement.GetProperty("channels").EnumerateArray().Single(one => one.GetProperty("channel").GetString() == channel).GetProperty("value").Clone();
    }

    /// <summary>The twin's state without what depends on when it is asked and in which order it was told.</summary>
    internal async Task<string> State(string twin)
    {
        var state = JsonNode.Parse(await Ask($"v1/twins/{twin}/state"))!.AsObject();
        state.Remove("asOf");
        state.Remove("applied");
        Forget(state, "age");
        return state.ToJsonString();
    }

    static void Forget(JsonNode? node, string name)
    {
        if (node is JsonObject members)
        {
            members.Remove(name);
            foreach (var member in members) Forget(member.Value, name);
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items) Forget(item, name);
        }
    }

    async Task<SortedDictionary<long, Shown>> Metric(string twin, string measure, string from, string to, string step, int quarters)
    {
        using var json = JsonDocument.Parse(await Ask($"v1/metrics/{measure}?twin={twin}&from={from}&to={to}&step={step}"));
        SortedDictionary<long, Shown> shown = [];
        foreach (var point in json.RootElement.GetProperty("series")[0].GetProperty("points").EnumerateArray())
            if (point.GetProperty("exact").GetString() is { } exact)
                shown[(point.GetProperty("from").GetDateTimeOffset().ToUnixTimeSeconds() / 900 + (quarters == 96 ? 28 : 0)) / quarters] = new(exact,
                    point.GetProperty("value").GetRawText(), point.GetProperty("quality").GetProperty("measured").GetDouble(), point.GetProperty("quality").GetProperty("estimated").GetDouble());
        return shown;
    }

    // A twin that folds tens of thousands of late readings may ask to come again, as any caller would.
    async Task<byte[]> Ask(string path)
    {
        var twin = await _twin.Value;
        for (var deadline = DateTime.UtcNow.AddMinutes(2); ;)
        {
            using var answer = await twin.Http.GetAsync(path, TestContext.Current.CancellationToken);
            var body = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            if (answer.IsSuccessStatusCode) return body;
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable || DateTime.UtcNow > deadline)
                throw new HttpRequestException($"GET {path}: {(int)answer.StatusCode} {Encoding.UTF8.GetString(body)} {twin.Log}");
            await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        }
    }

    static string Time(long quarter) => DateTimeOffset.FromUnixTimeSeconds(quarter * 900).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);

    static string Date(long day) => DateOnly.FromDayNumber(new DateOnly(1970, 1, 1).DayNumber + (int)day).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Hears recordings as they are.</summary>
public sealed class StraightTwin : HearingTwin
{
    internal override ReplayOptions Way(ReplayOptions options) => options;
}

/// <summary>Hears everything three times over, in no order, in batches of another size.</summary>
public sealed class ConfusedTwin : HearingTwin
{
    internal override ReplayOptions Way(ReplayOptions options) => options with { Times = 3, Shuffle = 20260501, Batch = 617 };
}

/// <param name="At">µs since 1970.</param>
readonly record struct Happened(long At, string Id, string Quality, string Fields)
{
    /// <summary>"" where it says nothing of it.</summary>
    public string Text(string field)
    {
        using var fields = JsonDocument.Parse(Fields);
        return fields.RootElement.TryGetProperty(field, out var text) ? text.GetString()! : "";
    }
}

/// <summary>A point of a series: whole steps, the value in the measure's unit, shares of its time.</summary>
readonly record struct Shown(string Exact, string Value, double Measured, double Estimated)
{
    /// <param name="quarters">How long the point is.</param>
    public static Shown Of(Amount amount, int quarters) => new(amount.Steps.ToString(), Thousandths(amount.Steps), Share(amount.MeasuredCover, quarters), Share(amount.EstimatedCover, quarters));

    static double Share(long cover, int quarters) => Math.Round(cover / (quarters * 900e6), 6);

    // Exact steps are thousandths of every measure's unit so far.
    static string Thousandths(System.Numerics.BigInteger steps) => ((decimal)steps / 1000).ToString("0.###", System.Globalization.CultureInfo.InvariantCulture);
}
