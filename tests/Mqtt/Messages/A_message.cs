using System.Text;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Ingest;
using YPort.Twin.Ingest.Mqtt.Messages;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Mqtt.Messages;

/// <summary>What a publication becomes, by topic and payload alone.</summary>
public sealed class A_message
{
    internal static readonly Instant Now = Instant.Parse("2026-11-24T05:00:00Z");

    internal static IReadOnlyList<IntakeItem> Read(string topic, string payload, params (string Channel, string Unit)[] units) =>
        new MessageReader(new ReadingOptions(), units.ToDictionary(unit => unit.Channel, unit => unit.Unit)).Read(topic, Encoding.UTF8.GetBytes(payload), Now);

    internal static IntakeItem One(string topic, string payload, params (string Channel, string Unit)[] units) => Assert.Single(Read(topic, payload, units));

    internal static Reading Good(IntakeItem item)
    {
        Assert.True(item.Refusal is null, item.Refusal?.ToString());
        return item.Reading;
    }

    static string Code(string topic, string payload) => One(topic, payload).Refusal?.Code ?? "none";

    [Fact]
    public void Is_a_reading_of_the_twin_and_channel_that_its_topic_names()
    {
        var reading = Good(One("twin/roof-1/pv-power", """{"at":"2026-11-24T04:59:00Z","value":182.4,"unit":"kW"}"""));
        Assert.Equal(("roof-1", "pv-power", Instant.Parse("2026-11-24T04:59:00Z"), 182.4m, Quality.Measured),
            (reading.Twin.ToString(), reading.Channel.Name, reading.At, reading.Channel.InUnit(reading.Steps) / 1000, reading.Quality));
    }

    [Fact]
    public void May_say_all_that_a_reading_may()
    {
        var reading = Good(One("twin/home-1/load-interval-energy", """{"start":"2026-11-24T04:00:00Z","at":"2026-11-24T04:30:00Z","value":0.5,"unit":"kWh","quality":"estimated","revision":1,"reason":"typo"}"""));
        Assert.Equal((30 * Instant.PerMinute, Quality.Estimated, 1, "typo"), (reading.SpanMicroseconds, reading.Quality, reading.Revision, reading.Reason));
    }

    [Fact]
    public void Is_timed_by_the_twin_when_it_says_no_time_and_then_marked()
    {
        var reading = Good(One("twin/roof-1/pv-power", """{"value":182.4,"unit":"kW"}"""));
        Assert.Equal((Now, Quality.ServerTimed), (reading.At, reading.Quality));
    }

    [Fact]
    public void May_be_a_bare_number_where_its_unit_is_declared()
    {
        var reading = Good(One("twin/roof-1/pv-power", " 182.4\n", ("pv-power", "kW")));
        Assert.Equal((Now, Quality.ServerTimed, 182_400m), (reading.At, reading.Quality, reading.Channel.InUnit(reading.Steps)));
    }

    [Fact]
    public void Of_a_bare_number_without_a_declared_unit_is_refused_and_told_the_setting()
    {
        var refusal = One("twin/roof-1/pv-power", "182.4").Refusal!;
        Assert.Equal("unit-missing", refusal.Code);
        Assert.Contains("Twin:Mqtt:Units:pv-power", refusal.Cure);
    }

    [Theory]
    [InlineData("twin/roof-1/pv-energy", "17", "time-missing")]
    [InlineData("twin/roof-1/pv-energy", """{"value":17,"unit":"kWh"}""", "time-missing")]
    [InlineData("twin/roof-1/load-interval-energy", """{"value":17,"unit":"kWh"}""", "time-missing")]
    [InlineData("twin/roof-1/pv-power", """{"value":17,"unit":"kW","revision":1,"reason":"x"}""", "missing-field")]
    [InlineData("twin/roof-1/pv-power", """{"value":17,"unit":"kW","quality":"estimated"}""", "missing-field")]
    [InlineData("twin/roof-1/pv-power", """{"twin":"roof-1","value":17,"unit":"kW"}""", "repeated-field")]
    [InlineData("twin/roof-1/pv-power", """{"channel":"pv-power","value":17,"unit":"kW"}""", "repeated-field")]
    [InlineData("twin/roof-1/pv-power", """{"value":17,"unit":"kW","colour":"red"}""", "unknown-field")]
    [InlineData("twin/roof-1/pv-power", """{"at":"2026-11-24T04:59:00Z","value":NaN,"unit":"kW"}""", "not-a-number")]
    [InlineData("twin/roof-1/pv-power", """{"at":"2026-11-24T04:59:00","value":1,"unit":"kW"}""", "time-without-zone")]
    [InlineData("twin/roof-1/pv-power", """{"at":"2026-11-24T05:59:00Z","value":1,"unit":"kW"}""", "time-ahead")]
    [InlineData("twin/roof-1/pv-power", """{"value":17,"unit":"kW"}{}""", "malformed-line")]
    [InlineData("twin/roof-1/pv-power", """{"value":17,"unit":"kW" """, "malformed-line")]
    [InlineData("twin/roof-1/pv-power", "[1]", "malformed-line")]
    [InlineData("twin/roof-1/pv-power", "", "malformed-line")]
    [InlineData("twin/roof-1/no-such", "1", "unknown-channel")]
    [InlineData("twin/ROOF/pv-power", """{"value":17,"unit":"kW"}""", "not-a-twin-id")]
    [InlineData("twin/roof-1/state", "1", "unknown-topic")]
    [InlineData("twin/roof-1/pv-power/more", "1", "unknown-topic")]
    [InlineData("twin//pv-power", "1", "unknown-topic")]
    [InlineData("twin/roof-1/", "1", "unknown-topic")]
    [InlineData("twin/", "1", "unknown-topic")]
    [InlineData("home/roof-1/pv-power", "1", "unknown-topic")]
    [InlineData("Twin/roof-1/pv-power", "1", "unknown-topic")]
    public void That_says_less_or_more_is_refused_with_its_code(string topic, string payload, string code) => Assert.Equal(code, Code(topic, payload));

    [Fact]
    public void That_is_not_text_is_refused()
    {
        var item = Assert.Single(new MessageReader(new(), new Dictionary<string, string>()).Read("twin/roof-1/pv-power", new byte[] { (byte)'{', 0xC0, 0x80 }, Now));
        Assert.Equal("bad-utf8", item.Refusal!.Code);
    }

    [Fact]
    public void Keeps_topic_and_payload_as_they_came_and_reads_the_same_again()
    {
        var item = One("twin/roof-1/pv-power", """{"value":182.4,"unit":"kW"}""");
        Assert.Equal("twin/roof-1/pv-power\n{\"value\":182.4,\"unit\":\"kW\"}", Encoding.UTF8.GetString(item.Raw.Span));
        var later = Now + TimeSpan.FromHours(1);
        var again = Assert.Single(new MessageReader(new(), new Dictionary<string, string>()).ReadAgain(item.Raw.Span, Now, later));
        Assert.Equal(Good(item), Good(again));
    }

    [Fact]
    public void Too_long_for_a_reading_is_refused_and_its_beginning_kept()
    {
        var item = One("twin/roof-1/pv-power", new string(' ', 70_000));
        Assert.Equal(("too-long", 64 * 1024 + "twin/roof-1/pv-power\n".Length), (item.Refusal!.Code, item.Raw.Length));
    }
}
