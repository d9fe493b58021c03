using YPort.Twin.Api.Explain;
using YPort.Twin.Model.City;
using YPort.Twin.Model.City.Actions;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.City.Inventory;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Accounting;

/// <summary>An action's achievement and what it was made of, from one place.</summary>
/// <param name="Parts">What each twin did, cut where another factor begins to hold; those that are known.</param>
sealed record MadeAchievement(ClimateAction Action, Achievement Achieved, IReadOnlyList<TwinPart> Parts);

/// <summary>What a twin did of an action between two windows, and the factor that held; null where none did.</summary>
sealed record TwinPart(TwinId Twin, Measure Measure, Window From, Window To, Int128 Steps, Factor? Factor)
{
    public decimal Amount => Measure.InUnit(Steps);
}

/// <summary>Works out what actions achieved.</summary>
sealed class Achievements(AsKnown known, IGrainFactory grains, IDistricts districts)
{
    /// <summary>Of every action of the portfolio.</summary>
    /// <param name="isInPeriod">Which vintages of credits the time holds.</param>
    public async Task<IReadOnlyList<MadeAchievement>> All(CitySet set, Window from, Window to, Func<int, bool> isInPeriod, Instant? knownAt, CancellationToken stop)
    {
        YearAmounts amounts = new(await known.Ledger(knownAt), grains, districts);
        var factors = await known.Factors(set, knownAt, stop);
        List<MadeAchievement> all = [];
        foreach (var action in Portfolio.YPort.Actions) all.Add(await Of(action, set, from, to, amounts, factors, isInPeriod, stop));
        return all;
    }

    static async Task<MadeAchievement> Of(ClimateAction action, CitySet set, Window from, Window to, YearAmounts amounts, FactorRegistry factors, Func<int, bool> isInPeriod, CancellationToken stop)
    {
        if (action.Measured is not { } measured || Measures.Named(measured.Measure) is not { } measure) return new(action, Achievement.Of(action, null, null, isInPeriod), []);
        var starts = factors.Cuts(from, to, [measured.FactorSeries]);
        List<TwinPart> parts = [];
        foreach (var twin in measured.Twins.Select(TwinId.Parse))
            foreach (var (index, steps) in (await amounts.Of(measure, set, [twin], starts, to, stop)).Index())
                if (steps is { } known) parts.Add(new(twin, measure, starts[index], index + 1 < starts.Count ? starts[index + 1] : to, known, factors.On(starts[index].Day.Date, measured.FactorSeries)));
        return new(action, Achievement.Of(action,
        [
            .. from part in parts
               group part by part.From into same
               orderby same.Key
               select new ActionPart(same.Key.Day.Date, new($"{measure}/{action.Id}", measure.InUnit(same.Aggregate(Int128.Zero, (all, one) => all + one.Steps)), measure.Unit, DataQuality.H), same.First().Factor),
        ], isInPeriod), parts);
    }
}
