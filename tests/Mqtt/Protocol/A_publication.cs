using YPort.Twin.Ingest.Mqtt.Packets;
using YPort.Twin.Model.Readings;
using YPort.Twin.Tests.Mqtt.Wire;

namespace YPort.Twin.Tests.Mqtt.Protocol;

/// <summary>What a sender hears: sections 3.3, 3.4, 4.3 and 4.6, and what the twin makes of it.</summary>
public sealed class A_publication(RunningMqtt twin) : IClassFixture<RunningMqtt>
{
    [Theory]
    [InlineData(5)]
    [InlineData(4)]
    public async Task Is_acknowledged_and_counted(int version)
    {
        var (feed, roof) = (RunningMqtt.Name("feed"), await twin.Roof());
        await using var client = await twin.Client(feed, version);
        var payload = RunningMqtt.Power();
        await client.Send(Say.Publish($"twin/{roof}/pv-power", payload, packetId: 77, version: version), Say.Publish($"twin/{roof}/pv-power", payload, packetId: 78, version: version, duplicate: true));
        Assert.Equal("004D", Convert.ToHexString((await client.Hears(PacketType.Puback)).Body));
        Assert.Equal("004E", Convert.ToHexString((await client.Hears(PacketType.Puback)).Body));
        Assert.Equal((2, 1, 1, 0), await twin.Balance(feed));
    }

    [Fact]
    public async Task Is_not_acknowledged_before_it_is_committed()
    {
        var (feed, roof) = (RunningMqtt.Name("feed"), await twin.Roof());
        await using var client = await twin.Client(feed);
        TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        twin.Journal.Before = () => gate.Task;
        try
        {
            await client.Send(Say.Publish($"twin/{roof}/pv-power", RunningMqtt.Power(), packetId: 1), Say.Ping());
            // What comes after it is answered, it itself is not.
            await client.Hears(PacketType.Pingresp);
            var next = client.Hears();
            await client.Send(Say.Publish($"twin/{roof}/pv-power", RunningMqtt.Power(2), packetId: 2));
            Assert.False(next.IsCompleted);
            gate.SetResult();
            Assert.Equal((PacketType.Puback, 1), ((await next)!.Type, (await next)!.PacketId()));
            Assert.Equal(2, (await client.Hears(PacketType.Puback)).PacketId());
        }
        finally
        {
            twin.Journal.Before = null;
        }
    }

    [Fact]
    public async Task Waits_for_no_commit_of_another()
    {
        const int messages = 3000, roofs = 20;
        var feed = RunningMqtt.Name("feed");
        var ids = new string[roofs];
        for (var i = 0; i < roofs; i++) ids[i] = await twin.Roof();
        await using var client = await twin.Client(feed);
        // A disk that takes 5 ms: one commit for each message would take 15 s and more.
        twin.Journal.Before = () => Task.Delay(5);
        try
        {
            var began = Environment.TickCount64;
            var window = new SemaphoreSlim(1024);
            var hearing = Task.Run(async () =>
            {
                for (var i = 0; i < messages; i++)
                {
                    Assert.Equal(i + 1, (await client.Hears(PacketType.Puback)).PacketId());
                    window.Release();
                }
            }, TestContext.Current.CancellationToken);
            for (var i = 0; i < messages; i++)
            {
                await window.WaitAsync(TestContext.Current.CancellationToken);
                await client.Send(Say.Publish($"twin/{ids[i % roofs]}/pv-power", RunningMqtt.Power(messages - i), packetId: i + 1));
            }
            await hearing;
            Assert.InRange(Environment.TickCount64 - began, 0, 7_000);
        }
        finally
        {
            twin.Journal.Before = null;
        }
        Assert.Equal((messages, messages, 0, 0), await twin.Balance(feed));
    }

