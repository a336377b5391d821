using FsCheck;
using FsCheck.Fluent;
using MemberValue.Clusters;
using MemberValue.Learning;
using static MemberValue.Tests.Composite.CompositeData;

namespace MemberValue.Tests.Clusters;

public class DendrogramTests
{
    private static readonly ClusterFeature[] Measures4 = [.. Iris.Names.Select(name => new ClusterFeature(name))];

    /// <summary>Iris by scipy 1.10.1: the last five heights, their sum, and the sizes of cuts into 2 to 5.</summary>
    [Theory]
    [InlineData(Linkage.Single, new[] { 0.6324555320336759, 0.6480740698407862, 0.7348469228349535, 0.818535277187245, 1.6401219466856727 }, 43.52377963829875,
        0.8638786773076584, "100 50, 98 50 2, 97 50 2 1, 93 50 4 2 1")]
    [InlineData(Linkage.Complete, new[] { 2.2360679774997894, 2.428991560298224, 3.2109188716004646, 4.024922359499621, 7.085195833567341 }, 87.52824631225513,
        0.7269856836284624, "78 72, 72 50 28, 60 50 28 12, 60 29 28 21 12")]
    [InlineData(Linkage.Average, new[] { 1.3141878740166033, 1.3809937393292773, 1.7855664820227883, 1.9636140862746496, 4.062682686118029 }, 65.21280928322638,
        0.8769561464741983, "100 50, 64 50 36, 60 50 36 4, 60 50 24 12 4")]
    [InlineData(Linkage.Ward, new[] { 3.828052620290243, 4.847708507921838, 6.399406818519538, 12.300396052792589, 32.44760699959244 }, 138.16224196388305,
        0.8728283153305715, "100 50, 64 50 36, 50 38 36 26, 50 38 26 24 12")]
    public void Iris_has_the_heights_and_sizes_of_the_table(Linkage linkage, double[] last, double sum, double cophenetic, string sizes)
    {
        var tree = Dendrogram.Of(Iris, Measures4, linkage, ClusterScaling.None);
        Near(last, tree.Merges.Select(merge => merge.Height).TakeLast(5), 1e-9);
        Assert.Equal(sum, tree.Merges.Sum(merge => merge.Height), linkage is Linkage.Single or Linkage.Ward ? 1e-9 : 0.05); // ties: other trees, other sums
        Assert.Equal(0.1, tree.Merges.First(merge => merge.Height > 0).Height, 1e-12);
        Assert.Equal(cophenetic, Cophenetic(tree), linkage is Linkage.Single or Linkage.Ward ? 1e-9 : 2e-3);
        Assert.Equal(sizes, string.Join(", ", Enumerable.Range(2, 4).Select(k => string.Join(' ', Sizes(tree.Cut(k))))));
        Assert.Equal(150, tree.Merges[^1].Members);
    }

    [Theory]
    [InlineData(Linkage.Single, new double[] { 1, 2, 4, 5, 8 })]
    [InlineData(Linkage.Complete, new double[] { 1, 3, 5, 12, 20 })]
    [InlineData(Linkage.Average, new[] { 1, 2.5, 5, 8.166666666666666, 15.4 })]
    [InlineData(Linkage.Ward, new[] { 1, 2.8867513459481287, 5, 12.124355652982139, 20.2072594216369 })]
    public void Six_numbers_on_a_line_have_their_heights(Linkage linkage, double[] heights)
    {
        var tree = Dendrogram.Of(FeatureTable.FromColumns(["x"], [[0, 1, 3, 7, 12, 20]]), [new("x")], linkage, ClusterScaling.None);
        Near(heights, tree.Merges.Select(merge => merge.Height), 1e-12);
        Assert.Equal((0, 1, 2.0), (tree.Merges[0].First, tree.Merges[0].Second, tree.Merges[0].Members));
        Assert.Equal(Enumerable.Range(1, 6), tree.Cut(6));
        Assert.Equal([1, 1, 1, 1, 1, 1], tree.Cut(1));
        Assert.Equal([1, 1, 2, 3, 4, 5], tree.CutAt(1));
    }

