using MemberValue.Churn;
using MemberValue.Learning;
using MemberValue.Lifecycle;
using MemberValue.Metrics;

namespace MemberValue.Tests.Baseline;

/// <summary>Labels, features, learners, calibrations and how well they do, of the 90 days after six dates of Online Retail.</summary>
internal static class LearningBaseline
{
    private static readonly DateOnly[] Origins = [.. Enumerable.Range(0, 6).Select(i => new DateOnly(2011, 3, 21).AddDays(30 * i))];

    public static void Learned(Sheet numbers, Sheet sentences, BaselineLog<string> log)
    {
        var data = ChurnDataset.From(
            log.Read(), new ChurnDatasetOptions { Origins = Origins, HorizonDays = 90, LogEnd = log.Last },
            new ChurnFeatureOptions { Rhythm = PurchaseRhythm.Fit(log.At(new DateOnly(2011, 3, 21)).Columns) });
        numbers.Line("data", data.Count, data.ChurnShare);
        numbers.Column("data.members", data.MemberNumbers);
        numbers.Column("data.labels", data.Labels.ToArray().Select(label => label ? 1 : 0));
        numbers.Column("data.origins", data.OriginNumbers);
        foreach (var feature in data.Features.Names)
            numbers.Column($"feature.{feature}", data.Features.Column(feature), every: 40);

        var (training, heldOut, test) = (data.At(Origins[..2]), data.At(Origins[3..4]), data.At(Origins[5..]));
        var logistic = LogisticRegression.Fit(training.Features, training.Labels);
        var balanced = LogisticRegression.Fit(training.Features, training.Labels, new LogisticOptions { BalanceLabels = true, Penalty = 1 });
        Terms(numbers, "logistic", logistic);
        Terms(numbers, "balanced", balanced);
        var tree = DecisionTree.Fit(training.Features, training.Labels, new DecisionTreeOptions { MaxDepth = 5, MinLeaf = 50 });
        var deep = DecisionTree.Fit(training.Features, training.Labels, new DecisionTreeOptions
        {
            Criterion = TreeCriterion.Entropy,
            MaxDepth = 8,
            MinLeaf = 20
        });
        Tree(numbers, sentences, "tree", tree);
        Tree(numbers, sentences, "deep", deep.Prune(0.002));
        numbers.Column("deep.pruning", deep.PruningPath().SelectMany(step => new[] { step.Alpha, step.Leaves, step.Impurity }));
        var forest = RandomForest.Fit(training.Features, training.Labels, new RandomForestOptions
        {
            Trees = 60,
            MinLeaf = 20,
            Seed = 1,
            MeasurePermutationImportance = true
        });
        numbers.Column("forest.gain", forest.GainImportances);
        numbers.Column("forest.permutation", forest.PermutationImportances!);
        numbers.Line("forest.outOfBag", forest.OutOfBag!.Rows, forest.OutOfBag.Error, forest.OutOfBag.Brier, forest.OutOfBag.LogLoss);
        numbers.Column("forest.outOfBagProbabilities", forest.OutOfBagProbabilities.Span, every: 10);
        var platt = CalibratedClassifier.Platt(forest, heldOut.Features, heldOut.Labels);
        var isotonic = CalibratedClassifier.Isotonic(forest, heldOut.Features, heldOut.Labels);
        numbers.Line("platt", ((PlattCalibration)platt.Calibration).Slope, ((PlattCalibration)platt.Calibration).Intercept);
        numbers.Column("isotonic.scores", ((IsotonicCalibration)isotonic.Calibration).Scores);
        numbers.Column("isotonic.probabilities", ((IsotonicCalibration)isotonic.Calibration).Probabilities);

        foreach (var (name, classifier) in new (string, IBinaryClassifier)[]
        {
            ("logistic", logistic), ("balanced", balanced), ("tree", tree), ("deep", deep), ("forest", forest), ("platt", platt), ("isotonic", isotonic),
        })
        {
            var predictions = new double[test.Count];
            classifier.Predict(test.Features, predictions);
            numbers.Column($"{name}.predictions", predictions, every: 3);
            Evaluated(numbers, name, BinaryEvaluation.Of(test.Labels, predictions));
            var profit = BinaryEvaluation.Of(test.Labels, predictions).Profit(new ProfitOptions { ContactCost = 2, Value = 100, SaveRate = 0.2 });
            numbers.Column(
                $"{name}.profit",
                profit.Points(20).Append(profit.Best).SelectMany(point => new[] { point.Threshold, point.Contacted, point.Leavers, point.Profit }));
        }

        var explained = Enumerable.Range(0, test.Count).Where(row => row % 150 == 0).ToArray();
        numbers.Column("logistic.explained", explained.SelectMany(row => logistic.Explain(test.Features, row).Contributions.Select(part => part.LogOdds)));
        numbers.Column(
            "forest.explained",
            explained.SelectMany(row => forest.Explain(test.Features, row).Contributions.SelectMany(part => new object[] { part.Feature, part.Change })));
        sentences.Column("tree.explained", explained.Select(row => tree.Explain(test.Features, row).Text.English));
        sentences.Column("forest.explained", explained.Select(row => forest.Explain(test.Features, row).Text.English));
        Compared(numbers, data);
    }

