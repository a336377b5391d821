using System.Diagnostics;
using System.Globalization;
using MemberValue.Assessment;
using MemberValue.Clv;
using MemberValue.Learning;
using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Benchmarks;

/// <summary>
/// How long work on many members goes on after its token was cancelled: each kind of work once to its end, then cancelled at some moments of its length. The
/// line of each is the longest answer in milliseconds; above 100 is a fault.
/// </summary>
internal static class CancellationProbe
{
    private const int Moments = 12;

    public static int Run(string[] arguments)
    {
        var members = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 3_000_000;
        var only = arguments.Length > 1 ? arguments[1] : "";
        var table = ShopBenchmarkData.Table(members);
        var columns = table.Columns;
        var (features, labels) = only is "" or "learn" ? ForestBenchmarkData.Make(members, 1) : ForestBenchmarkData.Make(100, 1);
        var valuator = ShopBenchmarkData.AllParts();
        var faults = 0;
        foreach (var (name, work) in new (string, Action<CancellationToken>)[]
        {
            ("learn: tree", stop => DecisionTree.Fit(features, labels, cancellationToken: stop)),
            ("learn: forest of 2", stop => RandomForest.Fit(features, labels, new RandomForestOptions { Trees = 2 }, cancellationToken: stop)),
            ("learn: logistic regression", stop => LogisticRegression.Fit(features, labels, cancellationToken: stop)),
            ("Gamma-Gamma", stop => GammaGammaModel.Fit(columns, cancellationToken: stop)),
            ("MBG/NBD", stop => MbgNbdModel.Fit(columns.In(TimeUnit.Week), cancellationToken: stop)),
            ("Pareto/NBD", stop => ParetoNbdModel.Fit(columns.In(TimeUnit.Week), cancellationToken: stop)),
            ("nested scale", stop => RfmScale.FitNested(columns, cancellationToken: stop)),
            ("quantile scale", stop => RfmScale.FitQuantiles(columns, cancellationToken: stop)),
            ("formula", stop => FormulaValueCalculator.Fit(columns, cancellationToken: stop)),
            ("valuator: fit", stop => MemberModels.Fit(table, valuator, cancellationToken: stop)),
        })
        {
            if (!name.StartsWith(only, StringComparison.Ordinal))
                continue;
            var clock = Stopwatch.StartNew();
            work(CancellationToken.None);
            var length = clock.Elapsed;
            var longest = TimeSpan.Zero;
            var worst = 0.0;
            for (var moment = 0; moment < Moments; moment++)
            {
                using var source = new CancellationTokenSource();
                var cancelled = 0L;
                using var timer = new Timer(_ =>
                {
                    Volatile.Write(ref cancelled, Stopwatch.GetTimestamp());
                    source.Cancel();
                });
                timer.Change(length * (moment + 0.5) / Moments, Timeout.InfiniteTimeSpan);
                try
                {
                    work(source.Token);
                }
                catch (OperationCanceledException)
                {
                    var answer = Stopwatch.GetElapsedTime(Volatile.Read(ref cancelled));
                    if (answer > longest)
                        (longest, worst) = (answer, (moment + 0.5) / Moments);
                }
            }

            faults += longest.TotalMilliseconds > 100 ? 1 : 0;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-28} {length.TotalMilliseconds,8:0} ms in all, at most {longest.TotalMilliseconds,5:0} ms after cancelling at {worst:0%}"));
        }

        return faults > 0 ? 1 : 0;
    }
}
