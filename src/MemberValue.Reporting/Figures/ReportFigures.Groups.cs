using MemberValue.Clusters;
using MemberValue.Members;
using MemberValue.Reporting.Charts;
using MemberValue.Reporting.Page;

namespace MemberValue.Reporting;

public static partial class ReportFigures
{
    private const int MostBranches = 24;

    /// <summary>What each cluster is like: its size, and how far it lies from the base in every feature.</summary>
    /// <param name="profiles">The clusters of a model.</param>
    /// <exception cref="ArgumentNullException">The profiles are null.</exception>
    public static Figure ClusterProfiles(IReadOnlyList<ClusterProfile> profiles)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        string[] names = profiles.Count == 0 ? [] : [.. profiles[0].Traits.Select(trait => trait.Feature).Order(StringComparer.Ordinal)];
        ClusterTrait Trait(ClusterProfile profile, string name) => profile.Traits.First(trait => trait.Feature == name);
        Text Size(ClusterProfile profile) => Text.Of(
            $"{Printer.Count(profile.Members)} members, {Printer.Percent(profile.Share)} of all",
            $"{Printer.Count(profile.Members)}位会员，占{Printer.Percent(profile.Share)}");
        return new Figure(
            "cluster-profiles", Text.Of("Kinds of members", "会员的类别"),
            profiles.Count == 0
                ? Text.Of("There are no clusters.", "没有类别。")
                : Text.Of(
                    "Members who are alike, found in the data. Bars to the right: more than the average member; to the left: less; in standard deviations. "
                        + "Cluster 1 is the most valuable.",
                    "从数据中找出的彼此相近的会员。条形向右表示高于平均，向左表示低于平均，以标准差为单位。第1类价值最高。"),
            new FigureTable(
                [
                    Text.Of("Cluster", "类别"), MembersText, ShareText,
                    .. names.Select(name => Trait(profiles[0], name).Label).Select(label => Text.Of($"Mean of {label.English}", $"{label.Chinese}平均")),
                ],
                [
                    .. profiles.Select(profile => (IReadOnlyList<FigureCell>)
                    [
                        FigureCell.Of(profile.Name), FigureCell.Count(profile.Members), FigureCell.Share(profile.Share),
                        .. names.Select(name => FigureCell.Of(Trait(profile, name).Mean)),
                    ]),
                    .. profiles.Take(1).Select(first => (IReadOnlyList<FigureCell>)
                    [
                        FigureCell.Of(Text.Of("All members", "全体会员")), FigureCell.Count(profiles.Sum(profile => profile.Members)), FigureCell.Share(1),
                        .. names.Select(name => FigureCell.Of(Trait(first, name).BaseMean)),
                    ]),
                ]),
            new DifferenceBars([.. profiles.Select(profile => new DifferenceGroup(
                profile.Name, Size(profile), [.. names.Select(name => (Trait(profile, name).Label, Trait(profile, name).Difference))]))]));
    }

    /// <summary>How clearly members are nearer to their own cluster than to the next, member by member.</summary>
    /// <param name="silhouettes">The silhouettes of a model.</param>
    /// <exception cref="ArgumentNullException">The silhouettes are null.</exception>
    public static Figure Silhouettes(ClusterSilhouettes silhouettes)
    {
        ArgumentNullException.ThrowIfNull(silhouettes);
        var below = silhouettes.Members == 0 ? 0
            : silhouettes.Clusters.Sum(cluster => cluster.Values.Count(value => value < 0)) / (double)silhouettes.Members;
        Text Name(ClusterSilhouette cluster) => Invariant($"Cluster {cluster.Cluster}", $"第{cluster.Cluster}类");
        Text Note(ClusterSilhouette cluster) => cluster.Values.Count == 0 ? Text.Of("no members", "没有会员") : Text.Of(
            $"mean {Printer.Number(Math.Round(cluster.Mean, 2))}, {Printer.Percent(cluster.ShareBelowZero)} below 0",
            $"平均{Printer.Number(Math.Round(cluster.Mean, 2))}，低于0的占{Printer.Percent(cluster.ShareBelowZero)}");
        return new Figure(
            "silhouettes", Text.Of("How clear the clusters are", "类别之间有多分明"),
            silhouettes.Members == 0
                ? Text.Of("No member is in a cluster.", "没有会员属于任何类别。")
                : Text.Of(
                    $"Each member is a column, the clearest first: at the upper line far from the next cluster, below 0 nearer to another cluster "
                        + $"({Printer.Percent(below)} of the members). The mean is {Printer.Number(Math.Round(silhouettes.Mean, 2))}; above 0.5 clusters are "
                        + "clear, below 0.25 there are hardly any.",
                    $"每位会员是一根竖条，最分明的在前：达到上方横线表示离邻近类很远，低于0表示离另一类更近（占{Printer.Percent(below)}）。"
                        + $"平均轮廓系数为{Printer.Number(Math.Round(silhouettes.Mean, 2))}；高于0.5为分明，低于0.25则几乎不成类。"),
            new FigureTable(
                [
                    Text.Of("Cluster", "类别"), MembersText, Text.Of("Mean silhouette", "平均轮廓系数"), Text.Of("Lowest", "最低"),
                    Text.Of("Share below 0", "低于0的占比"),
                ],
                [.. silhouettes.Clusters.Select(cluster => (IReadOnlyList<FigureCell>)
                [
                    FigureCell.Of(Name(cluster)), FigureCell.Count(cluster.Values.Count), FigureCell.Of(cluster.Mean),
                    FigureCell.Of(cluster.Values.Count == 0 ? double.NaN : cluster.Values[^1]), FigureCell.Share(cluster.ShareBelowZero),
                ])]),
            new SortedAreas([.. silhouettes.Clusters.Select(cluster => new SortedArea(Name(cluster), Note(cluster), cluster.Values))]));
    }

    /// <summary>Groups that are joined two by two, the nearest first, with the cut below the longest step; the last 24 groups are drawn.</summary>
    /// <param name="dendrogram">The joined members or clusters.</param>
    /// <exception cref="ArgumentNullException">The dendrogram is null.</exception>
    public static Figure Dendrogram(Dendrogram dendrogram)
    {
        ArgumentNullException.ThrowIfNull(dendrogram);
        var (leaves, joins) = TreeOf(dendrogram);
        var groups = GroupsOf(joins);
        var cut = groups < 2 ? double.NaN : (joins[^(groups - 1)].Height + (joins.Count >= groups ? joins[^groups].Height : 0)) / 2;
        var into = Invariant($"{groups} groups", $"{groups}组");
        return new Figure(
            "dendrogram", Text.Of("How groups join", "会员如何逐步归并"),
            groups < 2
                ? Text.Of("There are too few members to be joined.", "会员太少，无法归并。")
                : Text.Of(
                    $"From below, the two nearest groups are joined step by step; the higher the line, the less alike they are. The longest step lies above a "
                        + $"cut into {into.English}.",
                    $"自下而上，每一步归并最接近的两组；横线越高，两组差别越大。分为{into.Chinese}时，下一步归并的差距最大。"),
            new FigureTable(
                [Text.Of("Groups left", "剩余组数"), Text.Of("Distance", "距离"), Text.Of("Members of one", "一组会员数"), Text.Of("Members of the other", "另一组会员数")],
                [.. Enumerable.Range(0, joins.Count).Select(at => joins.Count - 1 - at).Select(at => (IReadOnlyList<FigureCell>)
                [
                    FigureCell.Count(joins.Count - at), FigureCell.Of(joins[at].Height), FigureCell.Count(Members(joins[at].Left)),
                    FigureCell.Count(Members(joins[at].Right)),
                ])]),
            new TreeChart
            {
                Leaves = leaves,
                Joins = joins,
                Vertical = Text.Of("Distance", "距离"),
                Horizontal = Text.Of("Members of each group", "各组会员数"),
                Cut = groups < 2 ? null : new Mark(cut, into, IsVertical: false),
            });

        double Members(int part) => part < leaves.Count ? leaves[part]
            : Members(joins[part - leaves.Count].Left) + Members(joins[part - leaves.Count].Right);
    }

    /// <summary>The last groups of a dendrogram: their members, and how they are joined.</summary>
    private static (List<double> Leaves, List<TreeJoin> Joins) TreeOf(Dendrogram dendrogram)
    {
        var (merges, n) = (dendrogram.Merges, dendrogram.Leaves);
        var first = Math.Max(0, merges.Count - (MostBranches - 1));
        var (leaves, joins, place) = (new List<double>(), new List<TreeJoin>(), new Dictionary<int, int>());
        var count = merges.Count - first + 1;
        int Place(int group)
        {
            if (group >= n + first)
                return count + group - n - first;
            if (place.TryAdd(group, leaves.Count))
                leaves.Add(dendrogram.MembersOf(group));
            return place[group];
        }

        for (var i = first; i < merges.Count; i++)
            joins.Add(new TreeJoin(Place(merges[i].First), Place(merges[i].Second), merges[i].Height));
        return (leaves, joins);
    }

    /// <summary>The number of groups below the longest step; 1 without joins.</summary>
    private static int GroupsOf(List<TreeJoin> joins)
    {
        var (groups, longest) = (1, 0.0);
        for (var g = 2; g <= joins.Count + 1; g++)
        {
            var step = joins[^(g - 1)].Height - (joins.Count >= g ? joins[^g].Height : 0);
            if (step > longest * (1 + 1e-12))
                (groups, longest) = (g, step);
        }

        return groups;
    }
}
