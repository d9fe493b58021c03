using YPort.Twin.Model.Events;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Model.Waste;
using static YPort.Twin.Tests.Model.Told;

namespace YPort.Twin.Tests.Model.Waste;

public sealed class A_ticket
{
    static readonly TwinRegister Station = Site("on-nut", WasteRole.TransferStation), Landfill = Site("phanom-sarakham", WasteRole.Landfill), Plant = Site("nong-khaem-wte", WasteRole.WasteToEnergy);

    static string Only(TwinRegister site, Measure measure, string ticket) => string.Join(" ", Day(site, measure, Ticket(5, ticket)).Select(row => $"{row.Key}:{row.Value}"));

    [Fact]
    public void Counts_as_collected_by_category_and_district_where_it_is_weighed_first()
    {
        var row = Assert.Single(Rows(Station, WasteMeasures.Collected, Ticket(5, """{"direction":"in","grossKg":15120.5,"tareKg":7000,"category":"Food","origin":"1033"}""")));
        Assert.Equal(("category=food;origin=1033", 8_120_500, 0, 5), (row.Dimensions, row.Steps, row.CoveredMicroseconds, row.Offset));
    }

    [Theory]
    [InlineData("""{"direction":"in","netKg":10}""", "category=mixed;origin=unknown:10000")]
    [InlineData("""{"direction":"in","netKg":10,"origin":"outside:nonthaburi"}""", "category=mixed;origin=outside:nonthaburi:10000")]
    [InlineData("""{"direction":"in","netKg":10,"origin":"on-nut"}""", "category=mixed;origin=unknown:10000")] // a site that names itself says nothing
    [InlineData("""{"direction":"in","netKg":10,"origin":"1050"}""", "category=mixed;origin=1050:10000")]
    [InlineData("""{"direction":"in","netKg":10,"origin":"1051"}""", "")] // no district: another site's id
    [InlineData("""{"direction":"in","netKg":10,"origin":"bin-7"}""", "")]
    [InlineData("""{"direction":"out","netKg":10,"origin":"1033"}""", "")]
    [InlineData("""{"direction":"in","netKg":0,"origin":"1033"}""", "")]
    public void Is_collected_unless_another_site_weighed_it(string ticket, string rows) => Assert.Equal(rows, Only(Station, WasteMeasures.Collected, ticket));

    [Fact]
    public void Is_collected_at_a_landfill_too_when_the_lorry_comes_straight_from_a_district()
    {
        const string Straight = """{"direction":"in","netKg":10,"origin":"1001"}""";
        Assert.Equal("category=mixed;origin=1001:10000", Only(Landfill, WasteMeasures.Collected, Straight));
        Assert.Equal("category=mixed;origin=1001:10000", Only(Landfill, WasteMeasures.Delivered, Straight));
    }

    [Theory]
    [InlineData("""{"direction":"out","netKg":10,"destination":"phanom-sarakham"}""", "category=mixed;destination=phanom-sarakham:10000")]
    [InlineData("""{"direction":"out","netKg":10}""", "category=mixed;destination=unknown:10000")]
    [InlineData("""{"direction":"out","netKg":10,"origin":"sai-mai","destination":"phanom-sarakham"}""", "")] // sai-mai counted it
    [InlineData("""{"direction":"in","netKg":10,"origin":"1033"}""", "")]
    public void Is_transferred_when_it_leaves_a_transfer_station(string ticket, string rows)
    {
        Assert.Equal(rows, Only(Station, WasteMeasures.Transferred, ticket));
        Assert.Equal("", Only(Landfill, WasteMeasures.Transferred, ticket));
    }

    [Fact]
    public void Is_delivered_and_burned_at_a_plant_and_its_ash_is_delivered_no_second_time()
    {
        var into = Ticket(5, """{"direction":"in","netKg":100,"origin":"on-nut"}""");
        var ash = """{"direction":"out","netKg":20,"category":"ash","destination":"phanom-sarakham"}""";
        var arrives = Ticket(65, """{"direction":"in","netKg":20,"category":"ash","origin":"nong-khaem-wte"}""");

        Assert.Equal([KeyValuePair.Create("category=ash;origin=nong-khaem-wte", -20_000L), KeyValuePair.Create("category=mixed;origin=on-nut", 100_000L)], Day(Plant, WasteMeasures.Delivered, into, Ticket(60, ash)));
        Assert.Equal([KeyValuePair.Create("category=ash;origin=nong-khaem-wte", 20_000L)], Day(Landfill, WasteMeasures.Delivered, arrives));
        Assert.Equal(100_000, Sum(Plant, WasteMeasures.Burned, into, Ticket(60, ash)));
        Assert.Equal(0, Sum(Landfill, WasteMeasures.Collected, arrives));
        // What is sold to someone who is no site stays delivered.
        Assert.Equal(100_000, Sum(Plant, WasteMeasures.Delivered, into, Ticket(60, """{"direction":"out","netKg":20,"category":"metal","destination":"outside:dealer"}""")));
    }

