using YPort.Twin.Model.Waste.Balance;

namespace YPort.Twin.Tests.Model.Waste;

public sealed class A_site_that_fills
{
    [Fact] // By hand: 4,000 t of room; 90 t over 30 days are 3 t a day; 4,000 / 3 days.
    public void Of_the_worked_example_is_full_in_1333_days()
    {
        var time = TimeToFull.Of(capacityGrams: 10_000_000_000, filledGrams: 6_000_000_000, netGrams: 90_000_000, spanDays: 30)!;
        Assert.Equal((4_000_000_000, 3_000_000, 1333.33m), (time.RemainingGrams, time.NetGramsPerDay, decimal.Round(time.Days, 2)));
    }

    [Fact]
    public void Is_full_at_once_when_it_is_heaped() => Assert.Equal(0, TimeToFull.Of(10, 12, 3, 30)!.Days);

    [Theory]
    [InlineData(null, 6L, 9L)]
    [InlineData(10L, null, 9L)]
    [InlineData(10L, 6L, null)]
    [InlineData(10L, 6L, 0L)]
    [InlineData(10L, 6L, -9L)]
    public void Has_no_time_to_full_while_something_is_unknown_or_it_empties(long? capacity, long? filled, long? net) => Assert.Null(TimeToFull.Of(capacity, filled, net, 30));

    [Fact]
    public void Knows_its_load_by_its_level()
    {
        Assert.Equal(8_500_000_000_000, TimeToFull.FilledGrams(10_000_000_000_000, 85_000));
        Assert.Null(TimeToFull.FilledGrams(null, 85_000));
        Assert.Null(TimeToFull.FilledGrams(1, null));
    }

    [Fact]
    public void Is_refused_with_reason_and_cure()
    {
        Assert.Contains("Give a longer span", Assert.Throws<ArgumentOutOfRangeException>(() => TimeToFull.Of(1, 1, 1, 0)).Message, StringComparison.Ordinal);
        Assert.Contains("Leave the capacity out", Assert.Throws<ArgumentOutOfRangeException>(() => TimeToFull.Of(0, 0, 1, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("Look at the balance", Assert.Throws<ArgumentOutOfRangeException>(() => TimeToFull.Of(1, -1, 1, 1)).Message, StringComparison.Ordinal);
    }
}
