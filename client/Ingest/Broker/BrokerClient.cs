using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Ingest.Mqtt;
using YPort.Twin.Ingest.Mqtt.Messages;

namespace YPort.Twin.Ingest.Broker;

/// <summary>Keeps a connection to the broker, for ever.</summary>
sealed partial class BrokerClient(
    BrokerOptions options, IIntake intake, IOptions<ReadingOptions> readings, IOptions<MqttOptions> mqtt, BrokerTelemetry telemetry, TimeProvider clock, ILogger<BrokerClient> log)
    : BackgroundService
{
    static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(250), LongestPause = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = ShortestPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                BrokerLine line = new(intake, options, telemetry, clock, log);
                await new BrokerConnection(options, new MessageReader(readings.Value, mqtt.Value.Units), line, clock, log).Hear(() =>
                {
                    pause = ShortestPause;
                    telemetry.Connected(true);
                    LogConnected(log, options.Host, options.Listener, options.Session, options.Topics, options.Share);
                }, stoppingToken);
                if (options.Leave && !stoppingToken.IsCancellationRequested)
                {
                    LogLeft(log, options.Host, options.Listener, options.Session);
                    return;
                }
            }
            catch (BrokerGoneException gone)
            {
                // Two that push each other out would do so as fast as they can.
                if (gone.TakenOver) pause = LongestPause;
                LogGone(log, options.Host, options.Listener, gone.Message);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // Nothing was acknowledged that is not committed: with the next connection it comes again.
                LogFault(log, fault, options.Host, options.Listener);
            }
            finally
            {
                telemetry.Connected(false);
            }
            // Half of it by chance: not all processes come back at the same moment.
            await Task.Delay(pause * (0.5 + Random.Shared.NextDouble() / 2), clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Hears the broker {Host}:{Port} as \"{Session}\": {Topics}, shared in \"{Share}\".")]
    static partial void LogConnected(ILogger log, string host, int port, string session, string topics, string share);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The broker {Host}:{Port} is not heard; trying for ever. {Why}")]
    static partial void LogGone(ILogger log, string host, int port, string why);

    [LoggerMessage(Level = LogLevel.Information, Message = "The broker {Host}:{Port} holds nothing more for \"{Session}\": its session is ended. To hear it again start without Twin:Broker:Leave.")]
    static partial void LogLeft(ILogger log, string host, int port, string session);

    [LoggerMessage(Level = LogLevel.Error, Message = "Hearing the broker {Host}:{Port} failed; connecting anew.")]
    static partial void LogFault(ILogger log, Exception fault, string host, int port);
}
