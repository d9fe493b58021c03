using CsCheck;
using YPort.Twin.Model.Readings;
using YPort.Twin.Twins.Shards;

namespace YPort.Twin.Tests.Twins;

public sealed class Recent_words
{
    [Fact]
    public void Are_what_lies_within_a_span_and_on_either_side_all_up_to_the_nearest_that_stands() =>
        Gen.Select(Gen.Select(Gen.Int[0, 40], Gen.Bool).Array[0, 30], Gen.Int[0, 40], Gen.Int[0, 10]).Sample((said, first, length) =>
        {
            RecentWords recent = new();
            var words = said.Select((one, offset) => Word(one.Item1, one.Item2, offset)).ToArray();
            foreach (var word in words) recent.Put(word);
            var plain = words.GroupBy(word => word.At).Select(group => group.Last()).OrderBy(word => word.At).ToArray();
            var (from, to) = (new Instant(first), new Instant(first + length));

            var before = plain.Where(word => word.At < from).Reverse().ToArray();
            var after = plain.Where(word => word.At > to).ToArray();
            Assert.Equal([.. UpToOneThatStands(before).Reverse(), .. plain.Where(word => word.At >= from && word.At <= to), .. UpToOneThatStands(after)], recent.Around(from, to));
        });

    [Fact]
    public void Are_found_by_their_moment_until_history_holds_them()
    {
        RecentWords recent = new();
        recent.Put(Word(7, false, 0));
        recent.Put(Word(7, true, 1));
        Assert.True(recent.TryGet(new(7), out var word) && word.Offset == 1);
        Assert.Equal((true, false), (recent.Contains(new(7)), recent.Contains(new(8))));
        recent.Forget(below: 1);
        Assert.True(recent.Contains(new(7)));
        recent.Forget(below: 2);
        Assert.False(recent.Contains(new(7)));
    }

    [Fact]
    public void Are_forgotten_up_to_an_offset_and_no_further() =>
        Gen.Select(Gen.Int[0, 400].Array[0, 300], Gen.Int[0, 300], Gen.Int[0, 300]).Sample((moments, one, other) =>
        {
            RecentWords recent = new();
            for (var offset = 0; offset < moments.Length; offset++) recent.Put(Word(moments[offset], false, offset));
            foreach (var below in new[] { Math.Min(one, other), Math.Max(one, other) })
            {
                recent.Forget(below);
                Assert.Equal(
                    moments.Select((moment, offset) => Word(moment, false, offset)).GroupBy(word => word.At).Select(words => words.Last()).Where(word => word.Offset >= below).OrderBy(word => word.At),
                    recent.Around(new(0), new(400)));
            }
        });

    static IEnumerable<Sample> UpToOneThatStands(Sample[] outward) => outward.Take(outward.TakeWhile(word => word.Withdrawn).Count() + 1);

    static Sample Word(int at, bool withdrawn, int offset) => new(new(at), 0, 0, offset, Quality.Measured, 0, withdrawn);
}
