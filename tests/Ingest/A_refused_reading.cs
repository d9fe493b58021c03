using System.Text;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Ingest.Parsing;

namespace YPort.Twin.Tests.Ingest;

/// <summary>What is wrong by itself is refused by a stable code, with the value and the cure.</summary>
public sealed class A_refused_reading
{
    static Refusal Refused(string json) => Parsed.Item(json).Refusal ?? throw new InvalidOperationException($"It was read: {json}");

    static void Is(string code, string json, string says = "", string cure = "")
    {
        var refusal = Refused(json);
        Assert.Equal(code, refusal.Code);
        Assert.Contains(says, refusal.Reason, StringComparison.Ordinal);
        Assert.Contains(cure, refusal.Cure, StringComparison.Ordinal);
        Assert.True(refusal.Reason.Length > 10 && refusal.Cure.Length > 8, $"{refusal}");
    }

    [Theory]
    [InlineData("valeu")]
    [InlineData("Value")]
    [InlineData("")]
    public void Has_a_field_that_does_not_exist(string name) => Is("unknown-field", Parsed.Power(more: $",\"{name}\":{{\"deep\":[1,2]}}"), $"\"{name}\"", "twin, channel, at");

    [Fact]
    public void Says_a_field_twice() => Is("repeated-field", Parsed.Power(more: ",\"value\":1"), "\"value\"");

    [Theory]
    [InlineData("twin", """{"channel":"pv-power","at":"2026-11-23T05:00:00Z","value":1,"unit":"kW"}""")]
    [InlineData("channel", """{"twin":"roof-1","at":"2026-11-23T05:00:00Z","value":1,"unit":"kW"}""")]
    [InlineData("at", """{"twin":"roof-1","channel":"pv-power","value":1,"unit":"kW"}""")]
    [InlineData("value", """{"twin":"roof-1","channel":"pv-power","at":"2026-11-23T05:00:00Z","unit":"kW"}""")]
    [InlineData("revision", """{"twin":"roof-1","channel":"pv-power","at":"2026-11-23T05:00:00Z","withdrawn":true,"reason":"x"}""")]
    [InlineData("revision", """{"twin":"roof-1","channel":"pv-power","at":"2026-11-23T05:00:00Z","value":1,"unit":"kW","reason":"x"}""")]
    [InlineData("reason", """{"twin":"roof-1","channel":"pv-power","at":"2026-11-23T05:00:00Z","value":1,"unit":"kW","revision":1}""")]
    [InlineData("reason", """{"twin":"roof-1","channel":"pv-power","at":"2026-11-23T05:00:00Z","value":1,"unit":"kW","revision":1,"reason":""}""")]
    [InlineData("twin", "{}")]
    public void Lacks_a_field(string name, string json) => Is("missing-field", json, $"\"{name}\"", $"\"{name}\"");

    [Theory]
    [InlineData("5")]
    [InlineData("[]")]
    [InlineData("{\"id\":\"roof-1\"}")]
    [InlineData("true")]
    public void Names_its_twin_by_something_other_than_text(string twin) => Is("wrong-type", $$"""{"twin":{{twin}},"channel":"pv-power"}""", "\"twin\"", "text");

    [Fact]
    public void Says_withdrawn_by_something_other_than_true_or_false() => Is("wrong-type", Parsed.Power(more: ",\"withdrawn\":1"), "\"withdrawn\"", "true or false");

    [Theory]
    [InlineData("")]
    [InlineData("Roof-1")]
    [InlineData("-roof")]
    [InlineData("roof 1")]
    [InlineData("หลังคา")]
    [InlineData("a123456789012345678901234567890123456789012345678901234567890123")]
    public void Names_no_possible_twin(string twin) => Is("not-a-twin-id", $$"""{"twin":"{{twin}}","channel":"pv-power","at":"2026-11-23T05:00:00Z","value":1,"unit":"kW"}""", twin, "1 to 63");

    [Theory]
    [InlineData("pv-powr")]
    [InlineData("PV-POWER")]
    [InlineData("")]
    public void Names_an_unknown_channel(string channel) =>
        Is("unknown-channel", $$"""{"twin":"roof-1","channel":"{{channel}}","at":"2026-11-23T05:00:00Z","value":1,"unit":"kW"}""", channel, "/v1/channels");

    [Theory]
    [InlineData("not-a-time", "\"noon\"")]
    [InlineData("not-a-time", "\"2026-02-30T05:00:00Z\"")]
    [InlineData("not-a-time", "\"\"")]
    [InlineData("not-a-time", "1795410000")]
    [InlineData("time-without-zone", "\"2026-11-23T05:00:00\"")]
    [InlineData("time-too-fine", "\"2026-11-23T05:00:00.1234567Z\"")]
    [InlineData("time-too-old", "\"1999-12-31T23:59:59.999999Z\"")]
    [InlineData("time-too-old", "\"1970-01-01T00:00:00Z\"")]
    [InlineData("time-ahead", "\"2026-11-23T05:02:00.000001Z\"")]
    [InlineData("time-ahead", "\"2026-11-23T12:00:00Z\"")]
    public void Bears_an_impossible_time(string code, string at) => Is(code, Parsed.Power(at: at), at.Trim('"'));

