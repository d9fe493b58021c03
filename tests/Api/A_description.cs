using System.Text.Json;
using YPort.Twin.Api;
using YPort.Twin.Api.Asking;
using YPort.Twin.Api.Register;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Tests.Api;

/// <summary>A twin's description is checked whole, and each fault is named with its value and its cure.</summary>
public sealed class A_description
{
    static readonly JsonSerializerOptions Json = Options();

    static JsonSerializerOptions Options()
    {
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        ApiJson.Configure(json);
        return json;
    }

    static (TwinDescription Description, IReadOnlyList<Fault> Faults) Read(string json)
    {
        var ask = new Ask();
        return (TwinRules.Read(TwinId.Parse("roof-1"), JsonSerializer.Deserialize<TwinBody>(json, Json)!, Districts.Bangkok, ask), ask.Faults);
    }

    [Fact]
    public void Of_a_roof_is_read_into_whole_steps()
    {
        var (roof, faults) = Read("""
            {"kind":"building","name":{"en":"Roof 1","th":"หลังคา 1","ja":"屋根1"},"area":1030,"place":{"lat":13.80,"lon":100.54},
             "pv":{"ratedPower":{"value":250,"unit":"kW"}},"connection":{"ratedPower":{"value":1.5,"unit":"MW"}},
             "meters":{"pv-energy":{"modulus":{"value":1000000,"unit":"kWh"}}},"meteredBy":"mall-1"}
            """);
        Assert.Empty(faults);
        Assert.Equal(("building", CitySet.Real, "1030", 250_000_000L, 1_500_000_000L, "mall-1"),
            (roof.Kind, roof.Set, roof.Area, roof.PvRatedMilliwatts!.Value, roof.ConnectionRatedMilliwatts!.Value, roof.MeteredBy));
        Assert.Equal(1_000_000_000_000, roof.RegisterModulusSteps!["pv-energy"]);
        Assert.Equal((new Place(13.80, 100.54), new LocalName("Roof 1", "หลังคา 1", "屋根1")), (roof.Place!, roof.Name));
    }

    [Fact]
    public void That_is_wrong_in_every_way_names_every_fault()
    {
        var (_, faults) = Read("""
            {"kind":"building","name":{"en":" ","th":"a\nb"},"area":1051,"set":"reel","place":{"lat":100.54,"lon":181},
             "pv":{"ratedPower":{"value":-1,"unit":"kW"}},"connection":{"ratedPower":{"value":5,"unit":"kWh"}},
             "meters":{"pv-power":{"modulus":{"value":1,"unit":"kWh"}},"pv-energy":{"modulus":{"value":0,"unit":"kWh"}}},"meteredBy":"roof-1"}
            """);
        Assert.Equal(
            ["area", "connection.ratedPower.unit", "meteredBy", "meters.pv-energy.modulus.value", "meters.pv-power", "name.en", "name.th", "place.lat", "place.lon", "pv.ratedPower.value", "set"],
            faults.Select(fault => fault.Field).Order(StringComparer.Ordinal));
        Assert.All(faults, fault => Assert.True(fault is { Value: not null, Reason.Length: > 5, Cure.Length: > 5 }));
        Assert.Equal("100.54", faults.Single(fault => fault.Field == "place.lat").Value);
    }

    [Theory]
    [InlineData("\"1001\"", true)]
    [InlineData("1050", true)]
    [InlineData("\"outside:chonburi-2\"", true)]
    [InlineData("1000", false)]
    [InlineData("\"outside:\"", false)]
    [InlineData("\"outside:Chonburi\"", false)]
    [InlineData("\"\"", false)]
    public void Lies_in_a_district_or_outside(string area, bool good) =>
        Assert.Equal(good, Read($$"""{"kind":"thing","name":{"en":"x"},"area":{{area}}}""").Faults.Count == 0);

    [Theory]
    [InlineData("kind", "boat")]
    [InlineData("kind", "Building")]
    public void Of_an_unknown_kind_is_refused(string field, string kind) =>
        Assert.Contains(Read($$"""{"kind":"{{kind}}","name":{"en":"x"},"area":1001}""").Faults, fault => (fault.Field, fault.Value) == (field, kind));

