using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace YPort.Twin.Ingest.Mqtt;

/// <summary>Listens on TCP, plain and under TLS, by a Kestrel of its own: the web's addresses stay as the operator set them.</summary>
sealed partial class MqttListener(
    MqttServer server, IOptions<MqttOptions> options, IOptions<SocketTransportOptions> sockets, IServiceProvider services, ILoggerFactory logs, ILogger<MqttListener> log)
    : ConnectionHandler, IHostedService, IDisposable
{
    readonly MqttOptions _options = options.Value;
    readonly List<KestrelServer> _listening = [];

    /// <summary>Where plain MQTT is spoken; null while it is not.</summary>
    public IPEndPoint? Plain { get; private set; }

    /// <summary>Where MQTT is spoken under TLS; null while it is not.</summary>
    public IPEndPoint? Tls { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var port = _options.Port ?? MqttOptions.DefaultPort;
        if (port > 0 || _options.Port is null) Plain = await Listen(port, null, "Twin:Mqtt:Port", isDefault: _options.Port is null, cancellationToken);
        if (_options.Tls.Port > 0) Tls = await Listen(_options.Tls.Port, Certificate(_options.Tls), "Twin:Mqtt:Tls:Port", isDefault: false, cancellationToken);
    }

    /// <exception cref="OptionsValidationException">The port is taken, and was asked for.</exception>
    async Task<IPEndPoint?> Listen(int port, X509Certificate2? certificate, string setting, bool isDefault, CancellationToken stop)
    {
        IPEndPoint endpoint = new(IPAddress.Parse(_options.Address), port);
        KestrelServerOptions kestrel = new() { ApplicationServices = services, AddServerHeader = false };
        kestrel.Listen(endpoint, listen =>
        {
            if (certificate is not null) listen.UseHttps(certificate);
            listen.Use(_ => OnConnectedAsync);
        });
        KestrelServer listening = new(Options.Create(kestrel), new SocketTransportFactory(sockets, logs), logs);
        try
        {
            await listening.StartAsync(new NoWeb(), stop);
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            listening.Dispose();
            if (!isDefault) throw new OptionsValidationException("Twin:Mqtt", typeof(MqttOptions), [$"{setting} is {port}, and {endpoint} is taken. Set another port, or 0 to leave MQTT off."]);
            LogTaken(log, endpoint);
            return null;
        }
        _listening.Add(listening);
        LogListening(log, certificate is null ? "mqtt" : "mqtts", endpoint);
        return endpoint;
    }

    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        var goingDown = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? CancellationToken.None;
        var address = (connection.RemoteEndPoint as IPEndPoint)?.Address;
        await server.Serve(new(connection.Transport, address is not null && IPAddress.IsLoopback(address), connection.RemoteEndPoint?.ToString() ?? "", connection.Abort), goingDown);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var listening in _listening) await listening.StopAsync(cancellationToken);
    }

    public void Dispose()
    {
        foreach (var listening in _listening) listening.Dispose();
    }

    static X509Certificate2 Certificate(MqttTlsOptions tls)
    {
        if (tls.Key.Length == 0) return X509CertificateLoader.LoadPkcs12FromFile(tls.Certificate, tls.Password);
        using var pem = tls.Password.Length > 0 ? X509Certificate2.CreateFromEncryptedPemFile(tls.Certificate, tls.Password, tls.Key) : X509Certificate2.CreateFromPemFile(tls.Certificate, tls.Key);
        // Windows cannot serve with a key that lies in memory only.
        return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
    }

    // Kestrel asks for a web application; no request ever comes through these listeners.
    sealed class NoWeb : IHttpApplication<object>
    {
        public object CreateContext(IFeatureCollection contextFeatures) => new();

        public Task ProcessRequestAsync(object context) => Task.CompletedTask;

        public void DisposeContext(object context, Exception? exception) { }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "MQTT listening on: {Scheme}://{Endpoint}")]
    static partial void LogListening(ILogger log, string scheme, IPEndPoint endpoint);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Endpoint} is taken, so MQTT stays off. Set Twin:Mqtt:Port (Twin__Mqtt__Port) to a free port, or to 0 to leave it off without this warning.")]
    static partial void LogTaken(ILogger log, IPEndPoint endpoint);
}
