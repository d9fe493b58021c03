using System.Globalization;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Model.Buildings.Jcm;

/// <summary>What a project must fulfil.</summary>
static class JcmRules
{
    public static readonly Unit TonnesPerMegawattHour = Unit.Parse("t/MWh");

    public static IEnumerable<JcmFault> Of(JcmProject project)
    {
        if (string.IsNullOrWhiteSpace(project.Reference))
            yield return new("It has no reference.", "Give the register's; other roofs displace grid emissions and earn no credits.");
        if (string.IsNullOrWhiteSpace(project.Methodology) || string.IsNullOrWhiteSpace(project.MethodologyVersion) || string.IsNullOrWhiteSpace(project.DesignVersion))
            yield return new("Methodology, its version or the version of the design document is missing.", "Give all three as registered, such as TH_AM001, 1.0 and 2.0.");
        if (!project.EmissionFactor.Unit.ConvertsTo(TonnesPerMegawattHour))
            yield return new($"The factor {project.EmissionFactor} is in {project.EmissionFactor.Unit}, no mass per energy.", "Choose one in t/MWh or the like.");
        if (project.EmissionFactor.Value < 0)
            yield return new($"The factor {project.EmissionFactor} is {project.EmissionFactor.Value.ToString(CultureInfo.InvariantCulture)}.", "A reference emission is 0 or more.");
        if (project.ExAnteTonnesPerYear < 0)
            yield return new($"It expects {project.ExAnteTonnesPerYear.ToString(CultureInfo.InvariantCulture)} t a year.", "Give the design document's expectation, 0 or more.");
        if (project.CreditingTo < project.CreditingFrom)
            yield return new($"The crediting period ends on {Day(project.CreditingTo)}, before it begins on {Day(project.CreditingFrom)}.", "Correct one of them.");
        if (project.Participants.Count == 0) yield return new("It names no participants.", "Give those of the registration.");
        if (project.Meters.Count == 0) yield return new("It has no meter.", "Give each with serial, class and calibrations; energy is measured on site.");
        foreach (var fault in project.Meters.SelectMany(Of)) yield return fault;
        foreach (var twice in project.Meters.GroupBy(meter => meter.Serial, StringComparer.Ordinal).Where(same => same.Count() > 1))
            yield return new($"Meter {twice.Key} is listed {twice.Count()} times.", "List each serial once, or its energy would count again.");
        foreach (var issued in project.Issued.Where(issued => issued.Tonnes < 0 || issued.AbroadTonnes < 0 || issued.AbroadTonnes > issued.Tonnes))
            yield return new($"Of the {issued.Tonnes} t issued for {issued.Vintage}, {issued.AbroadTonnes} t went abroad.", "Both are 0 or more, and what went abroad is a part of the whole.");
    }

    static IEnumerable<JcmFault> Of(JcmMeter meter)
    {
        if (string.IsNullOrWhiteSpace(meter.Serial) || string.IsNullOrWhiteSpace(meter.Class))
            yield return new($"Meter \"{meter.Serial}\" of class \"{meter.Class}\" is not fully named.", "Give serial and class of accuracy as on its plate.");
        if (meter.To < meter.From) yield return new($"Meter {meter.Serial} ends on {Day(meter.To.Value)}, before it begins on {Day(meter.From)}.", "Correct one of them.");
        foreach (var calibration in meter.Calibrations.Where(calibration => calibration.To < calibration.From))
            yield return new($"Calibration {calibration.Certificate} of meter {meter.Serial} ends on {Day(calibration.To)}, before it begins on {Day(calibration.From)}.", "Correct one of them.");
    }

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
