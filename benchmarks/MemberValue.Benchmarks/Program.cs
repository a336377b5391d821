using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Running;
using MemberValue.Benchmarks;
using MemberValue.Benchmarks.Guard;

// coverage [bases] [members] [model]: how often intervals hold the truth. cancel [members] [kind]: how soon work on many members stops.
// holdout [draws]: how often predictive intervals hold what the members of the bundled shop did.
// methods: which method foresees best who stays away, on the bundled shop.
// clusters: into how many clusters the members of the bundled shop fall.
// guard: every hot loop against the plain code, with floors. Other arguments are BenchmarkDotNet's own: --filter '*MoneyColumn*', --job dry, --inProcess,
// --list flat.
if (args is ["guard", .. var rest])
    return GuardProgram.Run(rest);
if (args is ["coverage", .. var study])
    return CoverageStudy.Run(study);
if (args is ["holdout", .. var shop])
    return HoldoutStudy.Run(shop);
if (args is ["cancel", .. var work])
    return CancellationProbe.Run(work);
if (args is ["methods"])
    return ChurnMethodStudy.Run();
if (args is ["clusters"])
    return ClusterStudy.Run();

var config = ManualConfig.Create(DefaultConfig.Instance)
    .AddDiagnoser(MemoryDiagnoser.Default)
    .WithCultureInfo(CultureInfo.InvariantCulture)
    .WithArtifactsPath(Repository.PathOf(".artifacts", "benchmarks"));

var summaries = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config).ToList();

// BenchmarkDotNet reports a benchmark that throws or does not build, and returns as if all were well.
var ran = summaries.Sum(summary => summary.Reports.Length);
var failed = summaries.SelectMany(summary => summary.Reports).Where(report => !report.Success).Select(report => report.BenchmarkCase.DisplayInfo)
    .Concat(summaries.SelectMany(summary => summary.ValidationErrors).Where(error => error.IsCritical).Select(error => error.Message))
    .ToList();
foreach (var name in failed)
    Console.Error.WriteLine($"failed: {name}");
var onlyAsked = args.Any(argument => argument is "--list" or "--help" or "--info" or "--version");
if (ran == 0 && !onlyAsked)
    Console.Error.WriteLine("No benchmark ran.");
return failed.Count > 0 || (ran == 0 && !onlyAsked) ? 1 : 0;
