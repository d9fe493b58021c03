using YPort.Twin.Api.Answering;
using YPort.Twin.Api.City;
using YPort.Twin.Api.Register;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Contracts.Twins;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Api.Explain;

/// <summary>Amounts of a measure by what they are made of: of the city by district, of a district by twin. Each from where the figure itself comes from.</summary>
sealed class Sums(CityView view, IGrainFactory grains, ILedger ledger, Recount recount)
{
    /// <summary>By district's code, or by twin's id; also of those that should contribute and do not.</summary>
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
            if (key.Set == asked.Set && key.Source == measure.Name && key.Day == today)
                amounts[key.Area] = new(sum.MeasuredSteps, sum.EstimatedSteps, sum.MeasuredMicroseconds, sum.EstimatedMicroseconds, sum.Twins * asked.PassedMicroseconds);
        return amounts;
    }

    // Each twin's own word.
    async Task<SortedDictionary<string, Amount>> Reported(Asked asked, Measure measure)
    {
        SortedDictionary<string, Amount> amounts = new(StringComparer.Ordinal);
        var today = BangkokDay.Of(asked.Now);
        foreach (var (register, report) in await Task.WhenAll((await Twins(asked)).Where(register => CanContribute(register, measure)).Select(async register => (register, await grains.Twin(register).Report()))))
        {
            var id = register.Id.ToString();
            // As the shard counts it: a twin that was ever heard of this should be known all the time, where it stands now.
            if (register.Current.Area == asked.District!.Code && report.Latest.Any(latest => measure.Sources.Contains(latest.Channel))) amounts[id] = new(0, 0, 0, 0, asked.PassedMicroseconds);
            foreach (var day in report.Days)
                if (day.Measure == measure.Name && day.Day == today && day.Area == asked.District.Code)
                    amounts[id] = amounts.GetValueOrDefault(id).Plus(new Amount(day.MeasuredSteps, day.EstimatedSteps, day.MeasuredMicroseconds, day.EstimatedMicroseconds));
        }
        return amounts;
    }

    async Task<SortedDictionary<string, Amount>> Stored(Asked asked, Measure measure, CancellationToken stop)
    {
        SortedDictionary<string, Amount> amounts = new(StringComparer.Ordinal);
        LedgerQuestion question = new(measure.Name, asked.Set, null, asked.District?.Code, asked.From, asked.To, [asked.From], asked.District is null ? LedgerSplit.Area : LedgerSplit.Twin);
        foreach (var sum in await ledger.Sums(question, stop))
            // Each quality of a group names all of the group's twins.
            amounts[sum.Group] = amounts.GetValueOrDefault(sum.Group).Plus(sum.Quality, sum.Steps, sum.CoveredMicroseconds) with { DueMicroseconds = sum.Twins * asked.PassedMicroseconds };
        return amounts;
    }

    // Nothing keeps what the ledger once said: it is worked out anew from what was committed by then.
    async Task<SortedDictionary<string, Amount>> Recounted(Asked asked, Measure measure, CancellationToken stop)
    {
        SortedDictionary<string, Amount> amounts = new(StringComparer.Ordinal);
        foreach (var register in (await Twins(asked)).Where(register => CanContribute(register, measure)))
        {
            HashSet<string> places = [];
            foreach (var row in (await recount.Of(register, measure, asked.From, asked.To, asked.KnownAt, stop)).Rows)
            {
                var area = register.At(row.Window.Start).Area;
                if (asked.District is { } district ? area != district.Code : area.StartsWith("outside:", StringComparison.Ordinal)) continue;
                var key = asked.District is null ? area : register.Id.ToString();
                if (places.Add(key)) amounts[key] = amounts.GetValueOrDefault(key).Plus(new Amount(0, 0, 0, 0, asked.PassedMicroseconds));
                amounts[key] = amounts[key].Plus(row.Quality, row.Steps, row.CoveredMicroseconds);
            }
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
}
