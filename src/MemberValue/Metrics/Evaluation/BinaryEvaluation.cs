using System.Text.Json.Serialization;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Metrics;

/// <summary>
/// How well predictions of a yes-or-no label did: how they rank (areas, lift, KS), whether they are right as probabilities (log loss, Brier, calibration
/// curve), and what acting on them brings (confusion, profit). Immutable and thread-safe.
/// </summary>
/// <remarks>
/// <para>A higher prediction means that a positive label is more likely. For the label "leaves" use 1 - P(alive). Predictions outside 0 to
/// 1, such as days since the last purchase, are scores: the numbers about ranking hold for them, those about probabilities are NaN or empty
/// (<see cref="AreProbabilities"/>).</para>
/// <para>The order of rows does not change any bit of the result. Rows are taken as independent of each other; where a member has several rows, intervals
/// are too narrow, and <see cref="GroupedBootstrap"/> makes better ones.</para>
/// <para>Memory: 16 bytes per distinct prediction are kept. Time: about that of one plain sort of the predictions with their labels.</para>
/// </remarks>
public sealed partial class BinaryEvaluation
{
    private readonly RankedPredictions _ranked;

    private BinaryEvaluation(RankedPredictions ranked, BinaryEvaluationOptions options)
    {
        _ranked = ranked;
        AreProbabilities = ranked.Scores[0] <= 1 && ranked.Scores[^1] >= 0;
        (RocAuc, RocAucStandardError) = Area(ranked);
        AveragePrecision = HasBothClasses ? PrecisionArea(ranked) : double.NaN;
        (KolmogorovSmirnov, KolmogorovSmirnovThreshold) = HasBothClasses ? Separation(ranked) : (double.NaN, double.NaN);
        Lift = Array.AsReadOnly(BandsOf(ranked, options.LiftBands));
        var probabilities = AreProbabilities ? ProbabilityScores.Of(ranked, options) : ProbabilityScores.None;
        (LogLoss, ClippedRows, Brier, BrierParts) = (probabilities.LogLoss, probabilities.Clipped, probabilities.Brier, probabilities.Parts);
        Calibration = Array.AsReadOnly(probabilities.Curve);
        MeanPrediction = probabilities.Mean;
    }

    /// <summary>How many rows were evaluated, counted as often as their counts say.</summary>
    public int Count => _ranked.Count;

    /// <summary>How many of them have a positive label.</summary>
    public int Positives => _ranked.Positives;

    /// <summary>The share of positive labels, of all rows: what a method without information would predict for each.</summary>
    public Proportion BaseRate => new(Positives, Count);

    /// <summary>Whether there are labels of both kinds. Where not, nothing can be ranked: areas, KS and lift are NaN.</summary>
    public bool HasBothClasses => Positives > 0 && Positives < Count;

    /// <summary>Whether all predictions lie from 0 to 1. Where not, they are scores, and the numbers of probabilities are NaN or empty.</summary>
    public bool AreProbabilities { get; }

    /// <summary>
    /// The area under the receiver operating characteristic: the probability that a positive row, drawn at random, has a higher prediction than a negative
    /// one, a tie counted half. 0 to 1; 0.5 is as good as guessing; below it the ranking is reversed. NaN without both classes.
    /// </summary>
    /// <remarks>
    /// Such pairs, counted exactly in whole numbers, over all pairs: Mann and Whitney's U / (positives negatives). [Hanley and McNeil 1982]
    /// </remarks>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double RocAuc { get; }

    /// <summary>
    /// The standard error of <see cref="RocAuc"/>, 0 or more; NaN with fewer than two rows of either class. 0 where the classes are fully separated: it then
    /// says nothing.
    /// </summary>
    /// <remarks>
    /// DeLong, DeLong and Clarke-Pearson 1988, "Comparing the Areas under Two or More Correlated Receiver Operating Characteristic Curves", eq. 5 for
    /// one curve; computed by ranks as in Sun and Xu 2014, "Fast Implementation of DeLong's Algorithm for Comparing the Areas Under Correlated
    /// Receiver Operating Characteristic Curves".
    /// </remarks>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double RocAucStandardError { get; }

    /// <summary>
    /// Average precision, the usual number for the area under the precision-recall curve: the sum over distinct predictions, highest first, of
    /// (recall there - recall before) x precision there. 0 to 1; a ranking without information has about <see cref="BaseRate"/>. NaN without both classes.
    /// </summary>
    /// <remarks>A tie is one step. Points are not interpolated, because that would be too optimistic (Davis and Goadrich 2006).</remarks>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double AveragePrecision { get; }

    /// <summary>
    /// The mean over rows of -ln(the probability predicted for what happened), 0 or more; NaN where predictions are not probabilities. Predicting the base
    /// rate b for everyone has a loss of -(b ln b + (1 - b) ln(1 - b)).
    /// </summary>
    /// <remarks>Probabilities are clipped first, by <see cref="BinaryEvaluationOptions.LogLossClip"/>; see <see cref="ClippedRows"/>.</remarks>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double LogLoss { get; }

