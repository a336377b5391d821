using MemberValue.Clusters;
using MemberValue.Learning;
using static MemberValue.Tests.Composite.CompositeData;

namespace MemberValue.Tests.Clusters;

public class ClusterCountTests
{
    private static readonly ClusterFeature[] Measures4 = [.. Iris.Names.Select(name => new ClusterFeature(name))];

    private static readonly Lazy<ClusterCount> Raw = new(() => Count(ClusterScaling.None));
    private static readonly Lazy<ClusterCount> Scaled = new(() => Count(ClusterScaling.Standard));

    /// <summary>Iris by scikit-learn 1.2.1.</summary>
    [Theory]
    [InlineData(ClusterScaling.None, 2, 0.6810461692117462, 513.9245459802768, 0.40429283717304215)]
    [InlineData(ClusterScaling.None, 3, 0.5528190123564094, 561.62775662962, 0.6619715465007497)]
    [InlineData(ClusterScaling.None, 4, 0.4980505049972871, 530.7658081872851, 0.7803069838811083)]
    [InlineData(ClusterScaling.None, 5, 0.4887488870931052, 495.54148767768777, 0.8059652120182749)]
    [InlineData(ClusterScaling.Standard, 2, 0.5817500491982808, 251.34933946458108, 0.5933126905762435)]
    [InlineData(ClusterScaling.Standard, 3, 0.45994823920518635, 241.90440170183157, 0.8335949464754338)]
    public void Iris_has_the_scores_of_the_table(ClusterScaling scaling, int clusters, double silhouette, double calinskiHarabasz, double daviesBouldin)
    {
        var row = (scaling == ClusterScaling.None ? Raw : Scaled).Value.Rows.Single(row => row.Clusters == clusters);
        Assert.Equal(silhouette, row.Silhouette, 1e-12);
        Assert.Equal(calinskiHarabasz, row.CalinskiHarabasz, 1e-6);
        Assert.Equal(daviesBouldin, row.DaviesBouldin, 1e-12);
    }

    [Fact]
    public void Iris_falls_into_two_clusters_and_second_into_three()
    {
        Assert.Equal((true, 2, 3), (Raw.Value.HasStructure, Raw.Value.Recommended, Raw.Value.RunnerUp));
        Assert.Equal(150, Raw.Value.Members);
        Assert.StartsWith("2 clusters: members are clearly nearer to their own cluster than to the next (silhouette 0.68)", Raw.Value.Text.English,
            StringComparison.Ordinal);
        Assert.EndsWith("The second choice is 3.", Raw.Value.Text.English, StringComparison.Ordinal);
        Assert.True(Raw.Value.Rows[0].Stability > 0.9);
    }

    [Fact]
    public void Silhouettes_of_ten_members_are_those_of_the_table()
    {
        var rows = ClusterCount.Of(Ten, [.. Ten.Names.Select(name => new ClusterFeature(name, isLogged: true))], new ClusterCountOptions { To = 4 }).Rows;
        Near([0.5043524888104622, 0.6893381789331612, 0.6484041312434092], rows.Select(row => row.Silhouette), 1e-12);
        Near([9.525927244153655, 30.78690990511921, 50.34099920223974], rows.Select(row => row.CalinskiHarabasz), 1e-9);
    }

    [Fact]
    public void Even_points_have_no_structure_and_three_heaps_have_three_clusters()
    {
        var random = new Random(9);
        var even = FeatureTable.FromColumns(
            ["a", "b"], [.. Enumerable.Range(0, 2).Select(_ => Enumerable.Range(0, 400).Select(_ => random.NextDouble()).ToArray())]);
        var none = ClusterCount.Of(even, [new("a"), new("b")], new ClusterCountOptions { To = 5 });
        Assert.Equal((false, 1, null, null), (none.HasStructure, none.GapChoice, none.Recommended, none.RunnerUp));
        Assert.Equal("The members do not fall into clusters: any number of groups would be arbitrary.", none.Text.English);
        var heaps = FeatureTable.FromColumns(
            ["a", "b"],
            [[.. Enumerable.Range(0, 300).Select(i => random.NextDouble() + i % 3 * 3)],
             [.. Enumerable.Range(0, 300).Select(i => random.NextDouble() - (i % 3 == 1 ? 4 : 0))]]);
        var three = ClusterCount.Of(heaps, [new("a"), new("b")], new ClusterCountOptions { To = 6 });
        Assert.Equal((3, 3, 3), (three.Recommended, three.GapChoice, three.ElbowChoice));
    }

    [Theory]
    [InlineData(new[] { 0, 0, 1, 1 }, new[] { 0, 0, 1, 2 }, 0.5714285714285714)]
    [InlineData(new[] { 0, 0, 0, 1, 1, 1 }, new[] { 0, 0, 1, 1, 2, 2 }, 0.24242424242424243)]
    [InlineData(new[] { 3, 3, 5 }, new[] { 1, 1, 0 }, 1)]
    [InlineData(new[] { 0, 0, 0 }, new[] { 4, 4, 4 }, 1)]
    public void Agreement_beyond_chance_is_that_of_the_table(int[] first, int[] second, double agreement) =>
        Assert.Equal(agreement, ClusterScores.AdjustedRand(first, second), 1e-12);

    [Fact]
    public void Clusters_of_iris_agree_with_the_species_as_scikit_learn_says()
    {
        double Agreement(ClusterScaling scaling)
        {
            var labels = new int[150];
            KMeansModel.Fit(Iris, Measures4, new KMeansOptions { Clusters = 3, Scaling = scaling }).Assign(Iris, labels);
            return ClusterScores.AdjustedRand(labels, Species);
        }

        Assert.Equal(0.7302382722834697, Agreement(ClusterScaling.None), 1e-12);
        Assert.Equal(0.6201351808870379, Agreement(ClusterScaling.Standard), 1e-12);
        Assert.Equal(0.7311985567707746, ClusterScores.AdjustedRand(Dendrogram.Of(Iris, Measures4, Linkage.Ward, ClusterScaling.None).Cut(3), Species), 1e-12);
    }

    [Fact]
    public void Too_few_members_are_an_error() => Assert.Throws<ArgumentException>(() => ClusterCount.Of(Ten, [new("recency")]));

    private static ClusterCount Count(ClusterScaling scaling) =>
        ClusterCount.Of(Iris, Measures4, new ClusterCountOptions { Scaling = scaling, Starts = 50, To = 5 });
}
