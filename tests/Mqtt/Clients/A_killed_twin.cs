using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using YPort.Twin.Ingest.Mqtt.Packets;
using YPort.Twin.Tests.Mqtt.Wire;
using YPort.Twin.Tests.Running;

namespace YPort.Twin.Tests.Mqtt.Clients;

/// <summary>A real process, really killed, and senders who send again what was not acknowledged.</summary>
[Trait("needs", "minutes")]
public sealed class A_killed_twin
{
    const int Senders = 4, MessagesEach = 3000, Kills = 3, Window = 200;
    static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Has_every_message_that_it_acknowledged_and_has_it_once()
    {
        using TemporaryFolder folder = new();
        var port = FreePort.Next();
        Task<TwinProcess> Begin() => TwinProcess.Start(folder, null, ("Twin:Mqtt:Port", port.ToString(CultureInfo.InvariantCulture)));
        var twin = await Begin();
        try
        {
            for (var sender = 0; sender < Senders; sender++)
                (await twin.Http.PutAsJsonAsync($"/v1/twins/roof-{sender}", new { kind = "building", set = "real", name = new { en = "Roof" }, area = 1030 }, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
            var acknowledged = new int[Senders];
            using CancellationTokenSource stop = new(TimeSpan.FromMinutes(4));
            var sending = Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => Task.Run(() => Send(sender, port, count => acknowledged[sender] = count, stop.Token))));
            for (var kill = 1; kill <= Kills && !sending.IsCompleted; kill++)
            {
                while (acknowledged.Sum() < Senders * MessagesEach * kill / (Kills + 1) && !sending.IsCompleted) await Task.Delay(1, stop.Token);
                await twin.Kill();
                await twin.DisposeAsync();
                twin = await Begin();
            }
            await sending;
            Assert.All(acknowledged, count => Assert.Equal(MessagesEach, count));
            var feed = (await twin.Http.GetFromJsonAsync<JsonElement>("/v1/feeds", stop.Token)).EnumerateArray().Single(feed => feed.GetProperty("feed").GetString() == "roofs");
            // Each was accepted once; what was sent again after a kill is a duplicate.
            Assert.Equal((Senders * MessagesEach, 0), (feed.GetProperty("accepted").GetInt64(), feed.GetProperty("quarantined").GetInt64()));
            Assert.Equal(feed.GetProperty("received").GetInt64(), feed.GetProperty("accepted").GetInt64() + feed.GetProperty("duplicate").GetInt64());
            var audit = await twin.Http.GetFromJsonAsync<JsonElement>("/v1/city/audit", stop.Token);
            Assert.True(audit.GetProperty("agrees").GetBoolean(), audit.ToString());
            Assert.Equal(0, await twin.End());
        }
        finally
        {
            await twin.DisposeAsync();
        }
    }

    /// <summary>Sends in order, at most a window ahead of the acknowledgements; after a break again from the first that has none.</summary>
    static async Task Send(int sender, int port, Action<int> acknowledged, CancellationToken stop)
    {
        var done = 0;
        while (done < MessagesEach)
        {
            try
            {
                await using var client = await RawClient.To(port);
                await client.Send(Say.Connect(sender % 2 == 0 ? 5 : 4, $"sender{sender}", clean: false, user: "roofs"));
                if (await client.Hears() is not { Type: PacketType.Connack }) continue;
                for (var sent = done; done < MessagesEach; done++, acknowledged(done))
                {
                    for (; sent < Math.Min(MessagesEach, done + Window); sent++)
                        await client.Send(Say.Publish($"twin/roof-{sender}/pv-energy", $$"""{"at":"{{Start.AddMinutes(sent):yyyy-MM-ddTHH:mm:ssZ}}","value":{{(sent / 10m).ToString(CultureInfo.InvariantCulture)}},"unit":"kWh"}""",
                            packetId: sent + 1, version: sender % 2 == 0 ? 5 : 4));
                    if (await client.Hears() is not { Type: PacketType.Puback } ack) break;
                    Assert.Equal(done + 1, ack.PacketId()); // in order, and none left out
                    Assert.Equal(2, ack.Body.Length); // and taken
                }
            }
            catch (Exception gone) when (gone is IOException or System.Net.Sockets.SocketException)
            {
                await Task.Delay(20, stop); // it is dead, or not yet up again
            }
        }
    }
}
