using System.Collections.Immutable;
using CsCheck;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Model.Waste;
using YPort.Twin.Twins.EWaste;
using YPort.Twin.Twins.Folding;

namespace YPort.Twin.Tests.Twins;

/// <summary>The folds of a waste site and of an e-waste point against the plain definition: events, revisions, withdrawals and register entries all at once.</summary>
public sealed class A_waste_fold
{
    // One word to the shard: an event or another description.
    sealed record Word(EventWord? Event, Described? Entry);

    static readonly Instant Start = Instant.Parse("2026-03-01T00:00:00+07:00");
    static readonly (string Kind, TwinDescription[] Descriptions)[] Twins =
    [
        (Kinds.WasteSite, [.. new WasteRole?[] { WasteRole.TransferStation, WasteRole.WasteToEnergy, null }.Select(role => new TwinDescription(Kinds.WasteSite, CitySet.Real, new("Site"), "1034", Waste: role is { } known ? new(known) : null))]),
        (Kinds.EWastePoint, [.. new string[][] { ["r-1"], [], ["r-1", "b-9"] }.Select(chain => new TwinDescription(Kinds.EWastePoint, CitySet.Real, new("Point"), "1034", EWaste: new(EWasteRole.Point, chain, 30)))]),
    ];

    const string Certificate = """{"number":"C","method":"clear","technique":"overwrite","tool":"B","toolVersion":"7","verification":"read","verified":true,"validatedBy":"N","operator":"K","operatorPosition":"O","verifier":"V","verifierPosition":"L","date":"2026-03-01","place":"P","signature":"V"}""";

    // LOT and KG are filled in.
    static readonly (EventType Type, string Fields)[][] Happens =
    [
        [
            (WasteEvents.WeighbridgeTicket, """{"direction":"in","netKg":KG,"category":"food","origin":"1033"}"""), (WasteEvents.WeighbridgeTicket, """{"direction":"in","netKg":KG,"category":"mixed","origin":"sai-mai"}"""),
            (WasteEvents.WeighbridgeTicket, """{"direction":"out","netKg":KG,"category":"ash","destination":"landfill-1"}"""), (WasteEvents.GateEntry, "{}"),
        ],
        [
            (EWasteEvents.Collected, """{"lot":"LOT","category":"small-it","massKg":KG,"items":[{"serial":"D1","dataBearing":true,"mediaType":"flash","confidentiality":"moderate","massKg":2,"maker":"M","model":"L"}]}"""),
            (EWasteEvents.Weighed, """{"lot":"LOT","massKg":KG}"""), (EWasteEvents.Transferred, """{"lot":"LOT","to":"b-9","massKg":KG}"""), (EWasteEvents.Transferred, """{"lot":"LOT","from":"p-2","massKg":KG}"""),
            (EWasteEvents.Sanitised, $$"""{"lot":"LOT","serials":["D1"],"certificate":{{Certificate}}}"""), (EWasteEvents.Dismantled, """{"lot":"LOT"}"""), (EWasteEvents.Dismantled, """{"lot":"LOT","massKg":KG}"""),
            (EWasteEvents.FractionOut, """{"lot":"LOT","material":"copper","massKg":KG}"""), (EWasteEvents.Disposed, """{"lot":"LOT","massKg":KG,"method":"landfill","serials":["D1"]}"""),
        ],
    ];

    static Gen<Word[]> Words(int twin) => Gen.Select(Gen.Int[0, 39], Gen.OneOf(Gen.Int[0, 1440], Gen.Int[0, 90], Gen.Int[0, 20].Select(quarter => quarter * 15)), Gen.Int[0, 100], Gen.Int[0, 9]).Array[1, 80].Select(all =>
    {
        Dictionary<string, int> revisions = [];
        return all.Select((one, offset) => Said(twin, one.Item1, one.Item2, one.Item3, one.Item4, offset, revisions)).ToArray();
    });

    static Word Said(int twin, int what, int minute, int value, int luck, int offset, Dictionary<string, int> revisions)
    {
        var at = Start + TimeSpan.FromMinutes(minute);
        if (what == 39) return new(null, new(at, Twins[twin].Descriptions[value % 3]));
        // Of one minute there is one event of each sort and lot; said again, it is revised: it keeps its type, time and subject.
        var (type, fields) = Happens[twin][what % Happens[twin].Length];
        var lot = $"L{what % 3}";
        var id = $"{what % Happens[twin].Length}-{lot}-{minute}";
        var revision = revisions[id] = revisions.GetValueOrDefault(id, -1) + 1;
        return new(new(type.Name, id, at, fields.Replace("LOT", lot, StringComparison.Ordinal).Replace("KG", $"{value}", StringComparison.Ordinal), twin == 1 ? lot : "",
            luck == 2 ? Quality.Estimated : Quality.Measured, revision, revision > 0 && luck < 4, offset), null);
    }

