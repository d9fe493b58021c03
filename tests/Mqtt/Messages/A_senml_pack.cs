using System.Globalization;
using System.Text;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Mqtt.Messages;

/// <summary>RFC 8428 on the topic of one twin.</summary>
public sealed class A_senml_pack
{
    // 2026-11-24T04:59:00Z
    const string At = "1795496340";

    static IReadOnlyList<IntakeItem> Pack(string json, params (string, string)[] units) => A_message.Read("twin/roof-1", json, units);

    static (string Channel, Instant At, decimal Value, Quality Quality) One(string json, params (string, string)[] units)
    {
        var reading = A_message.Good(Assert.Single(Pack(json, units)));
        Assert.Equal("roof-1", reading.Twin.ToString());
        return (reading.Channel.Name, reading.At, reading.Channel.InUnit(reading.Steps), reading.Quality);
    }

    static string Codes(string json) => string.Join(' ', Pack(json).Select(item => item.Refusal?.Code ?? "none"));

    [Fact]
    public void Gives_a_reading_for_each_record()
    {
        var items = Pack($$"""[{"bt":{{At}},"bu":"kW","n":"pv-power","v":1},{"n":"load-power","v":2,"t":-60},{"n":"air-temperature","u":"Cel","v":31.5}]""");
        Assert.Equal(["pv-power 1000 04:59:00", "load-power 2000 04:58:00", "air-temperature 31.5 04:59:00"], items.Select(item => A_message.Good(item)).Select(reading =>
            string.Create(CultureInfo.InvariantCulture, $"{reading.Channel} {reading.Channel.InUnit(reading.Steps):0.##} {reading.At.ToDateTimeOffset():HH:mm:ss}")));
        Assert.Equal([0, 1, 2], items.Select(item => item.Index));
    }

    [Fact]
    public void Adds_base_name_base_time_and_base_value() =>
        Assert.Equal(("pv-power", Instant.Parse("2026-11-24T04:59:00.25Z"), 1500m, Quality.Measured), One($$"""[{"bn":"pv-","bt":{{At}},"bv":1,"bu":"kW","n":"power","v":0.5,"t":0.25}]"""));

    [Theory]
    [InlineData("roof-1/")]
    [InlineData("roof-1:")]
    public void May_repeat_in_its_base_name_the_twin_that_its_topic_names(string baseName) =>
        Assert.Equal("pv-power", One($$"""[{"bn":"{{baseName}}","bt":{{At}},"n":"pv-power","u":"W","v":1}]""").Channel);

    [Fact]
    public void Without_a_time_is_timed_by_the_twin() =>
        Assert.Equal(("pv-power", A_message.Now, 1m, Quality.ServerTimed), One("""[{"n":"pv-power","u":"W","v":1}]"""));

    [Fact]
    public void With_a_time_below_2_to_the_28_counts_from_now() =>
        Assert.Equal(("pv-power", A_message.Now - TimeSpan.FromSeconds(5), 1m, Quality.ServerTimed), One("""[{"n":"pv-power","u":"W","v":1,"t":-5}]"""));

    [Theory]
    [InlineData("%RH", 50)]
    [InlineData("/100", 50)]
    [InlineData("/", 0.5)]
    public void Names_its_units_as_SenML_does(string unit, double value) =>
        Assert.Equal(50m, One(string.Create(CultureInfo.InvariantCulture, $$"""[{"bt":{{At}},"n":"relative-humidity","u":"{{unit}}","v":{{value}}}]""")).Value);

    [Fact]
    public void Sets_only_what_follows_in_a_record_of_base_fields_alone() =>
        Assert.Equal("pv-power", One($$"""[{"bt":{{At}},"bu":"W","bver":10},{"n":"pv-power","v":1}]""").Channel);

    [Fact]
    public void Passes_over_labels_that_it_does_not_know() =>
        Assert.Equal(1m, One($$"""[{"bt":{{At}},"n":"pv-power","u":"W","v":1,"ut":60,"x-colour":"red"}]""").Value);

