using System.Collections.Immutable;
using YPort.Twin.Contracts.City;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.City;

/// <summary>The city's sums at one published state, complete. Never changes; a change makes another.</summary>
/// <param name="ConfirmedAt">When the city last vouched for it.</param>
sealed record CityPicture(long Boot, long Version, Instant ConfirmedAt, IReadOnlyDictionary<SumKey, FigureSum> Districts, ImmutableArray<long> Offsets)
{
    readonly Lazy<Dictionary<SumKey, FigureSum>> _city = new(() => AddUp(Districts));

    /// <summary>The sum behind a figure; null when no twin should be in it.</summary>
    /// <param name="code">The district's; null for the city.</param>
    public FigureSum? Sum(CitySet set, string? code, Figure figure, BangkokDay today)
    {
        var key = new SumKey(set, code ?? "", figure.Source, figure.IsNow ? null : today);
        return (code is null ? _city.Value : Districts).TryGetValue(key, out var sum) ? sum : null;
    }

    /// <summary>Replaces what the change names; an incomplete or foreign change leaves nothing to show, hence null.</summary>
    public static CityPicture? After(CityPicture? before, CityChange change, Instant now)
    {
        if (!change.Complete || (!change.Whole && before?.Boot != change.Boot)) return null;
        if (before is not null && !change.Whole && change.Sums.IsDefaultOrEmpty)
            return before with { Version = change.Version, ConfirmedAt = now, Offsets = change.Offsets.IsDefaultOrEmpty ? before.Offsets : change.Offsets };
        var sums = change.Whole ? [] : new Dictionary<SumKey, FigureSum>(before!.Districts);
        foreach (var (key, sum) in change.Sums.IsDefault ? [] : change.Sums)
            if (sum != default) sums[key] = sum;
            else sums.Remove(key);
        // Yesterday is kept for readings that came over midnight; older days are the ledger's.
        var oldest = BangkokDay.Of(now).Previous;
        foreach (var key in sums.Keys.Where(key => key.Day < oldest).ToArray()) sums.Remove(key);
        return new(change.Boot, change.Version, now, sums, change.Offsets.IsDefault ? [] : change.Offsets);
    }

    static Dictionary<SumKey, FigureSum> AddUp(IReadOnlyDictionary<SumKey, FigureSum> districts)
    {
        var city = new Dictionary<SumKey, FigureSum>();
        foreach (var (key, sum) in districts)
        {
            var whole = key with { Area = "" };
            city[whole] = city.TryGetValue(whole, out var before) ? before.Plus(sum) : sum;
        }
        return city;
    }
}
