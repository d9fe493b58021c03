using System.Text.Json;
using YPort.Twin.Contracts.Buildings;
using YPort.Twin.Contracts.EWaste;
using YPort.Twin.Contracts.Shuttles;
using YPort.Twin.Contracts.Things;
using YPort.Twin.Contracts.Twins;
using YPort.Twin.Contracts.Waste;
using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Model.Shuttles;
using YPort.Twin.Model.Waste;

namespace YPort.Twin.Tests.Twins;

/// <summary>What a twin of some kind is told in the morning, and what from noon on: in no order, some of it late, repeated, revised or taken back. Minutes count from noon.</summary>
/// <param name="Alarms">What is wrong at noon.</param>
sealed record Life(TwinDescription Description, Reading[] Morning, TwinEvent[] MorningEvents, Reading[] Later, TwinEvent[] LaterEvents, string[] Alarms, Func<IGrainFactory, string, ITwinGrain> Grain)
{
    static readonly JsonSerializerOptions Plain = new() { Converters = { new TwinIdJson(), new InstantJson() } };
    static readonly string[] FirstDisk = ["D1"], SecondDisk = ["D2"];
    static readonly Instant Noon = Instant.Parse("2026-03-01T12:00:00+07:00");

    public TwinId Id => TwinId.Parse($"one-{Description.Kind}");

    /// <summary>The twin's state as text, as any caller may see it.</summary>
    public async Task<string> Now(IGrainFactory grains) => JsonSerializer.Serialize<object>(Grain(grains, Id.ToString()) switch
    {
        IBuildingGrain building => await building.Now(),
        IShuttleGrain shuttle => await shuttle.Now(),
        IWasteSiteGrain site => await site.Now(),
        IEWastePointGrain point => await point.Now(),
        IThingGrain thing => await thing.Now(),
        var other => throw new InvalidOperationException($"No life is told of {other}."),
    }, Plain);

    public static IReadOnlyList<Life> OfEveryKind { get; } = [Roof(), Cart(), Landfill(), Recycler(), Station(), Office()];

    static Life Roof() => new(
        new(Kinds.Building, CitySet.Real, new("Roof"), "1030", PvRatedMilliwatts: 250_000_000),
        [.. Every(5, -180, 0, BuildingChannels.PvPower, _ => 0), .. Every(5, -180, 0, BuildingChannels.IrradiancePoa, minute => 800_000 + minute), Said(BuildingChannels.PvEnergy, -300, 7), Said(BuildingChannels.PvEnergy, -2000, 5)], [],
        [.. Every(5, -28, 20, BuildingChannels.PvPower, minute => (minute + 30) * 1000), Again(Said(BuildingChannels.IrradiancePoa, -10, 3)), TakenBack(Said(BuildingChannels.PvEnergy, -300, 7))], [],
        ["silent-in-sunshine"], (grains, id) => grains.GetGrain<IBuildingGrain>(id));