    [Fact]
    public void Takes_back_from_burned_and_composted_what_leaves_untreated()
    {
        var into = Ticket(5, """{"direction":"in","netKg":100,"origin":"on-nut"}""");
        var rejected = Ticket(60, """{"direction":"out","netKg":30,"destination":"phanom-sarakham"}""");
        Assert.Equal(70_000, Sum(Plant, WasteMeasures.Burned, into, rejected));
        Assert.Equal(70_000, Sum(Site("heap", WasteRole.Composting), WasteMeasures.Composted, into, rejected));
        Assert.Equal(0, Sum(Plant, WasteMeasures.Composted, into, rejected));
    }

    [Fact]
    public void Is_composted_by_whose_waste_it_is_and_taken_back_by_whose_it_was()
    {
        var heap = Site("heap", WasteRole.Composting);
        Assert.Equal([KeyValuePair.Create("category=food;origin=1033", 70_000L), KeyValuePair.Create("category=food;origin=outside:nonthaburi", 50_000L), KeyValuePair.Create("category=food;origin=unknown", -5_000L)], Day(heap, WasteMeasures.Composted,
            Ticket(5, """{"direction":"in","netKg":100,"category":"food","origin":"1033"}""", "a"), Ticket(6, """{"direction":"in","netKg":50,"category":"food","origin":"outside:nonthaburi"}""", "b"),
            Ticket(60, """{"direction":"out","netKg":30,"category":"food","origin":"1033","destination":"phanom-sarakham"}""", "c"), Ticket(61, """{"direction":"out","netKg":5,"category":"food","destination":"phanom-sarakham"}""", "d"),
            Ticket(62, """{"direction":"out","netKg":9,"category":"compost","destination":"phanom-sarakham"}""", "e"))); // compost is made of it, and not taken off
        Assert.Equal("category=mixed;origin=unknown:10000", Only(heap, WasteMeasures.Composted, """{"direction":"in","netKg":10}"""));
    }

    [Fact]
    public void Counts_by_the_role_that_its_site_had_then()
    {
        var changed = Site("on-nut", WasteRole.TransferStation).With(new Described(Given.At(60), new(Kinds.WasteSite, CitySet.Real, new("on-nut"), "1034", Waste: new(WasteRole.Composting))));
        EventWord[] tickets = [Ticket(30, """{"direction":"in","netKg":1}"""), Ticket(60, """{"direction":"in","netKg":2}""")];
        Assert.Equal(3000, Sum(changed, WasteMeasures.Collected, tickets));
        Assert.Equal(2000, Sum(changed, WasteMeasures.Composted, tickets));
    }

    [Fact]
    public void Counts_nowhere_and_raises_an_alarm_where_nobody_said_what_the_site_does()
    {
        var site = Site("somewhere", null);
        foreach (var measure in WasteMeasures.All) Assert.Empty(Rows(site, measure, Ticket(5, """{"direction":"in","netKg":1}""")));
        Assert.Equal("role-unknown", Assert.Single(WasteAlarms.Of(site, Given.At(9), _ => default, (_, _) => default)).Code);
        Assert.Empty(WasteAlarms.Of(Station, Given.At(9), _ => default, (_, _) => default));
    }

    [Fact]
    public void Makes_an_estimated_row_when_it_is_estimated()
    {
        var estimated = Event(WasteEvents.WeighbridgeTicket, 5, """{"direction":"in","netKg":1}""", quality: Quality.Estimated);
        Assert.Equal(Quality.Estimated, Assert.Single(Rows(Station, WasteMeasures.Collected, estimated)).Quality);
    }

    [Fact]
    public void Is_not_needed_to_count_lorries_through_the_gate() =>
        Assert.Equal(2, Sum(Station, WasteMeasures.GateEntries, Event(WasteEvents.GateEntry, 1, "{}"), Event(WasteEvents.GateEntry, 2, """{"vehicle":"81-2345"}""")));
}