    /// <summary>Against the definition: in every step the two groups of least distance, by looking at all pairs.</summary>
    [Fact]
    public void Chains_join_what_looking_at_all_pairs_joins() => Law.Holds(Gen.Choose(0, 100_000).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        var n = random.Next(2, 25);
        var columns = Enumerable.Range(0, 2).Select(_ => Enumerable.Range(0, n).Select(_ => random.NextDouble()).ToArray()).ToArray();
        var linkage = (Linkage)random.Next(4);
        var tree = Dendrogram.Of(FeatureTable.FromColumns(["a", "b"], columns), [new("a"), new("b")], linkage, ClusterScaling.None);
        var groups = Enumerable.Range(0, n).Select(i => new List<int> { i }).ToList();
        foreach (var merge in tree.Merges)
        {
            var (height, a, b) = (from i in Enumerable.Range(0, groups.Count)
                                  from j in Enumerable.Range(0, i)
                                  select (Distance(columns, groups[i], groups[j], linkage), i, j)).Min();
            if (Math.Abs(height - merge.Height) > 1e-9)
                return false;
            groups[b].AddRange(groups[a]);
            groups.RemoveAt(a);
        }

        return true;
    }, runs: 80);

    [Fact]
    public void Clusters_of_a_model_are_joined_by_their_weights()
    {
        var model = KMeansModel.Fit(Iris, Measures4, new KMeansOptions { Clusters = 40, Scaling = ClusterScaling.None, Starts = 5 });
        var tree = Dendrogram.Of(model);
        Assert.Equal((40, 150.0), (tree.Leaves, tree.Merges[^1].Members));
        // joining raises the sum of squares by half the squared height, up to that of all
        Assert.Equal(681.3706, model.WithinSum + tree.Merges.Sum(merge => merge.Height * merge.Height / 2), 1e-9);
        var whole = Dendrogram.Of(Iris, Measures4, Linkage.Ward, ClusterScaling.None);
        Assert.Equal(681.3706, whole.Merges.Sum(merge => merge.Height * merge.Height / 2), 1e-9);
    }

    [Fact]
    public void Rows_without_a_feature_are_in_no_group()
    {
        var tree = Dendrogram.Of(FeatureTable.FromColumns(["x"], [[0, double.NaN, 1, 9]]), [new("x")]);
        Assert.Equal([1, 0, 1, 2], tree.Cut(2));
        Assert.Equal((4, 3), (tree.Count, tree.Leaves));
        Assert.Equal([0], Dendrogram.Of(FeatureTable.FromColumns(["x"], [[double.NaN]]), [new("x")]).Cut(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.Cut(4));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.CutAt(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Dendrogram.Of(Iris, Measures4, (Linkage)9));
    }

    [Theory]
    [InlineData(Linkage.Complete)]
    [InlineData(Linkage.Average)]
    public void A_large_base_is_joined_from_small_clusters(Linkage linkage)
    {
        var random = new Random(4);
        var columns = Enumerable.Range(0, 2).Select(j =>
            Enumerable.Range(0, 10_500).Select(i => random.NextDouble() + 5 * (i % 3 == j ? 1 : 0)).ToArray()).ToArray();
        columns[0][7] = double.NaN;
        var tree = Dendrogram.Of(FeatureTable.FromColumns(["a", "b"], columns), [new("a"), new("b")], linkage, ClusterScaling.None);
        Assert.True(tree.IsOfSmallClusters);
        Assert.Equal((10_500, 10_499.0), (tree.Count, tree.Merges[^1].Members));
        Assert.InRange(tree.Leaves, 400, 500);
        Assert.Equal(tree.Leaves - 1, tree.Merges.Count);
        Assert.Equal(10_499, Enumerable.Range(0, tree.Leaves).Sum(tree.MembersOf));
        var groups = tree.Cut(3);
        Assert.Equal(0, groups[7]);
        // three heaps by i % 3: each is one group
        for (var heap = 0; heap < 3; heap++)
            Assert.Single(Enumerable.Range(0, 10_500).Where(i => i % 3 == heap && i != 7).Select(i => groups[i]).Distinct());
        Assert.Equal(3, groups.Distinct().Count(group => group > 0));
        Assert.Equal(groups, Dendrogram.Of(FeatureTable.FromColumns(["a", "b"], columns), [new("a"), new("b")], linkage, ClusterScaling.None).Cut(3));
    }

    private static IEnumerable<int> Sizes(int[] labels) => labels.GroupBy(label => label).Select(group => group.Count()).OrderDescending();

    private static double Distance(double[][] columns, List<int> first, List<int> second, Linkage linkage)
    {
        double Between(double[] a, double[] b) => Math.Sqrt(a.Zip(b).Sum(pair => (pair.First - pair.Second) * (pair.First - pair.Second)));
        double[] Point(int i) => [.. columns.Select(column => column[i])];
        double[] Centre(List<int> group) => [.. columns.Select(column => group.Average(i => column[i]))];
        var all = from i in first from j in second select Between(Point(i), Point(j));
        return linkage switch
        {
            Linkage.Single => all.Min(),
            Linkage.Complete => all.Max(),
            Linkage.Average => all.Average(),
            _ => Math.Sqrt(2.0 * first.Count * second.Count / (first.Count + second.Count)) * Between(Centre(first), Centre(second)),
        };
    }

    /// <summary>The correlation of the distances of all pairs with the heights at which they are joined.</summary>
    private static double Cophenetic(Dendrogram tree)
    {
        var groups = Enumerable.Range(0, tree.Leaves).Select(i => new List<int> { i }).ToList();
        var (distances, heights) = (new List<double>(), new List<double>());
        foreach (var merge in tree.Merges)
        {
            foreach (var i in groups[merge.First])
            {
                foreach (var j in groups[merge.Second])
                {
                    distances.Add(Math.Sqrt(Enumerable.Range(0, 4).Sum(c => Math.Pow(Iris.Column(c)[i] - Iris.Column(c)[j], 2))));
                    heights.Add(merge.Height);
                }
            }

            groups.Add([.. groups[merge.First], .. groups[merge.Second]]);
        }

        var (a, b) = (distances.Average(), heights.Average());
        return distances.Zip(heights).Sum(pair => (pair.First - a) * (pair.Second - b))
            / Math.Sqrt(distances.Sum(x => (x - a) * (x - a)) * heights.Sum(x => (x - b) * (x - b)));
    }
}
