using YPort.Twin.Api.City;
using YPort.Twin.Api.Register;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Contracts.Twins;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Api.Explain;

/// <summary>An amount and what it covers.</summary>
readonly record struct Amount(Int128 MeasuredSteps, Int128 EstimatedSteps, Int128 MeasuredMicroseconds, Int128 EstimatedMicroseconds)
{
    public Int128 Steps => MeasuredSteps + EstimatedSteps;

    public bool IsKnown => MeasuredMicroseconds + EstimatedMicroseconds > 0 || Steps != 0 || MeasuredSteps != 0;

    public Amount Plus(Quality quality, Int128 steps, Int128 microseconds) => quality == Quality.Measured
        ? this with { MeasuredSteps = MeasuredSteps + steps, MeasuredMicroseconds = MeasuredMicroseconds + microseconds }
        : this with { EstimatedSteps = EstimatedSteps + steps, EstimatedMicroseconds = EstimatedMicroseconds + microseconds };

    public Amount Plus(in Amount other) => new(MeasuredSteps + other.MeasuredSteps, EstimatedSteps + other.EstimatedSteps,
        MeasuredMicroseconds + other.MeasuredMicroseconds, EstimatedMicroseconds + other.EstimatedMicroseconds);
}

/// <summary>Amounts of a measure by what they are made of: of the city by district, of a district by twin. Each from where the figure itself comes from.</summary>
sealed class Sums(CityView view, IGrainFactory grains, ILedger ledger, Recount recount)
{
    /// <summary>By district's code, or by twin's id.</summary>
    public Task<SortedDictionary<string, Amount>> Of(Asked asked, Measure measure, CancellationToken stop) =>
        asked.KnownAt is not null ? Recounted(asked, measure, stop)
        : !asked.IsLive ? Stored(asked, measure, stop)
        : asked.District is null ? Task.FromResult(Shown(asked, measure))
        : Reported(asked, measure);

    // What the page shows at this moment, integer by integer.
    SortedDictionary<string, Amount> Shown(Asked asked, Measure measure)
    {
        SortedDictionary<string, Amount> amounts = new(StringComparer.Ordinal);
        var today = BangkokDay.Of(asked.Now);
        foreach (var (key, sum) in view.Picture?.Districts ?? new Dictionary<SumKey, FigureSum>())
            if (key.Set == asked.Set && key.Source == measure.Name && key.Day == today && sum.Live > 0)
                amounts[key.Area] = new(sum.MeasuredSteps, sum.EstimatedSteps, sum.MeasuredMicroseconds, sum.EstimatedMicroseconds);
        return amounts;
    }

    // Each twin's own word.
    async Task<SortedDictionary<string, Amount>> Reported(Asked asked, Measure measure)
    {
        SortedDictionary<string, Amount> amounts = new(StringComparer.Ordinal);
        var today = BangkokDay.Of(asked.Now);
        foreach (var (id, report) in await Task.WhenAll((await Twins(asked)).Where(register => CanContribute(register, measure)).Select(async register => (register.Id, await Grain(register).Report()))))
            foreach (var day in report.Days)
                if (day.Measure == measure.Name && day.Day == today && day.Area == asked.District!.Code)
                    amounts[id.ToString()] = amounts.GetValueOrDefault(id.ToString()).Plus(new Amount(day.MeasuredSteps, day.EstimatedSteps, day.MeasuredMicroseconds, day.EstimatedMicroseconds));
        return amounts;
    }

    async Task<SortedDictionary<string, Amount>> Stored(Asked asked, Measure measure, CancellationToken stop)
    {
        SortedDictionary<string, Amount> amounts = new(StringComparer.Ordinal);
        LedgerQuestion question = new(measure.Name, asked.Set, null, asked.District?.Code, asked.From, asked.To, [asked.From], asked.District is null ? LedgerSplit.Area : LedgerSplit.Twin);
        foreach (var sum in await ledger.Sums(question, stop)) amounts[sum.Group] = amounts.GetValueOrDefault(sum.Group).Plus(sum.Quality, sum.Steps, sum.CoveredMicroseconds);
        return amounts;
    }

    // Nothing keeps what the ledger once said: it is worked out anew from what was committed by then.
    async Task<SortedDictionary<string, Amount>> Recounted(Asked asked, Measure measure, CancellationToken stop)
    {
        SortedDictionary<string, Amount> amounts = new(StringComparer.Ordinal);
        foreach (var register in (await Twins(asked)).Where(register => CanContribute(register, measure)))
            foreach (var row in (await recount.Of(register, measure, asked.From, asked.To, asked.KnownAt, stop)).Rows)
            {
                var area = register.At(row.Window.Start).Area;
                if (asked.District is { } district ? area != district.Code : area.StartsWith("outside:", StringComparison.Ordinal)) continue;
                var key = asked.District is null ? area : register.Id.ToString();
                amounts[key] = amounts.GetValueOrDefault(key).Plus(row.Quality, row.Steps, row.CoveredMicroseconds);
            }
        return amounts;
    }

    /// <summary>Has the twin a kind that the measure counts?</summary>
    public static bool CanContribute(TwinRegister register, Measure measure) =>
        measure.Sources.Any(channel => channel.Kinds.Contains(register.Current.Kind)) || measure.Events.Any(type => type.Kinds.Contains(register.Current.Kind));

    /// <summary>Twins that ever belonged to the place.</summary>
    public async Task<IReadOnlyList<TwinRegister>> Twins(Asked asked) => [.. (await StateEndpoints.Listings(grains)).Select(listing => listing.Register)
        .Where(register => register.Current.Set == asked.Set && register.Entries.OfType<Described>().Any(entry => asked.District is { } district ? entry.Description.Area == district.Code : entry.Description.InCity))
        .OrderBy(register => register.Id)];

    ITwinGrain Grain(TwinRegister register) => register.Current.Kind switch
    {
        Kinds.Building => grains.GetGrain<Contracts.Buildings.IBuildingGrain>(register.Id.ToString()),
        Kinds.Shuttle => grains.GetGrain<Contracts.Shuttles.IShuttleGrain>(register.Id.ToString()),
        Kinds.WasteSite => grains.GetGrain<Contracts.Waste.IWasteSiteGrain>(register.Id.ToString()),
        Kinds.EWastePoint => grains.GetGrain<Contracts.EWaste.IEWastePointGrain>(register.Id.ToString()),
        _ => grains.GetGrain<Contracts.Things.IThingGrain>(register.Id.ToString()),
    };
}
