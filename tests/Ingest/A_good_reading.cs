using System.Text;
using YPort.Twin.Ingest.Parsing;
using YPort.Twin.Model.Buildings;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Ingest;

/// <summary>What is right is read, to the last step.</summary>
public sealed class A_good_reading
{
    static readonly Reading Noon = new(TwinId.Parse("roof-1"), BuildingChannels.PvPower, Parsed.Now, 182_400_000);

    [Fact]
    public void Is_read_from_JSON() => Assert.Equal(Noon, Parsed.Item(Parsed.Power()).Reading);

    [Fact]
    public void Is_read_from_CSV_with_columns_in_any_order() =>
        Assert.Equal(Noon, Parsed.Csv("unit,value,at,channel,twin", "kW,182.4,2026-11-23T12:00:00+07:00,pv-power,roof-1").Reading);

    [Fact]
    public void Is_read_from_quoted_cells() => Assert.Equal(
        Noon with { Revision = 1, Reason = "meter said \"182.4\", not 18.24" },
        Parsed.Csv("twin,channel,at,value,unit,revision,reason",
            "\"roof-1\",pv-power,2026-11-23T05:00:00Z,\"182.4\",kW,1,\"meter said \"\"182.4\"\", not 18.24\"").Reading);

    [Fact]
    public void Leaves_empty_cells_unsaid() => Assert.Equal(Noon, Parsed.Csv("twin,channel,at,value,unit,start,quality,revision,reason,withdrawn", "roof-1,pv-power,2026-11-23T05:00:00Z,182.4,kW,,,,,").Reading);

    [Fact]
    public void Leaves_nulls_unsaid() => Assert.Equal(Noon, Parsed.Item(Parsed.Power(more: ""","start":null,"quality":null,"revision":null,"reason":null,"withdrawn":null""")).Reading);

    [Fact]
    public void Is_read_through_escapes() =>
        Assert.Equal(Noon, Parsed.Item("""{"tw\u0069n":"r\u006fof-1","channel":"pv\u002dpower","at":"2026-11-23T05:00:00\u005a","value":182.4,"unit":"k\u0057"}""").Reading);

    [Fact]
    public void Of_a_span_keeps_its_length()
    {
        const string Half = """{"twin":"home-1","channel":"load-interval-energy","start":"2026-11-23T04:00:00Z","at":"2026-11-23T04:30:00Z","value":0.5,"unit":"kWh","quality":"estimated"}""";
        var reading = Parsed.Item(Half).Reading;
        Assert.Equal((500_000, 30 * Instant.PerMinute, Quality.Estimated), (reading.Steps, reading.SpanMicroseconds, reading.Quality));
        Assert.Equal(reading, Parsed.Csv("twin,channel,start,at,value,unit,quality", "home-1,load-interval-energy,2026-11-23T04:00:00Z,2026-11-23T04:30:00Z,0.5,kWh,estimated").Reading);
    }

    [Fact]
    public void May_revise_an_earlier_word() =>
        Assert.Equal(Noon with { Revision = 2, Reason = "recalibrated" }, Parsed.Item(Parsed.Power(more: ""","revision":2,"reason":"recalibrated" """)).Reading);

    [Theory]
    [InlineData("")]
    [InlineData(""","value":null""")]
    public void May_be_a_withdrawal(string value)
    {
        var withdrawal = Noon with { Steps = 0, Revision = 1, Withdrawn = true, Reason = "sensor was covered" };
        Assert.Equal(withdrawal, Parsed.Item($$"""{"twin":"roof-1","channel":"pv-power","at":"2026-11-23T05:00:00Z","withdrawn":true,"revision":1,"reason":"sensor was covered"{{value}}}""").Reading);
        Assert.Equal(withdrawal, Parsed.Csv("twin,channel,at,withdrawn,revision,reason", "roof-1,pv-power,2026-11-23T05:00:00Z,true,1,sensor was covered").Reading);
    }

    [Fact]
    public void After_a_withdrawal_still_needs_a_unit()
    {
        var maker = Parsed.Maker();
        Assert.Null(new JsonLines().Read("""{"twin":"roof-1","channel":"pv-power","at":"2026-11-23T05:00:00Z","withdrawn":true,"revision":1,"reason":"x"}"""u8, maker, Parsed.Now, out _));
        Assert.Equal("unit-missing", new JsonLines().Read("""{"twin":"roof-1","channel":"pv-power","at":"2026-11-23T05:00:00Z","value":1}"""u8, maker, Parsed.Now, out _)?.Code);
    }

    [Fact]
    public void At_night_may_be_a_few_watts_below_zero() => Assert.Equal(-3.5m, Parsed.Item(Parsed.Power("-3.5", "\"W\"")).Value);

    [Theory]
    [InlineData("2026-11-23T05:02:00Z")] // as far ahead as is tolerated
    [InlineData("2000-01-01T00:00:00Z")]
    [InlineData("2026-11-23T05:00:00.123456Z")]
    [InlineData("2026-11-23T05:00:00.1234560000Z")]
    public void Bears_any_time_from_2000_on(string at) => Assert.Equal(Instant.Parse(at), Parsed.Item(Parsed.Power(at: $"\"{at}\"")).Reading.At);

    [Fact]
    public void Stands_in_order_with_its_own_bytes()
    {
        var (items, problem) = Parsed.Array($"\uFEFF [ {Parsed.Power("1")} ,\n {Parsed.Power("\"x\"")},{Parsed.Power("3")} ] ");
        Assert.Null(problem);
        Assert.Equal([0, 1, 2], items.Select(item => item.Index));
        Assert.Equal([null, "not-a-number", null], items.Select(item => item.Refusal?.Code));
        Assert.Equal(Parsed.Power("\"x\""), Encoding.UTF8.GetString(Convert.FromHexString(items[1].Raw)));
    }
}