    [Theory]
    [InlineData("\"\"")]
    [InlineData("null")]
    public void Has_no_unit(string unit) => Is("unit-missing", Parsed.Power(unit: unit), "pv-power", "W");

    [Theory]
    [InlineData("kw")]
    [InlineData("Watts")]
    [InlineData("k W")]
    public void Has_an_unknown_unit(string unit) => Is("unknown-unit", Parsed.Power(unit: $"\"{unit}\""), $"\"{unit}\"", "W, kW or MW");

    [Fact]
    public void Takes_power_for_energy() => Is("unit-incompatible", """{"twin":"roof-1","channel":"pv-energy","at":"2026-11-23T05:00:00Z","value":1,"unit":"kW"}""", "kW is power; pv-energy counts energy", "kWh");

    [Fact]
    public void Takes_energy_for_power() => Is("unit-incompatible", Parsed.Power(unit: "\"kWh\""), "kWh is energy; pv-power is power");

    [Theory]
    [InlineData("\"Null\"", "unknown, not a number")]
    [InlineData("null", "unknown, not a number")]
    [InlineData("\"\"", "unknown, not a number")]
    [InlineData("\"182.4\"", "the text \"182.4\"")]
    [InlineData("\"NaN\"", "not a number")]
    [InlineData("NaN", "The value is NaN")]
    [InlineData("Infinity", "infinite")]
    [InlineData("-Infinity", "The value is -Infinity")]
    [InlineData("true", "The value is true")]
    [InlineData("{\"lat\":13.8}", "which is not a number")]
    [InlineData("[1]", "which is not a number")]
    [InlineData("0.00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001", "characters")]
    public void Has_no_number(string value, string says) => Is("not-a-number", Parsed.Power(value), says);

