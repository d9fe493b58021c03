using System.Text.Json;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Model.Waste;

namespace YPort.Twin.Tests.Model;

/// <summary>Waste sites, e-waste points and what happens there, shortly said. Constructed: no real tickets or custody records are at hand.</summary>
static class Told
{
    public static TwinRegister Site(string id, WasteRole? role) => new(TwinId.Parse(id),
        [new Described(TwinRegister.Beginning, new(Kinds.WasteSite, CitySet.Real, new(id), "1034", Waste: role is { } known ? new(known) : null))]);

    public static TwinRegister Point(string id = "point-1", int? within = 30, params string[] sendsTo) => new(TwinId.Parse(id),
        [new Described(TwinRegister.Beginning, new(Kinds.EWastePoint, CitySet.Real, new(id), "1034", EWaste: new(EWasteRole.Point, sendsTo, within)))]);

    /// <summary>An event as the twin takes it in; its id and its offset are its minute's unless said otherwise. It must be one that would be accepted.</summary>
    public static EventWord Event(EventType type, double minutes, string fields, long? offset = null, string? id = null, Quality quality = Quality.Measured)
    {
        using var json = JsonDocument.Parse(fields);
        var problem = CanonicalFields.Read(type, json.RootElement, out var canonical, out var subject);
        Assert.True(problem is null, $"{type}: {problem}");
        return new(type.Name, id ?? $"{type}-{minutes}", Given.At(minutes), canonical, subject, quality, 0, false, offset ?? (long)minutes);
    }

    public static EventWord Ticket(double minutes, string fields, string? id = null) => Event(WasteEvents.WeighbridgeTicket, minutes, fields, id: id);
    public static EventWord Collected(double minutes, string fields) => Event(EWasteEvents.Collected, minutes, fields);
    public static EventWord Weighed(double minutes, string fields) => Event(EWasteEvents.Weighed, minutes, fields);
    public static EventWord Transferred(double minutes, string fields) => Event(EWasteEvents.Transferred, minutes, fields);
    public static EventWord Sanitised(double minutes, string fields) => Event(EWasteEvents.Sanitised, minutes, fields);
    public static EventWord Dismantled(double minutes, string fields) => Event(EWasteEvents.Dismantled, minutes, fields);
    public static EventWord FractionOut(double minutes, string fields) => Event(EWasteEvents.FractionOut, minutes, fields);
    public static EventWord Disposed(double minutes, string fields) => Event(EWasteEvents.Disposed, minutes, fields);

    /// <summary>The rows of a day, by dimensions: steps over all windows.</summary>
    public static SortedDictionary<string, long> Day(TwinRegister register, Measure measure, params IEnumerable<EventWord> events)
    {
        SortedDictionary<string, long> sums = new(StringComparer.Ordinal);
        foreach (var row in Rows(register, measure, events)) sums[row.Dimensions] = sums.GetValueOrDefault(row.Dimensions) + row.Steps;
        return sums;
    }

    public static List<LedgerRow> Rows(TwinRegister register, Measure measure, params IEnumerable<EventWord> events)
    {
        List<LedgerRow> rows = [];
        var first = Window.Of(Given.Midnight);
        measure.Compute(new(register, _ => default, [.. events.Order()]), first, new(first.Index + Window.PerDay), rows);
        return rows;
    }

    public static long Sum(TwinRegister register, Measure measure, params IEnumerable<EventWord> events) => Rows(register, measure, events).Sum(row => row.Steps);

    /// <summary>A certificate with all that is asked for.</summary>
    public static string Certificate(string number, string method, string technique = "cryptographic-erase", string more = "") =>
        $$"""{"number":"{{number}}","method":"{{method}}","technique":"{{technique}}","tool":"Blank","toolVersion":"7","verification":"sample read","verified":true,"validatedBy":"N. Suda","operator":"K. Arun","operatorPosition":"technician","verifier":"V. Chai","verifierPosition":"shift lead","date":"2026-03-01","place":"hall 2","signature":"V. Chai"{{more}}}""";
}
