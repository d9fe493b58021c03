using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.City;

/// <summary>The sun over Bangkok now.</summary>
/// <param name="ElevationDegrees">Over the horizon, without the air's lift; negative when it is down.</param>
/// <param name="Up">Whether any of its disc is seen.</param>
/// <param name="Sunrise">Of today.</param>
/// <param name="Sunset">Of today.</param>
/// <param name="NextSunrise">The next after now.</param>
public sealed record SunAnswer(Instant AsOf, double ElevationDegrees, bool Up, Instant Sunrise, Instant Sunset, Instant NextSunrise);

static class SunEndpoint
{
    // City Hall; across the city the sun differs by half a minute.
    const double Lat = 13.7539, Lon = 100.5014;

    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/sun", Sun).WithTags("City");

    /// <summary>Where the sun stands over Bangkok, computed: why roofs make nothing at night.</summary>
    internal static Ok<SunAnswer> Sun(TimeProvider clock)
    {
        var now = Instant.From(clock);
        var today = BangkokDay.Of(now);
        var (light, tomorrow) = (Of(today), Of(BangkokDay.Of(today.End)));
        return TypedResults.Ok(new SunAnswer(now, Math.Round(Model.Buildings.Sun.At(now, Lat, Lon).ElevationDegrees, 2),
            now >= light.Sunrise && now < light.Sunset, light.Sunrise, light.Sunset, now < light.Sunrise ? light.Sunrise : tomorrow.Sunrise));
    }

    static Daylight Of(BangkokDay day) => Daylight.On(day, Lat, Lon) ?? throw new InvalidOperationException($"The sun rises over Bangkok every day; not on {day}, says the arithmetic.");
}