    [Theory, InlineData(0), InlineData(1)]
    [Trait("needs", "minutes")]
    public void Comes_to_the_same_whatever_the_batches_and_however_late(int twin) =>
        Gen.Select(Words(twin), Gen.Int[1, 40]).Sample((words, batch) => Same(AllAtOnce(twin, words), Run(twin, words, batch).Result.Ledger), iter: 100);

    [Theory, InlineData(0), InlineData(1)]
    [Trait("needs", "minutes")]
    public void Comes_to_the_same_when_deliveries_overlap_and_repeat(int twin) =>
        Gen.Select(Words(twin), Gen.Int[1, 20]).Sample((words, batch) => Same(AllAtOnce(twin, words), Run(twin, words, batch, repeat: true).Result.Ledger), iter: 100);

    [Fact]
    [Trait("needs", "minutes")]
    public void Of_a_point_has_the_same_open_lots_whichever_way_they_were_told() => Gen.Select(Words(1), Gen.Int[1, 20]).Sample((words, batch) =>
    {
        var run = Run(1, words, batch).Result;
        var plain = run.Told.StandingEvents().GroupBy(word => word.Subject).Select(group => Lot.Of(run.Register, group)).Where(lot => lot.IsOpen).OrderBy(lot => lot.Name, StringComparer.Ordinal);
        Assert.Equal(plain.Select(Shown), run.Lots.All.Select(Shown));
    }, iter: 100);

    // Alarms and what is held are made of these.
    static string Shown(Lot lot) => $"{lot.Name} {lot.Since} {lot.InGrams} {lot.TreatedGrams} {lot.OutGrams} {lot.HeldGrams} {lot.Flaw} {string.Join(",", lot.Items.Select(item => $"{item.Serial} {item.State} {item.Since} {item.Breach}"))}";

    static void Same(IReadOnlyCollection<LedgerRow> expected, IReadOnlyCollection<LedgerRow> rows) =>
        Assert.Equal([], expected.Except(rows).Select(row => $"missing {row}").Concat(rows.Except(expected).Select(row => $"wrong {row}")));

    static TwinRegister First(int twin) => new(TwinId.Parse("twin-1"), [new Described(TwinRegister.Beginning, Twins[twin].Descriptions[0])]);

    static async Task<(List<LedgerRow> Ledger, OpenLots Lots, Told Told, TwinRegister Register)> Run(int twin, Word[] words, int batch, bool repeat = false)
    {
        Told told = new();
        var register = First(twin);
        TwinFold fold = new(new(register, -1, [], [], [], null, []), told);
        List<LedgerRow> ledger = [];
        var lots = await OpenLots.Read(register, told);
        Word[] before = [];
        foreach (var some in words.Chunk(batch))
        {
            told.Events.AddRange(some.Select(word => word.Event).OfType<EventWord>());
            register = some.Select(word => word.Entry).OfType<Described>().Aggregate(register, (known, entry) => known.With(entry));
            await Deliver(some);
            if (repeat) await Deliver([.. before, .. some]);
            before = some;
        }
        return (ledger, lots, told, register);

        async Task Deliver(Word[] some)
        {
            ImmutableArray<EventWord> events = [.. some.Select(word => word.Event).OfType<EventWord>()];
            foreach (var (measure, from, to, rows) in await fold.Fold(register, [], events))
            {
                ledger.RemoveAll(row => row.Measure == measure.Name && row.Window >= from && row.Window < to);
                ledger.AddRange(rows);
            }
            lots = Array.Exists(some, word => word.Entry is not null) ? await OpenLots.Read(register, told) : await lots.After(register, events, told);
        }
    }

    static List<LedgerRow> AllAtOnce(int twin, Word[] words)
    {
        Told told = new();
        told.Events.AddRange(words.Select(word => word.Event).OfType<EventWord>());
        var register = words.Select(word => word.Entry).OfType<Described>().Aggregate(First(twin), (known, entry) => known.With(entry));
        return told.Ledger(register, new(Window.Of(Start).Index - 100), new(Window.Of(Start).Index + 200));
    }
}
