using FsCheck;
using FsCheck.Fluent;
using MemberValue.Composite;
using MemberValue.Estimation;
using MemberValue.Learning;
using MemberValue.Members;
using static MemberValue.Tests.Composite.CompositeData;

namespace MemberValue.Tests.Composite;

public class CompositeScorerTests
{
    private static readonly CompositeScorerOptions Topsis = new() { Method = CompositeMethod.Topsis };

    [Fact]
    public void The_fighters_are_as_close_to_the_ideal_as_the_book_says()
    {
        var scorer = CompositeScorer.Fit(Fighters, FighterCriteria, FighterWeights, Topsis);
        Near([64.32770005532701, 26.838356771941185, 61.35422900072309, 31.229106558175435], scorer.Scores(Fighters), 1e-10);
        var entropy = CriterionWeights.Entropy(Fighters, FighterCriteria, CriterionScaling.None);
        Near([53.86265266351505, 27.511034824850883, 72.70428251030533, 38.077635558851647],
            CompositeScorer.Fit(Fighters, FighterCriteria, entropy, Topsis).Scores(Fighters), 1e-10);
    }

    [Fact]
    public void Ten_members_have_the_scores_of_the_table()
    {
        var judged = PairwiseJudgements.FromUpperTriangle(["recency", "frequency", "monetary"], 5, 7, 3).ToWeights();
        Near([72.455419229, 73.684886354, 73.114238385, 82.856731009, 82.120178876, 84.422803961, 34.653725066, 21.185032480, 29.661088735, 0],
            CompositeScorer.Fit(Ten, RfmCriteria, judged).Scores(Ten), 1e-8);
        var entropy = CriterionWeights.Entropy(Ten, RfmCriteria);
        var ranged = new CompositeScorerOptions { Method = CompositeMethod.Topsis, Scaling = CriterionScaling.Range };
        Near(
            [11.848423544231897, 14.024285937627748, 11.844651292768761, 85.30867623119015, 77.67556787870346, 97.24223828894462, 16.129206731198392,
                9.151879085642381, 22.72671708169972, 0],
            CompositeScorer.Fit(Ten, RfmCriteria, entropy, ranged).Scores(Ten), 1e-10);
        Near(
            [16.944007271911027, 18.483606165664399, 16.961957955772347, 84.95846090720516, 77.78323312892647, 95.89478002710805, 16.38315060298983,
                9.577203929585588, 21.943051168740874, 0],
            CompositeScorer.Fit(Ten, RfmCriteria, entropy, Topsis).Scores(Ten), 1e-10);
    }

    [Fact]
    public void A_new_member_changes_nobody_s_score()
    {
        var later = Table([.. TenRows, [1, 99, 9_999]]);
        foreach (var options in new[] { Topsis, new CompositeScorerOptions() })
        {
            var scorer = CompositeScorer.Fit(Ten, RfmCriteria, CriterionWeights.Equal(RfmCriteria), options);
            Assert.Equal(scorer.Scores(Ten), scorer.Scores(later)[..10]);
            Assert.Equal(100, scorer.Scores(later)[10], 1e-12);
            Assert.Equal(1, scorer.CountOutside(MembersOf(later)));
            Assert.Equal(0, scorer.CountOutside(MembersOf(Ten)));
        }

        var beyond = CompositeScorer.Fit(Ten, RfmCriteria, CriterionWeights.Equal(RfmCriteria), new CompositeScorerOptions { Extrapolates = true });
        Assert.True(beyond.Scores(later)[10] > 1_000);
    }

