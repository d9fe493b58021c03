namespace YPort.Twin.Model.Buildings.Jcm;

/// <summary>Reductions of a registered project over a monitoring period, by vintage, with all that did not count.</summary>
/// <param name="From">First monitored day.</param>
/// <param name="To">Last.</param>
/// <param name="CanBeClosed">False while the emission factor is from memory.</param>
/// <remarks>
/// RE = Σ EG · EF; PE = 0; ER = RE − PE by calendar year, rounded down to whole tonnes per project and vintage. Source: TH_AM001 v1.0, approved 23 August 2016,
/// as summed up at jcm.go.jp/th-jp/methodologies/39; the symbols are from memory. The conservative rule for gaps: energy of time that no calibrated meter in service measured counts 0 and is listed; nothing is filled in.
/// A day belongs to the year of its date in Bangkok.
/// </remarks>
public sealed record JcmAccount(JcmProject Project, DateOnly From, DateOnly To, IReadOnlyList<JcmVintage> Vintages, IReadOnlyList<JcmGap> Gaps, bool CanBeClosed)
{
    static readonly TimeSpan WholeDay = TimeSpan.FromDays(1);

    /// <summary>The account of days metered; days that are not among them are not measured.</summary>
    /// <param name="metered">Each meter's each day once, in any order.</param>
    /// <exception cref="ArgumentException">The project has faults, or a day cannot be counted; says which and what to do.</exception>
    public static JcmAccount Of(JcmProject project, DateOnly from, DateOnly to, IEnumerable<JcmMeterDay> metered)
    {
        if (project.Faults() is { Count: > 0 } faults) throw new ArgumentException($"Project {project.Reference} cannot be counted: {string.Join(' ', faults)}", nameof(project));
        if (to < from) throw new ArgumentException(Text($"The monitoring period ends on {to:yyyy-MM-dd}, before it begins on {from:yyyy-MM-dd}. Correct one of them."), nameof(to));
        var known = ByMeterAndDay(project, metered);

        SortedDictionary<int, (int Days, decimal WattHours)> years = [];
        List<JcmGap> gaps = [];
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            var credited = project.Credits(day);
            var (days, sum) = years.GetValueOrDefault(day.Year);
            foreach (var meter in project.Meters)
            {
                var told = known.GetValueOrDefault((meter.Serial, day));
                var measured = told.WattHours ?? 0;
                var missing = told.WattHours is null ? WholeDay : WholeDay - told.Covered;
                if (!credited || !meter.Serves(day))
                {
                    if (measured > 0) gaps.Add(new(meter.Serial, JcmGapKind.NotCredited, day, day, TimeSpan.Zero, measured));
                    continue;
                }
                if (missing > TimeSpan.Zero) gaps.Add(new(meter.Serial, JcmGapKind.NotMeasured, day, day, missing, 0));
                if (meter.IsCalibrated(day)) sum += measured;
                else gaps.Add(new(meter.Serial, JcmGapKind.NotCalibrated, day, day, TimeSpan.Zero, measured));
            }
            years[day.Year] = (days + (credited ? 1 : 0), sum);
        }
        return new(project, from, to, [.. years.Select(year => Vintage(project, year.Key, year.Value.Days, year.Value.WattHours))], Joined(gaps), project.EmissionFactor.CanBeClosed);
    }

    static JcmVintage Vintage(JcmProject project, int year, int days, decimal wattHours)
    {
        var factor = project.EmissionFactor.Unit.Convert(project.EmissionFactor.Value, JcmRules.TonnesPerMegawattHour);
        var reference = wattHours / 1_000_000 * factor;
        const decimal own = 0;
        var issued = project.Issued.Where(issuance => issuance.Vintage == year).ToArray();
        return new(year, days, wattHours, reference, own, (long)decimal.Floor(reference - own),
            project.ExAnteTonnesPerYear * days / (DateTime.IsLeapYear(year) ? 366 : 365), issued.Length == 0 ? null : issued.Sum(issuance => issuance.Tonnes));
    }

    static Dictionary<(string Serial, DateOnly Day), JcmMeterDay> ByMeterAndDay(JcmProject project, IEnumerable<JcmMeterDay> metered)
    {
        var serials = project.Meters.Select(meter => meter.Serial).ToHashSet(StringComparer.Ordinal);
        Dictionary<(string, DateOnly), JcmMeterDay> known = [];
        foreach (var one in metered)
        {
            if (!serials.Contains(one.Serial))
                throw new ArgumentException($"Meter {one.Serial} is not one of project {project.Reference}. Add it to the project, or leave its days out.", nameof(metered));
            if (one.WattHours < 0)
                throw new ArgumentException(Text($"Meter {one.Serial} counted {one.WattHours} Wh on {one.Day:yyyy-MM-dd}. Energy given is 0 or more; look at its direction."), nameof(metered));
            if (one.Covered < TimeSpan.Zero || one.Covered > WholeDay)
                throw new ArgumentException(Text($"Meter {one.Serial} covers {one.Covered.TotalHours:0.##} h of {one.Day:yyyy-MM-dd}. Send 0 to 24 h."), nameof(metered));
            if (!known.TryAdd((one.Serial, one.Day), one))
                throw new ArgumentException(Text($"Meter {one.Serial} has two amounts for {one.Day:yyyy-MM-dd}. Send the right one."), nameof(metered));
        }
        return known;
    }

    // Neighbouring days of one meter and one reason are one gap.
    static List<JcmGap> Joined(List<JcmGap> days)
    {
        List<JcmGap> joined = [];
        foreach (var gap in days.OrderBy(gap => gap.Serial, StringComparer.Ordinal).ThenBy(gap => gap.Kind).ThenBy(gap => gap.From))
        {
            if (joined.Count > 0 && joined[^1] is var last && last.Serial == gap.Serial && last.Kind == gap.Kind && last.To.AddDays(1) == gap.From)
                joined[^1] = last with { To = gap.To, Missing = last.Missing + gap.Missing, LeftOutWattHours = last.LeftOutWattHours + gap.LeftOutWattHours };
            else joined.Add(gap);
        }
        return joined;
    }

    static string Text(FormattableString text) => FormattableString.Invariant(text);
}
