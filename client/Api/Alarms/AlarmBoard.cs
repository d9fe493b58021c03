using System.Collections.Concurrent;
using System.Collections.Immutable;
using YPort.Twin.Api.Register;
using YPort.Twin.Contracts.Buildings;
using YPort.Twin.Contracts.EWaste;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Contracts.Shuttles;
using YPort.Twin.Contracts.Waste;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Api.Alarms;

/// <param name="Asked">Twins that can raise alarms.</param>
/// <param name="Answered">Of these, how many were reached; the others move or their store does not answer.</param>
sealed record AlarmPicture(Instant AsOf, int Asked, int Answered, ImmutableArray<(TwinRegister Twin, Alarm Alarm)> Alarms);

/// <summary>What is wrong anywhere, remembered for a few seconds: every twin is asked once however many people look.</summary>
sealed class AlarmBoard(IGrainFactory grains, TimeProvider clock) : IDisposable
{
    public static readonly TimeSpan Remembers = TimeSpan.FromSeconds(4);
    const int AtOnce = 64;

    sealed class Side : IDisposable
    {
        public readonly SemaphoreSlim Asking = new(1);
        public volatile AlarmPicture? Last;

        public void Dispose() => Asking.Dispose();
    }

    readonly Side _real = new(), _rehearsal = new();

    public void Dispose()
    {
        _real.Dispose();
        _rehearsal.Dispose();
    }

    public async Task<AlarmPicture> Of(CitySet set, CancellationToken stop)
    {
        var side = set == CitySet.Rehearsal ? _rehearsal : _real;
        if (Fresh(side.Last)) return side.Last!;
        await side.Asking.WaitAsync(stop);
        try
        {
            // Who waited finds what the one before has asked for.
            return Fresh(side.Last) ? side.Last! : side.Last = await Ask(set, stop);
        }
        finally
        {
            side.Asking.Release();
        }
    }

    bool Fresh(AlarmPicture? picture) => picture is not null && Instant.From(clock) - picture.AsOf < Remembers;

    async Task<AlarmPicture> Ask(CitySet set, CancellationToken stop)
    {
        var twins = (await StateEndpoints.Listings(grains)).Select(listing => listing.Register)
            .Where(twin => twin.Current.Set == set && twin.Current.Kind is not (Kinds.Thing or Kinds.Office)).ToArray();
        var answers = new ConcurrentBag<(TwinRegister Twin, ImmutableArray<Alarm> Alarms)>();
        await Parallel.ForEachAsync(twins, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, async (twin, _) =>
        {
            if (await AlarmsOf(twin) is { } alarms) answers.Add((twin, alarms));
        });
        return new(Instant.From(clock), twins.Length, answers.Count,
        [
            .. answers.SelectMany(answer => answer.Alarms.Select(alarm => (answer.Twin, Alarm: alarm)))
                .OrderByDescending(pair => pair.Alarm.Since).ThenBy(pair => pair.Twin.Id).ThenBy(pair => pair.Alarm.Code, StringComparer.Ordinal),
        ]);
    }

    /// <summary>Null when the twin was not reached: one that moves must not hide what is wrong with the others.</summary>
    async Task<ImmutableArray<Alarm>?> AlarmsOf(TwinRegister twin)
    {
        var id = twin.Id.ToString();
        try
        {
            return twin.Current.Kind switch
            {
                Kinds.Building => (await grains.GetGrain<IBuildingGrain>(id).Now()).Alarms,
                Kinds.Shuttle => (await grains.GetGrain<IShuttleGrain>(id).Now()).Alarms,
                Kinds.WasteSite => (await grains.GetGrain<IWasteSiteGrain>(id).Now()).Alarms,
                Kinds.EWastePoint => (await grains.GetGrain<IEWastePointGrain>(id).Now()).Alarms,
                _ => [],
            };
        }
        catch (Exception busy) when (busy is TwinBusyException or TimeoutException or OrleansException)
        {
            return null;
        }
    }
}
