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

    /// <summary>The illustrative city, in movement.</summary>
    public static Task<LiveTwin> Rehearsing() => Started(new(("Twin:City", "cities/bangkok.json"), ("Twin:Rehearsal:Enabled", "true")));

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
    }

    // It first tells what happened today until now; every building speaks after that.
    async Task<(bool Holds, string Seen)> Plays() =>
        await Twin!.Http.City("rehearsal") is var city && city["pv-power-now"] is not null && city["load-power-now"] is not null ? (true, "") : (false, "no power yet");

    public async ValueTask DisposeAsync()
    {
        if (Twin is not null) await Twin.DisposeAsync();
    }
}
