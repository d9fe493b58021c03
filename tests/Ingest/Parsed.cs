using System.Text;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Ingest;
using YPort.Twin.Ingest.Parsing;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Ingest;

/// <summary>What the parser makes of a text, kept beyond the parser's own memory.</summary>
sealed record Parsed(long Index, Reading Reading, Refusal? Refusal, string Raw)
{
    public static readonly Instant Now = Instant.Parse("2026-11-23T05:00:00Z");

    public static ReadingMaker Maker() => new(new ReadingOptions());

    public static Parsed Of(in IntakeItem item) => new(item.Index, item.Reading, item.Refusal, Convert.ToHexString(item.Raw.Span));

    public static (List<Parsed> Items, Unreadable? Problem) Array(string json, int mostItems = 1000) => Array(Encoding.UTF8.GetBytes(json), mostItems);

    public static (List<Parsed> Items, Unreadable? Problem) Array(byte[] json, int mostItems = 1000)
    {
        using ItemList items = new();
        var problem = JsonArray.Read(json, Maker(), Now, mostItems, items);
        return ([.. items.Select(item => Of(item))], problem);
    }

    /// <summary>The one item of a JSON array; in lines it must be the same.</summary>
    public static Parsed Item(string json)
    {
        var (items, problem) = Array($"[{json}]");
        Assert.Null(problem);
        var item = Assert.Single(items);
        if (json.Contains('\n')) return item;
        var refusal = new JsonLines().Read(Encoding.UTF8.GetBytes(json), Maker(), Now, out var reading);
        Assert.Equal((item.Reading, item.Refusal), (reading, refusal));
        return item;
    }

    /// <summary>The item of a CSV with one line.</summary>
    public static Parsed Csv(string head, string line)
    {
        CsvLines csv = new();
        Assert.True(csv.Head(Encoding.UTF8.GetBytes(head), out var problem));
        Assert.Null(problem);
        var bytes = Encoding.UTF8.GetBytes(line);
        var refusal = csv.Read(bytes, Maker(), Now, out var reading);
        return new(0, reading, refusal, Encoding.UTF8.GetString([.. csv.Before.Span, .. bytes]));
    }

    public static string Power(string value = "182.4", string unit = "\"kW\"", string at = "\"2026-11-23T05:00:00Z\"", string more = "") =>
        $$"""{"twin":"roof-1","channel":"pv-power","at":{{at}},"value":{{value}},"unit":{{unit}}{{more}}}""";

    /// <summary>Its steps in the channel's unit.</summary>
    public decimal Value => Refusal is null ? Reading.Channel.InUnit(Reading.Steps) : throw new InvalidOperationException($"{Refusal.Code}: {Refusal.Reason}");
}
