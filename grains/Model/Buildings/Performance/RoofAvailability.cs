using YPort.Twin.Model.Buildings.Faults;

namespace YPort.Twin.Model.Buildings.Performance;

/// <summary>How much of the sunny time in which its meter spoke a roof worked.</summary>
/// <param name="Value">Working / (Working + Off), 0 to 1.</param>
/// <param name="Working">Sunny moments (200 W/m² on the plane and more) in which it made something.</param>
/// <param name="Off">In which it made nothing.</param>
/// <param name="Unheard">In which nothing was heard of it: in neither sum, for nobody knows.</param>
public readonly record struct RoofAvailability(double Value, int Working, int Off, int Unheard)
{
    /// <summary>Null when no sunny moment was heard.</summary>
    /// <param name="ratedWatts">AC, above 0.</param>
    /// <remarks>By time, not by energy, with the bounds of <see cref="OffInSunshine"/>; half a plant that is off does not show here but in the performance ratio.</remarks>
    public static RoofAvailability? Of(IEnumerable<RoofMoment> series, double ratedWatts)
    {
        int working = 0, off = 0, unheard = 0;
        foreach (var moment in series.Where(moment => moment.PlaneWm2 >= OffInSunshine.Sunny))
            switch (OffInSunshine.Of(moment, ratedWatts))
            {
                case RoofCondition.Working: working++; break;
                case RoofCondition.Off: off++; break;
                case RoofCondition.Unheard: unheard++; break;
            }
        return working + off > 0 ? new((double)working / (working + off), working, off, unheard) : null;
    }
}
