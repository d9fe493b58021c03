using System.Buffers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Logging;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using YPort.Twin.Ingest.Mqtt.Messages;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Ingest.Broker;

/// <summary>The broker ended the connection, or would not have it. The message says why and what to do.</summary>
sealed class BrokerGoneException(string message, bool takenOver = false) : Exception(message)
{
    /// <summary>Another client came with our session's name.</summary>
    public bool TakenOver => takenOver;
}

/// <summary>
/// One connection to the broker, from its first word to its end. The next is another object with another line: the broker numbers its packets
/// anew, and an acknowledgement that came late would count for a message that nobody has committed.
/// </summary>
sealed partial class BrokerConnection(BrokerOptions options, MessageReader reader, BrokerLine line, TimeProvider clock, ILogger log)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10), Quiet = TimeSpan.FromSeconds(5), Look = TimeSpan.FromMilliseconds(250);

    readonly TaskCompletionSource<BrokerGoneException> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    long _heardAt = clock.GetTimestamp();

    /// <summary>Hears until the connection ends or the twin does, or, where it is to leave, nothing is left.</summary>
    /// <param name="connected">Called when the subscriptions stand.</param>
    /// <exception cref="BrokerGoneException">The connection has ended.</exception>
    public async Task Hear(Action connected, CancellationToken stop)
    {
        using var client = new MqttClientFactory().CreateMqttClient();
        client.ApplicationMessageReceivedAsync += Heard;
        client.DisconnectedAsync += Ended;
        using var gone = new CancellationTokenSource();
        // From the start: what a session held comes before the answer to our subscription.
        var taking = line.Run(gone.Token);
        try
        {
            await Connect(client, stop);
            connected();
            var through = options.Leave ? NothingLeft(stop) : Task.Delay(Timeout.InfiniteTimeSpan, clock, stop);
            await Task.WhenAny(_ended.Task, taking, through);
            if (_ended.Task.IsCompleted) throw await _ended.Task;
            if (taking.IsCompleted) await taking;
        }
        finally
        {
            line.End();
            gone.CancelAfter(_ended.Task.IsCompleted ? TimeSpan.Zero : Patience);
            await taking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            // Not 0, which this client does not send: the session would stay.
            var end = options.Leave && !stop.IsCancellationRequested ? new MqttClientDisconnectOptions { SessionExpiryInterval = 1 } : new();
            if (client.IsConnected) await client.DisconnectAsync(end, CancellationToken.None).WaitAsync(Patience, clock, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    async Task Connect(IMqttClient client, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        try
        {
            var welcome = await client.ConnectAsync(Options(), patience.Token);
            if (welcome.ResultCode != MqttClientConnectResultCode.Success)
                throw new BrokerGoneException($"It refused the connection: {welcome.ResultCode} {welcome.ReasonString}. See Twin:Broker:User, Password and ClientId, and the broker's log.");
            if (!welcome.IsSessionPresent) LogNewSession(log, options.Session);
            if (options.Leave)
            {
                MqttClientUnsubscribeOptionsBuilder ending = new();
                foreach (var filter in options.Filters) ending.WithTopicFilter(filter);
                await client.UnsubscribeAsync(ending.Build(), patience.Token);
                return;
            }
            var subscription = new MqttClientSubscribeOptionsBuilder();
            // What was published once and kept (retained) was delivered when it was published.
            foreach (var filter in options.Filters)
                subscription.WithTopicFilter(topic => topic.WithTopic(filter).WithAtLeastOnceQoS().WithRetainHandling(MqttRetainHandling.DoNotSendOnSubscribe));
            var granted = await client.SubscribeAsync(subscription.Build(), patience.Token);
            foreach (var item in granted.Items)
                if (item.ResultCode != MqttClientSubscribeResultCode.GrantedQoS1)
                    throw new BrokerGoneException($"It grants no subscription with QoS 1 to {item.TopicFilter.Topic}: {item.ResultCode}. See the rights of user \"{options.User}\" in the broker, and Twin:Broker:Topics.");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new BrokerGoneException($"It did not answer within {Patience.TotalSeconds} s.");
        }
        catch (Exception unreached) when (unreached is MqttCommunicationException or SocketException or IOException or AuthenticationException)
        {
            throw new BrokerGoneException($"It cannot be reached: {unreached.GetBaseException().Message} Start it, or correct Twin:Broker:Host, Port and Tls.");
        }
    }

    // The broker hands over what it holds as fast as it is acknowledged.
    async Task NothingLeft(CancellationToken stop)
    {
        while (!line.IsEmpty || clock.GetElapsedTime(Volatile.Read(ref _heardAt)) < Quiet) await Task.Delay(Look, clock, stop);
    }

    MqttClientOptions Options()
    {
        var builder = new MqttClientOptionsBuilder().WithTcpServer(options.Host, options.Listener).WithProtocolVersion(MqttProtocolVersion.V500)
            .WithClientId(options.Session).WithCleanStart(false).WithSessionExpiryInterval((uint)options.SessionExpiry.TotalSeconds)
            .WithReceiveMaximum((ushort)options.ReceiveMaximum).WithKeepAlivePeriod(TimeSpan.FromSeconds(15)).WithTimeout(Patience);
        if (options.User.Length > 0) builder.WithCredentials(options.User, Encoding.UTF8.GetBytes(options.PasswordFile.Length > 0 ? File.ReadAllText(options.PasswordFile).TrimEnd('\r', '\n') : options.Password));
        if (options.Tls)
            builder.WithTlsOptions(tls =>
            {
                tls.UseTls();
                if (options.TlsAuthority.Length == 0) return;
                X509Certificate2Collection trusted = [];
                trusted.ImportFromPemFile(options.TlsAuthority);
                tls.WithTrustChain(trusted);
            });
        return builder.Build();
    }

    // Called for one message after another; it only reads, so that the next can come.
    Task Heard(MqttApplicationMessageReceivedEventArgs delivery)
    {
        delivery.AutoAcknowledge = false;
        Volatile.Write(ref _heardAt, clock.GetTimestamp());
        var message = delivery.ApplicationMessage;
        var receivedAt = Instant.From(clock);
        // What a twin itself says, should somebody carry it here, is no news to it.
        var items = message.Topic.EndsWith("/" + MessageTopic.State, StringComparison.Ordinal) ? []
            : reader.Read(message.Topic, message.Payload.IsSingleSegment ? message.Payload.First : message.Payload.ToArray(), receivedAt);
        line.Add(new(delivery, items, receivedAt, message.QualityOfServiceLevel != MqttQualityOfServiceLevel.AtMostOnce));
        return Task.CompletedTask;
    }

    Task Ended(MqttClientDisconnectedEventArgs end)
    {
        var takenOver = end.Reason == MqttClientDisconnectReason.SessionTakenOver;
        _ended.TrySetResult(new(takenOver
            ? $"Another client connected as \"{options.Session}\". Give each process a Twin:Broker:ClientId of its own."
            : $"The connection ended: {end.Exception?.GetBaseException().Message ?? $"{end.Reason} {end.ReasonString}"}", takenOver));
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The broker holds no session \"{Session}\": either this is the first time, or what it held for us is lost.")]
    static partial void LogNewSession(ILogger log, string session);
}
