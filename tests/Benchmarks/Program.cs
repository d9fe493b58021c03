using YPort.Twin.Tests.Benchmarks;

// What this machine can keep at most, in one run: dotnet run -c release --project tests/Benchmarks [seconds for each line]
var seconds = args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 5;
await Limits.Print(TimeSpan.FromSeconds(seconds));
