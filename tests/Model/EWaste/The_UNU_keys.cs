using System.Globalization;
using YPort.Twin.Model.EWaste;

namespace YPort.Twin.Tests.Model.EWaste;

public sealed class The_UNU_keys
{
    [Fact]
    public void Are_fifty_four_each_in_one_of_the_EUs_six_categories_with_a_weight_of_2021()
    {
        Assert.Equal(54, UnuKeys.All.Count);
        Assert.Equal(UnuKeys.All.Select(key => key.Key).Distinct().Order(StringComparer.Ordinal), UnuKeys.All.Select(key => key.Key));
        Assert.All(UnuKeys.All, key => Assert.Contains(key.Category, EWasteEvents.Categories));
        Assert.All(UnuKeys.All, key => Assert.InRange(key.UnitKg, 0.05m, 150m));
        Assert.All(UnuKeys.All, key => Assert.Equal((4, 2021, key.UnitKg * 1000), (key.Key.Length, key.Year, key.UnitGrams)));
        Assert.Equal(EWasteEvents.Categories.Order(), UnuKeys.All.Select(key => key.Category).Distinct().Order());
        Assert.Contains("MIT", UnuKeys.Source, StringComparison.Ordinal);
    }

    // Statistics Netherlands, htbl_Key_Weight.csv (no country, 2021) and htbl_Key_Aggregates.csv (EU6PV).
    [Theory]
    [InlineData("0302", "small-it", 8770)]
    [InlineData("0303", "screens", 820)]
    [InlineData("0304", "small-it", 10_320)]
    [InlineData("0306", "small-it", 90)]
    [InlineData("0309", "screens", 5500)]
    [InlineData("0407", "screens", 33_200)]
    [InlineData("0108", "temperature-exchange", 40_790)]
    [InlineData("0002", "large", 17_000)]
    [InlineData("0505", "lamps", 80)]
    public void Are_those_of_the_table(string key, string category, long grams) => Assert.Equal((category, grams), (UnuKeys.Named(key)!.Category, UnuKeys.Named(key)!.UnitGrams));

    [Fact]
    public void Know_no_others()
    {
        Assert.Null(UnuKeys.Named("9999"));
        Assert.Null(UnuKeys.Named(null));
    }

    // The tables themselves are not in the repository; where they are at hand every line is compared.
    [Fact]
    public void Agree_with_the_tables_that_they_were_taken_from()
    {
        var folder = Above("shared/data/ewaste");
        Assert.SkipWhen(folder is null, "../shared/data/ewaste is not here: the tables cannot be compared.");
        var newest = File.ReadLines(Path.Combine(folder!, "htbl_Key_Weight.csv")).Skip(1).Select(line => line.Split(',')).Where(line => line[1] == "\"\"")
            .GroupBy(line => line[0].Trim('"')).ToDictionary(key => key.Key, key => key.MaxBy(line => int.Parse(line[3].Trim('"'), CultureInfo.InvariantCulture))!);
        Assert.Equal(newest.Count, UnuKeys.All.Count);
        Assert.All(UnuKeys.All, key => Assert.Equal((decimal.Parse(newest[key.Key][2], CultureInfo.InvariantCulture), newest[key.Key][3].Trim('"')), (key.UnitKg, $"{key.Year}")));
    }

    static string? Above(string wanted)
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (Directory.Exists(Path.Combine(folder, wanted))) return Path.Combine(folder, wanted);
        return null;
    }
}
