using MemberValue.Composite;
using MemberValue.Learning;
using static MemberValue.Tests.Composite.CompositeData;

namespace MemberValue.Tests.Composite;

public class CriterionWeightsTests
{
    [Fact]
    public void Weights_of_the_fighters_are_those_of_the_book()
    {
        var entropy = CriterionWeights.Entropy(Fighters, FighterCriteria, CriterionScaling.None);
        Near([0.06418973460150276, 0.20608816423562373, 0.013444590874367555, 0.08132562861545618, 0.35868002434480767, 0.2762718573282421],
            entropy.Values, 1e-12);
        Near([0.23587443831557697, 0.2088184566705272, 0.12700027279059142, 0.1306154747275454, 0.12092615890445788, 0.17676519859130096],
            CriterionWeights.Critic(Fighters, FighterCriteria).Values, 1e-12);
        var combined = FighterWeights.Times(entropy);
        Near([0.06498865727024973, 0.1043265964262947, 0.006805962930812185, 0.04116891461063746, 0.36314425221636315, 0.41956561654564273],
            combined.Values, 1e-12);
        Assert.Equal((CriterionWeightMethod.Given, CriterionWeightMethod.Entropy, CriterionWeightMethod.Product),
            (FighterWeights.Method, entropy.Method, combined.Method));
    }

    [Fact]
    public void Weights_of_ten_members_are_those_of_the_table()
    {
        Near([0.12252715911384235, 0.39281824050839365, 0.48465460037776403], CriterionWeights.Entropy(Ten, RfmCriteria).Values, 1e-12);
        Near([0.4722999591332572, 0.2723832086285525, 0.2553168322381903], CriterionWeights.Critic(Ten, RfmCriteria).Values, 1e-12);
    }

