using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Metrics;

/// <summary>How long a point of a series is. All begin and end by Bangkok's clock and calendar.</summary>
enum Step
{
    Quarter,
    Hour,
    Day,
    Month,
    Year,

    /// <summary>Thailand's: October to September.</summary>
    FiscalYear,

    /// <summary>The time asked for, as one point.</summary>
    Whole,
}

/// <summary>Where steps begin. Bangkok keeps UTC+7 all year, so its hours and days are whole windows.</summary>
static class Steps
{
    /// <summary>Starts of the steps in [from, to); the first is <paramref name="from"/> wherever it lies. Null when there are more than <paramref name="most"/>.</summary>
    public static IReadOnlyList<Window>? Bounds(Window from, Window to, Step step, int most)
    {
        var bounds = new List<Window>();
        for (var start = from; start < to; start = step == Step.Whole ? to : Next(start, step))
        {
            if (bounds.Count == most) return null;
            bounds.Add(start);
        }
        return bounds;
    }

    /// <summary>The start of the step after the one that holds the window.</summary>
    public static Window Next(Window window, Step step)
    {
        var date = window.Day.Date;
        return step switch
        {
            Step.Quarter => window.Next,
            Step.Hour => new(window.Index - (window.Index % 4 + 4) % 4 + 4),
            Step.Day => Start(date.AddDays(1)),
            Step.Month => Start(new DateOnly(date.Year, date.Month, 1).AddMonths(1)),
            Step.Year => Start(new DateOnly(date.Year + 1, 1, 1)),
            Step.FiscalYear => Start(new DateOnly(date.Month >= 10 ? date.Year + 1 : date.Year, 10, 1)),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, "A new step needs its arithmetic here."),
        };
    }

    static Window Start(DateOnly date) => Window.Of(BangkokDay.Of(date).Start);
}
