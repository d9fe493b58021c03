using YPort.Twin.Model.City.Factors;
using YPort.Twin.Model.City.Inventory.Closing;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Model.City;

/// <summary>What was signed stays as it was, and what is said afterwards stands beside it.</summary>
public sealed class A_closed_account
{
    static readonly Instant Signed = Instant.Parse("2027-02-01T03:00:00Z");

    static ClosedRow Row(string name, decimal? kilograms, string? key = null, params string[] factors) => new(name, name.Split('/')[0], key, kilograms is null ? null : 4_000_000.50m, kilograms is null ? null : "Wh", kilograms, null, factors);

    static ClosedInventory Account(params ClosedRow[] rows) => new(2026, "AR5", 1, "The climate office", "after the audit", Signed, rows.Sum(row => row.Co2eKg), null, rows);

    [Fact]
    public void Comes_back_from_the_journal_as_it_was_written_to_the_last_digit()
    {
        var closed = Account(Row("I.6.2/2026-07-01", 1900.00000000000000000012m, null, "th-grid-tgo-2026:1"), Row("III.1.1", null, "NE"));

        Assert.Null(CanonicalFields.Read(ClosingEvents.Closed, ClosingEvents.Write(closed), out var canonical, out var subject));
        var read = ClosingEvents.Read(canonical, Signed);

        Assert.Equal("2026:AR5", subject);
        Assert.Empty(closed.Until(read));
        Assert.Equal((closed with { Rows = [] }, 2), (read with { Rows = [] }, read.Rows.Count));
    }

    [Fact]
    public void Names_each_row_that_says_something_else_by_now_and_by_how_much()
    {
        var closed = Account(Row("I.6.2", 1900m, null, "grid:1"), Row("III.2.1", 1756m), Row("III.1.1", null, "NE"), Row("I.4.4", 5m));
        var now = Account(Row("I.6.2", 1820m, null, "grid:2"), Row("III.2.1", 1756m), Row("III.1.1", 12m), Row("II.1.2", 3m));

        Assert.Equal([("I.6.2", (decimal?)-80m), ("III.1.1", null), ("I.4.4", null), ("II.1.2", null)], closed.Until(now).Select(change => (change.Name, change.MoreKg)));
        Assert.Equal(("NE", 12m), (closed.Until(now)[1].Closed!.Key, closed.Until(now)[1].Later!.Co2eKg!.Value));
        Assert.Null(closed.Until(now)[2].Later);
        // Another version of a factor is another statement, also where the number is the same.
        Assert.Single(Account(Row("I.6.2", 1900m, null, "grid:1")).Until(Account(Row("I.6.2", 1900m, null, "grid:2"))));
    }

    [Fact]
    public void Cannot_be_closed_before_its_year_is_over_nor_on_what_is_from_memory_nor_on_nothing()
    {
        Instant end = Instant.Parse("2027-01-01T00:00:00+07:00"), after = Instant.Parse("2027-01-01T00:00:01+07:00"), before = Instant.Parse("2026-12-31T23:59:59+07:00");
        var sound = GivenFactors.Inventory(GivenFactors.Row("I.2.2", 5));

        Assert.Empty(ClosedInventory.Refusals(sound, end, after));
        Assert.Contains("ends at 2026-12-31T17:00:00", Assert.Single(ClosedInventory.Refusals(sound, end, before)).Reason, StringComparison.Ordinal);
        Assert.Contains("landfill is from memory", Assert.Single(ClosedInventory.Refusals(GivenFactors.Inventory(GivenFactors.Row("III.1.2", 5, "landfill") with { IsFromMemory = true }), end, after)).Reason, StringComparison.Ordinal);
        Assert.Contains("from-memory", Assert.Single(ClosedInventory.Refusals(GivenFactors.Inventory(GivenFactors.Row("I.2.2", 5) with { Factors = [GivenFactors.Of("from-memory", 1, "kg/kg", status: FactorStatus.Memory)] }), end, after)).Reason, StringComparison.Ordinal);
        Assert.Equal("Nothing of it was measured.", Assert.Single(ClosedInventory.Refusals(GivenFactors.Inventory(), end, after)).Reason);
    }
}