    [Fact]
    public async Task Is_tried_again_while_the_twin_is_busy_and_acknowledged_in_order()
    {
        var (feed, roof) = (RunningMqtt.Name("feed"), await twin.Roof());
        await using var client = await twin.Client(feed);
        twin.Journal.Failures = 6; // more than one call's own attempts
        for (var i = 1; i <= 5; i++) await client.Send(Say.Publish($"twin/{roof}/pv-power", RunningMqtt.Power(i), packetId: i));
        for (var i = 1; i <= 5; i++) Assert.Equal((i, 2), (await client.Hears(PacketType.Puback)) is var ack ? (ack.PacketId(), ack.Body.Length) : default);
        var (received, accepted, duplicate, quarantined) = await twin.Balance(feed);
        Assert.Equal((5, 0, received), (accepted, quarantined, accepted + duplicate));
    }

    [Fact]
    public async Task That_cannot_be_read_is_in_quarantine_and_its_sender_knows_why()
    {
        var (feed, roof) = (RunningMqtt.Name("feed"), await twin.Roof());
        await using var client = await twin.Client(feed);
        await client.Send(Say.Publish($"twin/{roof}/pv-power", """{"value":1,"unit":"kWh"}""", packetId: 5));
        var ack = await client.Hears(PacketType.Puback);
        Assert.Equal((5, ReasonCode.PayloadFormatInvalid), (ack.PacketId(), (ReasonCode)ack.Body[2]));
        var item = Assert.Single(await twin.Quarantined(feed, 1));
        var words = ack.Words(PropertyPlace.Acknowledgement, 3);
        foreach (var part in (string[])["code", "reason", "cure", "id"]) Assert.Contains(item.GetProperty(part).GetString()!, words);
        Assert.Equal($"twin/{roof}/pv-power\n{{\"value\":1,\"unit\":\"kWh\"}}", item.GetProperty("raw").GetString());
    }

    [Fact]
    public async Task Of_a_twin_that_is_not_registered_is_in_quarantine_until_it_is()
    {
        var (feed, id) = (RunningMqtt.Name("feed"), RunningMqtt.Name("later"));
        await using var client = await twin.Client(feed);
        await client.Send(Say.Publish($"twin/{id}/pv-power", """{"value":1,"unit":"kW"}""", packetId: 5));
        var ack = await client.Hears(PacketType.Puback);
        Assert.Equal(ReasonCode.ImplementationSpecific, (ReasonCode)ack.Body[2]);
        Assert.StartsWith("unknown-twin: ", ack.Words(PropertyPlace.Acknowledgement, 3));
        var item = Assert.Single(await twin.Quarantined(feed, 1)).GetProperty("id").GetString();
        await twin.Roof(id: id);
        using var replayed = await twin.Http.PostAsync($"/v1/quarantine/{item}/replay", null, TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.OK, replayed.StatusCode);
        Assert.Equal((1, 1, 0, 0), await twin.Balance(feed));
    }

