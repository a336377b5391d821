using MemberValue.Metrics;

namespace MemberValue.Tests.Metrics;

/// <summary>The examples of docs/evaluation.md, and that they say what the page says of them.</summary>
public class EvaluationGuideTests
{
    [Fact]
    public void The_example_of_an_evaluation_runs()
    {
        var (labels, predictions) = Predicted.Many(2_000, 1);
        var recency = predictions.Select((p, row) => 100 * p + row * 7 % 90).ToArray();

        // example: evaluation-short
        // labels[i]: did member i leave? predictions[i]: what a model predicted before; recency[i]: days since the last purchase.
        BinaryEvaluation model = BinaryEvaluation.Of(labels, predictions);
        double ranks = model.RocAuc;                                   // how often a leaver ranks above a stayer
        ConfidenceInterval interval = model.RocAucInterval();          // DeLong
        double top = model.Lift[0].Lift;                               // leavers in the top decile, against the average
        CalibrationBin highest = model.Calibration[^1];                // predicted 95%: is it so?
        Proportion precision = model.ConfusionAt(0.5).Precision;       // of those at 0.5 or more, who left

        BinaryComparison both = BinaryComparison.Of(labels, [new("recency", recency), new("model", predictions)]);
        AucDifference better = both["model"].AgainstBaseline!.Value;   // by how much, and is it more than chance
        string table = both.ToString();
        // example end

        Assert.True(interval.Lower < ranks && ranks < interval.Upper);
        Assert.True(top > 1);
        Assert.Equal(0.95, highest.MeanPrediction, 0.01);
        Assert.True(highest.Observed.Wilson().Upper < 0.7); // labels follow 0.1 + 0.5 p
        Assert.Equal(precision.Of, predictions.Count(p => p >= 0.5));
        Assert.True(better.Difference > 0);
        Assert.InRange(better.PValue, 0, 0.01);
        Assert.StartsWith("method", table, StringComparison.Ordinal);
    }

    [Fact]
    public void The_example_of_profit_runs()
    {
        var (labels, predictions) = Predicted.Many(2_000, 2);
        var (testLabels, testPredictions) = Predicted.Many(2_000, 3);

        // example: evaluation-profit
        // A contact costs 2, keeps one leaver in ten, and a kept member is worth 60.
        var campaign = new ProfitOptions { ContactCost = 2, SaveRate = 0.1, Value = 60 };
        ProfitPoint best = BinaryEvaluation.Of(labels, predictions).Profit(campaign).Best;
        ProfitPoint honest = BinaryEvaluation.Of(testLabels, testPredictions).Profit(campaign).At(best.Threshold); // on other rows
        double fromHereOn = campaign.BreakEvenProbability; // 2 / (0.1 x 60): enough where probabilities are calibrated
        // example end

        Assert.Equal(1.0 / 3, fromHereOn, 1e-15);
        Assert.True(best.Profit > 0 && honest.Profit > 0);
        Assert.Equal(0.47, best.Threshold, 0.1); // the observed share passes 1/3 where 0.1 + 0.5 p does
    }

    [Fact]
    public void The_example_of_folds_runs()
    {
        var (labels, predictions) = Predicted.Many(600, 4);
        var members = Enumerable.Range(0, 600).Select(row => row / 3).ToArray();
        var origins = Enumerable.Range(0, 600).Select(row => 100 + 90 * (row % 3)).ToArray();
        var learned = 0;
        void Learn(ReadOnlySpan<int> rows) => learned += rows.Length;

        // example: evaluation-folds
        // Rows of three dates: members[i] is the member's row in the table, origins[i] the cell of the features.
        Folds folds = Folds.Stratified(labels, members, folds: 5, seed: 1);
        for (var fold = 0; fold < folds.Count; fold++)
            Learn(folds.TrainRows(fold)); // and predict folds.TestRows(fold)

        int[] labelEnds = Array.ConvertAll(origins, origin => origin + 90); // no purchase in the 90 cells after
        foreach (RollingSplit split in RollingSplit.All(origins, labelEnds))
            Learn(split.TrainRows); // and predict split.TestRows

        var bootstrap = new GroupedBootstrap(members, seed: 1);
        ConfidenceInterval interval = bootstrap.Interval(counts => BinaryEvaluation.Of(labels, predictions, counts).RocAuc, samples: 1_000);
        // example end

        Assert.Equal(4 * 600 + 200 + 400, learned);
        Assert.InRange(BinaryEvaluation.Of(labels, predictions).RocAuc, interval.Lower, interval.Upper);
    }

    [Fact]
    public void The_example_of_a_campaign_runs()
    {
        string[] cells = [.. Enumerable.Repeat("555", 200), .. Enumerable.Repeat("111", 400)];
        bool[] responded = [.. Enumerable.Range(0, 600).Select(i => i < 30 || i == 300)];
        double[] probabilities = [0.30, 0.01, 0.12, 0.08];
        double[] values = [20, 20, 80, 5];

        // example: evaluation-campaign
        // A test mailing: which RFM cells justify a letter of 0.80 when a response brings 16?
        double rate = BreakEven.ResponseRate(contactCost: 0.80m, profitPerResponse: 16m); // 5%
        ResponseTable<string> table = ResponseTable.Of(["111", "555"], cells, responded, rate);
        IReadOnlyList<string> again = table.WorthContacting();

        // Each member with a probability and a value, and a budget for two letters.
        CampaignSelection letters = CampaignSelection.Of(probabilities, values, new CampaignOptions { Budget = 1.60m, ContactCost = 0.80m });
        ReadOnlySpan<int> rows = letters.Rows;       // 2 and 0: profits of 8.80 and 5.20
        double last = letters.LastProfit;            // the least of those taken
        // example end

        Assert.Equal(0.05, rate, 1e-17);
        Assert.Equal(["555"], again);
        Assert.Equal([2, 0], rows.ToArray());
        Assert.Equal(5.2, last, 1e-15);
        Assert.True(letters.IsExact);
    }

    [Fact]
    public void The_example_of_an_experiment_runs()
    {
        // example: evaluation-experiment
        var plan = new ExperimentPlan(baseRate: 0.05, minimalUplift: 0.01); // level 95%, power 80%
        long members = plan.MembersPerArm;                                   // 8158

        var result = new ProportionComparison(control: new Proportion(408, 8158), treated: new Proportion(502, 8158), plan);
        double uplift = result.Uplift;                                       // 0.0115
        ConfidenceInterval interval = result.Interval();                     // Newcombe
        bool early = result.IsPeek;                                          // false: the planned size is reached
        // example end

        Assert.Equal((8158, false), (members, early));
        Assert.Equal(0.0115, uplift, 0.00005);
        Assert.True(interval.Lower > 0 && result.PValue < 0.01);
    }
}
