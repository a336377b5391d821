using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Clusters;

/// <summary>The members of a cluster in the base: their weight, sum of squares, and means in own units.</summary>
internal sealed record ClusterGroup(double Members, double Within, double[] Means)
{
    // the names that a cluster's value is read from, the first that is a feature
    private static readonly string[] ValueNames = ["Net", "Margin", "Sales", Measures.MeanSpend, "RecentSpend", "Purchases", "Orders"];

    private static readonly string[] LessIsBetter =
    [
        Measures.DaysSinceLastPurchase, Measures.DaysSinceLastVisit, Measures.MeanGapDays, "LastPurchaseCell", "PreviousPurchaseCell", "LastVisitCell",
        "Refunds",
    ];

    /// <summary>Reads one from the object of its cluster.</summary>
    public static ClusterGroup Read(DocumentReader from, int dimensions) => new(
        from.Number("members", NumberRange.AboveZero), from.Number("within", NumberRange.ZeroOrMore), ClusterSpace.Sized(from, "means", dimensions));

    /// <summary>Checks that there are clusters where there was a base, and only there.</summary>
    /// <exception cref="FormatException">Clusters, base and status contradict each other.</exception>
    public static void Check(DocumentReader from, int clusters, FitStatus status, FitOrigin origin)
    {
        if ((status == FitStatus.NoData) != (clusters == 0) || (origin.Rows == 0) != (clusters == 0))
            throw from.Damaged($"there are {clusters} clusters of {origin.Rows} rows, which does not go with the status {status}");
    }

    /// <summary>The places of clusters with members, the most valuable first: by their means of the feature that was asked for, or that stands for value,
    /// then by the other features.</summary>
    public static int[] ByValue(ClusterGroup[] groups, string[] names, string? first)
    {
        first ??= ValueNames.FirstOrDefault(name => Array.IndexOf(names, name) >= 0) ?? names[0];
        var order = names.Select((name, j) => (Feature: j, Sign: Array.IndexOf(LessIsBetter, name) >= 0 ? -1 : 1, name))
            .OrderByDescending(each => each.name == first).ThenBy(each => Array.IndexOf(ValueNames, each.name) is >= 0 and var at ? at : ValueNames.Length)
            .ToList();
        var places = Enumerable.Range(0, groups.Length).Where(c => groups[c].Members > 0).ToArray();
        Array.Sort(places, (a, b) =>
        {
            foreach (var (feature, sign, _) in order)
            {
                var compared = sign * groups[b].Means[feature].CompareTo(groups[a].Means[feature]);
                if (compared != 0)
                    return compared;
            }

            return a.CompareTo(b);
        });
        return places;
    }

    /// <summary>What each cluster is like, in the order of their numbers.</summary>
    public static IReadOnlyList<ClusterProfile> Profiles(ClusterSpace space, double[] centres, ClusterGroup[] groups, double[] baseMeans)
    {
        var (total, d) = (groups.Sum(group => group.Members), space.Dimensions);
        double BaseCentre(int j) => groups.Select((group, c) => group.Members * centres[c * d + j]).Sum() / total;
        return [.. groups.Select((group, c) => new ClusterProfile(
            c + 1, group.Members, group.Members / total, group.Within,
            [.. Enumerable.Range(0, d)
                .Select(j => new ClusterTrait(
                    space.Features[j].Name, space.Features[j].Label, group.Means[j], baseMeans[j], centres[c * d + j] - BaseCentre(j)))
                .OrderByDescending(trait => Math.Abs(trait.Difference))]))];
    }
}