    [Fact]
    public void Takes_a_number_without_unit_only_where_one_is_declared()
    {
        Assert.Equal("unit-missing", Codes($$"""[{"bt":{{At}},"n":"pv-power","v":1}]"""));
        Assert.Equal(1000m, One($$"""[{"bt":{{At}},"n":"pv-power","v":1}]""", ("pv-power", "kW")).Value);
    }

    [Fact]
    public void Refuses_a_record_by_itself()
    {
        var items = Pack($$"""[{"bt":{{At}},"bu":"kW","n":"pv-power","v":1},{"n":"pv-powder","v":2},{"n":"load-power","v":3}]""");
        Assert.Equal([null, "unknown-channel", null], items.Select(item => item.Refusal?.Code));
        // Its bytes are a pack of one that says the same.
        Assert.Equal("twin/roof-1\n" + $$"""[{"bt":{{At}},"bu":"kW","n":"pv-powder","v":2}]""", Encoding.UTF8.GetString(items[1].Raw.Span));
    }

    [Fact]
    public void Says_the_same_record_by_record()
    {
        foreach (var item in Pack($$"""[{"bn":"pv-","bt":{{At}},"bu":"kW","bv":1,"n":"power","v":1,"t":2},{"bt":{{At}},"bn":"","n":"load-power","v":3.25,"t":1}]"""))
        {
            var raw = Encoding.UTF8.GetString(item.Raw.Span);
            Assert.Equal(A_message.Good(item), A_message.Good(A_message.One("twin/roof-1", raw[(raw.IndexOf('\n') + 1)..])));
        }
    }

    [Theory]
    [InlineData("""{"n":"pv-power"}""", "not-senml")]
    [InlineData("[1]", "not-senml")]
    [InlineData("[", "not-senml")]
    [InlineData("", "not-senml")]
    [InlineData("""[{"n":"pv-power","v":1,"must_":2}]""", "not-senml")]
    [InlineData("""[{"bver":11,"n":"pv-power","v":1}]""", "not-senml")]
    [InlineData("""[{"n":5,"v":1}]""", "not-senml")]
    [InlineData("""[{"bt":"x","n":"pv-power","v":1}]""", "not-senml")]
    [InlineData("""[{"":1}]""", "not-senml")]
    [InlineData("""[{"n":"pv-power","u":"W","vs":"on"}]""", "not-a-number")]
    [InlineData("""[{"n":"pv-power","u":"W","v":"1"}]""", "not-a-number")]
    [InlineData("""[{"n":"pv-power","u":"W"}]""", "not-a-number")]
    [InlineData("""[{"n":"pv-power","u":"W","s":1}]""", "not-a-number")]
    [InlineData("""[{"n":"pv-power","u":"W","v":1,"v":2}]""", "repeated-field")]
    [InlineData("""[{"n":"pv-energy","u":"Wh","v":1}]""", "time-missing")]
    [InlineData("""[{"n":"pv-power","u":"W","v":1,"t":1795496340.1234567}]""", "time-too-fine")]
    [InlineData("""[{"n":"pv-power","u":"W","v":1,"t":1e27}]""", "not-a-time")]
    [InlineData("""[{"n":"pv-power","u":"W","v":1,"t":1e40}]""", "not-a-time")]
    [InlineData("""[{"n":"pv-power","u":"kWh","v":1}]""", "unit-incompatible")]
    public void That_breaks_the_rules_is_refused_with_its_code(string json, string codes) => Assert.Equal(codes, Codes(json));

    [Fact]
    public void May_be_empty() => Assert.Empty(Pack("[]"));

    [Fact]
    public void Cannot_make_its_base_fields_multiply()
    {
        Assert.Equal("too-long", Codes($$"""[{"bn":"{{new string('x', 300)}}","n":"pv-power","v":1}]"""));
        Assert.Equal("too-long", Codes($"[{string.Join(',', Enumerable.Repeat("{\"v\":1}", 5000))}]"));
    }
}
