using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Model.Buildings.Performance;

/// <summary>Sunlight on a roof's panels in a quarter hour, where no sensor lies on their plane. In mWh/m², rounded half to even.</summary>
/// <remarks>The sun stands as in the middle of the quarter hour: at noon it moves by 4° within one, at its ends by half of that.</remarks>
public static class PlaneSun
{
    const double Hours = 0.25;

    /// <summary>From sunlight measured on the horizontal: Erbs' diffuse part, Hay and Davies' sky; see <see cref="Sunlight"/>. Below the horizon what little there is comes from everywhere.</summary>
    public static long FromHorizontal(Window window, long milliwattHoursPerM2, Place place, PanelPlane plane)
    {
        var global = Math.Max(0, milliwattHoursPerM2) / 1000.0 / Hours;
        var (sun, outside) = Middle(window, place);
        return sun.CosZenith <= 0 ? Math.Max(0, milliwattHoursPerM2) : OnPlane(global, sun, outside, plane);
    }

    /// <summary>Under a sky without a cloud (Haurwitz, which knows no haze): more than any real sky gives over a day.</summary>
    public static long UnderClearSky(Window window, Place place, PanelPlane plane)
    {
        var (sun, outside) = Middle(window, place);
        return OnPlane(Sunlight.ClearSkyWm2(sun), sun, outside, plane);
    }

    static long OnPlane(double globalWm2, SunPosition sun, double extraterrestrialWm2, PanelPlane plane)
    {
        var diffuse = Sunlight.DiffuseWm2(globalWm2, sun, extraterrestrialWm2);
        var onPlane = Sunlight.OnPlaneHayDaviesWm2(globalWm2, diffuse, sun, extraterrestrialWm2, plane.TiltDegrees, plane.FacingDegrees);
        return (long)Math.Round(onPlane * Hours * 1000, MidpointRounding.ToEven);
    }

    static (SunPosition Sun, double ExtraterrestrialWm2) Middle(Window window, Place place)
    {
        var middle = new Instant(window.Start.Microseconds + Window.Microseconds / 2);
        return (Sun.At(middle, place.Lat, place.Lon), Sun.ExtraterrestrialWm2(middle));
    }
}
