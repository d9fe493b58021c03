using System.Buffers;
using System.Text.Json;
using YPort.Twin.Contracts.Shards;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest.Mqtt.States;

/// <summary>A twin's state for subscribers: what each channel said last. It has no age in it, so that it changes only when the twin does.</summary>
static class StateJson
{
    public static byte[] Of(TwinListing listing)
    {
        ArrayBufferWriter<byte> buffer = new(512);
        using Utf8JsonWriter json = new(buffer);
        var twin = listing.Register.Current;
        json.WriteStartObject();
        json.WriteString("twin", listing.Register.Id.ToString());
        json.WriteString("kind", twin.Kind);
        json.WriteString("set", twin.Set == CitySet.Real ? "real" : "rehearsal");
        json.WriteStartArray("channels");
        foreach (var (name, sample) in listing.Latest.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (Channels.Named(name) is not { } channel) continue;
            json.WriteStartObject();
            json.WriteString("channel", name);
            Value(json, channel, sample.Steps);
            json.WriteString("at", sample.At.ToString());
            json.WriteString("quality", sample.Quality switch { Quality.Measured => "measured", Quality.Estimated => "estimated", _ => "server-timed" });
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    static void Value(Utf8JsonWriter json, Channel channel, long steps)
    {
        if (channel.Nature == ChannelNature.Position)
        {
            var point = GeoPoint.Unpack(steps);
            json.WriteStartObject("value");
            json.WriteNumber("lat", Plain(point.LatE7 / GeoPoint.PerDegree));
            json.WriteNumber("lon", Plain(point.LonE7 / GeoPoint.PerDegree));
            json.WriteEndObject();
            return;
        }
        json.WriteNumber("value", Plain(channel.InUnit(steps)));
        json.WriteString("unit", channel.Unit.Text);
    }

    // Dividing by one in 28 digits drops trailing zeros: 182.400 is 182.4.
    static decimal Plain(decimal number) => number / 1.000000000000000000000000000000000m;
}
