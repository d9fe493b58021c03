using YPort.Twin.Api.Answering;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Buildings;

/// <summary>Some days of quarter hours, and what ledger and history hold of them; null is unknown.</summary>
sealed record RoofTime(Window From, Window To)
{
    /// <summary>Of a quarter hour.</summary>
    public const double Hours = 0.25;

    public int Count => To.Index - From.Index;

    public Window this[int index] => new(From.Index + index);

    public string Query(CitySet set) => $"set={City.FigureComposer.Word(set)}&from={From}&to={To}";
}

/// <summary>Reads series by quarter hours.</summary>
sealed class RoofSeries(AnswerLedger ledger, IHistory history)
{
    const long Whole = Window.Microseconds;

    public async Task<IReadOnlyList<LedgerRow>> Rows(TwinId twin, RoofTime time, CancellationToken stop) => await ledger.OfTwin(twin, time.From, time.To, stop);

    /// <summary>Steps of each quarter hour that is covered whole: with part of one, sun and energy would be of different times.</summary>
    public static long?[] Amounts(IEnumerable<LedgerRow> rows, Measure measure, RoofTime time)
    {
        var (steps, covered) = (new long[time.Count], new long[time.Count]);
        foreach (var row in rows.Where(row => row.Measure == measure.Name))
        {
            steps[row.Window.Index - time.From.Index] += row.Steps;
            covered[row.Window.Index - time.From.Index] += row.CoveredMicroseconds;
        }
        return [.. steps.Select((amount, i) => covered[i] >= Whole ? amount : (long?)null)];
    }

    /// <summary>Every standing reading whose time is the sensor's own.</summary>
    public async Task<IReadOnlyList<Sample>> Samples(TwinId twin, Channel channel, RoofTime time, CancellationToken stop) =>
        [.. (await history.Around(twin, channel, time.From.Start, time.To.Start, TimeSpan.Zero, stop))
            .Where(sample => sample.Quality != Quality.ServerTimed && sample.At >= time.From.Start && sample.At < time.To.Start)];

    /// <summary>The mean of a gauge's readings in each quarter hour, in its unit.</summary>
    public async Task<double?[]> Means(TwinListing twin, Channel channel, RoofTime time, CancellationToken stop)
    {
        var means = new double?[time.Count];
        // What was never heard is not looked for.
        if (!twin.Latest.ContainsKey(channel.Name)) return means;
        foreach (var quarter in (await Samples(twin.Register.Id, channel, time, stop)).GroupBy(sample => Window.Of(sample.At)))
            means[quarter.Key.Index - time.From.Index] = quarter.Average(sample => (double)channel.InUnit(sample.Steps));
        return means;
    }

    /// <summary>Cells by Faiman from air and wind of one place; null where either is unknown.</summary>
    public async Task<(double? Air, double? Wind)[]> Weather(TwinListing twin, RoofTime time, CancellationToken stop)
    {
        var (air, wind) = (await Means(twin, BuildingChannels.AirTemperature, time, stop), await Means(twin, BuildingChannels.WindSpeed, time, stop));
        return [.. air.Zip(wind)];
    }
}
