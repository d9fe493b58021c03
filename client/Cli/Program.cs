using System.CommandLine;
using YPort.Twin.Cli.Replay;

var twin = new RootCommand("The command line of YPort.Twin.") { ReplayCommand.Make() };
return await twin.Parse(args).InvokeAsync();
