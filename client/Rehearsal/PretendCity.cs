using YPort.Twin.Model.City;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.Readings;
using YPort.Twin.Rehearsal.Buildings;
using YPort.Twin.Rehearsal.EWaste;
using YPort.Twin.Rehearsal.Shuttles;
using YPort.Twin.Rehearsal.Sky;
using YPort.Twin.Rehearsal.Waste;

namespace YPort.Twin.Rehearsal;

/// <summary>
/// What every sensor of a made-up city says at a moment, and what happens in it: the same for the same seed, city and moment, whoever asks and in
/// whatever order. Only its registers remember: they go on from where they were heard last. Not for concurrent use.
/// </summary>
sealed class PretendCity
{
    // Between two beats a twin that speaks at each of them says only what changes fast.
    const int FullEvery = 5;

    readonly Playback[] _twins;

    /// <param name="began">Registers that nobody heard stand as installed when this day begins.</param>
    /// <param name="heard">The latest reading that the twin has of a channel; null where it has none.</param>
    public PretendCity(CityFile city, int seed, BangkokDay began, Func<TwinId, Channel, Sample?>? heard = null)
    {
        var twins = city.Set == CitySet.Rehearsal ? city.Twins : [];
        PretendSky sky = new(seed);
        WasteFlows flows = new(twins, seed);
        Lots = new(twins, seed);
        _twins = [.. twins.Select(Play).OfType<PretendTwin>().Select(twin => (heard is null ? null : Playback.From(twin, channel => heard(twin.Id, channel))) ?? new(twin, began))];

        PretendTwin? Play(SeedTwin twin) => (twin.Description.Kind, twin.Pretence) switch
        {
            (Kinds.Building, BuildingPretence pretence) => new PretendBuilding(twin, pretence, sky, seed),
            (Kinds.Shuttle, ShuttlePretence pretence) when twin.Description.Shuttle?.Loop is { } loop => new PretendShuttle(twin, pretence, loop, seed),
            (Kinds.WasteSite, WastePretence pretence) => new PretendWasteSite(twin, pretence, flows, seed),
            (Kinds.EWastePoint, EWastePretence) => new PretendHolder(twin, Lots),
            (Kinds.EWastePoint, null) when twin.Description.EWaste?.Role == EWasteRole.Recycler => new PretendHolder(twin, Lots),
            (Kinds.Thing, _) => new PretendStation(twin, sky),
            _ => null,
        };
    }

    public Lots Lots { get; }

    /// <summary>Those that play.</summary>
    public IReadOnlyList<Playback> Twins => _twins;

    /// <summary>What is said on a beat: each twin has its own pace, and twins of one pace take turns.</summary>
    /// <param name="beat">Counts on without a hole, also over restarts.</param>
    public IReadOnlyList<Reading> Beat(Instant at, long beat)
    {
        List<Reading> readings = [];
        for (var i = 0; i < _twins.Length; i++)
        {
            var pace = _twins[i].Twin.Pace;
            if ((beat + i) % pace == 0) _twins[i].Say(at, full: pace > 1 || (beat + i) % FullEvery == 0, readings);
        }
        return readings;
    }

    /// <summary>All that every sensor says at a moment.</summary>
    public IReadOnlyList<Reading> At(Instant at)
    {
        List<Reading> readings = [];
        foreach (var twin in _twins) twin.Say(at, full: true, readings);
        return readings;
    }

    /// <summary>What happened from a moment on, until another, which is excluded.</summary>
    public IReadOnlyList<TwinEvent> Happened(Instant from, Instant to) => [.. _twins.SelectMany(twin => Happened(twin, from, to))];

    public static IEnumerable<TwinEvent> Happened(Playback twin, Instant from, Instant to)
    {
        for (var day = BangkokDay.Of(from); day.Start < to; day = new(day.Number + 1))
            foreach (var happening in twin.Day(day).Events)
                if (happening.At >= from && happening.At < to) yield return happening;
    }
}
