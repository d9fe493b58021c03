using YPort.Twin.Contracts.Shards;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Host.Startup;

static partial class Cities
{
    /// <summary>Reads the city file, which must be right before anything starts; silos register its twins, and the rehearsal of the intake plays them.</summary>
    public static void AddCity(this WebApplicationBuilder builder, TwinSettings settings)
    {
        var city = settings.City == "none" ? CityFile.Empty
            : CityFile.Read(Path.IsPathRooted(settings.City) || File.Exists(settings.City) ? settings.City : Path.Combine(AppContext.BaseDirectory, settings.City));
        builder.Services.AddSingleton(city);
        if (settings.Has(Roles.Silo)) builder.Services.AddHostedService<Registrar>();
    }

    /// <summary>Reads the borders that an operator has, which must be right before anything starts.</summary>
    public static void AddMap(this WebApplicationBuilder builder, TwinSettings settings)
    {
        if (settings.Map.Districts is { Length: > 0 } path) builder.Services.AddSingleton(DistrictShapes.Read(path, settings.Map.Credit, Districts.Bangkok));
    }

    /// <summary>Enters the city file's twins that the register does not have. What it has is the journal's word, and stays.</summary>
    sealed partial class Registrar(CityFile city, IGrainFactory grains, ILogger<Registrar> log) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            // Shard beside shard: a city of hundreds is there in a second or two.
            var shards = await Task.WhenAll(city.Twins.GroupBy(twin => twin.Id.Shard).Select(shard => Enter(shard, stoppingToken)));
            var entered = shards.Sum();
            LogEntered(log, city.Name, entered, city.Twins.Count);
        }

        async Task<int> Enter(IEnumerable<SeedTwin> twins, CancellationToken stop)
        {
            var entered = 0;
            foreach (var twin in twins)
                while (!stop.IsCancellationRequested)
                {
                    try
                    {
                        var answer = await grains.GetGrain<IShardGrain>(twin.Id.Shard).Enter(twin.Id, new Described(TwinRegister.Beginning, twin.Description), expectedVersion: 0, by: "city file");
                        if (answer.Outcome == RegisterOutcome.Created) entered++;
                        break;
                    }
                    catch (Exception later)
                    {
                        LogLater(log, later, twin.Id);
                        await Task.Delay(TimeSpan.FromMilliseconds(200), stop);
                    }
                }
            return entered;
        }

        [LoggerMessage(Level = LogLevel.Information, Message = "City \"{City}\": {Entered} of {Twins} twins entered; the others were registered before.")]
        static partial void LogEntered(ILogger log, string city, int entered, int twins);

        [LoggerMessage(Level = LogLevel.Debug, Message = "{Twin} could not be registered yet; trying again.")]
        static partial void LogLater(ILogger log, Exception later, TwinId twin);
    }
}
