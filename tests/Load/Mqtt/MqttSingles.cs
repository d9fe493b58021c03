using System.Diagnostics;
using YPort.Twin.Tests.Running;

namespace YPort.Twin.Tests.Load.Mqtt;

/// <summary>How many single readings a second does the twin acknowledge over MQTT, each after its commit, beside a mosquitto that keeps nothing and knows no twin?</summary>
static class MqttSingles
{
    static readonly int[] Connections = [1, 4, 32];
    static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task Print(LoadedStore store, TimeSpan each)
    {
        await using var twin = await LoadedTwin.Start(store);
        await Lines($"MQTT QoS 1 singles, {store.Name}", twin.MqttPort, each);
        await twin.PrintBacklog();
    }

    public static async Task PrintBroker(TimeSpan each)
    {
        if (!Mosquitto.IsInstalled)
        {
            Console.WriteLine("mosquitto is not installed.");
            return;
        }
        await using var broker = await Mosquitto.Start(Path.Combine(AppContext.BaseDirectory, "mosquitto.conf"));
        await Lines("MQTT QoS 1 singles, mosquitto alone", broker.Port, each);
    }

    static async Task Lines(string name, int port, TimeSpan each)
    {
        await Round(port, Connections[^1], WarmUp.Time, Start.AddDays(-Connections.Length));
        foreach (var (index, connections) in Connections.Index())
        {
            var (waits, elapsed) = await Round(port, connections, each, Start.AddDays(index));
            Waits.Print($"{name}, {connections} connections", "messages", waits, elapsed);
        }
    }

    static async Task<(IEnumerable<TimeSpan> Waits, TimeSpan Elapsed)> Round(int port, int connections, TimeSpan each, DateTimeOffset from)
    {
        var senders = await Task.WhenAll(Enumerable.Range(0, connections).Select(number => MqttSender.Connect(port, number, connections)));
        try
        {
            var started = Stopwatch.GetTimestamp();
            var waits = await Task.WhenAll(senders.Select(sender => Task.Run(() => sender.Publish(started, each, from))));
            return (waits.SelectMany(wait => wait), Stopwatch.GetElapsedTime(started));
        }
        finally
        {
            foreach (var sender in senders) sender.Dispose();
        }
    }
}
