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
    public void The_example_of_columns_of_your_own_runs()
    {
        var rows = Enumerable.Range(0, 400).Select(i => new Transaction<int>(i % 40, new DateOnly(2024, 1, 1).AddDays(i % 200 * (1 + i % 40 % 3) / 3), 10m));
        var log = MemberLog.Read(rows, new MemberTableOptions { WindowLast = new DateTime(2024, 7, 18) });
        var options = new ChurnDatasetOptions { Origins = [new(2024, 3, 31), new(2024, 4, 30)], HorizonDays = 30, LogEnd = new(2024, 7, 18) };
        var table = log.Table();

        // example: learning-own
        var country = new MemberColumn<string>("country", "", "Join it from the address book.");
        var features = new ChurnFeatureOptions { Columns = [country], MostLevels = 10 };
        var data = ChurnDataset.From(log, options, features, join: (origin, then) => then.With(country, CountriesOf(then.Keys)));
        var model = LogisticRegression.Fit(data.Features, data.Labels);

        var today = ChurnFeatures.Table(table.With(country, CountriesOf(table.Keys)).Columns, ChurnFeatureOptions.For(model));
        // example end

        Assert.Equal(model.FeatureNames, today.Names);
        Assert.Contains("country=CN", today.Names);

        static string[] CountriesOf(IReadOnlyList<int> keys) => [.. keys.Select(key => key % 3 == 0 ? "CN" : "US")];
    }

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
        var today = ChurnFeatures.Table(table.Columns, ChurnFeatureOptions.For(model));
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
