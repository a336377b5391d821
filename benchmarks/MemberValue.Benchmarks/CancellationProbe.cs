using System.Diagnostics;
using System.Globalization;
using MemberValue.Assessment;
using MemberValue.Clv;
using MemberValue.Learning;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Benchmarks;

/// <summary>
/// How long work on many members goes on after its token was cancelled: each kind of work cancelled after 25 ms, 50 ms and so on, each time twice as late,
/// until it ends before that. The line of each is the longest answer in milliseconds; above 100 is a fault.
/// </summary>
internal static class CancellationProbe
{
    private const int FirstMoment = 25; // milliseconds
    private const int LastMoment = 1_600;

    public static int Run(string[] arguments)
    {
        var members = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 3_000_000;
        var only = arguments.Length > 1 ? arguments[1] : "";
        var faults = 0;
        foreach (var (name, work) in Works(members))
        {
            if (!name.StartsWith(only, StringComparison.Ordinal))
                continue;
            var (longest, at, moments) = (0.0, 0, 0);
            for (var moment = FirstMoment; moment <= LastMoment && AnswerTo(work, moment) is { } answer; moment *= 2)
            {
                moments++;
                if (answer > longest)
                    (longest, at) = (answer, moment);
            }

            faults += longest > 100 ? 1 : 0;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{name,-34} cancelled {moments} times, at most {longest,5:0} ms to an answer, after {at} ms"));
        }

        return faults > 0 ? 1 : 0;
    }

    private static IEnumerable<(string Name, Action<CancellationToken> Work)> Works(int members)
    {
        var table = ShopBenchmarkData.Table(members);
        var columns = table.Columns;
        var weeks = columns.In(TimeUnit.Week);
        var parts = ShopBenchmarkData.AllParts();
        var valuator = MemberValuator.Create(parts, MemberModels.Fit(ShopBenchmarkData.Table(20_000), parts));
        var mbg = new MbgNbdModel(new BetaGeometricParameters(0.5, 6, 0.9, 1.6), TimeUnit.Week);
        var pareto = new ParetoNbdModel(new ParetoNbdParameters(0.55, 10.58, 0.61, 11.67), TimeUnit.Week);
        var spend = new GammaGammaModel(new GammaGammaParameters(6, 4, 16));
        var scale = RfmScale.FitQuantiles(columns);
        var scores = scale.Score(table).Values.ToArray();
        yield return ("fit: Gamma-Gamma", stop => GammaGammaModel.Fit(columns, cancellationToken: stop));
        yield return ("fit: MBG/NBD", stop => MbgNbdModel.Fit(weeks, cancellationToken: stop));
        yield return ("fit: Pareto/NBD", stop => ParetoNbdModel.Fit(weeks, cancellationToken: stop));
        yield return ("fit: returns", stop => ReturnModel.Fit(columns, stop));
        yield return ("fit: formula", stop => FormulaValueCalculator.Fit(columns, cancellationToken: stop));
        yield return ("fit: nested scale", stop => RfmScale.FitNested(columns, cancellationToken: stop));
        yield return ("fit: quantile scale", stop => RfmScale.FitQuantiles(columns, cancellationToken: stop));
        yield return ("fit: high-low scale", stop => RfmScale.FitHighLow(columns, cancellationToken: stop));
        yield return ("fit: all models of a valuator", stop => MemberModels.Fit(table, parts, cancellationToken: stop));
        yield return ("table: scores", stop => scale.Score(table, stop));
        yield return ("table: stages", stop => valuator.Classifier!.Classify(table, stop));
        yield return ("table: P(alive), MBG/NBD", stop => mbg.ProbabilityAlive(table, stop));
        yield return ("table: P(of a purchase), Pareto/NBD", stop => pareto.ProbabilityOfPurchase(table, 12, stop));
        yield return ("table: purchases, Pareto/NBD", stop => pareto.ExpectedPurchases(table, 52, stop));
        yield return ("table: mean spend", stop => spend.ExpectedMeanSpend(table, stop));
        yield return ("table: values", stop => valuator.Calculator!.Calculate(table, stop));
        yield return ("table: risks", stop => valuator.Assessor!.Assess(table, stop));
        yield return ("table: assessments", stop => valuator.Assess(table, stop));
        yield return ("table: summary of segments", stop => SegmentSummary.Of(
            columns, scores, SegmentMaps.TenCells, scale.Definitions, stop));
        var (features, labels) = ForestBenchmarkData.Make(members, 1);
        yield return ("learn: tree", stop => DecisionTree.Fit(features, labels, cancellationToken: stop));
        yield return ("learn: forest of 2", stop => RandomForest.Fit(features, labels, new RandomForestOptions { Trees = 2 }, cancellationToken: stop));
        yield return ("learn: logistic regression", stop => LogisticRegression.Fit(features, labels, cancellationToken: stop));
    }

    /// <summary>Milliseconds from cancelling at a moment to the end of the work; null where the work ended before.</summary>
    private static double? AnswerTo(Action<CancellationToken> work, int moment)
    {
        using var source = new CancellationTokenSource();
        var cancelled = 0L;
        using var timer = new Timer(_ =>
        {
            Volatile.Write(ref cancelled, Stopwatch.GetTimestamp());
            source.Cancel();
        });
        timer.Change(moment, Timeout.Infinite);
        try
        {
            work(source.Token);
            return null;
        }
        catch (OperationCanceledException)
        {
            return Stopwatch.GetElapsedTime(Volatile.Read(ref cancelled)).TotalMilliseconds;
        }
    }
}
