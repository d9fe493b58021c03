using YPort.Twin.Model.City;
using YPort.Twin.Model.City.Inventory;
using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Shuttles;
using YPort.Twin.Model.Waste;

namespace YPort.Twin.Tests.Rehearsal;

public sealed class A_city_file
{
    const string Twin = """
            "id": "roof-1", "kind": "building", "area": 1030, "name": {"en": "Roof 1", "th": "หลังคา"},
            "place": {"lat": 13.8, "lon": 100.5}, "pv": {"ratedPower": {"value": 0.25, "unit": "MW"}},
            "pretend": {"use": "office", "peakLoad": {"value": 900, "unit": "kW"}, "panels": {"peak": {"value": 300, "unit": "kW"}, "tilt": 10, "facing": 180}}
        """;

    [Fact]
    public void Gives_its_twins()
    {
        var (city, faults) = Given.Parse(File(Twin));

        Assert.Empty(faults);
        var twin = Assert.Single(city!.Twins);
        Assert.Equal(("roof-1", Kinds.Building, CitySet.Rehearsal, "1030"), (twin.Id.ToString(), twin.Description.Kind, twin.Description.Set, twin.Description.Area));
        Assert.Equal(("Roof 1", "หลังคา", (string?)null), (twin.Description.Name.En, twin.Description.Name.Th, twin.Description.Name.Ja));
        Assert.Equal(250_000_000, twin.Description.PvRatedMilliwatts);
        Assert.Equal(new(EnergyUser.Commercial, 300_000_000, new(10, 180)), twin.Description.Building);
        Assert.Equal(new BuildingPretence(BuildingUse.Office, 900_000, new(300_000, 10, 180)), twin.Pretence);
    }

    [Theory]
    [InlineData("office", "", EnergyUser.Commercial)]
    [InlineData("home", "", EnergyUser.Residential)]
    [InlineData("factory", "", EnergyUser.Industrial)]
    [InlineData("home", "\"building\": {\"use\": \"energy-industries\"}, ", EnergyUser.EnergyPlant)]
    public void Has_buildings_of_a_use_said_or_else_by_how_they_are_played(string played, string said, EnergyUser use) =>
        Assert.Equal(use, Given.Parse(File(Twin.Replace("office", played, StringComparison.Ordinal).Replace("\"pv\":", said + "\"pv\":", StringComparison.Ordinal))).City!.Twins.Single().Description.Building!.Use);

