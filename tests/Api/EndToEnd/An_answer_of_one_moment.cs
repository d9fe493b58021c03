using Microsoft.Extensions.DependencyInjection;
using YPort.Twin.Api.Accounting;
using YPort.Twin.Api.Answering;
using YPort.Twin.Api.Buildings;
using YPort.Twin.Api.EWaste;
using YPort.Twin.Api.Explain;
using YPort.Twin.Api.Metrics;
using YPort.Twin.Api.Shuttles;
using YPort.Twin.Api.Waste;
using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Api.EndToEnd;

/// <summary>A report reads measure by measure while readings are saved: all that it adds up is nevertheless of one moment.</summary>
public sealed class An_answer_of_one_moment(TwinServer server) : IClassFixture<TwinServer>
{
    static readonly Instant Noon = Instant.Parse("2026-04-12T05:00:00Z");
    static readonly LedgerQuestion Question = new(BuildingMeasures.PvEnergy.Name, CitySet.Real, null, "1045", Window.Of(Noon), Window.Of(Noon + TimeSpan.FromHours(2)), [Window.Of(Noon)], LedgerSplit.None);

    [Fact]
    public async Task Says_of_what_is_saved_meanwhile_nothing()
    {
        var roof = await server.Roof("meanwhile", area: 1045);
        await server.Say(roof, "pv-energy", CitySet.Real, (Noon, 500m), (Noon + TimeSpan.FromMinutes(15), 1500m));
        await TwinServer.Until(async () => await Sum(server.Service<ILedger>()) == 1_000_000);

        await using var request = server.Service<IServiceScopeFactory>().CreateAsyncScope();
        var ledger = request.ServiceProvider.GetRequiredService<AnswerLedger>();
        Assert.Equal(1_000_000, await Sum(ledger));
        await server.Say(roof, "pv-energy", CitySet.Real, (Noon + TimeSpan.FromMinutes(30), 4500m));
        await TwinServer.Until(async () => await Sum(server.Service<ILedger>()) == 4_000_000);
        Assert.Equal([1_000_000, 1_000_000], await Task.WhenAll(Sum(ledger), Sum(ledger)));

        await using var next = server.Service<IServiceScopeFactory>().CreateAsyncScope();
        Assert.Equal(4_000_000, await Sum(next.ServiceProvider.GetRequiredService<AnswerLedger>()));
    }

    /// <summary>Whatever adds up over measures or twins asks the ledger of its request, and never the one that moves on.</summary>
    [Fact]
    public async Task Is_made_by_everything_that_reports()
    {
        Type[] reporting = [typeof(AsKnown), typeof(Inventories), typeof(Plans), typeof(WasteBalances), typeof(ShuttleServices), typeof(RoofSeries), typeof(EWasteBooks), typeof(ChangeQuery)];
        Assert.All(reporting, type => Assert.DoesNotContain(Asks(type), asked => asked == typeof(ILedger)));
        Assert.All([typeof(AsKnown), typeof(JcmEndpoint)], endpoint => Assert.Contains(Asks(endpoint), asked => asked == typeof(AnswerLedger)));
        Assert.Contains(Asks(typeof(MetricsEndpoint)), asked => asked == typeof(AsKnown));
        // This one is also made of the ledger as it was known, and is given the one to ask.
        await using var request = server.Service<IServiceScopeFactory>().CreateAsyncScope();
        Assert.Same(request.ServiceProvider.GetRequiredService<AnswerLedger>(), typeof(Landfills).GetFields(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)
            .Single(field => field.FieldType == typeof(ILedger)).GetValue(request.ServiceProvider.GetRequiredService<Landfills>()));
    }

    static IEnumerable<Type> Asks(Type type) => type.GetConstructors().SelectMany(made => made.GetParameters()).Select(parameter => parameter.ParameterType)
        .Concat(type.GetProperties().Select(property => property.PropertyType))
        .Concat(type.GetMethods(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic).Where(method => method.IsAssembly).SelectMany(method => method.GetParameters()).Select(parameter => parameter.ParameterType));

    static async Task<Int128> Sum(ILedger ledger) => (await ledger.Sums(Question, TestContext.Current.CancellationToken)).Aggregate(Int128.Zero, (all, one) => all + one.Steps);
}
