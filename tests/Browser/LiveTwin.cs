using YPort.Twin.Tests.Running;

namespace YPort.Twin.Tests.Browser;

/// <summary>The real twin under a page: it may go and come back at the address that the page knows.</summary>
public sealed class LiveTwin : IAsyncDisposable
{
    readonly TemporaryFolder _data = new();
    readonly (string Key, string Value)[] _settings;
    TwinProcess? _process;

    LiveTwin(params (string Key, string Value)[] settings) => _settings = [("urls", Address), .. settings];

    public string Address { get; } = $"http://127.0.0.1:{FreePort.Next()}";

    public HttpClient Http => _process?.Http ?? throw new InvalidOperationException("The twin was killed; start it first.");

    /// <summary>Without a twin or a reading.</summary>
    public static Task<LiveTwin> Empty() => Started(new());

    /// <summary>Without a twin or a reading, told something besides.</summary>
    public static Task<LiveTwin> Told(params (string Key, string Value)[] settings) => Started(new(settings));

    /// <summary>The illustrative city, in movement.</summary>
    public static Task<LiveTwin> Rehearsing() => Started(new(("Twin:City", "cities/bangkok.json"), ("Twin:Rehearsal:Enabled", "true"), ("Twin:Rehearsal:Backfill", "0")));

    /// <summary>Starts it, or starts it again with the same address and data.</summary>
    public async Task Start() => _process = await TwinProcess.Start(_data, null, _settings);

    /// <summary>SIGKILL: nothing is tidied up.</summary>
    public async Task Kill()
    {
        if (_process is not null) await _process.DisposeAsync();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        _data.Dispose();
    }

    static async Task<LiveTwin> Started(LiveTwin twin)
    {
        try
        {
            await twin.Start();
            return twin;
        }
        catch
        {
            await twin.DisposeAsync();
            throw;
        }
    }
}

/// <summary>One rehearsing twin for all tests of a class.</summary>
public sealed class RehearsingTwin : IAsyncLifetime
{
    public LiveTwin? Twin { get; private set; }

    public async ValueTask InitializeAsync()
    {
        if (!Chromium.IsHere) return;
        Twin = await LiveTwin.Rehearsing();
        await Deadline.Holds(Plays, "the rehearsal plays", 90);
        // A rehearsal that has just begun has ended no quarter hour yet: charts draw what these tell of the three hours before.
        var before = DateTimeOffset.UtcNow - TimeSpan.FromHours(3);
        await Twin.Http.Told("chart-house", before, quarters: 12, kilowatts: 80);
        await Twin.Http.Drove("chart-cart", before, minutes: 180);
        await Deadline.Holds(() => Charted("load-energy", "chart-house", "20000"), "the ledger knows what the house used in the hours before");
        await Deadline.Holds(() => Charted("vehicle-distance", "chart-cart", "1659.555"), "the ledger knows how far the cart went in the hours before");
    }

    // Buildings take turns: half a minute after the first every one has spoken.
    async Task<(bool Holds, string Seen)> Plays() =>
        await Twin!.Http.City("rehearsal") is var city && city["pv-power-now"] is not null && city["load-power-now"] is not null ? (true, "") : (false, "no power yet");

    async Task<(bool Holds, string Seen)> Charted(string measure, string twin, string value) =>
        await Twin!.Http.GetStringAsync($"/v1/metrics/{measure}?set=rehearsal&twin={twin}&from={DateTimeOffset.UtcNow.AddHours(-4):yyyy-MM-ddTHH:mm:ssZ}&format=csv", TestContext.Current.CancellationToken) is var rows && rows.Contains(value, StringComparison.Ordinal) ? (true, "") : (false, rows);

    public async ValueTask DisposeAsync()
    {
        if (Twin is not null) await Twin.DisposeAsync();
    }
}
