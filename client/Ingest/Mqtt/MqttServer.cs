using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Ingest.Mqtt.Connections;
using YPort.Twin.Ingest.Mqtt.Messages;
using YPort.Twin.Ingest.Mqtt.Packets;
using YPort.Twin.Ingest.Mqtt.Sessions;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest.Mqtt;

/// <summary>What all connections share, whatever carries them; and what goes on without one: sessions end, wills fall due.</summary>
sealed partial class MqttServer(
    IIntake intake, Greeting greeting, Subscribing subscribing, SessionStore sessions, PendingBytes pending, MqttTelemetry telemetry,
    IOptions<MqttOptions> options, IOptions<ReadingOptions> readings, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<MqttServer> log) : BackgroundService
{
    // Clients beyond the bound are told so, as long as they are not too many themselves.
    const int Doorstep = 64;

    static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    readonly ConcurrentDictionary<Task, byte> _wills = [];
    int _connections;
    long _lastInstant;

    public MqttOptions Options { get; } = options.Value;

    public Greeting Greeting => greeting;

    public Subscribing Subscribing => subscribing;

    public SessionStore Sessions => sessions;

    public MqttTelemetry Telemetry => telemetry;

    public TimeProvider Clock => clock;

    public bool IsFull => Volatile.Read(ref _connections) > Options.MostConnections;

    /// <summary>Serves one client until it goes, is sent away, or the twin ends.</summary>
    public async Task Serve(MqttWire wire, CancellationToken goingDown)
    {
        if (Interlocked.Increment(ref _connections) > Options.MostConnections + Doorstep)
        {
            Interlocked.Decrement(ref _connections);
            telemetry.Refused("too-many");
            wire.Abort();
            return;
        }
        telemetry.Connected();
        using MqttConnection connection = new(this, wire);
        try
        {
            using var ending = goingDown.Register(() => connection.End(ReasonCode.ServerShuttingDown, "The twin goes down; come again."));
            using var stopping = lifetime.ApplicationStopping.Register(() => connection.End(ReasonCode.ServerShuttingDown, "The twin goes down; come again."));
            await connection.Run();
        }
        finally
        {
            telemetry.Gone();
            Interlocked.Decrement(ref _connections);
        }
    }

    public MessageReader Reader() => new(readings.Value, Options.Units);

    public MessageLine Line(string feed, CitySet set) => new(intake, pending, telemetry, clock, log, feed, set, Options.ReceiveMaximum);

    /// <summary>Now, and later than every moment given before: what is timed by us must not collide.</summary>
    public Instant NextInstant()
    {
        while (true)
        {
            var last = Volatile.Read(ref _lastInstant);
            var next = Math.Max(last + 1, Instant.From(clock).Microseconds);
            if (Interlocked.CompareExchange(ref _lastInstant, next, last) == last) return new(next);
        }
    }

    /// <summary>A will is a message like any other of its client, with nobody to acknowledge it to.</summary>
    public void Publish(OwedWill owed)
    {
        var publishing = Task.Run(() => Send(owed));
        _wills.TryAdd(publishing, 0);
        _ = publishing.ContinueWith(done => _wills.TryRemove(done, out _), TaskScheduler.Default);
    }

    /// <summary>A server that goes down owes the wills of those it sends away.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        foreach (var will in sessions.Sweep(all: true)) Publish(will);
        await Task.WhenAll(_wills.Keys).WaitAsync(cancellationToken);
    }

    async Task Send(OwedWill owed)
    {
        try
        {
            var at = NextInstant();
            using var line = Line(owed.Session.Feed, owed.Session.Set);
            await line.Add(0, Reader().Read(owed.Will.Topic, owed.Will.Payload, at), at, CancellationToken.None);
            line.Gone();
            await line.Run(null);
        }
        catch (Exception lost)
        {
            LogLost(log, lost, owed.Session.ClientId);
        }
    }

    public void Broken(MqttWire wire, MqttProtocolException broken)
    {
        telemetry.Refused(broken.Reason.ToString());
        LogBroken(log, wire.Remote, broken.Reason, broken.Message);
    }

    public void Refused(MqttWire wire, ReasonCode reason, string says)
    {
        telemetry.Refused(reason.ToString());
        LogRefused(log, wire.Remote, reason, says);
    }

    public void Stuck(MqttWire wire, Exception fault)
    {
        telemetry.Refused(nameof(ReasonCode.Unspecified));
        LogStuck(log, fault, wire.Remote);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            foreach (var will in sessions.Sweep()) Publish(will);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The MQTT client at {Remote} broke the protocol ({Reason}): {Says}")]
    static partial void LogBroken(ILogger log, string remote, ReasonCode reason, string says);

    [LoggerMessage(Level = LogLevel.Information, Message = "The MQTT client at {Remote} was refused ({Reason}): {Says}")]
    static partial void LogRefused(ILogger log, string remote, ReasonCode reason, string says);

    [LoggerMessage(Level = LogLevel.Error, Message = "The messages of the MQTT client at {Remote} cannot be committed; what was not acknowledged is left to it")]
    static partial void LogStuck(ILogger log, Exception fault, string remote);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The will of {ClientId} could not be published")]
    static partial void LogLost(ILogger log, Exception lost, string clientId);
}