    [Fact]
    public void Has_a_bare_NaN_and_does_not_sink_the_others()
    {
        var (items, problem) = Parsed.Array($"[{Parsed.Power("NaN", more: ",\"reason\":\"NaN \\\" Infinity\"")},{Parsed.Power("-Infinity")},{Parsed.Power("2")}]");
        Assert.Null(problem);
        Assert.Equal(["missing-field", "not-a-number", null], items.Select(item => item.Refusal?.Code));
        Assert.Equal(Parsed.Power("-Infinity"), Encoding.UTF8.GetString(Convert.FromHexString(items[1].Raw)));
        Assert.Equal(2000, items[2].Value);
    }

    [Fact]
    public void Is_a_loggers_sign_for_no_value() => Is("out-of-range", Parsed.Power("-1000000", "\"W\""), "-1000000 W is below the least possible; pv-power lies between -10000 and 1000000000 W", "no reading");

    [Fact]
    public void Is_above_the_greatest_possible() => Is("out-of-range", Parsed.Power("1000000000.001", "\"W\""), "above the greatest");

    [Theory]
    [InlineData("1e999")]
    [InlineData("-1e999")]
    [InlineData("1e400000000000")]
    [InlineData("99999999999999999999999999999999999999")]
    public void Is_beyond_anything(string value) => Is("out-of-range", Parsed.Power(value), $"{value} kW is beyond anything that can be stored", "overflow");

    [Fact]
    public void Withdraws_and_yet_has_a_value() => Is("value-not-allowed", Parsed.Power(more: ""","withdrawn":true,"revision":1,"reason":"x" """));

    [Fact]
    public void Of_a_span_lacks_its_start() => Is("start-missing", """{"twin":"home-1","channel":"load-interval-energy","at":"2026-11-23T04:30:00Z","value":0.5,"unit":"kWh"}""", "load-interval-energy");

    [Fact]
    public void Of_a_moment_has_a_start() => Is("start-not-allowed", Parsed.Power(more: ""","start":"2026-11-23T04:00:00Z" """), "pv-power");

    [Theory]
    [InlineData("span-not-allowed", "2026-11-23T04:30:00Z")]
    [InlineData("span-not-allowed", "2026-11-23T05:30:00Z")]
    [InlineData("span-not-allowed", "2026-11-16T04:29:59.999999Z")]
    [InlineData("time-without-zone", "2026-11-23T04:00:00")]
    public void Has_an_impossible_span(string code, string start) =>
        Is(code, $$"""{"twin":"home-1","channel":"load-interval-energy","start":"{{start}}","at":"2026-11-23T04:30:00Z","value":0.5,"unit":"kWh"}""", start);

    [Fact]
    public void Has_an_unknown_quality() => Is("not-a-quality", Parsed.Power(more: ""","quality":"good" """), "good", "estimated");

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("\"1\"")]
    [InlineData("99999999999")]
    public void Has_an_impossible_revision(string revision) => Is("not-a-revision", Parsed.Power(more: $$""","revision":{{revision}},"reason":"x" """), revision);

    [Fact]
    public void Explains_itself_at_too_great_length() => Is("too-long", Parsed.Power(more: $$""","revision":1,"reason":"{{new string('x', 1001)}}" """), "1001");

    [Fact]
    public void Is_too_long()
    {
        var (items, problem) = Parsed.Array($"[{Parsed.Power(more: $",\"reason\":\"{new string('x', 70_000)}\"")},{Parsed.Power()}]");
        Assert.Null(problem);
        Assert.Equal(["too-long", null], items.Select(item => item.Refusal?.Code));
        Assert.Equal(2 * ItemList.LongestItemBytes, items[0].Raw.Length);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("\"roof-1\"")]
    [InlineData("[[1]]")]
    public void Is_no_object(string json)
    {
        var (items, problem) = Parsed.Array($"[{json},{Parsed.Power()}]");
        Assert.Null(problem);
        Assert.Equal(["malformed-line", null], items.Select(item => item.Refusal?.Code));
    }

    [Fact]
    public void Has_bad_UTF8_inside_a_text_and_does_not_sink_the_others()
    {
        var bytes = Encoding.UTF8.GetBytes($"[{Parsed.Power(unit: "\"k#\"")},{Parsed.Power()}]");
        bytes[Array.IndexOf(bytes, (byte)'#')] = 0xC3;
        var (items, problem) = Parsed.Array(bytes);
        Assert.Null(problem);
        Assert.Equal(["bad-utf8", null], items.Select(item => item.Refusal?.Code));
        Assert.Contains("C3", items[0].Raw, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(""" "twin":"\ud800" """)]
    [InlineData(""" "\udc00":1 """)]
    public void Escapes_half_a_character(string field) => Is("bad-utf8", $"{{{field}}}");

    [Theory]
    [InlineData("malformed-line", "not json")]
    [InlineData("malformed-line", "{\"twin\":")]
    [InlineData("malformed-line", "{} {}")]
    [InlineData("malformed-line", "[{}]")]
    [InlineData("malformed-line", "{\"value\":NaN,}")]
    public void Is_a_line_that_is_no_JSON_object(string code, string line) => Assert.Equal(code, new JsonLines().Read(Encoding.UTF8.GetBytes(line), Parsed.Maker(), Parsed.Now, out _)?.Code);

    [Theory]
    [InlineData("roof-1,pv-power,2026-11-23T05:00:00Z,1")]
    [InlineData("roof-1,pv-power,2026-11-23T05:00:00Z,1,kW,")]
    [InlineData("roof-1,pv-power,2026-11-23T05:00:00Z,1,\"kW")]
    [InlineData("roof-1,pv-power,2026-11-23T05:00:00Z,1,\"k\"W")]
    [InlineData("roof-1,pv-power,2026-11-23T05:00:00Z,1,k\"W\"")]
    public void Is_a_CSV_line_out_of_shape(string line)
    {
        const string Head = "twin,channel,at,value,unit";
        var item = Parsed.Csv(Head, line);
        Assert.Equal("malformed-line", item.Refusal?.Code);
        Assert.Equal($"{Head}\n{line}", item.Raw);
    }

    [Theory]
    [InlineData("Null")]
    [InlineData("NaN")]
    [InlineData("-inf")]
    [InlineData("1,5", "malformed-line")]
    [InlineData("\"1,5\"")]
    [InlineData("1 000")]
    [InlineData("")]
    public void Is_a_CSV_cell_without_a_number(string value, string? code = null) =>
        Assert.Equal(code ?? (value.Length == 0 ? "missing-field" : "not-a-number"), Parsed.Csv("twin,channel,at,value,unit", $"roof-1,pv-power,2026-11-23T05:00:00Z,{value},kW").Refusal?.Code);

    [Theory]
    [InlineData("twin,channel,at,valeu,unit", "valeu")]
    [InlineData("twin,channel,at,value,value", "twice")]
    [InlineData("channel,at,value", "\"twin\"")]
    [InlineData("twin,channel,at", "\"value\"")]
    [InlineData("twin;channel;at;value", "twin;channel")]
    public void Cannot_stand_under_a_head_that_is_wrong(string head, string says)
    {
        Assert.True(new CsvLines().Head(Encoding.UTF8.GetBytes(head), out var problem));
        Assert.Contains(says, problem, StringComparison.Ordinal);
    }
}
