using FsCheck;
using FsCheck.Fluent;
using MemberValue.Estimation;
using MemberValue.Learning;

namespace MemberValue.Tests.Churn.Learning;

/// <summary>Platt against Newton's method written out, isotonic against a formula that tries every block, both against wrong and useless data.</summary>
public class CalibrationTests
{
    private static readonly double[] Scores = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8];
    private static readonly bool[] Labels = [false, true, false, false, true, false, true, true];

    [Fact]
    public void Isotonic_is_pool_adjacent_violators_by_hand()
    {
        // 0 | 1 0 0 | 1 0 | 1 1 pools to 0, 1/3 three times, 1/2 twice, 1 twice.
        var calibration = IsotonicCalibration.Fit(Scores, Labels);
        Assert.Equal(FitStatus.Fitted, calibration.Status);
        Assert.Equal([0, 1 / 3.0, 1 / 3.0, 1 / 3.0, 0.5, 0.5, 1, 1], Scores.Select(calibration.Apply));
        Assert.Equal([0.1, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8], calibration.Scores);
        // Beyond the scores level, between two blocks a straight line, within a block level.
        Assert.Equal((0.0, 1.0), (calibration.Apply(-5), calibration.Apply(double.PositiveInfinity)));
        Assert.Equal(1 / 3.0 + 0.25 * (0.5 - 1 / 3.0), calibration.Apply(0.425), 1e-14);
        Assert.Equal(1 / 3.0, calibration.Apply(0.33));
        Assert.True(double.IsNaN(calibration.Apply(double.NaN)));
    }

    [Fact]
    public void Isotonic_is_the_greatest_of_the_least_means_of_all_blocks() => Law.Holds(
        (from n in Gen.Choose(2, 14)
         from scores in Gen.Choose(0, 8).Select(x => x / 8.0).ArrayOf(n)
         from labels in Gen.Elements(true, false).ArrayOf(n)
         from weights in Gen.Choose(0, 3).Select(x => (double)x).ArrayOf(n)
         where weights.Any(weight => weight > 0)
         select (scores, labels, weights)).ToArbitrary(),
        data =>
        {
            // Barlow, Bartholomew, Bremner and Brunk 1972, theorem 1.4: at x the max over a <= x of the min over b >= x of the mean label from a through b.
            var calibration = IsotonicCalibration.Fit(data.scores, data.labels, data.weights);
            var used = data.scores.Zip(data.labels, data.weights).Where(row => row.Third > 0).ToList();
            var points = used.Select(row => row.First).Distinct().Order().ToList();
            double Mean(double from, double through)
            {
                var block = used.Where(row => row.First >= from && row.First <= through).ToList();
                return block.Sum(row => row.Second ? row.Third : 0) / block.Sum(row => row.Third);
            }

            return points.All(x => Math.Abs(calibration.Apply(x) - points.Where(a => a <= x).Max(a => points.Where(b => b >= x).Min(b => Mean(a, b)))) < 1e-14);
        });

    [Theory]
    [InlineData(1, 0)]
    [InlineData(250, 3)]
    public void Platt_is_Newton_written_out(double scale, double shift)
    {
        var random = new Random(17);
        var scores = Enumerable.Range(0, 300).Select(_ => random.NextDouble()).ToArray();
        var labels = scores.Select(score => random.NextDouble() < score * score).ToArray();
        var weights = scores.Select(_ => (double)random.Next(3)).ToArray();
        var (a, b) = TextbookPlatt(scores, labels, weights);
        var calibration = PlattCalibration.Fit([.. scores.Select(score => score * scale + shift)], labels, weights);
        Assert.Equal(FitStatus.Fitted, calibration.Status);
        Assert.Equal(a, calibration.Slope * scale, 1e-9 * Math.Abs(a));
        Assert.Equal(b, calibration.Intercept + calibration.Slope * shift, 1e-9 * Math.Abs(b));
        Assert.Equal(1 / (1 + Math.Exp(-(a * 0.3 + b))), calibration.Apply(0.3 * scale + shift), 1e-12);
    }

    [Fact]
    public void Platt_stays_finite_where_scores_tell_the_labels_apart()
    {
        bool[] labels = [false, false, false, false, true, true, true, true];
        var calibration = PlattCalibration.Fit(Scores, labels);
        var (a, b) = TextbookPlatt(Scores, labels, [1, 1, 1, 1, 1, 1, 1, 1]);
        Assert.Equal(a, calibration.Slope, 1e-8 * a);
        Assert.Equal(b, calibration.Intercept, 1e-8 * Math.Abs(b));
    }

    [Fact]
    public void On_log_odds_right_probabilities_are_left_alone()
    {
        var random = new Random(4);
        var scores = Enumerable.Range(0, 400_000).Select(_ => random.NextDouble()).ToArray();
        var labels = scores.Select(score => random.NextDouble() < score).ToArray();
        var calibration = PlattCalibration.Fit(scores, labels, scale: PlattScale.LogOdds);
        Assert.Equal(1, calibration.Slope, 0.02); // three standard errors
        Assert.Equal(0, calibration.Intercept, 0.02);
        Assert.InRange(calibration.Apply(0), 0, 1e-5);
        Assert.InRange(calibration.Apply(1), 1 - 1e-5, 1);
    }

    [Fact]
    public void Maps_never_fall_and_stay_from_0_to_1() => Law.Holds(
        (from seed in Gen.Choose(0, 1_000_000)
         from n in Gen.Choose(2, 60)
         select (seed, n)).ToArbitrary(),
        input =>
        {
            var random = new Random(input.seed);
            var scores = Enumerable.Range(0, input.n).Select(_ => Math.Round(random.NextDouble(), 2)).ToArray();
            var labels = scores.Select(score => random.NextDouble() < score).ToArray();
            var grid = Enumerable.Range(-20, 150).Select(i => i / 100.0).ToArray();
            ICalibration[] maps = [PlattCalibration.Fit(scores, labels), PlattCalibration.Fit(scores, labels, scale: PlattScale.LogOdds),
                IsotonicCalibration.Fit(scores, labels)];
            return maps.All(map =>
            {
                var values = new double[grid.Length];
                map.Apply(grid, values);
                return values.All(value => value is >= 0 and <= 1) && values.SequenceEqual(grid.Select(map.Apply))
                    && (map.Status == FitStatus.NotIncreasing || values.Zip(values.Skip(1)).All(pair => pair.First <= pair.Second));
            });
        });

    [Fact]
    public void Useless_rows_are_a_status()
    {
        bool[] all = [true, true, true, true, true, true, true, true];
        double[] none = [0, 0, 0, 0, 0, 0, 0, 0];
        double[] same = [3, 3, 3, 3, 3, 3, 3, 3];
        double[] reversed = [.. Enumerable.Reverse(Scores)];
        foreach (var (scores, labels, weights, status) in new[]
        {
            (Scores, all, null, FitStatus.SingleClass), (Scores, Labels, none, FitStatus.NoData),
            (same, Labels, null, FitStatus.ConstantColumns), (reversed, Labels, null, FitStatus.NotIncreasing),
        })
        {
            ICalibration[] maps = [PlattCalibration.Fit(scores, labels, weights), IsotonicCalibration.Fit(scores, labels, weights)];
            Assert.All(maps, map => Assert.Equal(status, map.Status));
            Assert.All(maps, map => Assert.Equal(status == FitStatus.NoData, double.IsNaN(map.Apply(0.5))));
        }

        Assert.Equal(0.5, IsotonicCalibration.Fit(same, Labels).Apply(9));
        Assert.Equal(0.5, PlattCalibration.Fit(same, Labels).Apply(9), 1e-15);
        Assert.Equal(0.9, PlattCalibration.Fit(Scores, all).Apply(double.NegativeInfinity), 1e-15); // (8 + 1) / (8 + 2)
        Assert.True(PlattCalibration.Fit(reversed, Labels).Slope < 0);
    }

    [Fact]
    public void Wrong_calls_name_the_row()
    {
        Says("The score of row 1 is not a number", () => IsotonicCalibration.Fit([1, double.NaN], [true, false]));
        Says("The score of row 0 is infinity", () => PlattCalibration.Fit([double.PositiveInfinity, 1], [true, false]));
        Says("The score of row 1 is 1.5; as a probability it must be from 0 to 1.",
            () => PlattCalibration.Fit([1, 1.5], [true, false], scale: PlattScale.LogOdds));
        Says("There are 1 labels for 2 rows.", () => PlattCalibration.Fit([1, 2], [true]));
        Says("The weight of row 0 is -1 and must be finite", () => IsotonicCalibration.Fit([1, 2], [true, false], [-1, 1]));
        Says("The scale is 5 and must be", () => PlattCalibration.Fit([1, 2], [true, false], scale: (PlattScale)5));
        Says("The destination holds 1", () => PlattCalibration.Fit(Scores, Labels).Apply(Scores, new double[1]));
        Says("The destination holds 1", () => IsotonicCalibration.Fit(Scores, Labels).Apply(Scores, new double[1]));
    }

    [Fact]
    public void Applying_allocates_nothing_and_may_work_in_place()
    {
        foreach (ICalibration map in new ICalibration[] { PlattCalibration.Fit(Scores, Labels), IsotonicCalibration.Fit(Scores, Labels) })
        {
            var values = new double[8];
            Assert.Equal(0, Allocations.Of(() => map.Apply(Scores, values)));
            double[] place = [.. Scores];
            map.Apply(place, place);
            Assert.Equal(values, place);
        }
    }

    [Fact]
    public void Json_keeps_every_bit_and_damage_is_named()
    {
        foreach (var weights in new[] { null, new double[8] })
        {
            var platt = PlattCalibration.Fit(Scores, Labels, weights, PlattScale.LogOdds);
            Assert.Equal(platt.ToJson(), PlattCalibration.FromJson(platt.ToJson()).ToJson());
            Assert.Equal(platt.Apply(0.37), PlattCalibration.FromJson(platt.ToJson()).Apply(0.37));
            var isotonic = IsotonicCalibration.Fit(Scores, Labels, weights);
            Assert.Equal(isotonic.ToJson(), IsotonicCalibration.FromJson(isotonic.ToJson()).ToJson());
            Assert.Equal(isotonic.Apply(0.37), IsotonicCalibration.FromJson(isotonic.ToJson()).Apply(0.37));
        }

        var good = IsotonicCalibration.Fit(Scores, Labels).ToJson();
        Assert.Contains("scores[1] must be", Assert.Throws<FormatException>(
            () => IsotonicCalibration.FromJson(good.Replace("0.2,", "0.05,", StringComparison.Ordinal))).Message, StringComparison.Ordinal);
        Assert.Contains("probabilities[", Assert.Throws<FormatException>(() => IsotonicCalibration.FromJson(good.Replace("0.5,\n    0.5", "0.2,\n    0.5",
            StringComparison.Ordinal).Replace("0.3333333333333333", "0.9", StringComparison.Ordinal))).Message, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => IsotonicCalibration.FromJson(good.Replace("Fitted", "NoData", StringComparison.Ordinal)));
        var curve = PlattCalibration.Fit(Scores, Labels).ToJson();
        Assert.Throws<FormatException>(() => PlattCalibration.FromJson(good));
        Assert.Throws<FormatException>(() => PlattCalibration.FromJson(curve.Replace("\"slope\"", "\"hang\"", StringComparison.Ordinal)));
        Assert.Throws<FormatException>(() => PlattCalibration.FromJson(curve.Replace("Fitted", "NoData", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_calibrated_classifier_is_the_calibration_of_its_output()
    {
        var (features, labels) = LogisticData.Random(2_000, 3, 8);
        var training = Enumerable.Range(0, 1_000).ToArray();
        var heldOut = Enumerable.Range(1_000, 1_000).ToArray();
        bool[] later = [.. heldOut.Select(i => labels[i])];
        // Balanced labels make probabilities of another base; calibrated on held-out rows they have its share of yes again.
        var model = LogisticRegression.Fit(features.Rows(training), [.. training.Select(i => labels[i])], new LogisticOptions { BalanceLabels = true });
        foreach (var calibrated in new[] { CalibratedClassifier.Platt(model, features.Rows(heldOut), later),
            CalibratedClassifier.Isotonic(model, features.Rows(heldOut), later) })
        {
            var (raw, mapped) = (new double[1_000], new double[1_000]);
            model.Predict(features.Rows(heldOut), raw);
            calibrated.Predict(features.Rows(heldOut), mapped);
            Assert.Equal(raw.Select(calibrated.Calibration.Apply), mapped);
            Assert.Equal(FitStatus.Fitted, calibrated.Calibration.Status);
            Assert.Equal(later.Count(label => label) / 1_000.0, mapped.Average(), 0.002); // Platt's targets move the mean by at most 1 / 500
            Assert.Equal(model.FeatureNames, calibrated.FeatureNames);
        }
    }

    private static (double Slope, double Intercept) TextbookPlatt(double[] scores, bool[] labels, double[] weights)
    {
        var (yes, no) = (scores.Select((_, i) => labels[i] ? weights[i] : 0).Sum(), scores.Select((_, i) => labels[i] ? 0 : weights[i]).Sum());
        var (a, b) = (0.0, 0.0);
        for (var iteration = 0; iteration < 100; iteration++)
        {
            var (ga, gb, aa, ab, bb) = (0.0, 0.0, 0.0, 0.0, 0.0);
            for (var i = 0; i < scores.Length; i++)
            {
                var p = 1 / (1 + Math.Exp(-(a * scores[i] + b)));
                var r = weights[i] * ((labels[i] ? (yes + 1) / (yes + 2) : 1 / (no + 2)) - p);
                var w = weights[i] * p * (1 - p);
                (ga, gb, aa, ab, bb) = (ga + r * scores[i], gb + r, aa + w * scores[i] * scores[i], ab + w * scores[i], bb + w);
            }

            (a, b) = (a + (bb * ga - ab * gb) / (aa * bb - ab * ab), b + (aa * gb - ab * ga) / (aa * bb - ab * ab));
        }

        return (a, b);
    }

    private static void Says(string words, Action call) =>
        Assert.StartsWith(words, Assert.ThrowsAny<ArgumentException>(call).Message, StringComparison.Ordinal);
}
