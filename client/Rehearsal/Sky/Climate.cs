using YPort.Twin.Model.Readings;

namespace YPort.Twin.Rehearsal.Sky;

/// <summary>Bangkok's usual weather by month, smooth from the middle of one to that of the next.</summary>
/// <remarks>Source: Met Office, Bangkok weather (averages by month), read 2026-11: mean daily highs, relative humidity, sunshine, wind.</remarks>
static class Climate
{
    // January to December.
    static readonly double[]
        DailyHighCelsius = [32.7, 33.5, 34.5, 35.6, 34.6, 33.9, 33.3, 33.1, 33.0, 33.1, 33.1, 32.4],
        HumidityPercent = [67, 72, 72, 71, 75, 74, 75, 75, 79, 77, 67, 63],
        SunshineHours = [9, 8, 9, 8, 7, 6, 6, 5, 5, 7, 8, 9],
        WindMetresPerSecond = [0.94, 1.30, 1.48, 1.39, 1.25, 1.25, 1.30, 1.25, 0.98, 0.76, 0.89, 0.80];

    public static Usual Of(BangkokDay day)
    {
        var date = day.Date;
        var position = date.Month - 1 + (date.Day - 0.5) / DateTime.DaysInMonth(date.Year, date.Month) - 0.5;
        var from = (int)Math.Floor(position);
        return new(Between(DailyHighCelsius), Between(HumidityPercent), Between(SunshineHours), Between(WindMetresPerSecond));

        double Between(double[] months)
        {
            var (one, next) = (months[(from + 12) % 12], months[(from + 1) % 12]);
            return one + (next - one) * (position - from);
        }
    }
}

/// <param name="SunshineHours">Of bright sun a day.</param>
readonly record struct Usual(double DailyHighCelsius, double HumidityPercent, double SunshineHours, double WindMetresPerSecond);
