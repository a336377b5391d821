using System.Globalization;
using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Learning;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Benchmarks;

/// <summary>
/// Which method foresees best who buys nothing in the next 90 days, on the bundled invoices of a real shop: the table of docs/churn-methods.md. Each method
/// learns only from what was known on a date.
/// </summary>
internal static class ChurnMethodStudy
{
    private const int HorizonDays = 90;
    private const int RecentDays = 60; // the rules compare the last 60 days with the 60 before
    private const int FirstOrigin = 110; // days after the log's first: enough to have seen a rhythm
    private const int OriginStep = 30;

    public static int Run()
    {
        var log = MemberLog.Read(BundledShop.Rows(), new MemberTableOptions { RecentCells = RecentDays });
        var window = log.Table().Window;
        var (first, last) = (window.FirstDay, window.LastDay);
        var origins = new List<DateOnly>();
        for (var origin = first.AddDays(FirstOrigin); origin.AddDays(HorizonDays) <= last; origin = origin.AddDays(OriginStep))
            origins.Add(origin);

        var ruleRisk = new MemberColumn<double>("ruleRisk");
        MemberColumn[] known = [ruleRisk, ClvColumns.ProbabilityAlive, ClvColumns.ProbabilityOfPurchase];
        var options = new ChurnDatasetOptions { Origins = origins, HorizonDays = HorizonDays, LogEnd = last };
        var data = ChurnDataset.From(log, options, new ChurnFeatureOptions { Columns = known }, (_, then) =>
        {
            var joined = Known(then); // model and scale are fitted to what was known then
            return joined.With(ruleRisk, Rules(then).Assess(joined).Risks.Select(pair => pair.Value.Value).ToArray());
        });

        string[] features = [.. data.Features.Names.Except(known.Select(key => key.Name))];
        var comparison = ChurnComparison.Of(data,
        [
            ChurnMethod.OfColumn("recency alone", "recencyDays"),
            ChurnMethod.OfColumn("rules", "ruleRisk"),
            ChurnMethod.OfColumn("BG/NBD P(alive)", ClvColumns.ProbabilityAlive.Name, isHigherRisk: false),
            ChurnMethod.OfColumn("BG/NBD P(purchase)", ClvColumns.ProbabilityOfPurchase.Name, isHigherRisk: false),
            ChurnMethod.OfLearner("logistic", (x, y) => LogisticRegression.Fit(x, y), features),
            ChurnMethod.OfLearner("tree", (x, y) => DecisionTree.Fit(x, y, new DecisionTreeOptions { MaxDepth = 5, MinLeaf = 50 }), features),
            ChurnMethod.OfLearner("forest", (x, y) => RandomForest.Fit(x, y, new RandomForestOptions { MinLeaf = 20, Seed = 1 }), features),
        ]);
        Console.Write(comparison);
        foreach (var origin in comparison.Origins)
        {
            var (of, labels) = (origin.Comparison.Methods, origin.Comparison.Methods[0].Evaluation);
            var areas = string.Join(", ", of.Select(method => string.Create(CultureInfo.InvariantCulture, $"{method.Name} {method.Evaluation.RocAuc:0.000}")));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{origin.Split.Test:yyyy-MM-dd}: {(double)labels.Positives / labels.Count:0%} of {labels.Count} bought nothing; ROC AUC {areas}"));
        }

        return 0;
    }

    private static ChurnRiskAssessor Rules(MemberTable<string> table) => new(new ChurnRiskOptions
    {
        Rules =
        [
            new WeightedRule(new OverdueRule(PurchaseRhythm.Fit(table.Columns)), 0.7),
            new WeightedRule(new FrequencyDropRule(), 0.6),
            new WeightedRule(new SpendDropRule(), 0.3),
            new WeightedRule(new ProbabilityRule(new ProbabilityRuleOptions { Below = 0.6 }), 0.8),
            new WeightedRule(new RfmLevelRule(), 0.3),
            new WeightedRule(new RefundShareRule(), 0.2),
        ],
    });

    /// <summary>The table with scores and a model's probabilities, which the rules look at.</summary>
    private static MemberTable<string> Known(MemberTable<string> table)
    {
        var model = BgNbdModel.Fit(table.In(TimeUnit.Week));
        var note = new ColumnNote { Model = model.Name, HorizonDays = HorizonDays };
        return table
            .With(RfmColumns.Score, RfmScale.FitQuantiles(table.Columns).Score(table))
            .With(ClvColumns.ProbabilityAlive, model.ProbabilityAlive(table), note)
            .With(ClvColumns.ProbabilityOfPurchase, model.ProbabilityOfPurchase(table, HorizonDays / model.Unit.Days), note);
    }
}
