using MemberValue.Clusters;
using MemberValue.Learning;
using static MemberValue.Tests.Composite.CompositeData;

namespace MemberValue.Tests.Clusters;

public class ClusterCountTests
{
    private static readonly ClusterFeature[] Measures4 = [.. Iris.Names.Select(name => new ClusterFeature(name))];

    private static readonly Lazy<ClusterCount> Raw = new(() => Count(ClusterScaling.None));
    private static readonly Lazy<ClusterCount> Scaled = new(() => Count(ClusterScaling.Standard));

    /// <summary>Iris by scikit-learn 1.2.1; without 8 clusters as they are and 7 standardised, where a smaller sum of squares is found.</summary>
    [Theory]
    [InlineData(ClusterScaling.None, 2, 0.6810461692117462, 513.9245459802768, 0.40429283717304215)]
    [InlineData(ClusterScaling.None, 3, 0.5528190123564094, 561.62775662962, 0.6619715465007497)]
    [InlineData(ClusterScaling.None, 4, 0.4980505049972871, 530.7658081872851, 0.7803069838811083)]
    [InlineData(ClusterScaling.None, 5, 0.4887488870931052, 495.54148767768777, 0.8059652120182749)]
    [InlineData(ClusterScaling.None, 6, 0.36483400396700233, 473.8506068330425, 0.914157972653804)]
    [InlineData(ClusterScaling.None, 7, 0.35882944509656856, 449.64103522484766, 0.9668600960231419)]
    [InlineData(ClusterScaling.Standard, 2, 0.5817500491982808, 251.34933946458108, 0.5933126905762435)]
    [InlineData(ClusterScaling.Standard, 3, 0.45994823920518635, 241.90440170183157, 0.8335949464754338)]
    [InlineData(ClusterScaling.Standard, 4, 0.383850922475103, 207.26660627425235, 0.8796561116326923)]
    [InlineData(ClusterScaling.Standard, 5, 0.3419469709316348, 203.26823295807839, 0.953046349223189)]
    [InlineData(ClusterScaling.Standard, 6, 0.3229211956956453, 187.2038933460626, 1.0573774787872343)]
    [InlineData(ClusterScaling.Standard, 8, 0.32974115127877385, 175.3531788231859, 1.0318876159807844)]
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

    /// <summary>The silhouette of each of the ten members by scikit-learn 1.2.1.</summary>
    [Fact]
    public void Silhouettes_by_member_are_those_of_the_table()
    {
        Members(2, [0.4638106168159686, 0.379247795185241, 0.43440143572642564, 0.9313069850640383, 0.8949846775370897, 0.9024878941229164,
            0.23942341185272337, 0.3796565515577858, -0.02514523407976445, 0.4433507543221979]);
        Members(3, [0.7801627635360231, 0.5774903226751116, 0.7601241685731291, 0.9220101747430771, 0.8816485986988498, 0.8891192880455476,
            0.6114237408174943, 0.6539574550389518, 0.4180898567633423, 0.3993554204400862]);
        Members(4, [0.7761587830402163, 0.5586219806426795, 0.7531885545983411, 0.9085016377506238, 0.8604825495577382, 0.8709775159773009,
            0.7118175701517007, 0.3914435160452067, 0.6528492046702857, 0.0]);

        static void Members(int clusters, double[] expected)
        {
            ClusterFeature[] features = [.. Ten.Names.Select(name => new ClusterFeature(name, isLogged: true))];
            var model = KMeansModel.Fit(Ten, features, new KMeansOptions { Clusters = clusters });
            var (labels, found) = (new int[10], ClusterSilhouettes.Of(Ten, model));
            model.Assign(Ten, labels);
            Assert.Equal((10, clusters), (found.Members, found.Clusters.Count));
            Assert.Equal(expected.Average(), found.Mean, 1e-12);
            foreach (var cluster in found.Clusters)
            {
                double[] own = [.. expected.Where((_, i) => labels[i] == cluster.Cluster).OrderDescending()];
                Near(own, cluster.Values, 1e-12);
                Assert.Equal(own.Count(value => value < 0) / (double)own.Length, cluster.ShareBelowZero);
            }

            Assert.Equal(found.Mean, ClusterSilhouettes.Of(MembersOf(Ten), model).Mean);
            Assert.Equal(4, ClusterSilhouettes.Of(Ten, model, members: 4).Members);
            Assert.Throws<ArgumentOutOfRangeException>(() => ClusterSilhouettes.Of(Ten, model, members: 1));
        }
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

    /// <summary>The sizes of the clusters and their agreement with the species, by scikit-learn 1.2.1; without those where a smaller sum is found.</summary>
    [Theory]
    [InlineData(ClusterScaling.None, 2, "97 53", 0.5399218294207123)]
    [InlineData(ClusterScaling.None, 3, "62 50 38", 0.7302382722834697)]
    [InlineData(ClusterScaling.None, 4, "50 40 32 28", 0.6498176853819967)]
    [InlineData(ClusterScaling.None, 5, "50 39 25 24 12", 0.6078964652364223)]
    [InlineData(ClusterScaling.None, 6, "39 28 25 24 22 12", 0.44753353143336)]
    [InlineData(ClusterScaling.None, 7, "28 28 22 22 19 19 12", 0.4746606270251752)]
    [InlineData(ClusterScaling.Standard, 2, "100 50", 0.5681159420289855)]
    [InlineData(ClusterScaling.Standard, 3, "53 50 47", 0.6201351808870379)]
    [InlineData(ClusterScaling.Standard, 4, "53 47 25 25", 0.47056783553918224)]
    [InlineData(ClusterScaling.Standard, 5, "48 29 25 25 23", 0.41808005832855233)]
    [InlineData(ClusterScaling.Standard, 6, "38 29 25 25 21 12", 0.35008708250489357)]
    [InlineData(ClusterScaling.Standard, 8, "29 21 21 21 17 17 12 12", 0.367784997141776)]
    public void Clusters_of_iris_agree_with_the_species_as_scikit_learn_says(ClusterScaling scaling, int clusters, string sizes, double agreement)
    {
        var labels = new int[150];
        var model = KMeansModel.Fit(Iris, Measures4, new KMeansOptions { Clusters = clusters, Scaling = scaling, Starts = 300 });
        model.Assign(Iris, labels);
        Assert.Equal(sizes, string.Join(' ', labels.GroupBy(label => label).Select(group => group.Count()).OrderDescending()));
        Assert.Equal(agreement, ClusterScores.AdjustedRand(labels, Species), 1e-12);
    }

    /// <summary>Cuts of iris into three groups and the species, by scipy 1.10.1 and scikit-learn 1.2.1.</summary>
    [Theory]
    [InlineData(Linkage.Single, 0.5637510205230709)]
    [InlineData(Linkage.Complete, 0.6422512518362898)]
    [InlineData(Linkage.Average, 0.7591987071071522)]
    [InlineData(Linkage.Ward, 0.7311985567707746)]
    public void Three_groups_of_iris_agree_with_the_species_as_scipy_says(Linkage linkage, double agreement) => Assert.Equal(
        agreement, ClusterScores.AdjustedRand(Dendrogram.Of(Iris, Measures4, linkage, ClusterScaling.None).Cut(3), Species), 1e-12);

    [Fact]
    public void Too_few_members_are_an_error() => Assert.Throws<ArgumentException>(() => ClusterCount.Of(Ten, [new("recency")]));

    private static ClusterCount Count(ClusterScaling scaling) =>
        ClusterCount.Of(Iris, Measures4, new ClusterCountOptions { Scaling = scaling, Starts = 300, To = 8, References = 5, Halvings = 2 });
}
