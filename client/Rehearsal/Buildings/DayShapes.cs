using YPort.Twin.Model.City;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Rehearsal.Buildings;

/// <summary>How much of its peak a building uses, by its use and the hour. Shapes made up after the usual ones of their kind; nobody's measurement.</summary>
static class DayShapes
{
    // Percent of peak by Bangkok hour, 0 to 23.
    static readonly int[]
        Office = [18, 17, 17, 17, 18, 22, 35, 62, 85, 95, 98, 99, 92, 97, 100, 99, 95, 80, 55, 40, 30, 25, 21, 19],
        OfficeClosed = [17, 16, 16, 16, 16, 17, 19, 22, 27, 30, 32, 33, 33, 33, 32, 31, 29, 26, 23, 21, 20, 19, 18, 17],
        Mall = [16, 15, 15, 15, 15, 17, 22, 30, 45, 68, 86, 93, 97, 99, 100, 99, 98, 98, 97, 95, 88, 62, 32, 20],
        School = [9, 9, 9, 9, 9, 12, 28, 58, 88, 97, 100, 98, 86, 96, 98, 90, 60, 35, 22, 16, 13, 11, 10, 9],
        SchoolClosed = [9, 9, 9, 9, 9, 9, 10, 12, 15, 17, 18, 18, 18, 17, 17, 15, 13, 12, 11, 11, 10, 10, 9, 9],
        Hospital = [56, 55, 54, 54, 55, 59, 68, 80, 92, 97, 99, 100, 97, 98, 99, 96, 90, 82, 76, 72, 69, 66, 62, 58],
        Factory = [48, 47, 47, 47, 48, 52, 66, 86, 97, 99, 100, 97, 82, 97, 99, 98, 93, 78, 66, 60, 57, 54, 51, 49],
        FactoryClosed = [30, 30, 29, 29, 30, 31, 34, 38, 41, 42, 43, 42, 40, 42, 42, 41, 39, 36, 34, 33, 32, 31, 31, 30],
        Market = [26, 30, 42, 60, 76, 88, 95, 99, 100, 96, 90, 84, 80, 78, 76, 76, 78, 82, 84, 76, 60, 44, 33, 27],
        Home = [62, 56, 52, 49, 48, 50, 54, 48, 38, 33, 32, 34, 36, 37, 38, 40, 45, 56, 72, 88, 98, 100, 92, 76];

    /// <summary>Part of the peak, 0 to 1, linear between full hours.</summary>
    public static double Of(BuildingUse use, Instant at)
    {
        var hours = (double)at.Microseconds / Instant.PerHour + 7;
        var whole = (long)Math.Floor(hours);
        var (from, to) = (Percent(use, whole), Percent(use, whole + 1));
        return (from + (to - from) * (hours - whole)) / 100;
    }

    static double Percent(BuildingUse use, long bangkokHour)
    {
        var (day, hour) = Math.DivRem(bangkokHour, 24);
        var weekend = (day + 4) % 7 is 0 or 6; // 1970-01-01 was a Thursday
        return (use switch
        {
            BuildingUse.Office => weekend ? OfficeClosed : Office,
            BuildingUse.Mall => Mall,
            BuildingUse.School => weekend ? SchoolClosed : School,
            BuildingUse.Hospital => Hospital,
            BuildingUse.Factory => weekend ? FactoryClosed : Factory,
            BuildingUse.Market => Market,
            _ => Home,
        })[hour];
    }
}
