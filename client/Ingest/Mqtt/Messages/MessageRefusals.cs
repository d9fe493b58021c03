using YPort.Twin.Contracts.Intake;
using YPort.Twin.Ingest.Parsing;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest.Mqtt.Messages;

/// <summary>Why a message is none: what only messages can get wrong. What any reading can stands in <see cref="Refusals"/>.</summary>
static class MessageRefusals
{
    public static Refusal UnknownTopic(ReadOnlySpan<byte> topic) => new("unknown-topic",
        $"Nothing is taken at the topic \"{Refusals.Shown(topic)}\".",
        "Publish readings to twin/{twin}/{channel}, SenML packs to twin/{twin}, events to twin/{twin}/events; twin/{twin}/state is what the twin itself says.");

    public static Refusal Empty() => new("malformed-line", "The message has no payload.", "Send a number, or a JSON object with value, unit and at. The twin keeps no retained messages of senders: there is nothing to clear.");

    public static Refusal NotAnObject(ReadOnlySpan<byte> payload) => new("malformed-line",
        $"The message is {Refusals.Shown(payload)}, which is neither a number nor one JSON object.", "Send one reading per message; several go as a SenML pack to twin/{twin}.");

    public static Refusal NoJson(ReadOnlySpan<byte> payload, string why) => new("malformed-line",
        $"The message is not JSON: {why} Message: {Refusals.Shown(payload)}", "Send one JSON object, complete.");

    public static Refusal TimeMissing(Channel channel) => new("time-missing",
        $"The message says no time of its own, and {channel} is {(channel.Nature == ChannelNature.Register ? "a counter" : channel.Nature == ChannelNature.IntervalAmount ? "an amount for a span" : "no gauge")}: by our clock it would be counted in the wrong hour.",
        "Send a JSON object with \"at\", or a SenML record with an absolute time. Without a time only gauges are taken, and they stay out of the ledger.");

    public static Refusal BareUnitMissing(Channel channel) => new("unit-missing",
        $"The number has no unit, and {channel} may come in several.",
        $$"""Send {"value": …, "unit": "{{channel.Unit}}"}, or declare what bare numbers mean: Twin:Mqtt:Units:{{channel}} = {{channel.Unit}}.""");

    public static Refusal PackTooLong(int records) => new("too-long", $"The SenML pack has {records} records; {SenmlPack.MostRecords} are taken at once.", "Send it in parts.");

    public static Refusal BaseTooLong(string label, int bytes) => new("too-long", $"The SenML label \"{label}\" has {bytes} bytes.", $"Keep it within {SenmlPack.LongestBase}: name, time, unit and value are short.");

    public static Refusal NotSenml(string why) => new("not-senml", why, "Send a pack as RFC 8428 has it, such as [{\"bt\":1763874000,\"n\":\"pv-power\",\"u\":\"kW\",\"v\":182.4}].");

    public static Refusal SenmlValue(string label, string says) => new("not-a-number", $"The SenML record says \"{label}\", {says}.", "Send \"v\" with a decimal number; leave the record out when the sensor does not know.");

    public static Refusal SenmlTime(string text) => new("not-a-time", $"The SenML time {text} is beyond the calendar.", "Send seconds since 1970, or below 2^28 for seconds from now.");

    public static Refusal SenmlTimeTooFine(string text) => new("time-too-fine", $"The SenML time {text} is finer than a microsecond.", "Round it at the sensor to six digits.");
}
