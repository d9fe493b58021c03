using CsCheck;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Register;
using YPort.Twin.Model.Waste;
using static YPort.Twin.Tests.Model.Told;

namespace YPort.Twin.Tests.Model.Waste;

/// <summary>Loads on random ways through bins, stations and plants, each weighed wherever it passes.</summary>
public sealed class A_network_of_sites
{
    static readonly TwinRegister[] Sites =
    [
        Site("bin-1", WasteRole.Bin), Site("bin-2", WasteRole.Bin), Site("station-1", WasteRole.TransferStation), Site("station-2", WasteRole.TransferStation),
        Site("landfill-1", WasteRole.Landfill), Site("landfill-2", WasteRole.Landfill), Site("wte-1", WasteRole.WasteToEnergy), Site("wte-2", WasteRole.WasteToEnergy),
        Site("heap-1", WasteRole.Composting), Site("heap-2", WasteRole.Composting),
    ];

    static readonly Gen<(int[] Way, int Kilograms, int Origin)[]> Loads =
        Gen.Select(Gen.Int[0, Sites.Length - 1].Array[1, 6], Gen.Int[1, 20_000], Gen.Int[0, 3]).Array[1, 20];

    [Fact]
    public void Never_shows_the_same_tonne_twice_in_one_measure() => Loads.Sample(loads =>
    {
        var tickets = Sites.ToDictionary(site => site, _ => new List<EventWord>());
        Dictionary<Measure, long> expected = new() { [WasteMeasures.Collected] = 0, [WasteMeasures.Transferred] = 0, [WasteMeasures.Delivered] = 0, [WasteMeasures.Burned] = 0, [WasteMeasures.Composted] = 0 };
        foreach (var ((way, kilograms, origin), number) in loads.Select((load, number) => (load, number)))
        {
            // A load that comes back to a station that sent it away cannot say so: no site is passed twice.
            int[] stops = [.. way.Distinct()];
            Travel(stops, kilograms, origin, number, tickets);
            var grams = kilograms * 1000L;
            expected[WasteMeasures.Collected] += grams;
            if (stops.Take(stops.Length - 1).Any(stop => Role(stop) == WasteRole.TransferStation)) expected[WasteMeasures.Transferred] += grams;
            var end = Role(stops[^1]);
            // A load that came to a landfill or a plant and then went back to a station or bin is on its way again.
            if (IsFinal(end)) expected[WasteMeasures.Delivered] += grams;
            if (end == WasteRole.WasteToEnergy) expected[WasteMeasures.Burned] += grams;
            if (end == WasteRole.Composting) expected[WasteMeasures.Composted] += grams;
        }
        foreach (var (measure, grams) in expected) Assert.Equal((measure.Name, grams), (measure.Name, Sites.Sum(site => Sum(site, measure, tickets[site]))));
    }, iter: 300);

    static void Travel(int[] stops, int kilograms, int origin, int number, Dictionary<TwinRegister, List<EventWord>> tickets)
    {
        string? station = null;
        for (var i = 0; i < stops.Length; i++)
        {
            var here = Sites[stops[i]];
            var from = i > 0 ? Sites[stops[i - 1]].Id.ToString() : origin switch { 0 => null, 1 => "1001", 2 => "1050", _ => "outside:nonthaburi" };
            tickets[here].Add(Ticket(number * 7 + i, Json("in", kilograms, from, null), $"{number}-{i}-in"));
            if (i == stops.Length - 1) continue;
            tickets[here].Add(Ticket(number * 7 + i + 0.5, Json("out", kilograms, station, Sites[stops[i + 1]].Id.ToString()), $"{number}-{i}-out"));
            if (Role(stops[i]) == WasteRole.TransferStation) station = here.Id.ToString();
        }
    }

    static string Json(string direction, int kilograms, string? origin, string? destination) =>
        $$"""{"direction":"{{direction}}","netKg":{{kilograms}},"origin":{{Quoted(origin)}},"destination":{{Quoted(destination)}}}""";

    static string Quoted(string? text) => text is null ? "null" : $"\"{text}\"";

    static WasteRole Role(int site) => Sites[site].Current.Waste!.Role;

    static bool IsFinal(WasteRole role) => role is WasteRole.Landfill or WasteRole.WasteToEnergy or WasteRole.Composting;
}