    private static void Terms(Sheet numbers, string of, LogisticModel model)
    {
        var report = model.Report;
        numbers.Line(
            $"{of}.report", report.Status, report.LogLikelihood, report.NullLogLikelihood, report.GradientNorm, report.Iterations, report.Rows,
            report.YesRows, report.TotalWeight);
        numbers.Line($"{of}.intercept", model.Intercept, model.InterceptStandardError);
        foreach (var term in model.Terms)
        {
            numbers.Line(
                $"{of}.{term.Feature}{(term.IsMissingIndicator ? ".missing" : "")}", term.Coefficient, term.StandardError, term.ZScore, term.PValue,
                term.OddsRatio, term.Mean, term.StandardDeviation);
        }

        numbers.Column($"{of}.dropped", report.Dropped.SelectMany(term => new object[] { term.Feature, term.IsMissingIndicator, term.Reason }));
    }

    private static void Tree(Sheet numbers, Sheet sentences, string of, DecisionTreeModel tree)
    {
        numbers.Line(of, tree.Status, tree.BaseRate, tree.Rows, tree.Leaves, tree.Depth);
        numbers.Column($"{of}.gain", tree.GainImportances);
        numbers.Column($"{of}.rules", tree.ToRules().SelectMany(rule => rule.Conditions
            .SelectMany(condition => new object?[] { condition.Feature, condition.Above, condition.UpTo }).Concat([rule.Probability, rule.Rows, rule.Share])));
        sentences.Column($"{of}.rules", tree.ToRules().Select(rule => rule.Text.English));
    }

    private static void Evaluated(Sheet numbers, string of, BinaryEvaluation evaluation)
    {
        numbers.Line(
            $"{of}.evaluation", evaluation.Count, evaluation.Positives, evaluation.RocAuc, evaluation.RocAucStandardError, evaluation.AveragePrecision,
            evaluation.KolmogorovSmirnov, evaluation.KolmogorovSmirnovThreshold, evaluation.ClippedRows, evaluation.LogLoss, evaluation.Brier,
            evaluation.BrierSkill,
            evaluation.CalibrationError, evaluation.MeanPrediction, evaluation.BrierParts.Reliability, evaluation.BrierParts.Resolution,
            evaluation.BrierParts.Uncertainty);
        numbers.Column($"{of}.lift", evaluation.Lift.SelectMany(band => new[] { band.Rows, band.Positives, band.Gain, band.Lift, band.CumulativeLift }));
        numbers.Column($"{of}.calibration", evaluation.Calibration.SelectMany(bin => new[] { bin.Lowest, bin.Highest, bin.MeanPrediction, bin.Observed.Rate }));
    }

    private static void Compared(Sheet numbers, ChurnDataset<string> data)
    {
        var comparison = ChurnComparison.Of(data,
        [
            ChurnMethod.OfColumn("recency", "recencyDays"),
            ChurnMethod.OfLearner("logistic", (x, y) => LogisticRegression.Fit(x, y)),
            ChurnMethod.OfLearner("tree", (x, y) => DecisionTree.Fit(x, y, new DecisionTreeOptions { MaxDepth = 5, MinLeaf = 50 })),
        ]);
        foreach (var method in comparison.Pooled.Methods)
        {
            numbers.Line(
                $"comparison.{method.Name}", method.Evaluation.RocAuc, method.Evaluation.AveragePrecision, method.AgainstBaseline?.Difference,
                method.AgainstBaseline?.PValue);
            numbers.Column(
                $"comparison.{method.Name}.origins",
                comparison.Origins.SelectMany(origin => new object[] { origin.TrainingRows, origin.Comparison[method.Name].Evaluation.RocAuc }));
        }
    }
}
