using FsCheck;
using FsCheck.Fluent;
using MemberValue.Composite;

namespace MemberValue.Tests.Composite;

public class PairwiseJudgementsTests
{
    private static readonly string[] Names = ["size", "transport", "area", "age", "yard", "facilities", "condition", "financing"];

    /// <summary>Buying a house: Saaty 1990, European Journal of Operational Research 48, printed to three digits; recomputed to ten.</summary>
    private static readonly PairwiseJudgements House = PairwiseJudgements.FromUpperTriangle(
        Names,
        5, 3, 7, 6, 6, 1 / 3.0, 1 / 4.0,
        1 / 3.0, 5, 3, 3, 1 / 5.0, 1 / 7.0,
        6, 3, 4, 6, 1 / 5.0,
        1 / 3.0, 1 / 4.0, 1 / 7.0, 1 / 8.0,
        1 / 2.0, 1 / 5.0, 1 / 6.0,
        1 / 5.0, 1 / 6.0,
        1 / 2.0);

    private static readonly PairwiseJudgements Rfm = PairwiseJudgements.FromUpperTriangle(["R", "F", "M"], 5, 7, 3);

    [Fact]
    public void The_house_of_the_paper_has_its_weights_and_its_contradictions()
    {
        CompositeData.Near(
            [0.1730174746, 0.0539757230, 0.1881102989, 0.0175079113, 0.0310437364, 0.0363222022, 0.1668336736, 0.3331889800], House.ToWeights().Values, 1e-10);
        CompositeData.Near([0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333], House.ToWeights().Values, 5e-4); // as printed
        CompositeData.Near(
            [0.17480508967594263, 0.06264651344526853, 0.1487063356611066, 0.019344908653629443, 0.035570280083140206, 0.04230043015750991, 0.1670162629715174,
                0.34961017935188526], House.ToGeometricWeights().Values, 1e-12);
        Assert.Equal(9.66888731711815, House.LargestEigenvalue, 1e-10);
        Assert.Equal(0.23841247387402145, House.ConsistencyIndex, 1e-10);
        Assert.Equal(0.16908686090356131, House.ConsistencyRatio(), 1e-10);
        Assert.Equal(0.16961615955749962, House.ConsistencyRatio(RandomIndex.AlonsoLamata2006), 1e-10);
        Assert.Equal(0.529157448359038, House.GeometricConsistencyIndex, 1e-12);
        var remarks = House.ToWeights().Remarks;
        Assert.Equal("The judgements contradict each other: the consistency ratio is 0.17, and at most 0.10 is accepted.", remarks[0].English);
        Assert.Equal(House.Worst()!.Text, remarks[1]);
        Assert.Contains("一致性比率", remarks[0].Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void The_judgements_of_recency_frequency_and_money_have_the_published_weights()
    {
        CompositeData.Near([0.7306446714, 0.1883940966, 0.0809612320], Rfm.ToWeights().Values, 1e-10);
        CompositeData.Near([0.731, 0.188, 0.081], Rfm.ToWeights().Values, 5e-4); // Liu and Shih 2005
        Assert.Equal(3.0648875799, Rfm.LargestEigenvalue, 1e-10);
        Assert.Equal(0.0559375689, Rfm.ConsistencyRatio(), 1e-10);
        Assert.Equal(0.0618566062, Rfm.ConsistencyRatio(RandomIndex.AlonsoLamata2006), 1e-10);
        Assert.Equal(0.19361915297801546, Rfm.GeometricConsistencyIndex, 1e-12);
        Assert.Empty(Rfm.ToWeights().Remarks);
        var weights = Rfm.ToWeights().ToRfm("R", "F", "M");
        Assert.Equal((0.7306446714, 0.1883940966), (Math.Round(weights.Recency, 10), Math.Round(weights.Frequency, 10)));
    }

    [Fact]
    public void Two_criteria_cannot_contradict_and_one_has_all_weight()
    {
        var two = PairwiseJudgements.FromUpperTriangle(["a", "b"], 3);
        CompositeData.Near([0.75, 0.25], two.ToWeights().Values, 1e-15);
        Assert.Equal((0, 0, null), (two.ConsistencyRatio(), two.GeometricConsistencyIndex, two.Worst()));
        Assert.Equal([1.0], PairwiseJudgements.FromUpperTriangle(["a"]).ToWeights().Values);
    }

    [Fact]
    public void Three_consistent_judgements_have_no_contradiction()
    {
        var consistent = PairwiseJudgements.FromUpperTriangle(["a", "b", "c"], 2, 6, 3);
        CompositeData.Near([0.6, 0.3, 0.1], consistent.ToWeights().Values, 1e-12);
        CompositeData.Near([0.6, 0.3, 0.1], consistent.ToGeometricWeights().Values, 1e-12);
        Assert.Equal(3, consistent.LargestEigenvalue, 1e-12);
        Assert.Equal(0, consistent.ConsistencyRatio(), 1e-12);
    }

    /// <summary>Weights w give the judgements w_i / w_j; these give the weights back.</summary>
    [Fact]
    public void Judgements_without_a_contradiction_give_their_weights_back() => Law.Holds(
        Gen.Choose(1, 900).ArrayOf().Where(weights => weights.Length is > 0 and <= PairwiseJudgements.MostCriteria).ToArbitrary(), given =>
        {
            var judgements = Of(given.Length, (i, j) => (double)given[i] / given[j]);
            return judgements.ConsistencyRatio() < 1e-9 && judgements.Worst() is null or { Given: > 0 }
                && judgements.ToWeights().Values.Zip(given).All(pair => Math.Abs(pair.First - pair.Second / (double)given.Sum()) < 1e-9)
                && Math.Abs(judgements.ToWeights().Values.Sum() - 1) < 1e-12;
        });

    [Fact]
    public void The_spoiled_judgement_of_consistent_ones_is_the_one_to_look_at_again() => Law.Holds(
        Gen.Choose(0, 1_000).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var weights = Enumerable.Range(0, random.Next(4, 9)).Select(_ => 1 + random.NextDouble()).ToArray();
            var (first, second) = (random.Next(weights.Length - 1), weights.Length - 1);
            var worst = Of(weights.Length, (i, j) => weights[i] / weights[j] * (i == first && j == second ? 6 : 1)).Worst()!;
            return worst.First == $"c{first}" && worst.Second == $"c{second}" && worst.Given > worst.Implied;
        });

    [Fact]
    public void Several_judges_are_the_geometric_mean_of_each_pair()
    {
        var group = PairwiseJudgements.OfGroup([PairwiseJudgements.FromUpperTriangle(["a", "b"], 9), PairwiseJudgements.FromUpperTriangle(["a", "b"], 1)]);
        Assert.Equal(3, group[0, 1], 1e-12);
        Assert.Equal(1 / 3.0, group[1, 0], 1e-12);
        Assert.Equal(House.ToWeights().Values.Select(value => Math.Round(value, 12)),
            PairwiseJudgements.OfGroup([House, House, House]).ToWeights().Values.Select(value => Math.Round(value, 12)));
    }

    [Fact]
    public void Both_tables_of_random_indices_are_as_published()
    {
        double[] saaty = [0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59];
        double[] alonso = [0.5245, 0.8815, 1.1086, 1.2479, 1.3417, 1.4056, 1.4499, 1.4854, 1.5141, 1.5365, 1.5551, 1.5713, 1.5838];
        for (var n = 3; n <= 15; n++)
        {
            var judgements = Of(n, (i, j) => (i + j) % 3 + 1);
            Assert.Equal(saaty[n - 3], judgements.ConsistencyIndex / judgements.ConsistencyRatio(), 1e-12);
            Assert.Equal(alonso[n - 3], judgements.ConsistencyIndex / judgements.ConsistencyRatio(RandomIndex.AlonsoLamata2006), 1e-12);
        }
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-2.0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_judgement_that_is_none_is_an_error_that_names_the_pair(double judgement)
    {
        var error = Assert.Throws<ArgumentException>(() => PairwiseJudgements.FromUpperTriangle(["a", "b", "c"], 1, judgement, 1));
        Assert.Contains("'a' and 'c'", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => PairwiseJudgements.FromUpperTriangle(["a", "b", "c"], 1, 1));
        Assert.Throws<ArgumentException>(() => PairwiseJudgements.FromUpperTriangle(["a", "a"], 1));
        Assert.Throws<ArgumentException>(() => PairwiseJudgements.FromUpperTriangle([]));
        Assert.Throws<ArgumentException>(() => PairwiseJudgements.OfGroup([House, Rfm]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Rfm.ConsistencyRatio((RandomIndex)9));
        Assert.Throws<ArgumentOutOfRangeException>(() => Rfm[3, 0]);
    }

    [Fact]
    public void A_judgement_beyond_nine_is_taken_with_a_remark() => Assert.Contains(
        "beyond the usual scale", Assert.Single(PairwiseJudgements.FromUpperTriangle(["a", "b"], 12).ToWeights().Remarks).English, StringComparison.Ordinal);

    private static PairwiseJudgements Of(int n, Func<int, int, double> judgement) => PairwiseJudgements.FromUpperTriangle(
        [.. Enumerable.Range(0, n).Select(i => $"c{i}")],
        [.. Enumerable.Range(0, n).SelectMany(i => Enumerable.Range(i + 1, n - i - 1).Select(j => judgement(i, j)))]);
}
