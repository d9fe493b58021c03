using YPort.Twin.Api.Asking;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Buildings;

/// <summary>Reads the days that are asked for.</summary>
static class RoofDays
{
    const int MostDays = 31;
    static readonly DateOnly Earliest = new(2000, 1, 1);

    /// <summary>Nonsense where <paramref name="ask"/> is faulty afterwards.</summary>
    public static RoofTime Read(string? from, string? to, Instant now, Ask ask)
    {
        var today = BangkokDay.Of(now).Date;
        var end = ask.Day("to", to) ?? today;
        var start = ask.Day("from", from) ?? (end > Earliest ? end.AddDays(-1) : end);
        if (end > today.AddDays(1)) ask.Fault("to", to, $"It lies ahead; today is {today:yyyy-MM-dd}.", $"Send {today.AddDays(1):yyyy-MM-dd} for today so far.");
        else if (start < Earliest || start >= end) ask.Fault("from", from ?? $"{start:yyyy-MM-dd}", $"It is not between 2000-01-01 and to, which is {end:yyyy-MM-dd} and not included.",
            "Send a day in Bangkok, such as 2026-11-01.");
        else if (end.DayNumber - start.DayNumber > MostDays) ask.Fault("from", from, $"{MostDays} days are the longest that is worked out at once.", "Ask for a shorter time.");
        return ask.IsFaulty ? new(new(0), new(1)) : new(Window.Of(BangkokDay.Of(start).Start), Window.Of(BangkokDay.Of(end).Start));
    }
}