    static Life Cart() => new(
        new(Kinds.Shuttle, CitySet.Real, new("Cart"), "1030", Shuttle: new(8, TopSpeedMillimetresPerSecond: 10_000, Route: "loop")),
        [.. Every(1, -90, 0, ShuttleChannels.Position, Place), Said(ShuttleChannels.Position, -1.5, GeoPoint.Of(18.7883m, 98.9853m)!.Value.Packed),
            .. Every(7, -85, 0, ShuttleChannels.Occupancy, minute => (minute + 90) % 3), .. Every(2, -60, 0, ShuttleChannels.StateOfCharge, minute => 14_000 - 100 * minute), .. Every(9, -80, 0, ShuttleChannels.Energy, minute => 9000 + 50 * minute)],
        [Mode("m1", -300, "remote"), Mode("m2", -80, "auto"), Mode("m3", -8, "safe-stop"), Happened(ShuttleEvents.Fault, "f1", -25, new { code = "E7", state = "raised", severity = "major" }),
            Happened(ShuttleEvents.Fault, "f2", -50, new { code = "E9", state = "raised" }), Happened(ShuttleEvents.Fault, "f3", -45, new { code = "E9", state = "cleared" }),
            Happened(ShuttleEvents.StopArrived, "s1", -40, new { stop = "north" }), Happened(ShuttleEvents.StopDeparted, "s2", -38, new { stop = "north" }), Happened(ShuttleEvents.StopArrived, "s3", -7, new { stop = "south" }),
            Happened(ShuttleEvents.Disengagement, "d1", -8, new { by = "vehicle" }), Happened(ShuttleEvents.Disengagement, "d2", -70, new { })],
        [.. Every(1, 1, 20, ShuttleChannels.Position, Place), Said(ShuttleChannels.Position, -70.5, Place(-70)), Again(Said(ShuttleChannels.Occupancy, -85, 5)), TakenBack(Said(ShuttleChannels.Position, -1.5, 0)), Said(ShuttleChannels.StateOfCharge, 19, 90_000)],
        [Mode("m4", 5, "auto"), Mode("m5", -60, "manual"), TakenBack(Mode("m2", -80, "auto")), Happened(ShuttleEvents.Fault, "f4", 9, new { code = "E7", state = "cleared" }),
            Happened(ShuttleEvents.StopDeparted, "s4", 6, new { stop = "south", trip = "t2" }), TakenBack(Happened(ShuttleEvents.StopDeparted, "s2", -38, new { stop = "north" })), Again(Happened(ShuttleEvents.Disengagement, "d2", -70, new { by = "operator" }))],
        ["impossible-jump", "open-fault", "long-safe-stop", "low-battery"], (grains, id) => grains.GetGrain<IShuttleGrain>(id));

    static Life Landfill() => new(
        new(Kinds.WasteSite, CitySet.Real, new("Landfill"), "1034", Waste: new(WasteRole.Landfill)),
        [.. Every(5, -90, 0, WasteChannels.LandfillGasFlow, _ => 500_000), .. Every(5, -90, 0, WasteChannels.GasDestroyed, _ => 70_000), .. Every(15, -60, 0, WasteChannels.FillLevel, minute => 90_000 + minute)],
        [.. Enumerable.Range(0, 30).Select(i => Ticket($"t{i}", -7 * i, 1000 + i)), Ticket("late", -4000, 700)],
        [.. Every(5, 5, 20, WasteChannels.GasDestroyed, minute => 70_000 + 900 * minute), Again(Said(WasteChannels.LandfillGasFlow, -5, 2)), Said(WasteChannels.FillLevel, 15, 20_000)],
        [Ticket("new", 10, 5000), Ticket("later", -3000, 800), Again(Ticket("t3", -21, 2)), TakenBack(Ticket("t20", -140, 1020)), TakenBack(Ticket("late", -4000, 700))],
        ["nearly-full", "gas-not-destroyed"], (grains, id) => grains.GetGrain<IWasteSiteGrain>(id));

    static Life Recycler() => new(
        new(Kinds.EWastePoint, CitySet.Real, new("Recycler"), "1034", EWaste: new(EWasteRole.Recycler, [], SanitiseWithinDays: 1)),
        [.. Every(15, -60, 0, WasteChannels.FillLevel, minute => 120_000 + minute)],
        [Collected("c1", -5000, "old", "D1"), Collected("c2", -4000, "gone", "D2"), Lot(EWasteEvents.Transferred, "x2", -60, new { lot = "gone", to = "somebody", massKg = 10, serials = SecondDisk }),
            Lot(EWasteEvents.FractionOut, "f3", -50, new { lot = "unheard-of", material = "copper", massKg = 3 }),
            Lot(EWasteEvents.Collected, "c4", -200, new { lot = "closed", category = "small", massKg = 10 }), Lot(EWasteEvents.Disposed, "p4", -20, new { lot = "closed", massKg = 10, method = "landfill" })],
        [Again(Said(WasteChannels.FillLevel, -15, 30_000)), Said(WasteChannels.FillLevel, 15, 95_000)],
        [Lot(EWasteEvents.Sanitised, "s1", 3, new { lot = "old", serials = FirstDisk, certificate = new { number = "C", method = "clear", verified = false } }), TakenBack(Lot(EWasteEvents.Transferred, "x2", -60, new { lot = "gone", to = "somebody", massKg = 10, serials = SecondDisk })),
            Lot(EWasteEvents.Collected, "c3", -100, new { lot = "unheard-of", category = "screens", massKg = 8 }), Again(Lot(EWasteEvents.Disposed, "p4", -20, new { lot = "closed", massKg = 4, method = "incineration" }))],
        ["left-chain", "more-out-than-in", "unsanitised-too-long", "full"], (grains, id) => grains.GetGrain<IEWastePointGrain>(id));

