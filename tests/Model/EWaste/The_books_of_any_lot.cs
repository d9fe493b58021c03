using CsCheck;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Register;
using static YPort.Twin.Tests.Model.Told;

namespace YPort.Twin.Tests.Model.EWaste;

public sealed class The_books_of_any_lot
{
    static readonly TwinRegister Holder = Point(sendsTo: "recycler-1");

    static readonly Gen<EventWord[]> Events = Gen.Select(Gen.Int[0, 10], Gen.Int[0, 300], Gen.Int[1, 9], Gen.Int[0, 1]).Array[1, 12].Select(all => all.Select((one, number) =>
    {
        var (what, minute, kilograms, lot) = one;
        var named = $"\"lot\":\"L{lot}\"";
        var (type, fields) = what switch
        {
            0 => (EWasteEvents.Collected, $$"""{{{named}},"massKg":{{kilograms}},"category":"small","items":[{"serial":"D{{kilograms % 2}}","dataBearing":true,"massKg":1,"confidentiality":"low","mediaType":"flash","maker":"Krung","model":"laptop"}]}"""),
            1 => (EWasteEvents.Collected, $$"""{{{named}}}"""),
            2 => (EWasteEvents.Weighed, $$"""{{{named}},"massKg":{{kilograms}}}"""),
            3 => (EWasteEvents.Transferred, $$"""{{{named}},"to":"broker-9"}"""),
            4 => (EWasteEvents.Transferred, $$"""{{{named}},"to":"recycler-1","massKg":{{kilograms}},"serials":["D1"]}"""),
            5 => (EWasteEvents.Transferred, $$"""{{{named}},"from":"point-9","massKg":{{kilograms}}}"""),
            6 => (EWasteEvents.Sanitised, $$"""{{{named}},"serials":["D0","D1"],"certificate":{{Certificate($"C{number}", kilograms % 2 == 0 ? "clear" : "purge")}}}"""),
            7 => (EWasteEvents.Dismantled, $$"""{{{named}}}"""),
            8 => (EWasteEvents.Dismantled, $$"""{{{named}},"massKg":{{kilograms}}}"""),
            9 => (EWasteEvents.FractionOut, $$"""{{{named}},"material":"copper","massKg":{{kilograms}}}"""),
            _ => (EWasteEvents.Disposed, $$"""{{{named}},"massKg":{{kilograms}},"method":"other","serials":["D0"]}"""),
        };
        return Event(type, minute, fields, offset: number, id: $"e-{number}");
    }).ToArray());

    [Fact]
    public void Are_the_same_in_whatever_order_its_events_are_given() => Gen.Select(Events, Gen.Int[0, 1000]).Sample((events, seed) =>
    {
        var shuffled = events.ToArray();
        new Random(seed).Shuffle(shuffled);
        foreach (var lot in events.GroupBy(word => word.Subject))
            Assert.Equal(Lot.Of(Holder, lot).Amounts, Lot.Of(Holder, shuffled.Where(word => word.Subject == lot.Key)).Amounts);
    }, iter: 300);

    [Fact]
    public void Never_count_more_released_or_taken_apart_than_came_in() => Events.Sample(events =>
    {
        foreach (var lot in events.GroupBy(word => word.Subject).Select(group => Lot.Of(Holder, group)))
        {
            long Counted(params Measure[] measures) => lot.Amounts.Where(amount => measures.Any(measure => measure.Name == amount.Measure)).Sum(amount => amount.Steps);
            var came = lot.InGrams ?? 0;
            Assert.True(Counted(EWasteMeasures.Recovered, EWasteMeasures.Disposed) <= came && Counted(EWasteMeasures.Treated) <= came, $"{lot}");
        }
    }, iter: 300);

    [Fact]
    public void Balance_again_when_enough_is_weighed() => Events.Sample(events =>
    {
        foreach (var lot in events.GroupBy(word => word.Subject))
            Assert.Equal(LotFlaw.None, Lot.Of(Holder, [.. lot.Where(word => !(word.Type == EWasteEvents.Weighed.Name)), Event(EWasteEvents.Collected, 400, $$"""{"lot":"{{lot.Key}}"}""", id: "late"), Event(EWasteEvents.Weighed, 401, $$"""{"lot":"{{lot.Key}}","massKg":1000}""", id: "scale")]).Flaw);
    }, iter: 300);
}
