using System.Text.Json;
using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Readings;
using YPort.Twin.Rehearsal;
using YPort.Twin.Rehearsal.Faults;

namespace YPort.Twin.Tests.Rehearsal;

public sealed class A_faulty_line
{
    static readonly Instant Start = Given.Day("2026-03-09").Start + TimeSpan.FromHours(12);
    static readonly TwinId Roof = TwinId.Parse("roof");

    [Fact]
    public void Is_a_good_one_without_knobs()
    {
        var said = Words(10);

        Assert.Same(said, new FaultyLine(1).Carry(said, Start, _ => Kinds.Building));
    }

    [Fact]
    public void Loses_about_as_many_as_its_gaps_say_and_always_the_same()
    {
        var (one, other) = (Carried(new(Gaps: 0.3)), Carried(new(Gaps: 0.3)));

        Assert.InRange(one.Count, 620, 780);
        Assert.Equal(one.Select(word => word.Reading), other.Select(word => word.Reading));
    }

    [Fact]
    public void Says_some_twice()
    {
        var arrived = Carried(new(Repeats: 0.2));

        Assert.InRange(arrived.Count, 1150, 1250);
        Assert.Equal(1000, arrived.Select(word => word.Reading.At).Distinct().Count());
    }

    [Fact]
    public void Brings_some_after_the_next_one_and_loses_none()
    {
        var arrived = Carried(new(Reordering: 0.2), flush: TimeSpan.FromMinutes(1));
        var behind = arrived.Zip(arrived.Skip(1), (one, next) => next.Reading.At < one.Reading.At).Count(late => late);

        Assert.Equal(1000, arrived.Select(word => word.Reading.At).Distinct().Count());
        Assert.InRange(behind, 100, 250);
    }

    [Fact]
    public void Brings_some_two_minutes_late()
    {
        FaultyLine line = new(1);
        line.Set("roof", new(Lateness: 1));

        Assert.Empty(line.Carry(Words(1), Start, _ => Kinds.Building));
        Assert.Empty(line.Carry([], Start + TimeSpan.FromSeconds(119), _ => Kinds.Building));
        Assert.Equal(Start, Assert.Single(line.Carry([], Start + TimeSpan.FromMinutes(2), _ => Kinds.Building)).Reading.At);
    }

    [Fact]
    public void Says_a_sentinel_that_the_edge_refuses_with_what_came()
    {
        var arrived = Carried(new(Sentinels: 0.5));
        var refused = arrived.Where(word => word.Damage is not null).ToArray();

        Assert.InRange(refused.Length, 430, 570);
        Assert.All(refused, word => Assert.Equal("out-of-range", word.Damage!.Code));
        using var raw = JsonDocument.Parse(refused[0].Item(0).Raw);
        Assert.Equal(2147483647, raw.RootElement.GetProperty("value").GetDecimal());
    }

    [Fact]
    public void Says_some_in_a_unit_of_another_kind()
    {
        var refused = Carried(new(WrongUnit: 0.5)).Where(word => word.Damage is not null).ToArray();

        Assert.InRange(refused.Length, 430, 570);
        Assert.All(refused, word => Assert.Equal("unit-incompatible", word.Damage!.Code));
        using var raw = JsonDocument.Parse(refused[0].Item(0).Raw);
        Assert.Equal("kWh", raw.RootElement.GetProperty("unit").GetString());
    }

    [Fact]
    public void Lets_a_gauge_stick_for_an_hour()
    {
        var arrived = Carried(new(Stuck: 1));

        Assert.Single(arrived.Select(word => word.Reading.Steps).Distinct());
        Assert.Equal(0, arrived[0].Reading.Steps);
    }

    [Fact]
    public void Never_touches_a_registers_value()
    {
        FaultyLine line = new(1);
        line.Set(Kinds.Building, new(Sentinels: 1, Stuck: 1, WrongUnit: 1));
        Word register = new(new Reading(Roof, BuildingChannels.PvEnergy, Start, 5));

        Assert.Equal(register, Assert.Single(line.Carry([register], Start, _ => Kinds.Building)));
    }

    [Fact]
    public void Is_as_bad_as_a_twins_own_knobs_before_its_kinds_and_good_again_when_they_are_taken_away()
    {
        FaultyLine line = new(1);
        line.Set(Kinds.Building, new(Gaps: 1));
        Assert.Empty(line.Carry(Words(10), Start, _ => Kinds.Building));

        line.Set("roof", new(Repeats: 1));
        Assert.Equal(20, line.Carry(Words(10), Start, _ => Kinds.Building).Count);

        line.Set("roof", new());
        line.Set(Kinds.Building, new());
        Assert.Empty(line.Knobs);
        Assert.Equal(10, line.Carry(Words(10), Start, _ => Kinds.Building).Count);
    }

    static List<Word> Carried(FaultKnobs knobs, TimeSpan flush = default)
    {
        FaultyLine line = new(1);
        line.Set("roof", knobs);
        List<Word> arrived = [.. Words(1000).SelectMany(word => line.Carry([word], word.Reading.At, _ => Kinds.Building))];
        if (flush > default(TimeSpan)) arrived.AddRange(line.Carry([], Start + TimeSpan.FromSeconds(2000) + flush, _ => Kinds.Building));
        return arrived;
    }

    static IReadOnlyList<Word> Words(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new Word(new Reading(Roof, BuildingChannels.PvPower, Start + TimeSpan.FromSeconds(2 * i), 1000 * i)))];
}
