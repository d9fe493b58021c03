using System.Text;
using CsCheck;

namespace YPort.Twin.Tests.Ingest;

/// <summary>A JSON array counts whole or not at all, and where it breaks is said to the byte.</summary>
public sealed class A_body
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("   ", 3)]
    [InlineData("{}", 0)]
    [InlineData(" 5", 1)]
    [InlineData("[{\"twin\":\"a\"},]", 14)]
    [InlineData("[{\"twin\":\"a\"}", 13)]
    [InlineData("[{\"twin\":\"a\" \"at\":1}]", 13)]
    [InlineData("[]x", 2)]
    [InlineData("[\n{},\n\n  }]", 9)]
    [InlineData("\uFEFF[]x", 5)]
    public void That_is_no_JSON_array_is_refused_at_its_byte(string json, int offset)
    {
        var (_, problem) = Parsed.Array(json);
        Assert.NotNull(problem);
        Assert.Equal(offset, problem.Offset);
        Assert.NotEmpty(problem.Why);
        Assert.DoesNotContain("LineNumber", problem.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void With_bad_UTF8_outside_of_texts_is_refused() => Assert.Equal(1, Parsed.Array([(byte)'[', 0xFF, (byte)']']).Problem?.Offset);

    [Fact]
    public void That_is_empty_has_no_items()
    {
        var (items, problem) = Parsed.Array("[]");
        Assert.Null(problem);
        Assert.Empty(items);
    }

    [Fact]
    public void With_too_many_items_is_too_much() => Assert.True(Parsed.Array("[{},{},{}]", mostItems: 2).Problem is { IsTooMuch: true, Offset: 7 });

    [Fact]
    public void Of_random_bytes_gives_an_outcome_and_never_an_exception() =>
        Gen.Byte.Array[0, 300].Sample(bytes => Parsed.Array(bytes) is var (items, problem) && (problem is not null || items.All(item => item.Refusal is not null)));

    [Fact]
    public void Of_damaged_readings_gives_an_outcome_for_each()
    {
        var good = Encoding.UTF8.GetBytes($"[{Parsed.Power()},{Parsed.Power("NaN", more: ",\"start\":\"\\u00e9\"")},{Parsed.Power("-7e-3")}]");
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte).Array[1, 4].Sample(damages =>
        {
            var bytes = good.ToArray();
            foreach (var (at, with) in damages) bytes[at] = with;
            var (items, problem) = Parsed.Array(bytes);
            return problem is not null || items.Select((item, index) => item.Index == index).All(inOrder => inOrder);
        });
    }
}