    [Fact]
    public async Task Outside_our_topics_is_in_quarantine_too()
    {
        var feed = RunningMqtt.Name("feed");
        await using var client = await twin.Client(feed);
        await client.Send(Say.Publish("home/kitchen/light", "on", packetId: 5));
        var ack = await client.Hears(PacketType.Puback);
        Assert.Equal(ReasonCode.TopicNameInvalid, (ReasonCode)ack.Body[2]);
        await using var old = await twin.Client(feed, 4);
        await old.Send(Say.Publish("home/kitchen/light", "off", packetId: 6, version: 4));
        Assert.Equal([0, 6], (await old.Hears(PacketType.Puback)).Body);
        var items = await twin.Quarantined(feed, 2);
        Assert.Equal(["home/kitchen/light\noff", "home/kitchen/light\non"], items.Select(item => item.GetProperty("raw").GetString()).Order());
        Assert.All(items, item => Assert.Equal("unknown-topic", item.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Of_QoS_0_is_counted_and_not_answered()
    {
        var (feed, roof) = (RunningMqtt.Name("feed"), await twin.Roof());
        await using var client = await twin.Client(feed);
        await client.Send(Say.Publish($"twin/{roof}/pv-power", RunningMqtt.Power(), qos: 0), Say.Publish("elsewhere", "1", qos: 0), Say.Ping(), Say.Disconnect());
        await client.Hears(PacketType.Pingresp);
        await client.HearsTheEnd();
        await RunningMqtt.Until(async () => await twin.Balance(feed) == (2, 1, 0, 1), "both are counted");
    }

    [Theory]
    [InlineData(5)]
    [InlineData(4)]
    public async Task Of_QoS_2_ends_the_connection(int version)
    {
        await using var client = await twin.Client("mqtt", version);
        await client.Send(Say.Publish("twin/a/pv-power", "1", qos: 2, version: version));
        if (version == 5) await client.IsSentAway(ReasonCode.QosNotSupported);
        else await client.HearsTheEnd();
    }

    [Fact]
    public async Task May_name_its_topic_by_a_number_that_stands_for_it()
    {
        var (feed, roof) = (RunningMqtt.Name("feed"), await twin.Roof());
        await using var client = await twin.Client(feed);
        await client.Send(
            Say.Publish($"twin/{roof}/pv-power", RunningMqtt.Power(3), packetId: 1, properties: Say.Properties([0x23, 0, 64])),
            Say.Publish("", RunningMqtt.Power(2), packetId: 2, properties: Say.Properties([0x23, 0, 64])));
        await client.Hears(PacketType.Puback);
        Assert.Equal(2, (await client.Hears(PacketType.Puback)).Body.Length);
        Assert.Equal((2, 2, 0, 0), await twin.Balance(feed));
        // Another connection knows none of it.
        await using var other = await twin.Client(feed);
        await other.Send(Say.Publish("", "1", properties: Say.Properties([0x23, 0, 64])));
        await other.IsSentAway(ReasonCode.ProtocolError);
    }

    [Fact]
    public async Task With_a_number_beyond_the_bound_ends_the_connection()
    {
        await using var client = await twin.Client("mqtt");
        await client.Send(Say.Publish("twin/a/pv-power", "1", properties: Say.Properties([0x23, 0, 65])));
        await client.IsSentAway(ReasonCode.TopicAliasInvalid);
    }

    [Fact]
    public async Task Beyond_the_receive_maximum_ends_the_connection()
    {
        var roof = await twin.Roof();
        var at = (await twin.With(options => options.ReceiveMaximum = 2)).Plain!;
        await using var client = await twin.Client("mqtt", at: at);
        TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        twin.Journal.Before = () => gate.Task;
        try
        {
            for (var i = 1; i <= 3; i++) await client.Send(Say.Publish($"twin/{roof}/pv-power", RunningMqtt.Power(i), packetId: i));
            await client.IsSentAway(ReasonCode.ReceiveMaximumExceeded);
        }
        finally
        {
            gate.SetResult();
            twin.Journal.Before = null;
        }
    }

    [Fact]
    public async Task Of_3_1_1_waits_in_the_network_beyond_the_receive_maximum()
    {
        var (feed, roof) = (RunningMqtt.Name("feed"), await twin.Roof());
        var at = (await twin.With(options => options.ReceiveMaximum = 2)).Plain!;
        await using var client = await twin.Client(feed, 4, at: at);
        for (var i = 1; i <= 50; i++) await client.Send(Say.Publish($"twin/{roof}/pv-power", RunningMqtt.Power(i), packetId: i, version: 4));
        for (var i = 1; i <= 50; i++) Assert.Equal(i, (await client.Hears(PacketType.Puback)).PacketId());
    }

    [Fact]
    public async Task To_a_topic_with_wildcards_ends_the_connection()
    {
        await using var client = await twin.Client("mqtt");
        await client.Send(Say.Publish("twin/+/pv-power", "1"));
        await client.IsSentAway(ReasonCode.TopicNameInvalid);
    }

    [Fact]
    public async Task Of_a_pack_is_acknowledged_once_with_the_number_of_records_set_aside()
    {
        var (feed, roof) = (RunningMqtt.Name("feed"), await twin.Roof());
        await using var client = await twin.Client(feed);
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 10;
        await client.Send(Say.Publish($"twin/{roof}", $$"""[{"bt":{{now}},"bu":"kW","n":"pv-power","v":1},{"n":"pv-powder","v":1},{"n":"load-power","v":1}]""", packetId: 9), Say.Publish($"twin/{roof}", "[]", packetId: 10));
        var ack = await client.Hears(PacketType.Puback);
        Assert.StartsWith("1 of 3 records were set aside, the first as unknown-channel: ", ack.Words(PropertyPlace.Acknowledgement, 3));
        Assert.Equal("000A", Convert.ToHexString((await client.Hears(PacketType.Puback)).Body));
        Assert.Equal((3, 2, 0, 1), await twin.Balance(feed));
    }

    [Fact]
    public async Task Of_an_event_is_taken_as_one()
    {
        var (feed, shuttle) = (RunningMqtt.Name("feed"), await twin.Register(Kinds.Shuttle));
        await using var client = await twin.Client(feed);
        await client.Send(Say.Publish($"twin/{shuttle}/events", $$$"""{"type":"stop-arrived","id":"s-1","at":"{{{Instant.From(DateTimeOffset.UtcNow) - TimeSpan.FromSeconds(1)}}}","fields":{"stop":"bang-sue"}}"""));
        Assert.Equal([0, 1], (await client.Hears(PacketType.Puback)).Body);
        Assert.Equal((1, 1, 0, 0), await twin.Balance(feed));
    }

    [Fact]
    public async Task Of_a_bare_number_is_now_and_needs_a_declared_unit()
    {
        var (feed, roof) = (RunningMqtt.Name("feed"), await twin.Roof());
        var at = (await twin.With(options => options.Units["pv-power"] = "kW")).Plain!;
        await using var client = await twin.Client(feed, at: at);
        await client.Send(Say.Publish($"twin/{roof}/pv-power", "182.4", packetId: 1), Say.Publish($"twin/{roof}/load-power", "182.4", packetId: 2));
        Assert.Equal(2, (await client.Hears(PacketType.Puback)).Body.Length);
        Assert.Contains("unit-missing", (await client.Hears(PacketType.Puback)).Words(PropertyPlace.Acknowledgement, 3));
    }

    [Fact]
    public async Task Of_the_other_set_is_in_quarantine()
    {
        var (feed, pretended) = (RunningMqtt.Name("feed"), await twin.Roof(CitySet.Rehearsal));
        await using var real = await twin.Client(feed);
        await real.Send(Say.Publish($"twin/{pretended}/pv-power", RunningMqtt.Power(2)));
        Assert.StartsWith("wrong-set: ", (await real.Hears(PacketType.Puback)).Words(PropertyPlace.Acknowledgement, 3));
        await using var rehearsal = await twin.Client(feed, properties: Say.Properties(Say.User("set", "rehearsal")));
        await using var old = await twin.Client($"{feed}@rehearsal", 4);
        await rehearsal.Send(Say.Publish($"twin/{pretended}/pv-power", RunningMqtt.Power(3)));
        await old.Send(Say.Publish($"twin/{pretended}/pv-power", RunningMqtt.Power(4), version: 4));
        Assert.Equal(2, (await rehearsal.Hears(PacketType.Puback)).Body.Length);
        await old.Hears(PacketType.Puback);
        Assert.Equal((3, 2, 0, 1), await twin.Balance(feed));
    }

    [Fact]
    public async Task Has_no_words_for_a_client_that_wants_none_or_takes_only_short_packets()
    {
        await using var none = await twin.Client("mqtt", properties: Say.Properties([0x17, 0]));
        await none.Send(Say.Publish("elsewhere", "1"));
        Assert.Equal("", (await none.Hears(PacketType.Puback)).Words(PropertyPlace.Acknowledgement, 3));
        await using var small = await twin.Client("mqtt", properties: Say.Properties([0x27, .. Say.U32(80)]));
        await small.Send(Say.Publish("elsewhere", "1"));
        Assert.Equal("", (await small.Hears(PacketType.Puback)).Words(PropertyPlace.Acknowledgement, 3));
    }
}
