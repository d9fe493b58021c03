namespace YPort.Twin.Model.Buildings.Performance;

/// <summary>What a roof should have made of the sun it had, beside what it made, over the same spans.</summary>
/// <param name="Compared">Spans with energy, irradiation and cell temperature.</param>
/// <param name="LeftOut">Spans that lacked one of them: in neither sum.</param>
public readonly record struct ExpectedEnergy(long ExpectedMilliwattHours, long MadeMilliwattHours, int Compared, int LeftOut)
{
    /// <summary>Made through expected; null when nothing was expected. Well below 1 in sunshine is a fault, or a wrong rating.</summary>
    public double? Ratio => ExpectedMilliwattHours == 0 ? null : (double)MadeMilliwattHours / ExpectedMilliwattHours;

    /// <summary>Expected less made: what the roof lost against what it should have made. Below 0 where it made more.</summary>
    public long ShortfallMilliwattHours => ExpectedMilliwattHours - MadeMilliwattHours;

    /// <summary>PVWatts from each span's mean irradiance, rounded half to even per span; null when no span is complete.</summary>
    /// <param name="span">How long each lasts.</param>
    /// <remarks>
    /// AC(DC(G, T) · kept) · hours with G = H / hours: <see cref="RooftopSolar.DcWatts"/>, <see cref="PvLosses"/>, <see cref="RooftopSolar.AcWatts"/>. Within a span
    /// the sun is taken as even; broken clouds over a nearly clipping inverter come out a little high.
    /// </remarks>
    public static ExpectedEnergy? Of(IEnumerable<PerformanceSpan> spans, TimeSpan span, PvArray array)
    {
        if (span <= TimeSpan.Zero) throw new ArgumentOutOfRangeException(nameof(span), span, "A span lasts longer than 0.");
        long expected = 0, made = 0;
        int compared = 0, leftOut = 0;
        foreach (var one in spans)
        {
            if (!one.IsCompared || one.CellCelsius is not { } celsius)
            {
                leftOut++;
                continue;
            }
            compared++;
            var irradiance = one.IrradiationMilliwattHoursPerM2!.Value / 1000.0 / span.TotalHours;
            var direct = RooftopSolar.DcWatts(array.PeakMilliwatts / 1000.0, irradiance, celsius, array.PerCelsius) * array.Losses.Kept;
            var alternating = RooftopSolar.AcWatts(direct, array.RatedMilliwatts / 1000.0);
            expected = checked(expected + (long)Math.Round(alternating * span.TotalHours * 1000, MidpointRounding.ToEven));
            made = checked(made + one.MadeMilliwattHours!.Value);
        }
        return compared > 0 ? new(expected, made, compared, leftOut) : null;
    }
}
