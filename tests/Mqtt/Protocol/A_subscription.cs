using System.Text.Json;
using YPort.Twin.Ingest.Mqtt.Packets;
using YPort.Twin.Model.Readings;
using YPort.Twin.Tests.Mqtt.Wire;

namespace YPort.Twin.Tests.Mqtt.Protocol;

/// <summary>What subscribers get: sections 3.8 to 3.11.</summary>
public sealed class A_subscription(RunningMqtt twin) : IClassFixture<RunningMqtt>
{
    static async Task<byte[]> Granted(RawClient client, int at = 3)
    {
        var suback = await client.Hears(PacketType.Suback);
        return suback.Body[at..];
    }

    async Task Says(string roof, string value, int secondsAgo)
    {
        await using var sender = await twin.Client("sender");
        await sender.Send(Say.Publish($"twin/{roof}/pv-power", RunningMqtt.Power(secondsAgo, value)));
        Assert.Equal(2, (await sender.Hears(PacketType.Puback)).Body.Length);
    }

    static decimal? Power(Message message) => JsonSerializer.Deserialize<JsonElement>(message.Payload).GetProperty("channels").EnumerateArray()
        .Where(channel => channel.GetProperty("channel").GetString() == "pv-power").Select(channel => (decimal?)channel.GetProperty("value").GetDecimal()).SingleOrDefault();

    [Theory]
    [InlineData(5)]
    [InlineData(4)]
    public async Task Gets_the_state_at_once_and_then_each_change(int version)
    {
        var roof = await twin.Roof();
        await Says(roof, "1", 20);
        await using var client = await twin.Client("mqtt", version);
        await client.Send(Say.Subscribe($"twin/{roof}/state", 1, 7, version));
        Assert.Equal([1], await Granted(client, at: version == 5 ? 3 : 2));
        var first = (await client.Hears(PacketType.Publish)).Message(version);
        Assert.Equal(($"twin/{roof}/state", 1, true, false, 1000m), (first.Topic, first.Qos, first.Retain, first.Duplicate, Power(first)));
        await client.Send(Say.Puback(first.PacketId));
        await Says(roof, "2", 10);
        var second = (await client.Hears(PacketType.Publish)).Message(version);
        Assert.Equal((false, 2000m), (second.Retain, Power(second)));
    }

    [Fact]
    public async Task Gets_no_twin_of_the_other_set()
    {
        var (real, pretended) = (await twin.Roof(), await twin.Roof(CitySet.Rehearsal));
        await using var client = await twin.Client("mqtt", properties: Say.Properties(Say.User("set", "rehearsal")));
        await client.Send(Say.Subscribe([($"twin/{real}/state", 0), ($"twin/{pretended}/state", 0)]));
        Assert.Equal([0, 0], await Granted(client));
        Assert.Equal($"twin/{pretended}/state", (await client.Hears(PacketType.Publish)).Message().Topic);
        await client.Send(Say.Ping());
        await client.Hears(PacketType.Pingresp);
    }

    [Fact]
    public async Task That_overlaps_brings_a_change_once_with_all_identifiers_and_the_best_quality_of_service()
    {
        var roof = await twin.Roof();
        await using var client = await twin.Client("mqtt");
        // Retain handling 2: nothing at once; retain as published in the second.
        await client.Send(Say.Subscribe($"twin/{roof}/state", 0x20, 1, properties: Say.Properties([0x0B, 7])), Say.Subscribe($"twin/{roof}/#", 0x29, 2, properties: Say.Properties([0x0B, 0xC8, 0x01])));
        await Granted(client);
        await Granted(client);
        await twin.Watching();
        await Says(roof, "3", 10);
        var message = (await client.Hears(PacketType.Publish)).Message();
        Assert.Equal((1, true), (message.Qos, message.Retain));
        Assert.Equal([7u, 200u], message.Properties.Subscriptions.Order());
    }

    [Fact, Trait("needs", "minutes")]
    public async Task Gets_what_is_retained_by_its_retain_handling()
    {
        var (roof, other) = (await twin.Roof(), await twin.Roof());
        await using var client = await twin.Client("mqtt");
        foreach (var (handling, comes) in ((int, bool)[])[(0, true), (0, true), (1, false), (2, false)])
        {
            await client.Send(Say.Subscribe($"twin/{roof}/state", handling << 4));
            await Granted(client);
            if (comes) Assert.Equal($"twin/{roof}/state", (await client.Hears(PacketType.Publish)).Message().Topic);
            // Where nothing comes, what another subscription surely brings is the next.
            await client.Send(Say.Subscribe($"twin/{other}/state", 0, 2));
            await Granted(client);
            Assert.Equal($"twin/{other}/state", (await client.Hears(PacketType.Publish)).Message().Topic);
        }
        await client.Send(Say.Unsubscribe($"twin/{roof}/state", 3), Say.Subscribe($"twin/{roof}/state", 1 << 4));
        await client.Hears(PacketType.Unsuback);
        await Granted(client);
        Assert.Equal($"twin/{roof}/state", (await client.Hears(PacketType.Publish)).Message().Topic);
    }