    [Fact]
    public void Scores_lie_from_0_to_100_and_rise_with_a_benefit_and_fall_with_a_cost() => Law.Holds(
        Gen.Choose(0, 100_000).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var (n, m) = (random.Next(2, 40), random.Next(1, 6));
            double Value() => random.Next(4) == 0 ? random.Next(-3, 3) : Math.Round(random.NextDouble() * 100 - 20, 1);
            var columns = Enumerable.Range(0, m).Select(_ => Enumerable.Range(0, n).Select(_ => Value()).ToArray()).ToArray();
            Criterion[] criteria = [.. Enumerable.Range(0, m).Select(j => new Criterion($"c{j}", random.Next(2) == 0) { IsLogged = random.Next(2) == 0 })];
            var values = FeatureTable.FromColumns([.. criteria.Select(criterion => criterion.Name)], columns);
            var options = new CompositeScorerOptions
            {
                Method = (CompositeMethod)random.Next(2),
                Scaling = (CriterionScaling)random.Next(2),
                TailShare = random.Next(2) * 0.1,
            };
            var scorer = CompositeScorer.Fit(values, criteria, CriterionWeights.Equal(criteria), options);
            var scores = scorer.Scores(values);
            var j = random.Next(m);
            var better = (double[][])columns.Clone();
            better[j] = Array.ConvertAll(columns[j], value => value + (criteria[j].IsCost ? -7.5 : 7.5));
            var raised = scorer.Scores(FeatureTable.FromColumns(values.Names, better));
            return scores.All(score => score is >= 0 and <= 100 + 1e-9) && scores.Zip(raised).All(pair => pair.Second >= pair.First - 1e-9);
        });

    [Fact]
    public void The_order_of_members_and_of_criteria_changes_nothing() => Law.Holds(Gen.Choose(0, 100_000).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        var order = Enumerable.Range(0, 10).ToArray();
        random.Shuffle(order);
        foreach (var options in new[] { Topsis, new CompositeScorerOptions() })
        {
            var scores = CompositeScorer.Fit(Ten, RfmCriteria, FixedWeights(), options).Scores(Ten);
            var shuffled = Ten.Rows(order);
            var again = CompositeScorer.Fit(shuffled, [.. RfmCriteria.Reverse()], FixedWeights(), options).Scores(shuffled);
            if (order.Select((row, i) => Math.Abs(scores[row] - again[i])).Max() > 1e-11)
                return false;
        }

        return true;
    });

    [Fact]
    public void A_member_is_scored_alike_in_a_table_in_columns_and_alone()
    {
        var columns = MembersOf(Ten);
        var table = MemberTable.FromColumns(Enumerable.Range(0, 10).ToList(), columns);
        var scorer = CompositeScorer.Fit(columns, RfmCriteria, FixedWeights());
        var scores = scorer.Scores(Ten);
        Assert.Equal(scores, scorer.Score(table).Values.ToArray());
        Assert.Equal(scores, Enumerable.Range(0, 10).Select(row => scorer.Score(columns.Row(row))));
        Assert.Equal(ObservationWindow.OfDays(new DateOnly(2024, 1, 1), new DateOnly(2024, 12, 31)), scorer.Origin.Window);
    }

    [Fact]
    public void The_points_of_the_criteria_sum_to_the_score()
    {
        var columns = MembersOf(Ten);
        foreach (var options in new[] { Topsis, new CompositeScorerOptions() })
        {
            var scorer = CompositeScorer.Fit(columns, RfmCriteria, FixedWeights(), options);
            for (var row = 0; row < 10; row++)
            {
                var told = scorer.Explain(columns.Row(row));
                Assert.Equal(told.Score, told.Contributions.Sum(each => each.Points), 1e-9);
                Assert.Equal(scorer.Score(columns.Row(row)), told.Score);
            }
        }
    }

    [Fact]
    public void A_score_says_where_its_points_come_from_and_where_most_are_missing()
    {
        var columns = MembersOf(Ten);
        Criterion[] criteria =
        [
            new("recency", isCost: true) { Label = Text.Of("recency", "最近购买") }, new("frequency") { Label = Text.Of("frequency", "购买频次") },
            new("monetary") { Label = Text.Of("money", "消费金额") },
        ];
        var told = CompositeScorer.Fit(columns, criteria, FixedWeights()).Explain(columns.Row(3));
        Assert.Equal(
            "Composite value 85 of 100: 42 from money, 27 from frequency, 16 from recency. Most is missing in money: 42 of 50 points.", told.Text.English);
        Assert.Equal("综合价值85分（满分100分）：消费金额42分，购买频次27分，最近购买16分。消费金额失分最多，在50分中得42分。", told.Text.Chinese);
        var without = CompositeScorer.Fit(columns, criteria, FixedWeights()).Explain(MembersOf(Table([[5, double.NaN, 3]])).Row(0));
        Assert.Equal("There is no composite value: frequency is missing.", without.Text.English);
        Assert.True(double.IsNaN(without.Score));
    }

    [Fact]
    public void A_member_without_a_value_has_no_score_unless_one_is_given_for_it()
    {
        var later = Table([[5, double.NaN, 20], [8, 2, 35]]);
        var scorer = CompositeScorer.Fit(Ten, RfmCriteria, FixedWeights());
        Assert.Equal([double.NaN, scorer.Scores(Ten)[1]], scorer.Scores(later));
        var filled = CompositeScorer.Fit(Ten, [RfmCriteria[0], RfmCriteria[1] with { MissingAs = 1 }, RfmCriteria[2]], FixedWeights());
        Assert.Equal(filled.Scores(Ten)[0], filled.Scores(later)[0]);
        var infinite = MembersOf(Ten).With(new MemberColumn<double>("monetary"), [double.PositiveInfinity, .. new double[9]]);
        var scores = new double[10];
        scorer.Score(infinite, scores);
        Assert.True(double.IsNaN(scores[0]) && !double.IsNaN(scores[1]));
    }

    [Fact]
    public void A_criterion_that_does_not_differ_gives_its_weight_to_the_others()
    {
        var values = FeatureTable.FromColumns(["a", "b"], [[1, 2, 3], [4, 4, 4]]);
        Criterion[] criteria = [new("a"), new("b")];
        foreach (var options in new[] { Topsis, new CompositeScorerOptions() })
        {
            var scorer = CompositeScorer.Fit(values, criteria, CriterionWeights.Given(("a", 0.2), ("b", 0.8)), options);
            Near([0, 50, 100], scorer.Scores(values), 1e-12);
            Assert.Equal("All members have the same b: it has no weight.", Assert.Single(scorer.Warnings).English);
            Assert.Equal(FitStatus.Fitted, scorer.Status);
        }
    }

    [Fact]
    public void Where_nothing_differs_every_score_is_50_and_without_members_there_is_none()
    {
        var values = FeatureTable.FromColumns(["a"], [[4, 4, 4]]);
        foreach (var options in new[] { Topsis, new CompositeScorerOptions() })
        {
            var alike = CompositeScorer.Fit(values, [new("a")], CriterionWeights.Equal([new("a")]), options);
            Assert.Equal(FitStatus.AllAlike, alike.Status);
            Assert.Equal([50.0, 50, 50], alike.Scores(values));
            var nothing = CompositeScorer.Fit(FeatureTable.FromColumns(["a"], [[double.NaN]]), [new("a")], CriterionWeights.Equal([new("a")]), options);
            Assert.Equal((FitStatus.NoData, 0.0), (nothing.Status, nothing.Origin.Members));
            Assert.All(nothing.Scores(values), score => Assert.True(double.IsNaN(score)));
            Assert.Equal(nothing.ToJson(), CompositeScorer.FromJson(nothing.ToJson()).ToJson());
        }
    }

    [Fact]
    public void A_share_at_the_ends_counts_as_best_and_worst()
    {
        var values = FeatureTable.FromColumns(["a"], [[.. Enumerable.Range(0, 100).Select(i => i == 99 ? 1e6 : i)]]);
        Criterion[] criteria = [new("a")];
        var whole = CompositeScorer.Fit(values, criteria, CriterionWeights.Equal(criteria)).Scores(values);
        var ends = CompositeScorer.Fit(values, criteria, CriterionWeights.Equal(criteria), new CompositeScorerOptions { TailShare = 0.05 });
        Assert.True(whole[98] < 0.01 && ends.Scores(values)[50] is > 49 and < 52);
        Assert.Equal((4.95, 94.05), (ends.WorstOf(0), Math.Round(ends.BestOf(0), 10)));
        Assert.Equal(10, ends.CountOutside(MembersOf(values)));
    }

    [Fact]
    public void A_logarithm_keeps_the_sign_and_zero()
    {
        var values = FeatureTable.FromColumns(["a"], [[-(Math.E - 1), 0, Math.E - 1, 3]]);
        Criterion[] criteria = [new("a") { IsLogged = true }];
        var scorer = CompositeScorer.Fit(values, criteria, CriterionWeights.Equal(criteria));
        Near([0, 100 / (1 + Math.Log(4)), 200 / (1 + Math.Log(4)), 100], scorer.Scores(values), 1e-12);
        Assert.Equal(-1, scorer.WorstOf(0), 1e-15);
    }

    [Fact]
    public void Measures_of_a_log_are_criteria()
    {
        Transaction<string>[] rows =
        [
            new("ann", new DateOnly(2024, 1, 1), 10), new("ann", new DateOnly(2024, 1, 11), 30), new("bo", new DateOnly(2024, 1, 21), 8),
        ];
        var table = MemberLog.Read(rows, events: [new("eve", new DateOnly(2024, 1, 2), MemberEventKind.Registration)]).Table(new DateOnly(2024, 1, 31));
        var values = FeatureTable.From(table.Columns, [.. Measures.All.Where(name => name != Measures.DaysSinceLastVisit), "Net", "LastPurchaseCell"]);
        Assert.Equal([20, 10, double.NaN], values.Column(Measures.DaysSinceLastPurchase).ToArray());
        Assert.Equal([30, 10, double.NaN], values.Column(Measures.DaysSinceFirstPurchase).ToArray());
        Assert.Equal([10, double.NaN, double.NaN], values.Column(Measures.MeanGapDays).ToArray());
        Assert.Equal([20, 8, 0], values.Column(Measures.MeanSpend).ToArray());
        Assert.Equal([40, 8, 0], values.Column("Net").ToArray());
        Assert.Equal([20, 10, double.NaN], values.Column("LastPurchaseCell").ToArray());
        Assert.Throws<InvalidOperationException>(() => FeatureTable.From(table.Columns, [Measures.DaysSinceLastVisit]));
        var unknown = Assert.Throws<InvalidOperationException>(() => FeatureTable.From(table.Columns, ["complaints"]));
        Assert.Contains("complaints was not fed", unknown.Message, StringComparison.Ordinal);
        var texts = table.With(new MemberColumn<string>("country"), ["de", "fr", "cn"]);
        Assert.Throws<ArgumentException>(() => FeatureTable.From(texts.Columns, ["country"]));
        var twice = table.With(new MemberColumn<double>(Measures.MeanSpend), [1, 2, 3]);
        Assert.Throws<ArgumentException>(() => FeatureTable.From(twice.Columns, [Measures.MeanSpend]));
        var dates = table.With(new MemberColumn<DateOnly?>("since"), [new DateOnly(2024, 1, 30), null, new DateOnly(2024, 2, 1)]);
        Assert.Equal([1, double.NaN, -1], FeatureTable.From(dates.Columns, ["since"]).Column(0).ToArray());
    }

    [Fact]
    public void Wrong_criteria_and_weights_are_errors()
    {
        var weights = FixedWeights();
        Assert.Throws<ArgumentException>(() => CompositeScorer.Fit(Ten, [RfmCriteria[0]], weights));
        Assert.Throws<ArgumentException>(() => CompositeScorer.Fit(Ten, [.. RfmCriteria, RfmCriteria[0]], weights));
        Assert.Throws<ArgumentException>(() => CompositeScorer.Fit(Ten, [new("x")], CriterionWeights.Equal([new("x")])));
        Assert.Throws<ArgumentException>(() => new Criterion(" "));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Criterion("a") { MissingAs = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => CompositeScorer.Fit(Ten, RfmCriteria, weights).WorstOf(3));
    }

    private static CriterionWeights FixedWeights() => CriterionWeights.Given(("recency", 0.2), ("frequency", 0.3), ("monetary", 0.5));
}