    static Life Station() => new(
        new(Kinds.Thing, CitySet.Real, new("Weather"), "1030"),
        Every(5, -180, 0, BuildingChannels.IrradiancePoa, minute => 800_000 + minute), [], [Said(BuildingChannels.IrradiancePoa, 18, 5000), Said(BuildingChannels.IrradiancePoa, -177, 5000), TakenBack(Said(BuildingChannels.IrradiancePoa, -90, 0))], [],
        [], (grains, id) => grains.GetGrain<IThingGrain>(id));

    static Life Office() => new(
        new(Kinds.Office, CitySet.Real, new("Office"), "1001"),
        [], [Factor("f1", -60, 0.46m), Factor("f2", -30, 0.44m)], [], [Again(Factor("f1", -60, 0.45m)), TakenBack(Factor("f2", -30, 0.44m)), Factor("f3", 5, 0.43m)],
        [], (grains, id) => grains.GetGrain<IThingGrain>(id));

    static TwinEvent Factor(string id, double minute, decimal value) => Happened(FactorEvents.Declared, id, minute, new
    {
        factor = id,
        version = 1,
        series = "grid",
        value,
        unit = "kg/kWh",
        gas = "CO2e",
        boundary = "all of it",
        purpose = "electricity",
        region = "Thailand",
        title = "A paper",
        publisher = "An office",
        status = "official",
    });

    static Reading[] Every(int minutes, int first, int last, Channel channel, Func<int, long> steps) =>
        [.. Enumerable.Range(0, (last - first) / minutes + 1).Select(i => first + i * minutes).Select(minute => Said(channel, minute, steps(minute)))];

    static Reading Said(Channel channel, double minute, long steps) => new(default, channel, Noon + TimeSpan.FromMinutes(minute), steps);

    static long Place(int minute) => GeoPoint.Of(13.8047m + 0.0002m * minute, 100.5418m)!.Value.Packed;

    static Reading Again(Reading reading) => reading with { Revision = 1, Reason = "looked at again" };

    static Reading TakenBack(Reading reading) => Again(reading) with { Steps = 0, Withdrawn = true };

    static TwinEvent Again(TwinEvent said) => said with { Revision = 1, Reason = "looked at again" };

    static TwinEvent TakenBack(TwinEvent said) => Again(said) with { Fields = "{}", Subject = "", Withdrawn = true };

    static TwinEvent Mode(string id, double minute, string mode) => Happened(ShuttleEvents.ModeChanged, id, minute, new { mode });

    static TwinEvent Ticket(string id, double minute, decimal netKg) => Happened(WasteEvents.WeighbridgeTicket, id, minute, new { direction = "in", netKg, category = netKg % 2 == 0 ? "food" : "mixed", origin = "1033" });

    static TwinEvent Collected(string id, double minute, string lot, string serial) =>
        Lot(EWasteEvents.Collected, id, minute, new { lot, category = "small-it", massKg = 10, items = new[] { new { serial, dataBearing = true, mediaType = "flash", confidentiality = "high" } } });

    static TwinEvent Lot(EventType type, string id, double minute, object fields) => Happened(type, id, minute, fields);

    static TwinEvent Happened(EventType type, string id, double minute, object fields)
    {
        Assert.Null(CanonicalFields.Read(type, JsonSerializer.SerializeToElement(fields), out var canonical, out var subject));
        return new(default, type.Name, id, Noon + TimeSpan.FromMinutes(minute), canonical, subject);
    }
}
