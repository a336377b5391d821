using MemberValue.Common;
using MemberValue.Estimation;

namespace MemberValue.Learning;

/// <summary>Checks of the arguments that a tree or a forest is applied to.</summary>
internal static class TreeShapes
{
    public static void Check(FeatureTable features, string[] names, FitOrigin origin, ReadOnlySpan<double> destination)
    {
        ArgumentNullException.ThrowIfNull(features);
        features.RequireSame(names, origin, nameof(features));
        if (destination.Length < features.Count)
            throw Error.Argument($"The destination has {destination.Length} elements for {features.Count} rows.", nameof(destination));
    }

    public static void Check(FeatureTable features, string[] names, FitOrigin origin, int row)
    {
        ArgumentNullException.ThrowIfNull(features);
        features.RequireSame(names, origin, nameof(features));
        if ((uint)row >= (uint)features.Count)
            throw Error.OutOfRange(nameof(row), $"The row is {row} and must be 0 to {features.Count - 1}.");
    }

    /// <summary>Each element as a share of the sum; all 0 where the sum is 0.</summary>
    public static double[] Shares(double[] gains)
    {
        var all = gains.Sum();
        return all > 0 ? [.. gains.Select(gain => gain / all)] : new double[gains.Length];
    }
}
