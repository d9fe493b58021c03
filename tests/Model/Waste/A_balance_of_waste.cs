using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Waste;
using YPort.Twin.Model.Waste.Balance;
using static YPort.Twin.Tests.Model.Told;

namespace YPort.Twin.Tests.Model.Waste;

public sealed class A_balance_of_waste
{
    static readonly Dictionary<string, WasteRole> Roles = new()
    {
        ["on-nut"] = WasteRole.TransferStation,
        ["phanom-sarakham"] = WasteRole.Landfill,
        ["nong-khaem-wte"] = WasteRole.WasteToEnergy,
        ["bin-1"] = WasteRole.Bin,
    };

    static WasteSum Sum(string site, Measure measure, string dimensions, long tonnes) => new(site, measure, dimensions, tonnes * 1_000_000);

    static string[] Unexplained(params WasteSum[] sums) => [.. WasteBalance.Of(sums, Roles).Unexplained.Select(one => $"{one.Where} {one.Category}: {one.Grams / 1_000_000} t, {one.Share:0.###} {one.Says}")];

    [Fact]
    public void Of_the_worked_example_shows_what_left_On_Nut_and_did_not_arrive_at_Phanom_Sarakham()
    {
        var balance = WasteBalance.Of([
            Sum("on-nut", WasteMeasures.Collected, "category=mixed;origin=1034", 600), Sum("on-nut", WasteMeasures.Collected, "category=mixed;origin=1009", 400),
            Sum("on-nut", WasteMeasures.Transferred, "category=mixed;destination=phanom-sarakham", 990), Sum("phanom-sarakham", WasteMeasures.Delivered, "category=mixed;origin=on-nut", 980)], Roles);

        var haul = Assert.Single(balance.Hauls);
        Assert.Equal(new Haul("on-nut", "phanom-sarakham", "mixed", 990_000_000, 980_000_000), haul);
        Assert.Equal((-10_000_000, 0.0101m), (haul.DifferenceGrams, decimal.Round(haul.UnexplainedShare!.Value, 4)));
        Assert.Equal((1_000_000_000, 980_000_000, -20_000_000), (balance.CollectedGrams, balance.DeliveredGrams, balance.DifferenceGrams));
        Assert.Equal((600_000_000, 400_000_000), (balance.CollectedByOrigin["1034"], balance.CollectedByOrigin["1009"]));
        Assert.Equal(10_000_000, balance.Sites.Single(site => site.Site == "on-nut").StillThereGrams);
        Assert.Null(balance.Sites.Single(site => site.Site == "phanom-sarakham").StillThereGrams);
        Assert.Equal(new CategoryBalance("mixed", 1_000_000_000, 990_000_000, 980_000_000), Assert.Single(balance.Categories));
        Assert.Equal([("on-nut", -10_000_000L), ("on-nut to phanom-sarakham", -10_000_000L)], balance.Unexplained.Select(one => (one.Where, one.Grams)));
    }

    [Fact]
    public void Shows_nothing_unexplained_where_all_adds_up() => Assert.Empty(Unexplained(
        Sum("on-nut", WasteMeasures.Collected, "category=mixed;origin=1034", 5), Sum("on-nut", WasteMeasures.Transferred, "category=mixed;destination=phanom-sarakham", 5),
        Sum("phanom-sarakham", WasteMeasures.Delivered, "category=mixed;origin=on-nut", 5), Sum("phanom-sarakham", WasteMeasures.Delivered, "category=food;origin=1001", 2),
        Sum("bin-1", WasteMeasures.Collected, "category=food;origin=1001", 1), Sum("phanom-sarakham", WasteMeasures.Delivered, "category=food;origin=bin-1", 1)));

    [Fact]
    public void Names_what_nobody_said() => Assert.Equal([
            "on-nut mixed: -30 t, 1 of what left so; nobody said for where",
            "on-nut : -20 t, 0.2 of what came in has not left",
            "phanom-sarakham mixed: 15 t, 1 of what was delivered there came from nobody said where",
            "on-nut mixed: 10 t, 0.1 of what was collected there came from nobody said where"],
        Unexplained(Sum("on-nut", WasteMeasures.Collected, "category=mixed;origin=1034", 90), Sum("on-nut", WasteMeasures.Collected, "category=mixed;origin=unknown", 10),
            Sum("on-nut", WasteMeasures.Transferred, "category=mixed;destination=unknown", 30), Sum("phanom-sarakham", WasteMeasures.Delivered, "category=mixed;origin=unknown", 15),
            Sum("on-nut", WasteMeasures.Transferred, "category=mixed;destination=nong-khaem-wte", 50), Sum("nong-khaem-wte", WasteMeasures.Delivered, "category=mixed;origin=on-nut", 50)));

    [Fact]
    public void Never_takes_what_nobody_weighs_for_nothing()
    {
        var balance = WasteBalance.Of([
            Sum("on-nut", WasteMeasures.Transferred, "category=mixed;destination=outside:dealer", 3), Sum("on-nut", WasteMeasures.Transferred, "category=mixed;destination=phanom-sarakham", 4),
            Sum("phanom-sarakham", WasteMeasures.Delivered, "category=mixed;origin=stranger-1", 5)], Roles);
        Assert.Equal([(3_000_000L, null), (4_000_000L, 0L), (null, 5_000_000L)], balance.Hauls.Select(haul => (haul.SentGrams, haul.ArrivedGrams)));
        Assert.Contains(balance.Unexplained, one => one.Says == "of what was sent; nobody weighs for this twin what arrives there");
        Assert.Contains(balance.Unexplained, one => one.Says == "of what arrived; nobody weighed it when it left");
    }

    [Fact]
    public void Of_tickets_follows_ash_from_the_plant_to_the_landfill()
    {
        var plant = Site("nong-khaem-wte", WasteRole.WasteToEnergy);
        var landfill = Site("phanom-sarakham", WasteRole.Landfill);
        var left = Day(plant, WasteMeasures.Delivered, Ticket(5, """{"direction":"in","netKg":100,"origin":"1001"}"""), Ticket(60, """{"direction":"out","netKg":20,"category":"ash","destination":"phanom-sarakham"}"""));
        var came = Day(landfill, WasteMeasures.Delivered, Ticket(65, """{"direction":"in","netKg":19,"category":"ash","origin":"nong-khaem-wte"}"""));
        var balance = WasteBalance.Of([.. left.Select(row => new WasteSum("nong-khaem-wte", WasteMeasures.Delivered, row.Key, row.Value)),
            .. came.Select(row => new WasteSum("phanom-sarakham", WasteMeasures.Delivered, row.Key, row.Value))], Roles);

        var haul = Assert.Single(balance.Hauls);
        Assert.Equal(new Haul("nong-khaem-wte", null, "ash", 20_000, 19_000), haul);
        Assert.Equal("nong-khaem-wte to anywhere", Assert.Single(balance.Unexplained).Where);
        Assert.Equal(99_000, balance.DeliveredGrams);
    }
}
