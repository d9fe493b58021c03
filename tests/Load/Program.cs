using System.Globalization;
using YPort.Twin.Tests.Load;
using YPort.Twin.Tests.Load.Figure;
using YPort.Twin.Tests.Load.Http;
using YPort.Twin.Tests.Load.Limits;
using YPort.Twin.Tests.Load.Mqtt;
using YPort.Twin.Tests.Load.Paint;
using YPort.Twin.Tests.Running;

// What the twin takes, beside what this machine can do at most, in one run:
// dotnet run -c release --project tests/Load [all|limits|http|mqtt|figure|paint] [seconds for each line] [seconds to warm up]
Dictionary<string, Func<TimeSpan, Task>> parts = new()
{
    ["limits"] = async each =>
    {
        await Disks.Print(each);
        await OrleansCalls.Print(each);
    },
    ["http"] = each => OnBothStores(store => HttpBatches.Print(store, each)),
    ["mqtt"] = async each =>
    {
        await MqttSingles.PrintBroker(each);
        await OnBothStores(store => MqttSingles.Print(store, each));
    },
    ["figure"] = each => OnBothStores(store => CityFigure.Print(store, each)),
    ["paint"] = PagePaint.Print,
};
var asked = args.FirstOrDefault(argument => !char.IsDigit(argument[0])) ?? "all";
var numbers = args.Where(argument => char.IsDigit(argument[0])).Select(argument => int.Parse(argument, CultureInfo.InvariantCulture)).ToArray();
var seconds = numbers.FirstOrDefault(10);
if (numbers.Length > 1) WarmUp.Time = TimeSpan.FromSeconds(numbers[1]);
if (asked != "all" && !parts.ContainsKey(asked))
{
    Console.Error.WriteLine($"\"{asked}\" is no part of the load program; say one of: all, {string.Join(", ", parts.Keys)}.");
    return 2;
}
Console.WriteLine($"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} processors, {Environment.OSVersion}, .NET {Environment.Version}; {seconds} s a line after {WarmUp.Time.TotalSeconds:F0} s of warming up");
foreach (var (name, print) in parts)
    if (asked == "all" || asked == name) await print(TimeSpan.FromSeconds(seconds));
return 0;

static async Task OnBothStores(Func<LoadedStore, Task> print)
{
    await print(new("SQLite", null));
    if (!PostgresServer.IsInstalled)
    {
        Console.WriteLine("PostgreSQL is not installed.");
        return;
    }
    await using var server = await PostgresServer.Start();
    await print(new("PostgreSQL", await server.NewDatabase()));
}

namespace YPort.Twin.Tests.Load
{
    /// <param name="Postgres">Connection string; null for SQLite.</param>
    sealed record LoadedStore(string Name, string? Postgres);
}
