using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.TestingHost;
using YPort.Twin.Contracts.Buildings;
using YPort.Twin.Contracts.City;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Storage;
using YPort.Twin.Tests.Running;
using YPort.Twin.Twins;

namespace YPort.Twin.Tests.Twins;

/// <summary>A silo with real grains over a real SQLite store in a folder of its own; its clock stands until it is moved.</summary>
public sealed class RunningShards : IAsyncLifetime
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    readonly TemporaryFolder _folder;
    InProcessTestCluster _cluster = null!;

    /// <summary>At noon in Bangkok.</summary>
    public RunningShards() => (_folder, Clock) = (new(), new(DateTimeOffset.Parse("2026-03-01T12:00:00+07:00", System.Globalization.CultureInfo.InvariantCulture)));

    RunningShards(RunningShards before) => (_folder, Clock) = (before._folder, before.Clock);

    public FakeTimeProvider Clock { get; }

    public Instant Now => Instant.From(Clock);

    public async ValueTask InitializeAsync()
    {
        InProcessTestClusterBuilder builder = new(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<TimeProvider>(Clock);
            silo.Services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
            silo.Services.AddSqliteStorage(_folder);
            silo.AddTwins();
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
        await Until(async () => (await City.Changes(0, 0)).Complete, "the city is complete");
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        _folder.Dispose();
    }

    public ICityGrain City => _cluster.Client.GetGrain<ICityGrain>(0);

    public IHistory History => Service<IHistory>();

    public ILedger Ledger => Service<ILedger>();

    public IEvents Events => Service<IEvents>();

    public IGrainFactory Grains => _cluster.Client;

    public IShardGrain Shard(TwinId twin) => _cluster.Client.GetGrain<IShardGrain>(twin.Shard);

    public IShardGrain Shard(int shard) => _cluster.Client.GetGrain<IShardGrain>(shard);

    public IBuildingGrain Building(TwinId twin) => _cluster.Client.GetGrain<IBuildingGrain>(twin.ToString());

    /// <summary>Registers a roof under an id that no other test has.</summary>
    public async Task<TwinId> Roof(string area = "1030", CitySet set = CitySet.Real, long ratedKilowatts = 250)
    {
        var id = TwinId.Parse($"roof-{Guid.NewGuid():n}");
        var answer = await Shard(id).Enter(id, new Described(TwinRegister.Beginning, new(Kinds.Building, set, new("Roof"), area, PvRatedMilliwatts: ratedKilowatts * 1_000_000)), 0, "test");
        Assert.Equal(RegisterOutcome.Created, answer.Outcome);
        return id;
    }

    /// <summary>Registers a twin of another kind, under an id that no other test has unless it is named.</summary>
    public async Task<TwinId> Twin(TwinDescription description, TwinId? named = null)
    {
        var id = named ?? TwinId.Parse($"{description.Kind}-{Guid.NewGuid():n}");
        var answer = await Shard(id).Enter(id, new Described(TwinRegister.Beginning, description), 0, "test");
        Assert.Equal(RegisterOutcome.Created, answer.Outcome);
        return id;
    }

    public Task<AppendAnswer> Send(TwinId twin, params TwinEvent[] events) =>
        Shard(twin).AppendEvents(new("test", CitySet.Real, Now, [.. events.Select(said => said with { Twin = twin })]));

    /// <summary>An event as the edge would make it.</summary>
    public TwinEvent Event(double minutes, EventType type, string id, object fields)
    {
        Assert.Null(CanonicalFields.Read(type, System.Text.Json.JsonSerializer.SerializeToElement(fields), out var canonical, out var subject));
        return new(default, type.Name, id, Now + TimeSpan.FromMinutes(minutes), canonical, subject);
    }

    public Task<AppendAnswer> Send(TwinId twin, params Reading[] readings) =>
        Shard(twin).Append(new("test", CitySet.Real, Now, [.. readings.Select(reading => reading with { Twin = twin })]));

    public Reading Power(double minutes, double kilowatts) => new(default, BuildingChannels.PvPower, Now + TimeSpan.FromMinutes(minutes), (long)(kilowatts * 1_000_000));

    public Reading Meter(double minutes, double kilowattHours) => new(default, BuildingChannels.PvEnergy, Now + TimeSpan.FromMinutes(minutes), (long)(kilowattHours * 1_000_000));

    /// <summary>Waits until everything committed is applied and in the projections.</summary>
    public Task Settled(TwinId twin) => Until(async () =>
    {
        await Shard(twin).Touch();
        return await Shard(twin).Standing() is { Unsaved: 0, TwinsBehind: 0, Ready: true };
    }, "the shard has settled");

    /// <summary>A city sum of the twins' set and area; zero twins where there is none.</summary>
    public async Task<FigureSum> Sum(string area, string source, BangkokDay? day, CitySet set = CitySet.Real) =>
        (await City.Changes(0, 0)).Sums.FirstOrDefault(sum => sum.Key == new SumKey(set, area, source, day)).Sum;

    public Task<IReadOnlyList<LedgerRow>> Rows(TwinId twin) => Ledger.OfTwin(twin, new(0), new(int.MaxValue), CancellationToken.None);

    /// <summary>Ends this silo and starts another over the same store; dispose that one instead.</summary>
    public async Task<RunningShards> Restart(bool forgettingProjections = false)
    {
        var started = Environment.TickCount64;
        await _cluster.DisposeAsync();
        Assert.True(Environment.TickCount64 < started + Deadline.TotalMilliseconds, $"The silo was not ended within {Deadline.TotalSeconds} s.");
        if (forgettingProjections)
            foreach (var file in Directory.GetFiles(_folder, "projections.db*")) File.Delete(file);
        RunningShards next = new(this);
        await next.InitializeAsync();
        return next;
    }

    /// <summary>Takes a grain out of memory; whoever asks next finds a new activation.</summary>
    public Task End(IAddressable grain) => _cluster.DeactivateAsync(grain);

    public static async Task Until(Func<Task<bool>> holds, string what)
    {
        var end = Environment.TickCount64 + (long)Deadline.TotalMilliseconds;
        while (!await holds())
        {
            Assert.True(Environment.TickCount64 < end, $"It did not come about within {Deadline.TotalSeconds} s that {what}.");
            await Task.Delay(10);
        }
    }

    T Service<T>() where T : notnull => _cluster.GetSiloServiceProvider().GetRequiredService<T>();
}
