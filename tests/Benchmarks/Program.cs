using YPort.Twin.Tests.Benchmarks;

// What the twin takes over HTTP, beside what this machine can keep at most, in one run: dotnet run -c release --project tests/Benchmarks [seconds for each line]
var seconds = args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 5;
var each = TimeSpan.FromSeconds(seconds);
await Limits.Print(each);
await OrleansCalls.Print(each);
await HttpIngest.Print(each);
