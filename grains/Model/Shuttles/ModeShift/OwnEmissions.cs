using System.Collections.Immutable;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.City.Inventory;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Model.Units;

namespace YPort.Twin.Model.Shuttles.ModeShift;

/// <summary>Energy that a vehicle charged on one day of Bangkok, as the measure charge-energy counts it.</summary>
/// <param name="MeteredBy">The twin behind whose meter the charger hung that day, the vehicle itself for a meter of its own; null where nobody said.</param>
/// <param name="Meter">Which of these it is.</param>
public readonly record struct Charge(DateOnly Day, Int128 MilliwattHours, string? MeteredBy = null, ChargerMeter Meter = ChargerMeter.Unknown)
{
    /// <param name="row">Of the measure charge-energy.</param>
    public static Charge Of(in LedgerRow row, TwinRegister vehicle) => Of(row.Window, row.Steps, vehicle);

    /// <param name="milliwattHours">Charged from then on, under one description of the vehicle.</param>
    public static Charge Of(Window from, Int128 milliwattHours, TwinRegister vehicle) =>
        new(from.Day.Date, milliwattHours, vehicle.At(from.Start).MeteredBy, ChargerMeters.Of(vehicle.Id, vehicle.At(from.Start).MeteredBy));
}

/// <summary>What vehicles emitted by the electricity that they charged.</summary>
/// <remarks>
/// E = sum of kWh charged x grid factor of the day. Losses of charger and battery are in it, for energy is counted where it is charged and not where it is drawn.
/// Source: GPC v1.1, transportation: electricity that vehicles charge is scope 2 of the city, II.1.2 on the road. Where the charger hangs behind a building's
/// meter, it is in that building's electricity already and here IE, included elsewhere; where nobody said, it may be, and counts in no row.
/// </remarks>
/// <param name="Parts">By meter and factor.</param>
public sealed record OwnEmissions(ImmutableArray<ChargePart> Parts)
{
    /// <summary>Wherever they are counted; null when nothing was known to be charged, or a factor is missing.</summary>
    public decimal? KilogramsCo2e => Sum(Parts);

    /// <summary>What the city's row of electric road transport takes, so that no kilowatt-hour counts twice; null when nothing does.</summary>
    public decimal? CountedHereKilogramsCo2e => Sum(Parts.Where(part => part.Meter == ChargerMeter.Own));

    /// <summary>IE when all that was charged is counted by others' meters; null otherwise.</summary>
    public NotationKey? Key => !Parts.IsEmpty && Parts.All(part => part.Meter == ChargerMeter.Building) ? NotationKey.IncludedElsewhere : null;

    /// <summary>It may be signed: it is known, and rests on no factor from memory.</summary>
    public bool CanBeClosed => KilogramsCo2e is not null && Parts.All(part => part.Grid!.CanBeClosed);

    /// <param name="charges">In any order.</param>
    /// <param name="grid">The factor of the report's choice for electricity of that day; null when there is none.</param>
    public static OwnEmissions Of(IEnumerable<Charge> charges, Func<DateOnly, Factor?> grid) => new([.. charges
        .Select(charge => charge.MilliwattHours >= 0 ? charge : throw new ArgumentOutOfRangeException(nameof(charges), charge,
            $"{charge.MilliwattHours} mWh were charged on {charge.Day:O}. Energy charged is never below zero; what flows back is not subtracted."))
        .GroupBy(charge => (charge.MeteredBy, charge.Meter, Grid: grid(charge.Day))).Select(same => new ChargePart(same.Min(charge => charge.Day), same.Max(charge => charge.Day), same.Key.MeteredBy,
            same.Aggregate(Int128.Zero, (sum, charge) => checked(sum + charge.MilliwattHours)), same.Key.Grid, same.Key.Meter))
        .OrderBy(part => part.From).ThenBy(part => part.MeteredBy, StringComparer.Ordinal).ThenBy(part => part.Grid?.Id, StringComparer.Ordinal)]);

    static decimal? Sum(IEnumerable<ChargePart> parts)
    {
        decimal? sum = null;
        foreach (var part in parts)
        {
            if (part.KilogramsCo2e is not { } kilograms) return null;
            sum = (sum ?? 0) + kilograms;
        }
        return sum;
    }
}

/// <summary>Energy charged behind one meter under one factor, from the first to the last of its days.</summary>
/// <param name="Grid">Null where there is no factor for it.</param>
public sealed record ChargePart(DateOnly From, DateOnly To, string? MeteredBy, Int128 MilliwattHours, Factor? Grid, ChargerMeter Meter)
{
    static readonly Unit KilowattHour = Unit.Parse("kWh"), Kilogram = Unit.Parse("kg");

    public decimal KilowattHours => (decimal)MilliwattHours / 1_000_000;

    public decimal? KilogramsCo2e => Grid?.Apply(KilowattHours, KilowattHour, Kilogram);
}
