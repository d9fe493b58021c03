using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.City.Inventory;
using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Shuttles;
using YPort.Twin.Model.Units;
using YPort.Twin.Model.Waste;

namespace YPort.Twin.Model.City;

/// <summary>What a city file says of one twin by its kind: the same members as in PUT /v1/twins/{id}.</summary>
/// <param name="other">Told of every other twin that is named, to be looked up when all are known.</param>
sealed class CityFileFacts(LinedForm form, FormReader twin, string? kind, Action<LinedJson, string> other)
{
    static readonly Unit WattHour = Unit.Parse("Wh"), MetrePerSecond = Unit.Parse("m/s"), Gram = Unit.Parse("g");
    static readonly Dictionary<string, WasteRole> WasteRoles = new()
    {
        ["transfer-station"] = WasteRole.TransferStation,
        ["landfill"] = WasteRole.Landfill,
        ["waste-to-energy"] = WasteRole.WasteToEnergy,
        ["composting"] = WasteRole.Composting,
        ["bin"] = WasteRole.Bin,
    };

    public long? RatedMilliwatts(string member)
    {
        if (Member(member, Kinds.Building, "a building") is not { } value) return null;
        return (long)decimal.Round(form.Watts(form.Members(value, twin.At(member), "ratedPower"), "ratedPower") * 1000);
    }

    /// <summary>What the file says of a building's use, and what it pretends of its panels: of a made-up building both are known.</summary>
    public BuildingFacts? Building(BuildingPretence? pretence)
    {
        var said = Member("building", Kinds.Building, "a building") is { } value
            ? form.Choice(form.Members(value, twin.At("building"), "use"), "use", [.. BuildingUses.All.Select(use => use.Word)]) : null;
        var user = said is null ? pretence is null ? null : UserOf(pretence.Use) : (EnergyUser?)BuildingUses.All.Single(use => use.Word == said).User;
        return BuildingFacts.Of(user, (long?)(pretence?.Panels?.PeakWatts * 1000), pretence?.Panels is { } panels ? new(panels.TiltDegrees, panels.FacingDegrees) : null);
    }

    static EnergyUser? UserOf(BuildingUse use) => use switch
    {
        BuildingUse.Home => EnergyUser.Residential,
        BuildingUse.Factory => EnergyUser.Industrial,
        _ => EnergyUser.Commercial,
    };

    public ShuttleFacts? Shuttle()
    {
        if (Member("shuttle", Kinds.Shuttle, "a shuttle") is not { } value) return null;
        var facts = form.Members(value, twin.At("shuttle"), "capacity", "battery", "topSpeed", "route", "loop");
        return new(
            facts.Optional("capacity") is null ? null : (int)form.Number(facts, "capacity", 1, 500, "persons"),
            facts.Optional("battery") is null ? null : (long)(form.Amount(facts, "battery", WattHour, 10_000_000, "Energy", "kWh") * 1000),
            facts.Optional("topSpeed") is null ? null : (long)(form.Amount(facts, "topSpeed", MetrePerSecond, 100, "Speed", "km/h or m/s") * 1000),
            facts.Optional("route") is null ? null : form.Text(facts, "route"),
            facts.Optional("loop") is { } loop ? Loop(loop, facts.At("loop")) : null);
    }

    List<LoopPoint> Loop(LinedJson list, string path)
    {
        if (list.Elements is not { } elements)
        {
            form.Fault(list, path, "This is no list.", "Write the points as [ {...}, {...} ].");
            return [];
        }
        List<FormReader> points = [.. elements.Select((element, index) => form.Members(element, $"{path}[{index}]", "lat", "lon", "stop", "name"))];
        List<LoopPoint> loop = [.. points.Select(Point)];
        foreach (var fault in LoopRules.Faults(loop))
            if (fault.Point is not { } point) form.Fault(list, path, fault.Reason, fault.Cure);
            else form.Fault(points[point].Optional(fault.Member) ?? elements[point], fault.Member == "" ? $"{path}[{point}]" : points[point].At(fault.Member), fault.Reason, fault.Cure);
        return loop;
    }

    LoopPoint Point(FormReader point)
    {
        var place = form.Place(point);
        return new(place.Lat, place.Lon, point.Optional("stop") is null ? null : form.Text(point, "stop"), point.Optional("name") is { } name ? form.Name(name, point.At("name")) : null);
    }

    public WasteFacts? Waste()
    {
        if (Member("waste", Kinds.WasteSite, "a waste site") is not { } value) return null;
        var facts = form.Members(value, twin.At("waste"), "role", "capacity");
        return new(WasteRoles.GetValueOrDefault(form.Choice(facts, "role", [.. WasteRoles.Keys]) ?? ""),
            facts.Optional("capacity") is null ? null : (long)form.Amount(facts, "capacity", Gram, 1_000_000_000_000_000, "Mass", "kg or t"));
    }

    public EWasteFacts? EWaste()
    {
        if (Member("eWaste", Kinds.EWastePoint, "an e-waste point") is not { } value) return null;
        var facts = form.Members(value, twin.At("eWaste"), "role", "sendsTo", "sanitiseWithinDays");
        var role = form.Choice(facts, "role", "point", "recycler") == "recycler" ? EWasteRole.Recycler : EWasteRole.Point;
        var receivers = facts.Optional("sendsTo");
        if (receivers is { Elements: null }) form.Fault(receivers, facts.At("sendsTo"), "This is no list.", "Write the ids as [\"recycler-1\"].");
        foreach (var receiver in receivers?.Elements ?? []) other(receiver, facts.At("sendsTo"));
        return new(role, [.. (receivers?.Elements ?? []).Select(receiver => receiver.Scalar as string ?? "")],
            facts.Optional("sanitiseWithinDays") is null ? null : (int)form.Number(facts, "sanitiseWithinDays", 0, 3650, "days"));
    }

    LinedJson? Member(string member, string of, string who)
    {
        if (twin.Optional(member) is not { } value) return null;
        if (kind is not null && kind != of) form.Fault(value, twin.At(member), $"Only {who} has this.", $"Leave it out, or make the twin {who}.");
        return value;
    }
}
