using System.Globalization;
using MemberValue.Composite;
using MemberValue.Learning;
using MemberValue.Members;
using MemberValue.Tests.Golden;

namespace MemberValue.Tests.Composite;

/// <summary>Tables of published and recomputed results.</summary>
internal static class CompositeData
{
    /// <summary>Four fighter aircraft by six criteria: Hwang and Yoon 1981.</summary>
    public static FeatureTable Fighters { get; } = FeatureTable.FromColumns(["speed", "range", "payload", "price", "reliability", "agility"],
        [[2.0, 2.5, 1.8, 2.2], [1500, 2700, 2000, 1800], [20000, 18000, 21000, 20000], [5.5, 6.5, 4.5, 5.0], [5, 3, 7, 5], [9, 5, 7, 5]]);

    public static IReadOnlyList<Criterion> FighterCriteria { get; } = [.. Fighters.Names.Select(name => new Criterion(name, isCost: name == "price"))];

    public static CriterionWeights FighterWeights { get; } = CriterionWeights.Given([.. Fighters.Names.Zip([0.2, 0.1, 0.1, 0.1, 0.2, 0.3])]);

    /// <summary>Ten members: days since the last purchase, purchases, money.</summary>
    public static double[][] TenRows { get; } =
    [
        [5, 1, 20], [8, 2, 35], [3, 1, 15], [40, 9, 420], [35, 8, 390], [45, 10, 500], [120, 3, 60], [150, 2, 45], [140, 4, 80], [200, 1, 12],
    ];

    public static IReadOnlyList<Criterion> RfmCriteria { get; } = [new("recency", isCost: true), new("frequency"), new("monetary")];

    public static FeatureTable Ten { get; } = Table(TenRows);

    /// <summary>Fisher's iris: four measures of 150 flowers.</summary>
    public static FeatureTable Iris { get; } = FeatureTable.FromColumns(
        ["sepal_length", "sepal_width", "petal_length", "petal_width"], [.. Enumerable.Range(0, 4).Select(column => IrisColumn(column))]);

    public static int[] Species { get; } = Array.ConvertAll(IrisColumn(4), species => (int)species);

    public static FeatureTable Table(double[][] rows) => FeatureTable.FromColumns(
        ["recency", "frequency", "monetary"], [.. Enumerable.Range(0, 3).Select(j => Array.ConvertAll(rows, row => row[j]))]);

    /// <summary>Members with columns of their own.</summary>
    public static MemberColumns MembersOf(FeatureTable values)
    {
        var window = ObservationWindow.OfDays(new DateOnly(2024, 1, 1), new DateOnly(2024, 12, 31));
        var columns = MemberColumns.FromColumns(window, new MemberColumnData { Purchases = new int[values.Count] });
        for (var j = 0; j < values.Names.Count; j++)
            columns = columns.With(new MemberColumn<double>(values.Names[j]), values.Column(j).ToArray());
        return columns;
    }

    public static double[] Scores(this CompositeScorer scorer, FeatureTable values)
    {
        var scores = new double[values.Count];
        scorer.Score(values, scores);
        return scores;
    }

    public static void Near(double[] expected, IEnumerable<double> actual, double tolerance)
    {
        var found = actual.ToArray();
        Assert.Equal(expected.Length, found.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], found[i], tolerance);
    }

    private static double[] IrisColumn(int column) =>
        [.. File.ReadLines(GoldenFile.Path("iris.csv")).Where(line => char.IsAsciiDigit(line[0]))
            .Select(line => double.Parse(line.Split(',')[column], CultureInfo.InvariantCulture))];
}
