using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.Asking;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Buildings.Performance;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Model.Things;

namespace YPort.Twin.Api.Buildings;

/// <summary>Fills the sheets of roofs over one time, and chooses the sun and the temperature that each is held against.</summary>
sealed class RoofSheets(IEnumerable<TwinListing> twins, RoofSeries series, RoofTime time, Instant now)
{
    readonly Stations _stations = new(twins, series, time);

    public static ProblemHttpResult NoRoof(TwinListing twin) => Problems.Refused(StatusCodes.Status404NotFound, "no-roof", "The twin has no solar roof",
        $"Twin \"{twin.Register.Id}\" is of kind {twin.Register.Current.Kind}, its register has no pv.ratedPower and it never told pv-power or pv-energy. Register its pv, or ask for another; GET /v1/reports/roofs lists the roofs.");

    public async Task<RoofSheet> Of(TwinListing twin, CancellationToken stop)
    {
        var description = twin.Register.At(new(time.To.Start.Microseconds - 1));
        var rows = await series.Rows(twin.Register.Id, time, stop);
        var due = Math.Max(0, Math.Min(time.To.Start.Microseconds, now.Microseconds) - time.From.Start.Microseconds);
        var energy = rows.Where(row => row.Measure == BuildingMeasures.PvEnergy.Name).Aggregate(new Amount(0, 0, 0, 0, due), (sum, row) => sum.Plus(row.Quality, row.Steps, row.CoveredMicroseconds));
        List<string> assumptions = [];
        if (description is { PvRatedMilliwatts: not null, Building: null or { PvPeakMilliwatts: null } })
            assumptions.Add("The panels' peak power is taken as the inverters' rated power, for the register has no pv.peakPower: yields and ratios come out too high where the panels are larger.");
        if (twin.Register.Entries.OfType<Described>().FirstOrDefault(entry => entry.From > time.From.Start && entry.From < time.To.Start) is { } change)
            assumptions.Add($"The register changed at {change.From}; what it says at the end is taken for the whole time.");
        var (sun, irradiation) = await Sun(twin.Register.Id, description, rows, assumptions, stop);
        var (cells, from) = sun.Source is SunSource.OwnSensor or SunSource.WeatherStation ? await Cells(twin, description.Place, irradiation, assumptions, stop) : (new double?[time.Count], null);
        return new(twin, time, description, energy, sun, RoofSeries.Amounts(rows, BuildingMeasures.PvEnergy, time), irradiation, cells, from, assumptions);
    }

    async Task<(RoofSun Sun, long?[] OnPlane)> Sun(TwinId id, TwinDescription description, IReadOnlyList<LedgerRow> rows, List<string> assumptions, CancellationToken stop)
    {
        var query = time.Query(description.Set);
        var own = RoofSeries.Amounts(rows, BuildingMeasures.Irradiation, time);
        if (own.Any(one => one is not null)) return Told(SunSource.OwnSensor, id, null, own, $"/v1/explain/twins/{id}/{BuildingMeasures.Irradiation}?{query}");
        if (description.Place is not { } place) return (new(SunSource.None, null, null, null, 0, null), own);
        if (description.Building?.PvPlane is null) assumptions.Add("The panels are taken as lying flat, for the register has neither pv.tiltDegrees nor pv.facingDegrees.");
        var plane = description.Building?.PvPlane ?? PanelPlane.Flat;
        if (await _stations.Sun(place, stop) is { } near)
            return Told(SunSource.WeatherStation, near.Station.Id, near.Station.Kilometres,
                [.. near.MilliwattHoursPerM2.Select((one, i) => one is { } amount ? PlaneSun.FromHorizontal(time[i], amount, place, plane) : (long?)null)],
                $"/v1/explain/twins/{near.Station.Id}/{ThingMeasures.GlobalIrradiation}?{query}");
        return Told(SunSource.ClearSky, null, null, [.. Enumerable.Range(0, time.Count).Select(i => (long?)PlaneSun.UnderClearSky(time[i], place, plane))], null);
    }

    static (RoofSun, long?[]) Told(SunSource source, TwinId? whose, double? kilometres, long?[] amounts, string? explain) =>
        (new(source, whose, kilometres, RoofFigures.Thousandths(amounts.Sum(amount => amount ?? 0)), amounts.Count(amount => amount is not null), explain), amounts);

    async Task<(double?[] Celsius, string? From)> Cells(TwinListing twin, Place? place, long?[] irradiation, List<string> assumptions, CancellationToken stop)
    {
        var backs = await series.Means(twin, BuildingChannels.ModuleTemperature, time, stop);
        if (backs.Any(one => one is not null))
        {
            assumptions.Add("Cells are taken as warm as the panels' back; in full sun they are up to 3 °C warmer (Sandia).");
            return (backs, $"panels' back at {twin.Register.Id}");
        }
        var weather = await series.Weather(twin, time, stop);
        var from = $"air and wind at {twin.Register.Id}";
        if (!weather.Any(one => one is (not null, not null)))
        {
            if (place is null || await _stations.Weather(place, stop) is not { } near) return (backs, null);
            weather = near.Weather;
            from = string.Create(CultureInfo.InvariantCulture, $"air and wind at {near.Station.Id}, {near.Station.Kilometres} km away");
        }
        assumptions.Add("Cells by Faiman's model from air, wind and sun, with panels on an open rack.");
        return ([.. irradiation.Select((one, i) => one is { } amount && weather[i] is ({ } air, { } wind) ? RooftopSolar.CellCelsius(amount / 1000.0 / RoofTime.Hours, air, wind) : (double?)null)], from);
    }
}
