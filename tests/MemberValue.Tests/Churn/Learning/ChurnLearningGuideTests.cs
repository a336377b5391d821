using MemberValue.Churn;
using MemberValue.Estimation;
using MemberValue.Learning;
using MemberValue.Members;
using MemberValue.Tests.Golden;

namespace MemberValue.Tests.Churn.Learning;

/// <summary>The examples of docs/churn-learning.md, on the Online Retail extract.</summary>
public class ChurnLearningGuideTests
{
    [Fact]
    public void The_examples_run_and_the_model_knows_more_than_chance()
    {
        var rows = OnlineRetailData.Invoices().Where(row => row.Customer.Length > 0)
            .Select(row => new Transaction<string>(row.Customer, row.Time, row.NetAmount) { OrderId = row.Invoice });

        // example: learning-fit
        var log = MemberLog.Read(rows, new MemberTableOptions { TimeZone = "Europe/London", RecentCells = 60 });
        var data = ChurnDataset.From(
            log, new ChurnDatasetOptions { Origins = [new(2011, 3, 31), new(2011, 4, 30), new(2011, 5, 31), new(2011, 8, 31)], HorizonDays = 90 });

        var split = data.RollingOrigins()[^1]; // tested on August, learned from what was known by then
        var (past, test) = (data.At(split.Training), data.At(split.Test));
        var model = LogisticRegression.Fit(past.Features, past.Labels);

        var probabilities = new double[test.Count];
        model.Predict(test.Features, probabilities);
        var why = model.Explain(test.Features, 0); // what each column adds to the log-odds
        var json = model.ToJson();
        // example end

        Assert.Equal(new DateOnly(2011, 8, 31), split.Test);
        Assert.Equal(3, split.Training.Count);
        Assert.Equal(FitStatus.Converged, model.Report.Status);
        Assert.Equal(probabilities[0], why.Probability);
        Assert.Equal(json, LogisticModel.FromJson(json).ToJson());
        var area = Area(probabilities, test.Labels);
        var ofRecency = Area(test.Features.Column(0).ToArray(), test.Labels);
        Assert.True(area > ofRecency && area > 0.7, $"AUC {area}, of recency alone {ofRecency}");

        // example: learning-apply
        var table = log.Table(); // as of the last day
        var today = ChurnFeatures.Table(table.Columns, new ChurnFeatureOptions { Names = model.FeatureNames });
        var risks = new double[table.Count];
        model.Predict(today, risks);
        var byMember = table.WithKeys(risks);
        // example end

        Assert.All(byMember.Values.ToArray(), risk => Assert.InRange(risk, 0, 1));
        var heldOut = data.At(data.Origins[2]);
        var ruleRisks = heldOut.Features.Column(0).ToArray().Select(days => Math.Min(1, days / 200)).ToArray();
        model = LogisticRegression.Fit(data.At(data.Origins[0]).Features, data.At(data.Origins[0]).Labels);

        // example: learning-calibrate
        var calibrated = CalibratedClassifier.Platt(model, heldOut.Features, heldOut.Labels);
        calibrated.Predict(test.Features, probabilities);

        var ofRisk = IsotonicCalibration.Fit(ruleRisks, heldOut.Labels); // a risk by rules, as a probability
        var probability = ofRisk.Apply(0.7);
        var kept = IsotonicCalibration.FromJson(ofRisk.ToJson());
        // example end

        Assert.Equal(FitStatus.Fitted, calibrated.Calibration.Status);
        Assert.Equal(probability, kept.Apply(0.7));
        Assert.InRange(probability, 0.3, 1);
        Assert.True(Area(probabilities, test.Labels) > 0.7);
    }

    /// <summary>The share of pairs of a yes and a no in which the yes has the higher score; ties count half.</summary>
    private static double Area(double[] scores, ReadOnlySpan<bool> labels)
    {
        var all = labels.ToArray();
        var (yes, no) = (scores.Where((_, i) => all[i]).ToList(), scores.Where((_, i) => !all[i]).ToList());
        return yes.Sum(one => no.Sum(other => one > other ? 1.0 : one == other ? 0.5 : 0)) / yes.Count / no.Count;
    }
}
