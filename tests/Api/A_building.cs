using System.Text.Json;
using YPort.Twin.Api;
using YPort.Twin.Api.Asking;
using YPort.Twin.Api.Register;
using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.City;
using YPort.Twin.Model.City.Inventory;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Tests.Api;

/// <summary>What the register takes of a building: its use, its panels.</summary>
public sealed class A_building
{
    static readonly JsonSerializerOptions Json = Options();

    static JsonSerializerOptions Options()
    {
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        ApiJson.Configure(json);
        return json;
    }

    static (TwinDescription Description, Fault[] Faults) Read(string json)
    {
        var ask = new Ask();
        return (TwinRules.Read(TwinId.Parse("roof-1"), JsonSerializer.Deserialize<TwinBody>(json, Json)!, Districts.Bangkok, ask), [.. ask.Faults]);
    }

    static string Of(string facts, string kind = "building") => $$"""{"kind":"{{kind}}","name":{"en":"x"},"area":1030,{{facts}}}""";

    [Fact]
    public void Is_read_with_its_use_and_panels_and_comes_back()
    {
        var (roof, faults) = Read(Of(""" "building":{"use":"residential"},"pv":{"ratedPower":{"value":250,"unit":"kW"},"peakPower":{"value":300,"unit":"kW"},"tiltDegrees":10,"facingDegrees":180}"""));
        Assert.Empty(faults);
        Assert.Equal((250_000_000L, new BuildingFacts(EnergyUser.Residential, 300_000_000, new(10, 180))), (roof.PvRatedMilliwatts!.Value, roof.Building!));
        var (again, none) = Read(JsonSerializer.Serialize(TwinAnswer.Body(roof, null), Json));
        Assert.Empty(none);
        Assert.True(TwinRules.SaysTheSame(roof, again));
        Assert.False(TwinRules.SaysTheSame(roof, roof with { Building = roof.Building! with { Use = EnergyUser.Commercial } }));
    }

    [Fact]
    public void Of_which_nobody_said_more_has_no_facts() => Assert.Null(Read(Of(""" "pv":{"ratedPower":{"value":250,"unit":"kW"}}""")).Description.Building);

    [Fact]
    public void Has_one_of_the_uses_that_stand_in_the_inventory()
    {
        foreach (var (word, user, subSector) in BuildingUses.All)
        {
            Assert.Equal(user, Read(Of($$""" "building":{"use":"{{word}}"}""")).Description.Building!.Use);
            Assert.Contains(Gpc.All, row => row.Number.StartsWith(subSector + ".", StringComparison.Ordinal));
        }
        Assert.Equal(Enum.GetValues<EnergyUser>().Except([EnergyUser.Unknown]), BuildingUses.All.Select(use => use.User));
    }

    [Theory]
    [InlineData(""" "building":{"use":"castle"}""", "building", "building.use", "residential")]
    [InlineData(""" "building":{"use":"residential"}""", "thing", "building", "building")]
    [InlineData(""" "pv":{"ratedPower":{"value":1,"unit":"kW"},"peakPower":{"value":0,"unit":"kW"}}""", "building", "pv.peakPower.value", "plate")]
    [InlineData(""" "pv":{"ratedPower":{"value":1,"unit":"kW"},"peakPower":{"value":1,"unit":"kWh"}}""", "building", "pv.peakPower.unit", "kW")]
    [InlineData(""" "pv":{"ratedPower":{"value":1,"unit":"kW"},"tiltDegrees":10}""", "building", "pv.facingDegrees", "neither")]
    [InlineData(""" "pv":{"ratedPower":{"value":1,"unit":"kW"},"facingDegrees":10}""", "building", "pv.tiltDegrees", "neither")]
    [InlineData(""" "pv":{"ratedPower":{"value":1,"unit":"kW"},"tiltDegrees":90.5,"facingDegrees":10}""", "building", "pv.tiltDegrees", "90")]
    [InlineData(""" "pv":{"ratedPower":{"value":1,"unit":"kW"},"tiltDegrees":9,"facingDegrees":-1}""", "building", "pv.facingDegrees", "south")]
    public void That_cannot_be_is_refused_with_its_cure(string facts, string kind, string field, string cure)
    {
        var fault = Assert.Single(Read(Of(facts, kind)).Faults);
        Assert.Equal(field, fault.Field);
        Assert.Contains(cure, fault.Cure);
    }
}
