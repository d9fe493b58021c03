using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

// "once" runs each a single time, so that none rots; else a minute in all, or what BenchmarkDotNet's own arguments say. In this process, so that nothing is built beside it.
var isOnce = args is ["once"];
var job = (isOnce ? Job.Dry : Job.Default.WithWarmupCount(8).WithIterationCount(15).WithInvocationCount(8192)).WithToolchain(InProcessEmitToolchain.Instance);
var config = DefaultConfig.Instance.AddJob(job).WithArtifactsPath(Path.Combine(Path.GetTempPath(), "twin-benchmarks"));
var summaries = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(isOnce || args.Length == 0 ? ["--filter", "*"] : args, config);
return summaries.Any() && summaries.All(summary => summary.Reports.Length > 0 && summary.Reports.All(report => report.Success)) ? 0 : 1;
