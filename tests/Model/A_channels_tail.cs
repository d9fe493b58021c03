using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using static YPort.Twin.Tests.Model.Given;

namespace YPort.Twin.Tests.Model;

public sealed class A_channels_tail
{
    static ChannelTail Tail(Channel channel, params Sample[] samples)
    {
        ChannelTail tail = new(channel, samples[0].At);
        foreach (var sample in samples)
        {
            tail.Hear(sample.At);
            tail.Put(sample);
        }
        return tail;
    }

    static IEnumerable<Instant> Kept(ChannelTail tail)
    {
        tail.Trim();
        return tail.Samples.ToArray().Select(sample => sample.At);
    }

    // Load power is kept from the quarter hour on in which 45 minutes ago lies, and joins gaps of an hour.
    [Theory]
    [InlineData(100, 45)]
    [InlineData(104.9, 45)]
    [InlineData(105, 60)]
    public void Begins_with_a_quarter_hour_or_the_nearest_word_before_it(double newest, double begin)
    {
        Assert.Equal(At(begin), Tail(Load, Says(0, 1), Says(newest, 1)).Begin);
        Assert.Equal([At(begin), At(begin + 1), At(newest)], Kept(Tail(Load, Says(begin - 1, 1), Says(begin, 1), Says(begin + 1, 1), Says(newest, 1))));
        Assert.Equal([At(begin - 1), At(begin + 1), At(newest)], Kept(Tail(Load, Says(begin - 2, 1), Says(begin - 1, 1), Says(begin + 1, 1), Says(newest, 1))));
    }

    [Fact]
    public void Leaves_out_a_nearest_word_that_no_pair_would_reach()
    {
        Assert.Equal([At(0), At(105)], Kept(Tail(Load, Says(0, 1), Says(105, 1))));
        Assert.Equal([At(105.1)], Kept(Tail(Load, Says(-0.1, 1), Says(105.1, 1))));
        Assert.Equal([At(-600), At(105)], Kept(Tail(BuildingChannels.ImportEnergy, Says(-600, 1), Says(105, 1))));
    }

    [Fact]
    public void Takes_no_older_word_for_a_newer_one()
    {
        var tail = Tail(Power, Says(0, 1), Says(5, 2) with { Offset = 7, Revision = 1 }, Says(5, 3) with { Offset = 6 });
        Assert.Equal(2, tail.Latest!.Value.Steps);
    }

    // Begun anew it has what stands now; the ledger may still have what stood before.
    [Fact]
    public void Touches_when_it_is_told_again_all_that_the_word_before_it_may_have_borne_on()
    {
        var revised = Says(60, 5, spanMinutes: 30) with { Revision = 1 };
        Assert.Equal((At(60) - LoadAmount.LongestJoined, At(60)), new ChannelTail(LoadAmount, At(60), [revised]).Put(revised));
        Assert.Equal((At(30), At(60)), new ChannelTail(LoadAmount, At(60), []).Put(revised with { Revision = 0 }));
        var withdrawn = Says(30, 0) with { Revision = 1, Withdrawn = true };
        Assert.Equal((At(0), At(60)), new ChannelTail(Load, At(60), [Says(0, 1), Says(60, 1)]).Put(withdrawn));
    }

    [Fact]
    public void Knows_that_something_may_stand_where_its_first_word_was_taken_back()
    {
        var tail = Tail(Load, [.. Enumerable.Range(0, 101).Select(minute => Says(minute, 1))]);
        tail.Trim();
        Assert.True(tail.Knows(tail.Begin));
        tail.Put(Says(45, 0) with { Offset = 500, Revision = 1, Withdrawn = true });
        Assert.False(tail.Knows(tail.Begin));
        Assert.True(tail.Knows(At(46)));
    }
}