    [Fact]
    public void Of_a_weather_station_has_no_solar_plant() =>
        Assert.Equal(["pv"], Read("""{"kind":"thing","name":{"en":"x"},"area":1001,"pv":{"ratedPower":{"value":1,"unit":"kW"}}}""").Faults.Select(fault => fault.Field));

    [Theory]
    [InlineData("0.0000001", "W")]
    [InlineData("1.1", "GW")]
    [InlineData("79228162514264337593543950335", "GW")]
    public void With_impossible_power_is_refused(string value, string unit) =>
        Assert.Equal(["pv.ratedPower.value"], Read($$$$"""{"kind":"building","name":{"en":"x"},"area":1001,"pv":{"ratedPower":{"value":{{{{value}}}},"unit":"{{{{unit}}}}"}}}""").Faults.Select(fault => fault.Field));

    [Fact]
    public void Says_the_same_in_any_order_of_meters()
    {
        const string Meters = """{"kind":"building","name":{"en":"x"},"area":1001,"meters":{METERS}}""";
        const string One = """
            "pv-energy":{"modulus":{"value":1,"unit":"MWh"}}
            """, Other = """
            "import-energy":{"modulus":{"value":2,"unit":"MWh"}}
            """;
        var (forth, back) = (Read(Meters.Replace("METERS", $"{One},{Other}")).Description, Read(Meters.Replace("METERS", $"{Other},{One}")).Description);
        Assert.True(TwinRules.SaysTheSame(forth, back));
        Assert.False(TwinRules.SaysTheSame(forth, Read(Meters.Replace("METERS", One)).Description));
        Assert.False(TwinRules.SaysTheSame(forth, forth with { Area = "1002" }));
    }

    [Fact]
    public void Comes_back_from_the_register_as_it_may_be_sent_again()
    {
        var (roof, _) = Read("""{"kind":"building","set":"rehearsal","name":{"en":"x"},"area":1001,"pv":{"ratedPower":{"value":2500,"unit":"W"}},"meters":{"pv-energy":{"modulus":{"value":1,"unit":"GWh"}}}}""");
        var (again, faults) = Read(JsonSerializer.Serialize(TwinAnswer.Body(roof, null), Json));
        Assert.Empty(faults);
        Assert.True(TwinRules.SaysTheSame(roof, again));
    }

    [Fact]
    public void Of_a_shuttle_is_read_into_whole_steps_and_comes_back()
    {
        var (cart, faults) = Read("""
            {"kind":"shuttle","name":{"en":"Cart 1"},"area":1029,"shuttle":{"capacity":8,"battery":{"value":10,"unit":"kWh"},"topSpeed":{"value":40,"unit":"km/h"},"route":"bang-sue-loop",
             "loop":[{"lat":13.8047,"lon":100.54177,"stop":"terminal","name":{"en":"Terminal","ja":"駅"}},{"lat":13.8072,"lon":100.5415}]}}
            """);
        Assert.Empty(faults);
        Assert.Equal(new(8, 10_000_000, 11_111, "bang-sue-loop", [new(13.8047, 100.54177, "terminal", new("Terminal", null, "駅")), new(13.8072, 100.5415)]), cart.Shuttle);
        var (again, _) = Read(JsonSerializer.Serialize(TwinAnswer.Body(cart, null), Json));
        Assert.True(TwinRules.SaysTheSame(cart, again));
        Assert.False(TwinRules.SaysTheSame(cart, cart with { Shuttle = cart.Shuttle! with { Loop = [.. cart.Shuttle.Loop!.Reverse()] } }));
        Assert.Null(Read("""{"kind":"shuttle","name":{"en":"x"},"area":1029}""").Description.Shuttle);
    }