    /// <summary>
    /// How many rows' probabilities were clipped for the log loss, because they were nearer to 0 or 1 than the clip. If some of them are wrong, the loss
    /// depends on the clip.
    /// </summary>
    public int ClippedRows { get; }

    /// <summary>
    /// Brier's score: the mean over rows of (prediction - label) squared, 0 to 1, lower is better; NaN where predictions are not probabilities.
    /// </summary>
    /// <remarks>Brier 1950, "Verification of forecasts expressed in terms of probability", in the form for one of two outcomes (half the original).</remarks>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Brier { get; }

    /// <summary>The score's parts over the bins of <see cref="Calibration"/>; NaN where predictions are not probabilities.</summary>
    public BrierParts BrierParts { get; }

    /// <summary>1 - Brier / uncertainty: 1 is perfect, 0 is as good as the base rate for everyone, below 0 is worse. NaN without both classes.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double BrierSkill => HasBothClasses ? 1 - Brier / BrierParts.Uncertainty : double.NaN;

    /// <summary>The mean prediction, to compare with <see cref="BaseRate"/>; NaN where predictions are not probabilities.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double MeanPrediction { get; }

    /// <summary>The calibration curve by ascending prediction, bins without rows left out; empty where predictions are not probabilities.</summary>
    public IReadOnlyList<CalibrationBin> Calibration { get; }

    /// <summary>
    /// The mean over rows of the distance between the bin's mean prediction and its observed share (the expected calibration error), 0 to 1; NaN where
    /// predictions are not probabilities. It grows with the number of bins even where predictions are calibrated.
    /// </summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double CalibrationError => AreProbabilities
        ? Calibration.Sum(bin => bin.Observed.Of * Math.Abs(bin.MeanPrediction - bin.Observed.Rate)) / Count
        : double.NaN;

    /// <summary>Lift and cumulative gains by bands of rows, highest predictions first: deciles by default.</summary>
    public IReadOnlyList<LiftBand> Lift { get; }

    /// <summary>
    /// The greatest distance between the distributions of predictions of the two classes, 0 to 1 (Kolmogorov and Smirnov's two-sample statistic): the
    /// greatest |true positive rate - false positive rate| over thresholds. A reversed ranking has a large one too. NaN without both classes.
    /// </summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double KolmogorovSmirnov { get; }

    /// <summary>The threshold at which <see cref="KolmogorovSmirnov"/> is reached, the highest of several; NaN without both classes.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double KolmogorovSmirnovThreshold { get; }

    internal RankedPredictions Ranked => _ranked;

    private static (double Auc, double StandardError) Area(RankedPredictions ranked)
    {
        var (yes, no) = (new PlacementSums(), new PlacementSums());
        for (var group = 0; group < ranked.Groups; group++)
        {
            if (ranked.PositivesTo[group] - ranked.PositivesBefore(group) is > 0 and var positives)
                yes.Add(PlacementSums.OfPositive(ranked, group), positives);
            if (ranked.NegativesTo[group] - ranked.NegativesBefore(group) is > 0 and var negatives)
                no.Add(PlacementSums.OfNegative(ranked, group), negatives);
        }

        var auc = (double)yes.Sum / (2.0 * ranked.Positives * ranked.Negatives);
        return (auc, Math.Sqrt(yes.VarianceOfMean(ranked.Positives, ranked.Negatives) + no.VarianceOfMean(ranked.Negatives, ranked.Positives)));
    }

    private static double PrecisionArea(RankedPredictions ranked)
    {
        var area = new CompensatedSum();
        for (var group = 0; group < ranked.Groups; group++)
        {
            var found = ranked.PositivesTo[group] - ranked.PositivesBefore(group);
            if (found > 0)
                area.Add((double)found * ranked.PositivesTo[group] / ranked.RowsTo(group));
        }

        return area.Value / ranked.Positives;
    }

    private static (double Distance, double Threshold) Separation(RankedPredictions ranked)
    {
        var (most, at) = (-1L, double.NaN);
        for (var group = 0; group < ranked.Groups; group++)
        {
            var distance = Math.Abs((long)ranked.PositivesTo[group] * ranked.Negatives - (long)ranked.NegativesTo[group] * ranked.Positives);
            if (distance > most)
                (most, at) = (distance, ranked.Scores[group]);
        }

        return (most / ((double)ranked.Positives * ranked.Negatives), at);
    }

    private static LiftBand[] BandsOf(RankedPredictions ranked, int bands)
    {
        var lines = new LiftBand[bands];
        var (group, rowsBefore, before) = (0, 0, 0.0);
        var rate = ranked.Positives == 0 || ranked.Negatives == 0 ? double.NaN : (double)ranked.Positives / ranked.Count;
        for (var band = 1; band <= bands; band++)
        {
            var rows = (int)((long)ranked.Count * band / bands);
            var (positives, splits) = ranked.PositivesAmong(rows, ref group);
            lines[band - 1] = new LiftBand(
                band, rows - rowsBefore, positives - before, rows, positives, positives / ranked.Positives,
                (positives - before) / (rows - rowsBefore) / rate, positives / rows / rate, splits);
            (rowsBefore, before) = (rows, positives);
        }

        return lines;
    }
}