    [Theory]
    [InlineData("twin/a/pv-power", 0x8F)]
    [InlineData("#", 0x8F)]
    [InlineData("$SYS/#", 0x8F)]
    [InlineData("$share/group/twin/+/state", 0x9E)]
    public async Task Of_anything_else_is_refused_with_words(string filter, int reason)
    {
        await using var client = await twin.Client("mqtt");
        await client.Send(Say.Subscribe([("twin/+/state", 2), (filter, 1)]));
        var suback = await client.Hears(PacketType.Suback);
        Assert.NotEqual("", suback.Words(PropertyPlace.Acknowledgement, 2));
        Assert.Equal([1, (byte)reason], suback.Body[^2..]);
        await using var old = await twin.Client("mqtt", 4);
        await old.Send(Say.Subscribe(filter, 1, version: 4));
        Assert.Equal([0x80], await Granted(old, at: 2));
    }

    [Theory]
    [InlineData("twin/#/state")]
    [InlineData("twin/a+")]
    [InlineData("$share//twin/+/state")]
    [InlineData("")]
    public async Task By_a_filter_that_is_none_ends_the_connection(string filter)
    {
        await using var client = await twin.Client("mqtt");
        await client.Send(Say.Subscribe(filter));
        await client.IsSentAway(ReasonCode.MalformedPacket);
    }

    [Fact]
    public async Task Shared_and_not_local_ends_the_connection()
    {
        await using var client = await twin.Client("mqtt");
        await client.Send(Say.Subscribe("$share/a/twin/+/state", 4));
        await client.IsSentAway(ReasonCode.ProtocolError);
    }

    [Fact]
    public async Task Beyond_the_bound_is_refused()
    {
        var at = (await twin.With(options => options.MostSubscriptions = 2)).Plain!;
        await using var client = await twin.Client("mqtt", at: at);
        await client.Send(Say.Subscribe([("twin/a/state", 0x20), ("twin/b/state", 0x20), ("twin/c/state", 0x20), ("twin/a/state", 0x21)]));
        Assert.Equal([0, 0, 0x97, 1], (await client.Hears(PacketType.Suback)).Body[^4..]);
    }

    [Fact, Trait("needs", "minutes")]
    public async Task That_ends_brings_nothing_more()
    {
        var roof = await twin.Roof();
        await using var client = await twin.Client("mqtt");
        // The other keeps the twin asking.
        await client.Send(Say.Subscribe([($"twin/{roof}/state", 0x20), ($"twin/{await twin.Roof()}/state", 0x20)]));
        await Granted(client);
        await client.Send(Say.Unsubscribe($"twin/{roof}/state", 5));
        Assert.Equal("000500" + "00", Convert.ToHexString((await client.Hears(PacketType.Unsuback)).Body));
        await client.Send(Say.Unsubscribe($"twin/{roof}/state", 6));
        Assert.Equal("000600" + "11", Convert.ToHexString((await client.Hears(PacketType.Unsuback)).Body));
        await twin.Watching();
        await Says(roof, "4", 10);
        await twin.Watching();
        await client.Send(Say.Ping());
        await client.Hears(PacketType.Pingresp);
        await using var old = await twin.Client("mqtt", 4);
        await old.Send(Say.Unsubscribe("nothing", 8, 4));
        Assert.Equal("0008", Convert.ToHexString((await old.Hears(PacketType.Unsuback)).Body));
    }

    [Fact]
    public async Task Sends_no_more_than_the_receive_maximum_without_acknowledgement()
    {
        string[] roofs = [await twin.Roof(), await twin.Roof(), await twin.Roof()];
        await using var client = await twin.Client("mqtt", properties: Say.Properties([0x21, 0, 1]));
        await client.Send(Say.Subscribe([.. roofs.Select(roof => ($"twin/{roof}/state", 1))]));
        await client.Hears(PacketType.Suback);
        HashSet<string> seen = [];
        for (var i = 0; i < roofs.Length; i++)
        {
            var message = (await client.Hears(PacketType.Publish)).Message();
            seen.Add(message.Topic);
            await client.Send(Say.Ping());
            await client.Hears(PacketType.Pingresp);
            await client.Send(Say.Puback(message.PacketId));
        }
        Assert.Equal(3, seen.Count);
    }

    [Fact]
    public async Task Leaves_out_what_is_longer_than_the_client_takes()
    {
        var (shorter, longer) = (await twin.Roof(), await twin.Roof());
        await Says(longer, "1", 10);
        // An empty state is below 150 bytes, one with a channel above.
        await using var client = await twin.Client("mqtt", properties: Say.Properties([0x27, .. Say.U32(180)]));
        await client.Send(Say.Subscribe([($"twin/{longer}/state", 1), ($"twin/{shorter}/state", 1)]));
        await client.Hears(PacketType.Suback);
        Assert.Equal($"twin/{shorter}/state", (await client.Hears(PacketType.Publish)).Message().Topic);
    }
}