    // The twin's three lines are lines 3 to 5 of the file.
    [Theory]
    [InlineData("\"kind\": \"building\",", "\"kind\": \"building\", \"colour\": \"red\",", 3, "twins[0].colour", "\"red\"", "no such member", "Known here")]
    [InlineData("roof-1", "Roof 1", 3, "twins[0].id", "\"Roof 1\"", "cannot name", "a-z")]
    [InlineData("\"building\"", "\"castle\"", 3, "twins[0].kind", "\"castle\"", "no such kind", "building, shuttle")]
    [InlineData("1030", "1051", 3, "twins[0].area", "1051", "no such district", "1001 to 1050")]
    [InlineData("1030", "\"outside:\"", 3, "twins[0].area", "\"outside:\"", "no such district", "outside:place")]
    [InlineData("\"en\": \"Roof 1\", ", "", 3, "twins[0].name.en", "", "missing", "Add it")]
    [InlineData("Roof 1", " ", 3, "twins[0].name.en", "\" \"", "no text", "Write")]
    [InlineData("13.8", "100.5", 4, "twins[0].place.lat", "100.5", "cannot be", "swapped")]
    [InlineData("100.5", "\"100.5\"", 4, "twins[0].place.lon", "\"100.5\"", "cannot be", "number")]
    [InlineData("0.25", "0", 4, "twins[0].pv.ratedPower.value", "0", "above 0", "leave it out")]
    [InlineData("0.25", "1001", 4, "twins[0].pv.ratedPower.value", "1001", "at most 1 GW", "plate")]
    [InlineData("0.25", "1e999", 4, "twins[0].pv.ratedPower.value", "\"1e999\"", "above 0", "number")]
    [InlineData("MW", "MWh", 4, "twins[0].pv.ratedPower.unit", "\"MWh\"", "not a unit of power", "kW")]
    [InlineData("\"unit\": \"MW\"", "\"units\": \"MW\"", 4, "twins[0].pv.ratedPower.unit", "", "missing", "Add it")]
    [InlineData("\"pv\":", "\"building\": {\"use\": \"castle\"}, \"pv\":", 4, "twins[0].building.use", "\"castle\"", "no such use", "residential")]
    [InlineData("office", "castle", 5, "twins[0].pretend.use", "\"castle\"", "no such use", "office, mall")]
    [InlineData("\"tilt\": 10", "\"tilt\": 100", 5, "twins[0].pretend.panels.tilt", "100", "cannot be", "0 to 90")]
    [InlineData("\"area\": 1030", "\"area\": 1030, \"area\": 1030", 3, "twins[0].area", "1030", "said before", "Keep one")]
    [InlineData("\"pv\": {\"ratedPower\": {\"value\": 0.25, \"unit\": \"MW\"}},", "", 5, "twins[0].pretend.panels", "an object", "inverter", "pv.ratedPower")]
    [InlineData("\"kind\"", "\"meteredBy\": \"roof-1\", \"kind\"", 3, "meteredBy", "\"roof-1\"", "No other twin", "leave it out")]
    [InlineData("\"kind\"", "\"meteredBy\": \"roof-2\", \"kind\"", 3, "meteredBy", "\"roof-2\"", "No other twin", "leave it out")]
    public void Names_what_is_wrong_with_line_value_and_cure(string right, string wrong, int line, string path, string found, string reason, string cure)
    {
        var (city, faults) = Given.Parse(File(Twin.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.Null(city);
        var fault = Assert.Single(faults, fault => fault.Path == path && fault.Found == found);
        Assert.Equal(line, fault.Line);
        Assert.Contains(reason, fault.Reason);
        Assert.Contains(cure, fault.Cure);
    }

    [Fact]
    public void Names_every_fault_at_once()
    {
        var (_, faults) = Given.Parse(File(Twin.Replace("1030", "999", StringComparison.Ordinal).Replace("13.8", "-91", StringComparison.Ordinal)
            .Replace("office", "ruin", StringComparison.Ordinal)));

        Assert.Equal(["twins[0].area", "twins[0].place.lat", "twins[0].pretend.use"], faults.Select(fault => fault.Path));
    }

    [Fact]
    public void Refuses_an_id_that_stands_twice_and_says_where_the_first_is()
    {
        var (_, faults) = Given.Parse(File(Twin + "\n}, {\n" + Twin));

        var fault = Assert.Single(faults);
        Assert.Equal((7, "twins[1].id", "\"roof-1\""), (fault.Line, fault.Path, fault.Found));
        Assert.Contains("Line 3", fault.Reason);
    }

    [Fact]
    public void Never_pretends_a_real_twin()
    {
        var (_, faults) = Given.Parse(File(Twin).Replace("rehearsal", "real", StringComparison.Ordinal));

        Assert.Equal("twins[0].pretend", Assert.Single(faults).Path);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("{\n\"name\": \"x\",\n}", 3)]
    [InlineData("{\n\"name\": \"x\"\n", 3)]
    [InlineData("{}\n{}", 2)]
    [InlineData("{\n\"name\":\n\"\\ud800\"}", 3)]
    public void That_is_no_JSON_is_refused_with_the_line(string text, int line)
    {
        var fault = Assert.Single(Given.Parse(text).Faults);

        Assert.Equal(line, fault.Line);
        Assert.StartsWith("This is no JSON", fault.Reason);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("3")]
    [InlineData("null")]
    [InlineData("{\"twins\": {}}")]
    [InlineData("{\"twins\": [[], null, 1, \"x\", {}]}")]
    public void Of_another_shape_is_refused_without_falling_over(string text) => Assert.NotEmpty(Given.Parse(text).Faults);

    [Fact]
    public void That_is_missing_is_refused_with_its_cure()
    {
        var refused = Assert.Throws<CityFileException>(() => CityFile.Read("no-such-folder/nowhere.json"));

        Assert.Contains("nowhere.json", refused.Message);
        Assert.Contains("Twin:City", refused.Message);
    }

    [Fact]
    public void Shipped_with_the_program_is_a_rehearsal_and_says_so()
    {
        Assert.Equal(CitySet.Rehearsal, Given.Bangkok.Set);
        Assert.All(Given.Bangkok.Twins, twin => Assert.Equal(CitySet.Rehearsal, twin.Description.Set));
        Assert.Contains("illustrative", Given.Bangkok.Name);
    }

    [Fact]
    public void Shipped_with_the_program_has_400_roofs_of_40_megawatts_in_all_districts()
    {
        var peaks = Given.Bangkok.Twins.Select(twin => twin.Pretence).OfType<BuildingPretence>().Select(pretence => pretence.Panels!.PeakWatts).ToArray();

        Assert.Equal((400, 40_000_000), (peaks.Length, peaks.Sum()));
        Assert.All(peaks, peak => Assert.InRange(peak, 5_000, 1_000_000));
        Assert.InRange(peaks.Order().ElementAt(200), 30_000, 70_000); // many small, few great
        Assert.Equal(50, Given.Bangkok.Twins.Where(twin => twin.Pretence is BuildingPretence).Select(twin => twin.Description.Area).Distinct().Count());
        Assert.Equal(1_920_000, Given.Bangkok.Twins.Where(twin => twin.Id.ToString().StartsWith("finetech-", StringComparison.Ordinal)).Sum(twin => ((BuildingPretence)twin.Pretence!).Panels!.PeakWatts));
    }

    [Fact]
    public void Shipped_with_the_program_has_every_kind_and_names_in_three_languages()
    {
        Assert.Equal(
            [(Kinds.Building, 400), (Kinds.EWastePoint, 62), (Kinds.Shuttle, 6), (Kinds.Thing, 4), (Kinds.WasteSite, 7)],
            Given.Bangkok.Twins.CountBy(twin => twin.Description.Kind).Select(kind => (kind.Key, kind.Value)).OrderBy(kind => kind.Key, StringComparer.Ordinal));
        Assert.All(Given.Bangkok.Twins, twin => Assert.True(twin.Description is { Name.Th: not null, Name.Ja: not null, Place: not null }, twin.Id.ToString()));
        Assert.Equal(["kamphaeng-saen", "phanom-sarakham", "recycler-chonburi"], Given.Bangkok.Twins.Where(twin => !twin.Description.InCity).Select(twin => twin.Id.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Shipped_with_the_program_has_ways_whose_stops_are_named_in_three_languages()
    {
        var facts = Given.Bangkok.Twins.Where(twin => twin.Description.Kind == Kinds.Shuttle).Select(twin => twin.Description.Shuttle!).ToArray();

        Assert.Single(facts.Where(cart => cart.Route == "bang-sue-loop").Select(cart => cart with { Route = null }).Distinct());
        Assert.Equal([5, 4], facts.DistinctBy(cart => cart.Route).Select(cart => cart.Loop!.Count(point => point.Stop is not null)));
        Assert.All(facts.SelectMany(cart => cart.Loop!).Where(point => point.Stop is not null), stop => Assert.True(stop.Name is { Th: not null, Ja: not null }, stop.Stop));
    }

    [Fact]
    public void Gives_the_facts_of_every_kind()
    {
        var (city, faults) = Given.Parse(File("""
            "id": "cart", "kind": "shuttle", "area": 1029, "name": {"en": "Cart"},
            "shuttle": {"capacity": 8, "battery": {"value": 10, "unit": "kWh"}, "topSpeed": {"value": 36, "unit": "km/h"}, "route": "loop",
            "loop": [{"lat": 13.80, "lon": 100.54, "stop": "here", "name": {"en": "Here", "th": "ที่นี่"}}, {"lat": 13.81, "lon": 100.54}, {"lat": 13.81, "lon": 100.55, "stop": "there"}]}
            }, {
            "id": "station", "kind": "waste-site", "area": 1032, "name": {"en": "Station"}, "waste": {"role": "transfer-station", "capacity": {"value": 2, "unit": "t"}}
            }, {
            "id": "point", "kind": "e-waste-point", "area": 1001, "name": {"en": "Point"}, "eWaste": {"role": "point", "sendsTo": ["works"]}, "pretend": {"perDay": {"value": 9, "unit": "kg"}}
            }, {
            "id": "works", "kind": "e-waste-point", "area": "outside:chonburi", "name": {"en": "Works"}, "eWaste": {"role": "recycler", "sanitiseWithinDays": 30}
            """));

        Assert.Empty(faults);
        Assert.Equal(new ShuttleFacts(8, 10_000_000, 10_000, "loop", [new(13.80, 100.54, "here", new("Here", "ที่นี่")), new(13.81, 100.54), new(13.81, 100.55, "there")]), city!.Twins[0].Description.Shuttle);
        Assert.Equal(new WasteFacts(WasteRole.TransferStation, 2_000_000), city.Twins[1].Description.Waste);
        Assert.Equal(new EWasteFacts(EWasteRole.Point, ["works"]), city.Twins[2].Description.EWaste);
        Assert.Equal(new EWastePretence(9), city.Twins[2].Pretence);
        Assert.Equal(new EWasteFacts(EWasteRole.Recycler, [], 30), city.Twins[3].Description.EWaste);
    }

    [Theory]
    [InlineData("\"shuttle\": {\"capacity\": 0}", "shuttle", "shuttle.capacity", "cannot be")]
    [InlineData("\"shuttle\": {\"battery\": {\"value\": 9, \"unit\": \"kW\"}}", "shuttle", "shuttle.battery.unit", "not a unit of energy")]
    [InlineData("\"shuttle\": {\"loop\": 3}", "shuttle", "shuttle.loop", "This is no list")]
    [InlineData("\"shuttle\": {\"loop\": [{\"lat\": 100.5, \"lon\": 13.8, \"stop\": \"a\"}, {\"lat\": 13.8, \"lon\": 100.6}]}", "shuttle", "shuttle.loop[0].lat", "cannot be")]
    [InlineData("\"shuttle\": {\"loop\": [{\"lat\": 13.8, \"lon\": 100.5, \"stop\": \"a\"}, {\"lat\": 13.8, \"lon\": 100.6, \"stop\": \"a\"}]}", "shuttle", "shuttle.loop[1].stop", "Point 0 is that stop")]
    [InlineData("\"shuttle\": {\"loop\": [{\"lat\": 13.8, \"lon\": 100.5, \"stop\": \"a\"}, {\"lat\": 13.8, \"lon\": 100.6, \"name\": {\"en\": \"B\"}}]}", "shuttle", "shuttle.loop[1].name", "Only a stop")]
    [InlineData("\"pretend\": {\"speed\": {\"value\": 15, \"unit\": \"km/h\"}, \"service\": {\"from\": 6, \"to\": 22, \"everyMinutes\": 30, \"offsetMinutes\": 0}, \"wattHoursPerKilometre\": 115}", "shuttle", "pretend", "without a way")]
    [InlineData("\"waste\": {\"role\": \"dump\"}", "waste-site", "waste.role", "no such role")]
    [InlineData("\"waste\": {\"role\": \"bin\"}", "shuttle", "waste", "Only a waste site")]
    [InlineData("\"eWaste\": {\"role\": \"point\", \"sendsTo\": [\"nobody\"]}", "e-waste-point", "eWaste.sendsTo", "No other twin")]
    [InlineData("\"pretend\": {\"perDay\": {\"value\": 9, \"unit\": \"kg\"}}", "e-waste-point", "pretend", "Only a point that sends")]
    [InlineData("\"pretend\": {\"sendsTo\": [{\"site\": \"nowhere\", \"takes\": \"mixed\", \"hours\": 1}]}", "waste-site", "pretend.sendsTo[0].site", "No other twin")]
    [InlineData("\"pretend\": {}", "thing", "pretend", "not told how to play")]
    public void Names_what_is_wrong_with_the_facts_of_a_kind(string member, string kind, string path, string reason)
    {
        var (_, faults) = Given.Parse(File($"\"id\": \"x\", \"kind\": \"{kind}\", \"area\": 1029, \"name\": {{\"en\": \"X\"}}, {member}"));

        Assert.Contains(reason, Assert.Single(faults, fault => fault.Path == $"twins[0].{path}").Reason);
    }

    static string File(string twins) => $$"""
        { "name": "A city", "note": "Made up.", "set": "rehearsal",
          "twins": [{
        {{twins}}
        }] }
        """;
}
