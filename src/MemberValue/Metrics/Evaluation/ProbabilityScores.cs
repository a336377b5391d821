using MemberValue.Numerics;

namespace MemberValue.Metrics;

/// <summary>The losses and the calibration curve of predictions that are probabilities, in one pass from the highest to the lowest.</summary>
internal sealed class ProbabilityScores
{
    public static readonly ProbabilityScores None = new()
    {
        LogLoss = double.NaN,
        Brier = double.NaN,
        Mean = double.NaN,
        Parts = new BrierParts(double.NaN, double.NaN, double.NaN, double.NaN),
        Curve = [],
    };

    public required double LogLoss { get; init; }

    public int Clipped { get; init; }

    public required double Brier { get; init; }

    public required double Mean { get; init; }

    public required BrierParts Parts { get; init; }

    public required CalibrationBin[] Curve { get; init; }

    public static ProbabilityScores Of(RankedPredictions ranked, BinaryEvaluationOptions options)
    {
        var bins = new Bin[options.Bins];
        var clip = options.LogLossClip;
        var clipped = 0;
        CompensatedSum loss = default, brier = default;
        for (var group = 0; group < ranked.Groups; group++)
        {
            var p = ranked.Scores[group];
            var positives = ranked.PositivesTo[group] - ranked.PositivesBefore(group);
            var negatives = ranked.NegativesTo[group] - ranked.NegativesBefore(group);
            if (p < clip || 1 - p < clip)
                clipped += positives + negatives;
            if (positives > 0)
            {
                loss.Add(-positives * LogOf(p, clip));
                brier.Add(positives * ((1 - p) * (1 - p)));
            }

            if (negatives > 0)
            {
                loss.Add(-negatives * LogOfComplement(p, clip));
                brier.Add(negatives * (p * p));
            }

            bins[BinOf(ranked, group, options)].Add(p, positives, positives + negatives);
        }

        var score = brier.Value / ranked.Count;
        return new ProbabilityScores
        {
            LogLoss = loss.Value / ranked.Count,
            Clipped = clipped,
            Brier = score,
            Mean = MeanOf(bins, ranked.Count),
            Parts = PartsOf(bins, ranked, score),
            Curve = [.. bins.Where(bin => bin.Rows > 0).Select(bin =>
                new CalibrationBin(bin.Lowest, bin.Highest, bin.Mean, new Proportion(bin.Positives, bin.Rows)))],
        };
    }

    // From 1/2 on 1 - p is exact, and below it Log1p keeps what 1 - p would round away.
    private static double LogOfComplement(double p, double clip) => p >= 0.5 ? Math.Log(Math.Max(1 - p, clip)) : Elementary.Log1p(-Math.Max(p, clip));

    private static double LogOf(double p, double clip) => p >= 0.5 ? Elementary.Log1p(-Math.Max(1 - p, clip)) : Math.Log(Math.Max(p, clip));

    private static int BinOf(RankedPredictions ranked, int group, BinaryEvaluationOptions options)
    {
        var bins = options.Bins;
        if (options.BinRule == CalibrationBinRule.Quantile)
        {
            // Twice the middle of the group's places, counted from the lowest prediction.
            var above = group == 0 ? 0L : ranked.RowsTo(group - 1);
            var middle = 2L * ranked.Count - above - ranked.RowsTo(group);
            return (int)(middle * bins / (2L * ranked.Count));
        }

        var p = ranked.Scores[group];
        var bin = Math.Min((int)(p * bins), bins - 1);
        if (bin + 1 < bins && p >= (bin + 1) / (double)bins) // rounding of the product, either way
            return bin + 1;
        return p < bin / (double)bins ? bin - 1 : bin;
    }

    private static double MeanOf(Bin[] bins, int rows)
    {
        var sum = new CompensatedSum();
        foreach (var bin in bins)
            sum.Add(bin.Sum.Value);
        return sum.Value / rows;
    }

    private static BrierParts PartsOf(Bin[] bins, RankedPredictions ranked, double score)
    {
        var rate = (double)ranked.Positives / ranked.Count;
        CompensatedSum reliability = default, resolution = default;
        foreach (var bin in bins)
        {
            if (bin.Rows == 0)
                continue;
            var share = (double)bin.Positives / bin.Rows;
            reliability.Add(bin.Rows * ((bin.Mean - share) * (bin.Mean - share)));
            resolution.Add(bin.Rows * ((share - rate) * (share - rate)));
        }

        var (one, two, three) = (reliability.Value / ranked.Count, resolution.Value / ranked.Count, rate * ((double)ranked.Negatives / ranked.Count));
        return new BrierParts(one, two, three, score - (one - two + three));
    }

    private struct Bin
    {
        public CompensatedSum Sum;
        public int Rows;
        public int Positives;
        public double Lowest;
        public double Highest;

        public readonly double Mean => Math.Clamp(Sum.Value / Rows, Lowest, Highest);

        public void Add(double p, int positives, int rows)
        {
            if (Rows == 0)
                Highest = p;
            Lowest = p;
            Sum.Add(rows * p);
            Rows += rows;
            Positives += positives;
        }
    }
}