    [Theory]
    [InlineData("shuttle", """{"capacity":0}""", "shuttle.capacity")]
    [InlineData("shuttle", """{"battery":{"value":10,"unit":"kW"}}""", "shuttle.battery.unit")]
    [InlineData("shuttle", """{"battery":{"value":10.1,"unit":"MWh"}}""", "shuttle.battery.value")]
    [InlineData("shuttle", """{"topSpeed":{"value":0,"unit":"km/h"}}""", "shuttle.topSpeed.value")]
    [InlineData("shuttle", """{"topSpeed":{"value":361,"unit":"km/h"}}""", "shuttle.topSpeed.value")]
    [InlineData("shuttle", """{"route":"bang sue"}""", "shuttle.route")]
    [InlineData("building", """{"capacity":8}""", "shuttle")]
    [InlineData("shuttle", """{"formerModes":[{"id":"a b","from":"2026-01-01","shares":{"walk":1},"source":{"title":"t","publisher":"p"}}]}""", "shuttle.formerModes[0].id")]
    [InlineData("shuttle", """{"formerModes":[{"id":"a","from":"1 May","shares":{"walk":1},"source":{"title":"t","publisher":"p"}}]}""", "shuttle.formerModes[0].from")]
    [InlineData("shuttle", """{"formerModes":[{"id":"a","from":"2026-01-01","shares":{"walk":0.9},"source":{"title":"t","publisher":"p"}}]}""", "shuttle.formerModes")]
    [InlineData("shuttle", """{"formerModes":[{"id":"a","from":"2026-01-01","shares":{"walk":1},"source":{"title":"","publisher":"p"}}]}""", "shuttle.formerModes")]
    [InlineData("shuttle", """{"loop":[]}""", "shuttle.loop")]
    [InlineData("shuttle", """{"loop":[{"lat":13.8,"lon":100.5,"stop":"a"}]}""", "shuttle.loop")]
    [InlineData("shuttle", """{"loop":[{"lat":13.8,"lon":100.5},{"lat":13.9,"lon":100.5,"stop":"a"}]}""", "shuttle.loop[0].stop")]
    [InlineData("shuttle", """{"loop":[{"lat":100.5,"lon":13.8,"stop":"a"},{"lat":13.9,"lon":100.5}]}""", "shuttle.loop[0].lat")]
    [InlineData("shuttle", """{"loop":[{"lat":13.8,"lon":100.5,"stop":"a b"},{"lat":13.9,"lon":100.5}]}""", "shuttle.loop[0].stop")]
    [InlineData("shuttle", """{"loop":[{"lat":13.8,"lon":100.5,"stop":"a"},{"lat":13.9,"lon":100.5,"stop":"a"}]}""", "shuttle.loop[1].stop")]
    [InlineData("shuttle", """{"loop":[{"lat":13.8,"lon":100.5,"stop":"a","name":{"en":""}},{"lat":13.9,"lon":100.5}]}""", "shuttle.loop[0].name.en")]
    [InlineData("shuttle", """{"loop":[{"lat":13.8,"lon":100.5,"stop":"a"},{"lat":13.9,"lon":100.5,"name":{"en":"B"}}]}""", "shuttle.loop[1].name")]
    [InlineData("shuttle", """{"loop":[{"lat":13.8,"lon":100.5,"stop":"a"},{"lat":13.8,"lon":100.5}]}""", "shuttle.loop[1]")]
    [InlineData("shuttle", """{"loop":[{"lat":13.8,"lon":100.5,"stop":"a"},{"lat":13.9,"lon":100.5},{"lat":13.8,"lon":100.5}]}""", "shuttle.loop[2]")]
    [InlineData("shuttle", """{"loop":[{"lat":13.8,"lon":100.5,"stop":"a"},null]}""", "shuttle.loop[1]")]
    public void Of_a_shuttle_that_cannot_be_is_refused(string kind, string facts, string field) =>
        Assert.Equal([field], Read($$$"""{"kind":"{{{kind}}}","name":{"en":"x"},"area":1029,"shuttle":{{{facts}}}}""").Faults.Select(fault => fault.Field));

    const string Source = "\"source\":{\"title\":\"t\",\"publisher\":\"p\"}", Came = $$$"""{"year":2020,"mass":{"value":1,"unit":"t"},"category":"food","status":"official",{{{Source}}}}""";

