using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.Register;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Model.City;

/// <summary>How a city file says that the rehearsal plays one twin, by kind.</summary>
/// <param name="other">Told of every other twin that is named, to be looked up when all are known.</param>
sealed class CityFilePretence(LinedForm form, LinedJson value, string path, Action<LinedJson, string> other)
{
    static readonly Unit Kilogram = Unit.Parse("kg"), Tonne = Unit.Parse("t"), MetrePerSecond = Unit.Parse("m/s"), CubicMetrePerHour = Unit.Parse("m3/h");

    public BuildingPretence Building(TwinDescription description)
    {
        var pretend = form.Members(value, path, "use", "peakLoad", "panels");
        var use = form.Choice(pretend, "use", [.. Enum.GetNames<BuildingUse>().Select(name => name.ToLowerInvariant())]);
        var load = (double)form.Watts(pretend, "peakLoad");
        Panels? panels = null;
        if (pretend.Optional("panels") is { } plane)
        {
            var of = form.Members(plane, pretend.At("panels"), "peak", "tilt", "facing");
            panels = new((double)form.Watts(of, "peak"), form.Number(of, "tilt", 0, 90, "degrees from flat"), form.Number(of, "facing", 0, 360, "degrees from north over east"));
            if (description.PvRatedMilliwatts is null) form.Fault(plane, pretend.At("panels"), "Panels need an inverter.", "Say pv.ratedPower too.");
        }
        else if (description.PvRatedMilliwatts is not null)
            form.Fault(value, pretend.At("panels"), "The building has pv, but nothing says what its panels are.", "Add panels with peak, tilt and facing.");
        return new(use is null ? default : Enum.Parse<BuildingUse>(use, ignoreCase: true), load, panels);
    }

    public ShuttlePretence Shuttle(TwinDescription description)
    {
        var pretend = form.Members(value, path, "speed", "service", "wattHoursPerKilometre");
        if (description.Shuttle?.Loop is null) form.Fault(value, path, "A vehicle without a way cannot be played.", "Say shuttle.loop too.");
        var speed = (double)form.Amount(pretend, "speed", MetrePerSecond, 100, "Speed", "km/h or m/s");
        if (pretend.Required("service") is not { } times) return new(speed, 6, 22, 30, 0, 1);
        var service = form.Members(times, pretend.At("service"), "from", "to", "everyMinutes", "offsetMinutes");
        var from = form.Number(service, "from", 0, 23, "hour of the Bangkok day");
        return new(speed, from, form.Number(service, "to", (decimal)from + 1, 24, "hour of the Bangkok day, after \"from\""),
            form.Number(service, "everyMinutes", 1, 720, "minutes"), form.Number(service, "offsetMinutes", 0, 720, "minutes"),
            form.Number(pretend, "wattHoursPerKilometre", 10, 5000, "Wh"));
    }

    public WastePretence Waste()
    {
        var pretend = form.Members(value, path, "collectedPerDay", "sendsTo", "gas", "power");
        List<HaulPretence> hauls = [];
        var list = pretend.Optional("sendsTo");
        foreach (var (element, index) in (list?.Elements ?? []).Select((element, index) => (element, index)))
        {
            var haul = form.Members(element, $"{pretend.At("sendsTo")}[{index}]", "site", "perDay", "takes", "hours");
            if (haul.Required("site") is { } site) other(site, haul.At("site"));
            hauls.Add(new(form.Text(haul, "site") ?? "", haul.Optional("perDay") is null ? null : (double)form.Amount(haul, "perDay", Tonne, 1_000_000, "Mass", "t"),
                form.Choice(haul, "takes", "mixed", "organic") == "organic", form.Number(haul, "hours", 0.01m, 24, "hours on the way")));
        }
        return new(
            pretend.Optional("collectedPerDay") is null ? null : (double)form.Amount(pretend, "collectedPerDay", Tonne, 1_000_000, "Mass", "t"), hauls,
            pretend.Optional("gas") is null ? null : (double)form.Amount(pretend, "gas", CubicMetrePerHour, 100_000, "Flow", "m3/h"),
            pretend.Optional("power") is null ? null : (double)form.Watts(pretend, "power"));
    }

    public EWastePretence EWaste(TwinDescription description)
    {
        var pretend = form.Members(value, path, "perDay");
        if (description.EWaste is not { Role: EWasteRole.Point, SendsTo.Count: > 0 })
            form.Fault(value, path, "Only a point that sends to a recycler is told how to play.", "Say eWaste.role \"point\" with sendsTo, or leave pretend out: a recycler works on what it is sent.");
        return new((double)form.Amount(pretend, "perDay", Kilogram, 100_000, "Mass", "kg"));
    }
}
