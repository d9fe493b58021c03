using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Api.EndToEnd;

public sealed class The_alarms(TwinServer server) : IClassFixture<TwinServer>
{
    [Fact, Trait("needs", "minutes")]
    public async Task Name_the_twin_that_is_wrong_its_cause_and_its_cure_and_clear_by_themselves()
    {
        var stuck = await server.Roof("stuck-roof", set: "rehearsal");
        await server.Roof("silent-roof", set: "real");
        var now = Instant.From(TimeProvider.System);
        Instant Ago(int minutes) => new(now.Microseconds - minutes * 60_000_000L);
        // The meter stands while the power says that 100 kW were made for 40 minutes.
        await server.Say(stuck, "pv-power", CitySet.Rehearsal, [.. Enumerable.Range(0, 41).Select(minute => (Ago(40 - minute), 100_000m))]);
        await server.Say(stuck, "pv-energy", CitySet.Rehearsal, (Ago(40), 1_000_000m), (Ago(20), 1_000_000m), (Ago(0), 1_000_000m));

        await TwinServer.Until(async () => (await server.Get("/v1/alarms?set=rehearsal")).GetProperty("of").GetInt32() == 1, "The stuck meter raised no alarm.");
        var alarms = await server.Get("/v1/alarms?set=rehearsal");
        Assert.Equal((1, 1), (alarms.GetProperty("asked").GetInt32(), alarms.GetProperty("answered").GetInt32()));
        var alarm = alarms.GetProperty("alarms")[0];
        var own = (await server.Get("/v1/twins/stuck-roof/state")).GetProperty("alarms")[0];
        Assert.Equal(("stuck-roof", "building", "1030", "register-stuck"), (alarm.GetProperty("twin").GetString(), alarm.GetProperty("kind").GetString(), alarm.GetProperty("area").GetString(), alarm.GetProperty("code").GetString()));
        foreach (var part in (string[])["code", "since", "says", "cure"]) Assert.Equal(own.GetProperty(part).GetString(), alarm.GetProperty(part).GetString());

        var real = await server.Get("/v1/alarms");
        Assert.Equal(("real", 1, 0), (real.GetProperty("set").GetString(), real.GetProperty("asked").GetInt32(), real.GetProperty("of").GetInt32()));

        await server.Say(stuck, "pv-energy", CitySet.Rehearsal, (new(now.Microseconds + 1_000_000L), 1_100_000m));
        await TwinServer.Until(async () => (await server.Get("/v1/alarms?set=rehearsal")).GetProperty("of").GetInt32() == 0, "The alarm stays though the meter counts.");
    }
}
