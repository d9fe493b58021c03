using YPort.Twin.Api.Live;

namespace YPort.Twin.Tests.Api;

public sealed class A_frame_ring
{
    static FrameRing Ring(int frames, int most = 1000, int mostCharacters = 1000)
    {
        var ring = new FrameRing("b00t", most, mostCharacters);
        for (var i = 1; i <= frames; i++) ring.Add($"{i}");
        return ring;
    }

    [Fact]
    public void Gives_the_frames_after_a_number() => Assert.Equal(["3", "4"], Ring(4).After(2)!.Select(frame => frame.Data));

    [Fact]
    public void Has_nothing_for_a_reader_who_has_all() => Assert.Empty(Ring(4).After(4)!);

    [Fact]
    public void Keeps_only_so_many()
    {
        var ring = Ring(10, most: 3);
        Assert.Null(ring.After(6));
        Assert.Equal(["8", "9", "10"], ring.After(7)!.Select(frame => frame.Data));
    }

    [Fact]
    public void Keeps_only_so_much()
    {
        var ring = Ring(9, mostCharacters: 5);
        Assert.Equal(5, ring.After(4)!.Count);
        Assert.Null(ring.After(3));
    }

    [Fact]
    public void Refuses_a_reader_too_far_behind() => Assert.Null(Ring(10).After(4, most: 5));

    [Fact]
    public void Knows_its_own_ids_and_no_others()
    {
        var ring = Ring(4);
        Assert.Equal(3, ring.Number(ring.Id(3)));
        Assert.All(new[] { null, "", "-", "b00t", "b00t-", "b00t-5", "b00t--1", "b00t-x", "other-3", "3" }, id => Assert.Null(ring.Number(id)));
    }

    [Fact]
    public async Task Wakes_who_waits_for_news()
    {
        var ring = Ring(1);
        var news = ring.Newer(1);
        Assert.False(news.IsCompleted);
        ring.Add("2");
        await news;
        Assert.True(ring.Newer(1).IsCompleted);
    }
}
