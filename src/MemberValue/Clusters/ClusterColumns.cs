using System.Globalization;
using MemberValue.Members;

namespace MemberValue.Clusters;

/// <summary>The columns that clusters give, for <c>table.With(key, values)</c> and for whatever reads them there.</summary>
public static class ClusterColumns
{
    /// <summary>The number of the member's cluster, from 1; null for a member who lacks a value.</summary>
    public static MemberColumn<int?> Cluster { get; } =
        new("Cluster", "", "Give it with table.With(ClusterColumns.Cluster, numbers), null for a member in no cluster; an assessment with clusters has it.");

    /// <summary>The member's cluster with distance, second nearest and whether the member is an outlier.</summary>
    public static MemberColumn<ClusterAssignment> Assignment { get; } =
        new MemberColumn<ClusterAssignment>(
                "ClusterAssignment", "", "Locate the members and give the table the result: table.With(ClusterColumns.Assignment, model.Locate(table)).")
            .StoredAs(Written, Read);

    private static string Written(ClusterAssignment each) =>
        FormattableString.Invariant($"{each.Cluster} {each.Distance:R} {each.Second} {each.SecondDistance:R} {(each.IsOutlier ? "outlier" : "typical")}");

    private static ClusterAssignment Read(string text)
    {
        var invariant = CultureInfo.InvariantCulture;
        return text.Split(' ') is [var cluster, var distance, var second, var secondDistance, "outlier" or "typical"]
            ? new ClusterAssignment(
                int.Parse(cluster, invariant), double.Parse(distance, invariant), int.Parse(second, invariant), double.Parse(secondDistance, invariant),
                text.EndsWith("outlier", StringComparison.Ordinal))
            : throw new FormatException("A cluster is a number, a distance, the second nearest with its distance, and typical or outlier.");
    }
}
