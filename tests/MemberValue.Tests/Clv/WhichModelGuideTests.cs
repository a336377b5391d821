using MemberValue.Clv;
using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Tests.Golden;

namespace MemberValue.Tests.Clv;

/// <summary>The examples of docs/which-model.md, and that they say what the page says of them.</summary>
public class WhichModelGuideTests
{
    [Fact]
    public void Models_are_compared_before_one_is_trusted()
    {
        var (rows, options) = (CdnowTables.Log, CdnowTables.Options);

        // example: which-model
        MemberLog<int> log = MemberLog.Read(rows, options);
        CalibrationHoldout<int> split = log.Holdout(new DateOnly(1997, 9, 30));
        MemberTimeView weeks = split.Calibration.In(TimeUnit.Week);
        AttritionModel[] candidates = [NbdModel.Fit(weeks), BgNbdModel.Fit(weeks), MbgNbdModel.Fit(weeks), ParetoNbdModel.Fit(weeks)];
        AttritionModel[] trusted = [.. candidates.Where(model => model.Report!.Status is FitStatus.Converged or FitStatus.AtLimit)];

        ModelComparison comparison = ModelComparison.Of(split, trusted);
        AttritionModel best = comparison.Best.Model;
        double bias = comparison.Best.Holdout!.Bias; // -0.16: 16% fewer purchases than came

        RepeatPurchaseTrack track = log.Track(cellsPerPeriod: 7, split.Calibration);
        TrackingRow atTheEnd = ModelTracking.Rows(best, split.Calibration.Columns, track)[^1];
        double missed = 1 - atTheEnd.ExpectedCumulative / atTheEnd.ActualCumulative!.Value;

        Text verdict = GammaGammaModel.Fit(split.Calibration.Columns).Independence!.Verdict;
        // example end

        Assert.Equal(4, trusted.Length);
        Assert.Equal(["MBG/NBD", "BG/NBD", "Pareto/NBD", "NBD"], comparison.Scores.Select(score => score.Model.Name));
        foreach (var (score, expected) in comparison.Scores.Zip([(-9582.1, -.16, .765, -.982), (-9582.4, -.12, .785, -.984), (-9595.0, -.11, .755, -.987), (-9763.7, .56, 1.041, -1.064)]))
        {
            Assert.Equal(expected.Item1, score.LogLikelihood!.Value, 0.05);
            Assert.Equal(expected.Item2, score.Holdout!.Bias, 0.006);
            Assert.Equal(expected.Item3, score.Holdout.MeanAbsoluteError, 0.0005);
            Assert.Equal(expected.Item4, score.Holdout.LogScore, 0.0006);
        }

        Assert.Equal("MBG/NBD", best.Name);
        Assert.Equal(-.16, bias, 0.005);
        Assert.Equal(1_882, comparison.Best.Holdout.Actual);
        Assert.Equal(0.067, missed, 0.0005);
        Assert.Equal(
            "Frequent buyers spend a little more per purchase (correlation 0.11); independence holds roughly, and values of the most frequent members are somewhat too low.",
            verdict.English);
    }

    [Fact]
    public void Regular_buyers_are_seen_in_their_gaps()
    {
        var table = CdnowTables.Split.Calibration;
        var (regularity, members) = Regularity(table.In(TimeUnit.Day));
        Assert.Equal((.479, 41), (Math.Round(regularity, 3), members));

        // Members who buy every 14 days, and members whose gaps are 7 and 21 days in turn.
        Assert.Equal(0, Regularity(Every(14, 14).In(TimeUnit.Day)).Regularity, 1e-12);
        Assert.InRange(Regularity(Every(7, 21).In(TimeUnit.Day)).Regularity, 0.1, 0.2);

        // What random buyers have, and buyers whose gaps are sums of two random ones, each with a dozen gaps.
        Assert.Equal(.54, Simulated(shape: 1), 0.01);
        Assert.Equal(.25, Simulated(shape: 2), 0.01);
        Assert.InRange(Simulated(shape: 4), 0.10, 0.15);
    }

    private static double Simulated(int shape)
    {
        var random = new Random(1);
        return Enumerable.Range(0, 20_000).Average(_ =>
        {
            var gaps = Enumerable.Range(0, 12).Select(_ => Enumerable.Range(0, shape).Sum(_ => -Math.Log(1 - random.NextDouble()))).ToArray();
            return Math.Log(gaps.Average()) - gaps.Average(Math.Log);
        });
    }

    private static (double Regularity, int Members) Regularity(MemberTimeView days)
    {
        // example: which-model-regular
        var (sum, members) = (0.0, 0);
        for (var row = 0; row < days.Count; row++)
        {
            int gaps = days.RepeatPurchases(row);
            if (gaps < 8)
                continue;
            sum += Math.Log(days.MeanGap(row)) - days.SumOfLogGaps(row) / gaps;
            members++;
        }

        double regularity = sum / members;
        // example end
        return (regularity, members);
    }

    private static MemberTable<int> Every(int gap, int next)
    {
        var builder = new MemberTableBuilder<int>();
        for (var (day, odd) = (new DateOnly(2024, 1, 1), true); day < new DateOnly(2024, 12, 31); day = day.AddDays(odd ? gap : next), odd = !odd)
            builder.Add(new Transaction<int>(1, day, 10m));
        return builder.Build();
    }
}
