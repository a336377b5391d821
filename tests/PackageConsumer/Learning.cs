using MemberValue.Churn;
using MemberValue.Learning;
using MemberValue.Metrics;

namespace PackageConsumer;

/// <summary>Classifiers that learn, their calibration, and how they are judged.</summary>
internal static class Learning
{
    public static void Run(Shop shop)
    {
        var dataOptions = new ChurnDatasetOptions
        {
            Origins = [new(2023, 8, 31), new(2023, 10, 31), new(2024, 3, 31)],
            HorizonDays = 60,
            LogEnd = Shop.LastDay,
        };
        var data = ChurnDataset.From(shop.Read, dataOptions);
        var split = data.RollingOrigins()[^1];
        var (past, test) = (data.At(split.Training), data.At(split.Test));
        Output.Line("rows", $"{past.Count} to learn from, {test.Count} to test on");
        foreach (var name in past.Features.Names)
            Output.Line(name, past.Features.Column(past.Features.Names.ToList().IndexOf(name)).Slice(0, 20));

        var logistic = Output.RoundTrip(LogisticRegression.Fit(past.Features, past.Labels), it => it.ToJson(), LogisticModel.FromJson);
        var tree = Output.RoundTrip(
            DecisionTree.Fit(past.Features, past.Labels, new DecisionTreeOptions { MaxDepth = 4, MinLeaf = 10 }), it =>
                it.ToJson(), DecisionTreeModel.FromJson);
        var forest = Output.RoundTrip(
            RandomForest.Fit(past.Features, past.Labels,
                new RandomForestOptions { Trees = 8, MaxDepth = 4, MinLeaf = 10, Seed = 7, MeasurePermutationImportance = true }),
            it => it.ToJson(), RandomForestModel.FromJson);

        foreach (var term in logistic.Terms)
            Output.Line(term.Feature, term.Coefficient, term.StandardError, term.PValue);
        foreach (var contribution in logistic.Explain(test.Features, 0).Contributions)
            Output.Line("log-odds", contribution);
        foreach (var rule in tree.ToRules())
            Output.Line("leaf", rule);
        foreach (var step in tree.PruningPath())
            Output.Line("pruning", step);
        Output.Line("forest", forest);
        Output.Line("importances", [.. forest.PermutationImportances ?? []]);
        Output.Line("forest says", forest.Explain(test.Features, 0).Contributions[0]);

        var predictions = new double[3][];
        IBinaryClassifier[] classifiers = [logistic, tree, forest];
        for (var i = 0; i < classifiers.Length; i++)
        {
            predictions[i] = new double[test.Count];
            classifiers[i].Predict(test.Features, predictions[i]);
            Output.Line($"predictions {i}", predictions[i]);
        }

        Calibrate(logistic, past, test);
        Judge(test.Labels, predictions);
        Output.Line("methods", ChurnComparison.Of(data,
        [
            ChurnMethod.OfColumn("recency", "recencyDays"),
            ChurnMethod.OfLearner("logistic", (x, y) => LogisticRegression.Fit(x, y)),
        ]));
    }

    private static void Calibrate(LogisticModel model, ChurnDataset<string> past, ChurnDataset<string> test)
    {
        var scores = new double[past.Count];
        model.Predict(past.Features, scores);
        var platt = Output.RoundTrip(PlattCalibration.Fit(scores, past.Labels, scale: PlattScale.LogOdds), it => it.ToJson(), PlattCalibration.FromJson);
        var isotonic = Output.RoundTrip(IsotonicCalibration.Fit(scores, past.Labels), it => it.ToJson(), IsotonicCalibration.FromJson);
        Output.Line("calibrated", platt.Apply(0.3), isotonic.Apply(0.3));
        var calibrated = new double[test.Count];
        CalibratedClassifier.Platt(model, past.Features, past.Labels).Predict(test.Features, calibrated);
        Output.Line("calibrated predictions", calibrated);
    }

    private static void Judge(ReadOnlySpan<bool> labels, double[][] predictions)
    {
        var evaluation = BinaryEvaluation.Of(labels, predictions[0]);
        Output.Line("evaluation", evaluation);
        Output.Line("AUC, error, log loss, Brier", evaluation.RocAuc, evaluation.RocAucStandardError, evaluation.LogLoss, evaluation.Brier);
        Output.Line("interval", evaluation.RocAucInterval());
        Output.Line("profit", evaluation.Profit(new ProfitOptions { ContactCost = 2, SaveRate = 0.1, Value = 60 }).Best);
        Output.Line("comparison", BinaryComparison.Of(labels, [new("logistic", predictions[0]), new("tree", predictions[1]), new("forest", predictions[2])]));
    }
}
