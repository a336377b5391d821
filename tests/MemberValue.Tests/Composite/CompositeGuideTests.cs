using MemberValue.Composite;
using MemberValue.Learning;
using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Tests.Composite;

public class CompositeGuideTests
{
    [Fact]
    public void The_example_of_the_page_gives_its_numbers()
    {
        static DateOnly Day(int month, int day) => new(2024, month, day);
        Transaction<string>[] rows =
        [
            new("ann", Day(9, 3), 200m), new("ann", Day(10, 18), 150m), new("ann", Day(11, 29), 280m), new("ann", Day(12, 30), 320m),
            new("bo", Day(2, 1), 20m),
            new("cy", Day(8, 14), 120m), new("cy", Day(9, 25), 100m), new("cy", Day(11, 5), 90m),
            new("di", Day(5, 2), 50m), new("di", Day(7, 20), 30m),
        ];
        var table = MemberLog.Read(rows).Table(Day(12, 31));

        // example: composite
        Criterion[] criteria =
        [
            new(Measures.DaysSinceLastPurchase, isCost: true),
            new("Purchases"),
            new("Net") { IsLogged = true },
        ];

        // people judge pairs: recency twice as important as frequency, money twice as important as recency and four times as frequency
        var judgements = PairwiseJudgements.FromUpperTriangle([.. criteria.Select(each => each.Name)], 2, 1 / 2.0, 1 / 4.0);
        var judged = judgements.ToWeights();

        // the base says how much each criterion tells members apart
        var values = FeatureTable.From(table.Columns, judged.Names);
        var weights = judged.Times(CriterionWeights.Entropy(values, criteria));

        var scorer = CompositeScorer.Fit(table.Columns, criteria, weights);
        MemberResults<string, double> scores = scorer.Score(table);
        CompositeExplanation told = scorer.Explain(table["cy"]);

        RfmWeights levels = judged.ToRfm(Measures.DaysSinceLastPurchase, "Purchases", "Net"); // the same judgements for RFM's composite
        // example end

        CompositeData.Near([2 / 7.0, 1 / 7.0, 4 / 7.0], judged.Values, 1e-12);
        Assert.Equal(0, judgements.ConsistencyRatio(), 1e-12);
        Assert.Equal(
            "Composite value 73 of 100: 42 from net spend, 22 from days since the last purchase, 10 from purchase"
            + "s. Most is missing in net spend: 42 of 59 points.", told.Text.English);
        Assert.Equal([100, 0], [Math.Round(scores["ann"], 9), Math.Round(scores["bo"], 9)]);
        Assert.Equal(4 / 7.0, levels.Monetary, 1e-12);
    }
}
