using YPort.Twin.Api.Answering;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Buildings.Faults;
using YPort.Twin.Model.Buildings.Performance;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Api.Buildings;

/// <summary>One roof's quarter hours beside the sun that it had: what report and faults are made of. Null is unknown.</summary>
/// <param name="Description">As the register has it at the end of the time.</param>
/// <param name="Made">In mWh. <paramref name="Irradiation"/> on the plane, in mWh/m².</param>
/// <param name="Cells">In °C.</param>
/// <param name="CellsFrom">In words where they come from; null when nobody measured.</param>
/// <param name="Assumptions">Taken for what the register does not say.</param>
sealed record RoofSheet(
    TwinListing Twin, RoofTime Time, TwinDescription Description, Amount Energy, RoofSun Sun, long?[] Made, long?[] Irradiation, double?[] Cells, string? CellsFrom, IReadOnlyList<string> Assumptions)
{
    const double CoolCelsius = 25;

    /// <summary>Of the panels (DC); the inverters' where nobody said; null when neither is known.</summary>
    public long? PeakMilliwatts => Description.Building?.PvPeakMilliwatts ?? Description.PvRatedMilliwatts;

    public double? RatedWatts => Description.PvRatedMilliwatts / 1000.0;

    public bool IsSunMeasured => Sun.Source is SunSource.OwnSensor or SunSource.WeatherStation;

    public IReadOnlyList<PerformanceSpan> Spans => [.. Made.Select((made, i) => new PerformanceSpan(made, Irradiation[i], Cells[i]))];

    /// <summary>With cells at 25 °C, where a bound is all that can be had.</summary>
    public IReadOnlyList<PerformanceSpan> CoolSpans => [.. Made.Select((made, i) => new PerformanceSpan(made, Irradiation[i], CoolCelsius))];

    /// <summary>Mean power by the ledger's energy, and measured sun: a computed sky proves nothing.</summary>
    public IReadOnlyList<RoofMoment> Moments =>
        [.. Made.Select((made, i) => new RoofMoment(Time[i].Start, made / 1000.0 / RoofTime.Hours, IsSunMeasured ? Irradiation[i] / 1000.0 / RoofTime.Hours : null))];

    public static bool HasRoof(TwinListing twin) => twin.Register.Current is { Kind: Kinds.Building } current
        && (current.PvRatedMilliwatts is not null || twin.Latest.ContainsKey(BuildingChannels.PvEnergy.Name) || twin.Latest.ContainsKey(BuildingChannels.PvPower.Name));
}
