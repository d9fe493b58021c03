using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using YPort.Twin.Ingest.Http;
using YPort.Twin.Ingest.Mqtt.Connections;
using YPort.Twin.Ingest.Mqtt.Sessions;
using YPort.Twin.Ingest.Mqtt.States;

namespace YPort.Twin.Ingest.Mqtt;

/// <summary>Hears MQTT 3.1.1 and 5.</summary>
public static class MqttListening
{
    const string Subprotocol = "mqtt";

    /// <summary>After AddIngest, which gives the intake.</summary>
    /// <param name="options">Checked already.</param>
    public static IServiceCollection AddMqtt(this IServiceCollection services, MqttOptions options, IMqttDoor door)
    {
        services.AddSingleton(Options.Create(options)).AddSingleton(door);
        services.AddSingleton<MqttTelemetry>().AddSingleton<SessionStore>().AddSingleton<PendingBytes>().AddSingleton<FeedNames>().AddSingleton<Greeting>().AddSingleton<Subscribing>();
        services.AddSingleton<StateBoard>().AddHostedService(provider => provider.GetRequiredService<StateBoard>());
        services.AddSingleton<MqttServer>().AddHostedService(provider => provider.GetRequiredService<MqttServer>());
        // Last: it is the first to stop.
        return services.AddSingleton<MqttListener>().AddHostedService(provider => provider.GetRequiredService<MqttListener>());
    }

    /// <summary>MQTT through WebSocket at the path of <see cref="MqttOptions.WebSocket"/>. Before whatever asks HTTP callers for a key: CONNECT brings its own.</summary>
    public static IApplicationBuilder UseMqttWebSocket(this IApplicationBuilder app)
    {
        var options = app.ApplicationServices.GetRequiredService<IOptions<MqttOptions>>().Value;
        if (options.WebSocket.Length == 0) return app;
        return app.Map(options.WebSocket, branch => branch.UseWebSockets().Run(Accept));
    }

    static async Task Accept(HttpContext http)
    {
        if (!http.WebSockets.IsWebSocketRequest || !http.WebSockets.WebSocketRequestedProtocols.Contains(Subprotocol))
        {
            await Problems.Of(400, "mqtt-over-websocket", "MQTT is spoken here, through WebSocket",
                "Connect a WebSocket with the subprotocol \"mqtt\", as MQTT libraries do for ws:// addresses.").ExecuteAsync(http);
            return;
        }
        using var socket = await http.WebSockets.AcceptWebSocketAsync(Subprotocol);
        WebSocketPipe pipe = new(socket, http.RequestServices.GetRequiredService<TimeProvider>());
        var remote = http.Connection.RemoteIpAddress;
        var carrying = pipe.Carry(http.RequestAborted);
        await http.RequestServices.GetRequiredService<MqttServer>().Serve(
            new(pipe, remote is not null && IPAddress.IsLoopback(remote) && IsOwnPage(http.Request), $"{remote}:{http.Connection.RemotePort} (WebSocket)", http.Abort), CancellationToken.None);
        await carrying;
    }

    // Any page that a browser on this machine shows can open a WebSocket to it: a stranger's page is no local client.
    static bool IsOwnPage(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }
}
