using System.Collections.Immutable;
using YPort.Twin.Api.City;
using YPort.Twin.Contracts.City;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Api;

/// <summary>The dashboard's copy of the city follows it change by change and never shows half of it.</summary>
public sealed class A_city_picture
{
    static readonly Instant Now = Instant.Parse("2026-11-23T05:00:00Z");
    static readonly Figure Power = Figures.All[0];

    static AreaSum Sum(string area, long steps, int twins = 1) => new(new(CitySet.Real, area, Power.Source, null), new(steps, 0, 0, 0, twins, twins, twins == 0 ? null : Now));

    static CityChange Change(long version, bool whole, params AreaSum[] sums) => new(7, version, true, 64, whole, [.. sums], [.. Enumerable.Repeat(version, 64)]);

    static long? City(CityPicture? picture) => picture?.Sum(CitySet.Real, null, Power, BangkokDay.Of(Now))?.MeasuredSteps;

    [Fact]
    public void Adds_its_districts_up_to_the_city() =>
        Assert.Equal(30, City(CityPicture.After(null, Change(1, true, Sum("1001", 10), Sum("1002", 20)), Now)));

    [Fact]
    public void Replaces_what_a_change_names_and_keeps_the_rest()
    {
        var before = CityPicture.After(null, Change(1, true, Sum("1001", 10), Sum("1002", 20)), Now);
        Assert.Equal(25, City(CityPicture.After(before, Change(2, false, Sum("1001", 5)), Now)));
        Assert.Equal(30, City(before));
    }

    [Fact]
    public void Forgets_a_sum_over_no_twins()
    {
        var before = CityPicture.After(null, Change(1, true, Sum("1001", 10)), Now);
        Assert.Null(City(CityPicture.After(before, Change(2, false, new AreaSum(Sum("1001", 0).Key, default)), Now)));
    }

    [Fact]
    public void Is_vouched_for_anew_by_an_answer_without_news()
    {
        var before = CityPicture.After(null, Change(1, true, Sum("1001", 10)), Now);
        var after = CityPicture.After(before, Change(1, false), Now + TimeSpan.FromSeconds(1));
        Assert.Equal((10L, Now + TimeSpan.FromSeconds(1)), (City(after), after!.ConfirmedAt));
    }

    [Fact]
    public void Is_not_made_of_an_incomplete_city()
    {
        Assert.Null(CityPicture.After(null, new(7, 1, Complete: false, 63, true, [], []), Now));
        var held = CityPicture.After(null, Change(1, true, Sum("1001", 10)), Now);
        Assert.Null(CityPicture.After(held, new(8, 1, Complete: false, 12, true, [], []), Now));
    }

    [Fact]
    public void Is_not_patched_with_another_citys_change()
    {
        var held = CityPicture.After(null, Change(1, true, Sum("1001", 10)), Now);
        Assert.Null(CityPicture.After(held, Change(2, false, Sum("1001", 5)) with { Boot = 8 }, Now));
    }

    [Fact]
    public void Does_not_keep_days_for_ever()
    {
        ImmutableArray<AreaSum> days = [.. Enumerable.Range(0, 5).Select(ago => new AreaSum(new(CitySet.Real, "1001", "pv-energy", new(BangkokDay.Of(Now).Number - ago)), new(1, 0, 1, 0, 1, 1, Now)))];
        var picture = CityPicture.After(null, Change(1, true, [.. days]), Now);
        Assert.Equal(2, picture!.Districts.Count);
    }
}
