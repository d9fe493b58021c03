using System.CommandLine;
using YPort.Twin.Cli.Replay;
using YPort.Twin.Cli.Verify;

var twin = new RootCommand("The command line of YPort.Twin.") { ReplayCommand.Make(), VerifyCommand.Make() };
return await twin.Parse(args).InvokeAsync();
