using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using YPort.Twin.Api.City;
using YPort.Twin.Contracts.City;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Live;

/// <summary>The one subscription of this process: asks the city what changed, shows it, tells the readers; for ever.</summary>
sealed partial class CityPump(IGrainFactory grains, CityView view, LiveBoards boards, TimeProvider clock, ILogger<CityPump> log) : BackgroundService
{
    /// <summary>At most 20 frames a second; what happens in between comes together.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);
    // The city answers within a second; a call lost with its silo would hang for half a minute.
    static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(5);

    long _boot, _version;

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        var pause = Pace;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                Take(await grains.GetGrain<ICityGrain>(0).Changes(_boot, _version).WaitAsync(LongestAnswer, clock, stopping));
                if (pause > Pace) CityAnswersAgain(log);
                pause = Pace;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception trouble) // whatever it is: the page must come back by itself
            {
                if (pause == Pace) CityDoesNotAnswer(log, trouble);
                pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
            }
            // Also without news: midnight comes, coverage falls.
            if (view.Picture is { } picture) boards.Advance(picture, Instant.From(clock));
            await Task.Delay(pause, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    void Take(CityChange change)
    {
        view.Hear(change.ShardsHeard);
        if (CityPicture.After(view.Picture, change, Instant.From(clock)) is { } picture)
        {
            view.Show(picture);
            (_boot, _version) = (change.Boot, change.Version);
        }
        else
        {
            // A city that gathers itself: hold what we have and ask for everything until it is whole.
            (_boot, _version) = (0, 0);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The city does not answer; its last picture is served with its age until it does. Trying again for ever.")]
    static partial void CityDoesNotAnswer(ILogger log, Exception trouble);

    [LoggerMessage(LogLevel.Information, "The city answers again.")]
    static partial void CityAnswersAgain(ILogger log);
}
