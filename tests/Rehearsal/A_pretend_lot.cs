using System.Text.Json;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;
using YPort.Twin.Model.Waste;

namespace YPort.Twin.Tests.Rehearsal;

public sealed class A_pretend_lot
{
    static readonly CityFile Points = Given.Only(twin => twin.Description.Kind == Kinds.EWastePoint);
    static readonly BangkokDay From = Given.Day("2026-03-02");
    static readonly Lazy<TwinEvent[]> Quarter = new(() => [.. Given.Play(city: Points).Happened(From.Start, From.Start + TimeSpan.FromDays(90)).OrderBy(one => one.At)]);

    // Those that begin late enough to be told from the first word and end early enough to be told to the last.
    static IEnumerable<TwinEvent[]> Whole => Quarter.Value.GroupBy(one => one.Subject).Select(lot => lot.ToArray())
        .Where(lot => lot[0].Type == "collected" && lot[0].At > From.Start + TimeSpan.FromDays(8) && lot[0].At < From.Start + TimeSpan.FromDays(45));

    [Fact]
    public void Is_part_of_300_to_1000_kg_a_day()
    {
        var brought = Quarter.Value.Where(one => one.Type == "collected").Sum(one => one.Number("massKg")) / 90;

        Assert.InRange(brought, 300, 1000);
        Assert.InRange(Quarter.Value.Where(one => one.Type == "collected").Select(one => one.Twin).Distinct().Count(), 60, 60);
    }

    [Fact]
    public void Keeps_its_books_to_the_gram()
    {
        Assert.True(Whole.Count() > 250);
        Assert.All(Whole, lot =>
        {
            var collected = Sum(lot, "collected");
            Assert.Equal(collected, Sum(lot, "weighed"));
            Assert.All(lot.Where(one => one.Type == "transferred"), one => Assert.Equal(collected, one.Number("massKg")));
            Assert.Equal(2, lot.Count(one => one.Type == "transferred"));
            Assert.Equal(collected, Sum(lot, "dismantled"));
            Assert.Equal(collected, Sum(lot, "fraction-out") + Sum(lot, "disposed"));
            Assert.InRange((double)(Sum(lot, "disposed") / collected), 0, 0.12);
        });
    }

    [Fact]
    public void Comes_in_the_order_of_custody()
    {
        string[] order = ["collected", "weighed", "transferred", "sanitised", "dismantled", "fraction-out", "disposed"];
        Assert.All(Whole, lot => Assert.Equal(lot.Select(one => Array.IndexOf(order, one.Type)).Order(), lot.Select(one => Array.IndexOf(order, one.Type))));
    }

    [Fact]
    public void Has_an_adequate_certificate_for_every_item_that_holds_data_within_thirty_days_of_receipt()
    {
        var late = 0;
        Assert.All(Whole, lot =>
        {
            var received = lot.Single(one => one.Type == "transferred" && one.Said("from") is not null);
            var items = Items(received).ToArray();
            var sanitised = lot.Where(one => one.Type == "sanitised").ToArray();
            Assert.Equal(items.Order(StringComparer.Ordinal), sanitised.SelectMany(Serials).Order(StringComparer.Ordinal));
            Assert.All(sanitised, one =>
            {
                using var json = JsonDocument.Parse(one.Fields);
                var certificate = json.RootElement.GetProperty("certificate");
                Assert.True(certificate.GetProperty("verified").GetBoolean());
                Assert.NotEqual("clear", certificate.GetProperty("method").GetString());
                Assert.All(["technique", "tool", "toolVersion", "validatedBy", "operator", "operatorPosition", "date", "place"], field => Assert.NotEqual("", certificate.GetProperty(field).GetString()));
                Assert.InRange((one.At - received.At).TotalDays, 2, 26.01);
                if ((one.At - received.At).TotalDays > 15) late++;
            });
        });
        Assert.True(late > 0, "Now and then it takes long.");
    }

    [Fact]
    public void Never_wants_a_certificate_by_the_twins_own_rules_not_even_if_its_items_leave_the_chain()
    {
        var register = new TwinRegister(TwinId.Parse("recycler"), [new Described(TwinRegister.Beginning, new(Kinds.EWastePoint, CitySet.Rehearsal, new("Recycler"), "outside:chonburi", EWaste: new(EWasteRole.Recycler, [], 30)))]);
        var items = Whole.SelectMany(lot => Lot.Of(register, lot.Where(one => one.Twin != lot[0].Twin)
            .Select((one, offset) => new EventWord(one.Type, one.Id, one.At, one.Fields, one.Subject, one.Quality, one.Revision, one.Withdrawn, offset))).Items).ToArray();

        Assert.True(items.Length > 100);
        Assert.All(items, item => Assert.Equal((true, null, "nothing"), (item.DataBearing, item.Breach, item.Lacks(leavesControl: true))));
    }

    [Fact]
    public void Is_told_whole_or_not_at_all()
    {
        var city = Given.Play(city: Points);
        city.Lots.Tells = lot => lot.Begins >= From.Start;

        var told = city.Happened(From.Start, From.Start + TimeSpan.FromDays(60)).GroupBy(one => one.Subject).ToArray();

        Assert.All(told, lot => Assert.Contains(lot, one => one.Type == "collected"));
        Assert.All(told, lot => Assert.True(lot.Where(one => one.Type == "collected").Sum(one => one.Number("massKg")) >= lot.Where(one => one.Type == "dismantled").Sum(one => one.Number("massKg"))));
        Assert.Contains(told, lot => lot.Any(one => one.Type == "disposed"));
    }

    [Fact]
    public void Leaves_its_point_before_that_is_nearly_full()
    {
        var city = Given.Play(city: Points);
        var levels = Given.Every(TimeSpan.FromHours(6), "2026-03-02", days: 21).SelectMany(city.At).Where(reading => reading.Channel == WasteChannels.FillLevel).Select(reading => reading.Steps).ToArray();

        Assert.True(levels.Max() is > 15_000 and < 80_000, $"{levels.Max()}");
        Assert.Equal(0, levels.Min());
    }

    static decimal Sum(TwinEvent[] lot, string type) => lot.Where(one => one.Type == type).Sum(one => one.Number("massKg"));

    static IEnumerable<string> Items(TwinEvent received)
    {
        using var json = JsonDocument.Parse(received.Fields);
        return json.RootElement.TryGetProperty("items", out var items) ? [.. items.EnumerateArray().Select(item => item.GetProperty("serial").GetString()!)] : [];
    }

    static IEnumerable<string> Serials(TwinEvent sanitised)
    {
        using var json = JsonDocument.Parse(sanitised.Fields);
        return [.. json.RootElement.GetProperty("serials").EnumerateArray().Select(serial => serial.GetString()!)];
    }
}