    [Fact]
    public void Components_of_iris_are_those_of_the_table()
    {
        var components = PrincipalComponents.Of(Iris, [.. Iris.Names.Select(name => new Criterion(name))]);
        Near([2.918497816531997, 0.9140304714680711, 0.1467568755713145, 0.020714836428619873], components.Eigenvalues, 1e-12);
        Near([0.5210659146701193, -0.2693474425059438, 0.5804130957962945, 0.5648565357793611], components.Loadings[0], 1e-12);
        Near([0.3774176155645682, 0.9232956595407149, 0.024491609085586008, 0.06694198696805875], components.Loadings[1], 1e-11);
        Assert.Equal(706.9592430234723, components.BartlettChiSquare, 1e-9);
        Assert.Equal((6, 150), (components.BartlettDegrees, components.Members));
        Assert.InRange(components.BartlettPValue, 1e-152, 1e-148); // scipy: chi2.sf(706.959, 6) = 1.9e-149
        Assert.Equal(0.5400766750097244, components.Kmo, 1e-12);
        Near([-2.257141175648121, -2.0740130151996214, -2.356335111806179],
            components.Scores(Iris, [.. Iris.Names.Select(name => new Criterion(name))]).Take(3), 1e-11);
        var weights = components.ToWeights(); // only the first eigenvalue is above 1
        var sum = 0.5210659146701193 + 0.5804130957962945 + 0.5648565357793611;
        Near([0.5210659146701193 / sum, 0, 0.5804130957962945 / sum, 0.5648565357793611 / sum], weights.Values, 1e-12);
        Assert.Contains("sepal_width runs against the other criteria", Assert.Single(weights.Remarks).English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cost_is_turned_round_before_components_are_computed()
    {
        var turned = FeatureTable.FromColumns(
            Ten.Names, [[.. Ten.Column(0).ToArray().Select(days => -days)], Ten.Column(1).ToArray(), Ten.Column(2).ToArray()]);
        var (cost, benefit) = (PrincipalComponents.Of(Ten, RfmCriteria), PrincipalComponents.Of(turned, [.. Ten.Names.Select(name => new Criterion(name))]));
        Assert.Equal(benefit.Loadings[0], cost.Loadings[0]);
        Assert.Equal(benefit.ToWeights().Values, cost.ToWeights().Values);
        Assert.All(cost.Loadings, loadings => Assert.True(loadings.Sum() > -1e-12));
    }

    [Fact]
    public void A_column_without_differences_has_no_weight_and_a_remark()
    {
        var values = FeatureTable.FromColumns(["a", "b", "zero"], [[1, 2, 3, 5], [7, 7, 7, 7], [0, 0, 0, 0]]);
        Criterion[] criteria = [new("a"), new("b"), new("zero")];
        foreach (var weights in new[]
                 {
                     CriterionWeights.Entropy(values, criteria), CriterionWeights.Entropy(values, criteria, CriterionScaling.None),
                     CriterionWeights.Critic(values, criteria), PrincipalComponents.Of(values, criteria).ToWeights(),
                 })
        {
            Assert.Equal([1.0, 0, 0], weights.Values);
            Assert.Contains(weights.Remarks, remark => remark.English == "All members have the same b: it has no weight.");
        }
    }

    [Fact]
    public void Where_nothing_differs_all_weigh_the_same_with_a_remark()
    {
        var values = FeatureTable.FromColumns(["a", "b"], [[1, 1, 1], [7, 7, 7]]);
        Criterion[] criteria = [new("a"), new("b")];
        foreach (var weights in new[] { CriterionWeights.Entropy(values, criteria), CriterionWeights.Critic(values, criteria) })
        {
            Assert.Equal([0.5, 0.5], weights.Values);
            Assert.Contains("No criterion differs", weights.Remarks[^1].English, StringComparison.Ordinal);
        }

        Assert.Equal([0.5, 0.5], PrincipalComponents.Of(values, criteria).ToWeights().Values);
    }

    [Fact]
    public void Criteria_that_agree_completely_share_the_weight()
    {
        var values = FeatureTable.FromColumns(["a", "b"], [[1, 2, 3], [2, 4, 6]]);
        Assert.Equal([0.5, 0.5], CriterionWeights.Critic(values, [new("a"), new("b")]).Values);
        Assert.True(double.IsNaN(PrincipalComponents.Of(values, [new("a"), new("b")]).Kmo));
    }

    [Fact]
    public void Members_without_a_value_are_left_out_and_counted()
    {
        var with = FeatureTable.FromColumns(["a", "b"], [[1, 2, double.NaN, 5], [4, 1, 3, 9]]);
        var without = FeatureTable.FromColumns(["a", "b"], [[1, 2, 5], [4, 1, 9]]);
        Criterion[] criteria = [new("a"), new("b")];
        var weights = CriterionWeights.Entropy(with, criteria);
        Assert.Equal(CriterionWeights.Entropy(without, criteria).Values, weights.Values);
        Assert.Equal("1 of 4 members lack a value of some criterion and were left out.", Assert.Single(weights.Remarks).English);
        var filled = CriterionWeights.Entropy(with, [new("a") { MissingAs = 2 }, new("b")]);
        Assert.Empty(filled.Remarks);
    }

    [Fact]
    public void Negative_values_need_the_range_and_two_members_are_needed()
    {
        var values = FeatureTable.FromColumns(["a"], [[-1, 2, 5]]);
        var error = Assert.Throws<ArgumentException>(() => CriterionWeights.Entropy(values, [new("a")], CriterionScaling.None));
        Assert.Contains("A value of 'a' is -1", error.Message, StringComparison.Ordinal);
        Assert.Equal([1.0], CriterionWeights.Entropy(values, [new("a")]).Values);
        Assert.Throws<ArgumentException>(() => CriterionWeights.Critic(FeatureTable.FromColumns(["a"], [[1]]), [new("a")]));
        Assert.Throws<ArgumentException>(() => CriterionWeights.Entropy(values, [new("b")]));
        Assert.Throws<ArgumentException>(() => CriterionWeights.Entropy(values, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => CriterionWeights.Entropy(values, [new("a")], (CriterionScaling)7));
    }

    [Fact]
    public void Given_weights_are_divided_by_their_sum_and_combine()
    {
        var (a, b) = (CriterionWeights.Given(("x", 3), ("y", 1)), CriterionWeights.Given(("y", 1), ("x", 1)));
        Assert.Equal([0.75, 0.25], a.Values);
        Assert.Equal([0.75, 0.25], a.Times(b).Values);
        Assert.Equal([0.6875, 0.3125], a.MeanWith(b, 0.75).Values);
        Assert.Equal(0.25, a["y"]);
        Assert.Equal([0.5, 0.5], CriterionWeights.Equal([new("x"), new("y")]).Values);
        Assert.Throws<ArgumentException>(() => CriterionWeights.Given(("x", -1), ("y", 2)));
        Assert.Throws<ArgumentException>(() => CriterionWeights.Given(("x", double.NaN)));
        Assert.Throws<ArgumentException>(() => CriterionWeights.Given(("x", 0)));
        Assert.Throws<ArgumentException>(() => a.Times(CriterionWeights.Given(("x", 1))));
        Assert.Throws<ArgumentException>(() => CriterionWeights.Given(("x", 1), ("y", 0)).Times(CriterionWeights.Given(("x", 0), ("y", 1))));
        Assert.Throws<ArgumentOutOfRangeException>(() => a.MeanWith(b, 1.1));
        Assert.Throws<ArgumentException>(() => a.ToRfm("x", "y", "z"));
    }
}