    [Theory]
    [InlineData($$$"""{"opened":2020,"management":"anaerobic","history":[{{{Came}}}]}""", null)]
    [InlineData($$$"""{"opened":2020,"management":"tidy","history":[{{{Came}}}]}""", "waste.landfill.management")]
    [InlineData($$$"""{"opened":2021,"management":"deep","history":[{{{Came}}}]}""", "waste.landfill: 2020 lies before 2021, when it began.")]
    [InlineData($$$"""{"opened":2019,"management":"deep","history":[{{{Came}}}]}""", "waste.landfill: It knows nothing of 2019.")]
    [InlineData($$$"""{"opened":2020,"closed":2018,"management":"deep","history":[{{{Came}}}]}""", "waste.landfill: It closed in 2018, before it opened in 2020.")]
    [InlineData($$$"""{"opened":2020,"management":"deep","history":[{"year":2020,"mass":{"value":-1,"unit":"t"},"category":"food","status":"official",{{{Source}}}}]}""", "waste.landfill: 2020 has -1 t of food, less than nothing.")]
    [InlineData($$$"""{"opened":2020,"management":"deep","history":[{"year":2020,"mass":{"value":1,"unit":"m"},"category":"food","status":"official",{{{Source}}}}]}""", "waste.landfill.history[0].mass.unit")]
    [InlineData($$$"""{"opened":2020,"management":"deep","history":[{"year":2020,"mass":{"value":1,"unit":"t"},"category":"a b","status":"official",{{{Source}}}}]}""", "waste.landfill.history[0].category")]
    [InlineData("""{"opened":2020,"management":"deep","history":[{"year":2020,"mass":{"value":1,"unit":"t"},"category":"food","status":"official","source":{"title":"","publisher":""}}]}""", "waste.landfill: 2020 names no source.")]
    [InlineData($$$"""{"opened":2020,"management":"deep","history":[{{{Came}}},null]}""", "waste.landfill.history[1]")]
    [InlineData($$$"""{"opened":2020,"management":"deep","history":[{{{Came}}}],"compositions":[{"from":2020,"shares":{"bread":1},{{{Source}}}}]}""", "waste.landfill.compositions[0].shares")]
    [InlineData($$$"""{"opened":2020,"management":"deep","history":[{{{Came}}}],"gas":{"methaneShare":50,"celsius":0,"kiloPascals":101,{{{Source}}}}}""", "waste.landfill: 50 of its gas is methane, where a share is 0 to 1.")]
    public void Of_a_landfill_has_a_history_that_can_be_worked_with(string landfill, string? fault)
    {
        var (site, faults) = Read($$$"""{"kind":"waste-site","name":{"en":"x"},"area":"outside:far","waste":{"role":"landfill","landfill":{{{landfill}}}}}""");
        Assert.Equal(fault is null ? [] : [fault], faults.Take(1).Select(one => fault!.Contains(' ', StringComparison.Ordinal) ? $"{one.Field}: {one.Reason}" : one.Field));
        if (fault is null)
            Assert.True(TwinRules.SaysTheSame(site, Read(JsonSerializer.Serialize(TwinAnswer.Body(site, null), Json)).Description));
    }

    [Fact]
    public void Of_another_waste_site_has_no_landfills_history() => Assert.Equal(["waste.landfill"],
        Read($$$$"""{"kind":"waste-site","name":{"en":"x"},"area":1001,"waste":{"role":"bin","landfill":{"opened":2020,"management":"deep","history":[{{{{Came}}}}]}}}""").Faults.Select(fault => fault.Field));

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public void Of_a_shuttle_has_a_loop_of_at_most_200_points(int points, bool good)
    {
        var loop = string.Join(",", Enumerable.Range(0, points).Select(i => $$"""{"lat":13.{{1000 + i}},"lon":100.5{{(i == 0 ? ",\"stop\":\"a\"" : "")}}}"""));
        Assert.Equal(good ? [] : ["shuttle.loop: 201 points"],
            Read($$$"""{"kind":"shuttle","name":{"en":"x"},"area":1029,"shuttle":{"loop":[{{{loop}}}]}}""").Faults.Select(fault => $"{fault.Field}: {fault.Value}"));
    }
}
