using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Waste;

namespace YPort.Twin.Model.City.Inventory;

/// <summary>Whose waste it is.</summary>
public enum WasteOrigin
{
    /// <summary>Nobody said.</summary>
    Unknown,
    City,
    Elsewhere,
}

/// <summary>Who uses what a building takes from the grid; it decides the sub-sector.</summary>
public enum EnergyUser
{
    /// <summary>Nobody said: I.6.</summary>
    Unknown,
    Residential,

    /// <summary>Shops, offices, hotels, schools, hospitals, government.</summary>
    Commercial,
    Industrial,

    /// <summary>A power or waste-to-energy plant's own use.</summary>
    EnergyPlant,
    Agricultural,
}

/// <summary>Whose meter the energy that charges a vehicle passes first.</summary>
public enum ChargerMeter
{
    /// <summary>Nobody said.</summary>
    Unknown,

    /// <summary>The charger's own, straight from the grid.</summary>
    Own,

    /// <summary>A building's, which has counted it already.</summary>
    Building,
}

/// <summary>Reads from the register whose meter a vehicle's charger is behind.</summary>
public static class ChargerMeters
{
    /// <param name="meteredBy">As declared: the twin behind whose meter the charger hangs, the vehicle itself where it has a meter of its own, null where nobody said.</param>
    public static ChargerMeter Of(TwinId vehicle, string? meteredBy) =>
        meteredBy is null ? ChargerMeter.Unknown : meteredBy == vehicle.ToString() ? ChargerMeter.Own : ChargerMeter.Building;
}

/// <summary>What decides, beside the measure, in which row an amount lands: facts of the register and of the amount's dimensions.</summary>
/// <param name="InCity">Where the building, charger or site is.</param>
/// <param name="Role">Of the site that tells it; of no meaning for what is no waste.</param>
public readonly record struct ActivityCase(
    bool InCity = true, EnergyUser User = EnergyUser.Unknown, ChargerMeter Charger = ChargerMeter.Unknown, WasteRole Role = WasteRole.Landfill, WasteOrigin Origin = WasteOrigin.Unknown)
{
    /// <summary>Every case that there is: a few hundred.</summary>
    public static IReadOnlyList<ActivityCase> All { get; } =
    [
        .. from inCity in (bool[])[true, false]
           from user in Enum.GetValues<EnergyUser>()
           from charger in Enum.GetValues<ChargerMeter>()
           from role in Enum.GetValues<WasteRole>()
           from origin in Enum.GetValues<WasteOrigin>()
           select new ActivityCase(inCity, user, charger, role, origin),
    ];

    /// <summary>Whose waste was treated at a site, by what came and what left untreated; unknown of all of it where more of one origin left than came, for then nobody can say whose the rest is.</summary>
    /// <param name="told">Of the whole time; below zero where more left than came.</param>
    public static Func<WasteOrigin, WasteOrigin> OriginsAt(IEnumerable<(WasteOrigin Origin, Int128 Grams)> told) =>
        told.GroupBy(one => one.Origin).All(same => same.Aggregate(Int128.Zero, (sum, one) => sum + one.Grams) >= 0) ? origin => origin : _ => WasteOrigin.Unknown;

    /// <summary>Whose waste an origin on a ticket means.</summary>
    /// <param name="origin">A district's code, "outside:place", a site's id or "unknown", as in the measure's dimension.</param>
    /// <param name="isSiteOfCity">Whether a site takes the city's waste only; null when nobody knows.</param>
    public static WasteOrigin OriginOf(string origin, IDistricts districts, Func<string, bool?> isSiteOfCity) =>
        districts.Coded(origin) is not null ? WasteOrigin.City
        : origin.StartsWith("outside:", StringComparison.Ordinal) ? WasteOrigin.Elsewhere
        : isSiteOfCity(origin) switch { true => WasteOrigin.City, false => WasteOrigin.Elsewhere, null => WasteOrigin.Unknown };
}
