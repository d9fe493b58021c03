using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using YPort.Twin.Ingest.Mqtt;
using YPort.Twin.Ingest.Mqtt.Packets;
using YPort.Twin.Tests.Mqtt.Wire;
using YPort.Twin.Tests.Running;

namespace YPort.Twin.Tests.Mqtt.Protocol;

/// <summary>The same under TLS and through WebSocket: section 6.</summary>
public sealed class A_secured_or_wrapped_connection(RunningMqtt twin) : IClassFixture<RunningMqtt>
{
    [Fact]
    public async Task Speaks_under_TLS_with_a_certificate_of_either_form()
    {
        using TemporaryFolder folder = new();
        using var key = RSA.Create(2048);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var (pfx, pem, pemKey) = (Path.Combine(folder, "twin.pfx"), Path.Combine(folder, "twin.pem"), Path.Combine(folder, "twin.key"));
        await File.WriteAllBytesAsync(pfx, certificate.Export(X509ContentType.Pfx, "secret"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(pem, certificate.ExportCertificatePem(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(pemKey, key.ExportPkcs8PrivateKeyPem(), TestContext.Current.CancellationToken);
        foreach (var tls in (MqttTlsOptions[])[new() { Certificate = pfx, Password = "secret" }, new() { Certificate = pem, Key = pemKey }])
        {
            tls.Port = FreePort.Next();
            var listener = await twin.With(options => (options.Port, options.Tls) = (0, tls));
            Assert.Null(listener.Plain);
            await using var client = await RawClient.To(listener.Tls!, tls: true);
            await client.Send(Say.Connect(), Say.Ping());
            Assert.Equal(0, (await client.Hears(PacketType.Connack)).Body[1]);
            await client.Hears(PacketType.Pingresp);
        }
    }

    async Task<ClientWebSocket> Open(string path = "/mqtt", string? subprotocol = "mqtt", string? origin = null, string? web = null)
    {
        ClientWebSocket socket = new();
        if (subprotocol is not null) socket.Options.AddSubProtocol(subprotocol);
        if (origin is not null) socket.Options.SetRequestHeader("Origin", origin);
        await socket.ConnectAsync(new Uri((web ?? twin.Http.BaseAddress!.ToString()).Replace("http", "ws", StringComparison.Ordinal).TrimEnd('/') + path), TestContext.Current.CancellationToken);
        return socket;
    }

    static async Task<byte[]> Hears(ClientWebSocket socket, int count)
    {
        List<byte> heard = [];
        var buffer = new byte[1024];
        while (heard.Count < count)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(), TestContext.Current.CancellationToken);
            if (read.MessageType == WebSocketMessageType.Close) break;
            Assert.Equal(WebSocketMessageType.Binary, read.MessageType);
            heard.AddRange(buffer[..read.Count]);
        }
        return [.. heard];
    }

    [Fact]
    public async Task Speaks_through_WebSocket_wherever_its_frames_cut_the_packets()
    {
        var (feed, roof) = (RunningMqtt.Name("feed"), await twin.Roof());
        using var socket = await Open();
        Assert.Equal("mqtt", socket.SubProtocol);
        byte[] all = [.. Say.Connect(4, user: feed), .. Say.Publish($"twin/{roof}/pv-power", RunningMqtt.Power(), packetId: 3, version: 4), .. Say.Ping()];
        foreach (var piece in all.Chunk(7)) await socket.SendAsync(piece, WebSocketMessageType.Binary, true, TestContext.Current.CancellationToken);
        var heard = Convert.ToHexString(await Hears(socket, 4 + 4 + 2));
        Assert.StartsWith("20020000", heard);
        Assert.Contains("40020003", heard);
        Assert.Contains("D000", heard);
        await socket.SendAsync(Say.Disconnect(), WebSocketMessageType.Binary, true, TestContext.Current.CancellationToken);
        Assert.Empty(await Hears(socket, 1));
        Assert.Equal((1, 1, 0, 0), await twin.Balance(feed));
    }

    [Fact]
    public async Task Ends_when_text_comes_through_WebSocket()
    {
        using var socket = await Open();
        await socket.SendAsync(Say.Connect(), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);
        Assert.Empty(await Hears(socket, 1));
        Assert.Equal(WebSocketCloseStatus.InvalidMessageType, socket.CloseStatus);
    }

    [Fact]
    public async Task Through_WebSocket_says_what_it_is()
    {
        await Assert.ThrowsAsync<WebSocketException>(() => Open(subprotocol: null));
        using var plain = await twin.Http.GetAsync("/mqtt", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, plain.StatusCode);
        Assert.Contains("subprotocol", await plain.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task From_a_strangers_web_page_needs_a_key()
    {
        using var stranger = await Open(origin: "https://example.org");
        await stranger.SendAsync(Say.Connect(), WebSocketMessageType.Binary, true, TestContext.Current.CancellationToken);
        var connack = await Hears(stranger, 5);
        Assert.Equal((0x20, (byte)ReasonCode.NotAuthorized), (connack[0], connack[3]));
        using var own = await Open(origin: twin.Http.BaseAddress!.ToString().TrimEnd('/'));
        await own.SendAsync(Say.Connect(4), WebSocketMessageType.Binary, true, TestContext.Current.CancellationToken);
        Assert.Equal("20020000", Convert.ToHexString(await Hears(own, 4)));
    }

    [Fact]
    public async Task Through_WebSocket_may_be_shut()
    {
        var web = await twin.Web(options => options.WebSocket = "");
        await Assert.ThrowsAsync<WebSocketException>(() => Open(web: web));
    }
}
