using MemberValue.Common;
using MemberValue.Estimation;

namespace MemberValue.Learning;

/// <summary>The rows that a tree or a forest learns from, checked, with weights as whole numbers of a fixed unit.</summary>
internal sealed class TreeRows
{
    // Weights become whole multiples of a power of two, so that the largest takes up to 31 bits: sums of up to 2^31 of them fit into 63.
    private const double MostUnits = 1L << 31;

    private TreeRows(BinnedColumns columns, bool[] labels, long[]? weights, double unit, int count)
    {
        Columns = columns;
        Labels = labels;
        Weights = weights;
        Unit = unit;
        Count = count;
    }

    public BinnedColumns Columns { get; }

    public bool[] Labels { get; }

    /// <summary>The weights in units; null where all are 1.</summary>
    public long[]? Weights { get; }

    /// <summary>One unit of <see cref="Weights"/>.</summary>
    public double Unit { get; }

    /// <summary>The rows of a weight above 0.</summary>
    public int Count { get; }

    public long WeightOf(int row) => Weights is null ? 1 : Weights[row];

    public static TreeRows Of(FeatureTable features, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights, int threads, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.Count == 0)
            throw new ArgumentException("The table has no row; at least one is needed.", nameof(features));
        if (features.Names.Count > ushort.MaxValue)
            throw Error.Argument($"The table has {features.Names.Count} columns; at most {ushort.MaxValue} are allowed.", nameof(features));
        if (labels.Length != features.Count)
            throw Error.Argument($"There are {labels.Length} labels for {features.Count} rows.", nameof(labels));
        if (weights.Length != 0 && weights.Length != features.Count)
            throw Error.Argument($"There are {weights.Length} weights for {features.Count} rows; give one per row, or none.", nameof(weights));
        var units = InUnits(weights, out var unit);
        var count = units is null ? features.Count : units.Count(weight => weight > 0);
        return new TreeRows(BinnedColumns.Of(features, threads, cancellationToken), labels.ToArray(), units, unit, count);
    }

    /// <summary>Why there is nothing to split, from the rows alone; Fitted where there may be.</summary>
    public FitStatus Look(int minLeaf)
    {
        var (yes, no) = (false, false);
        for (var i = 0; i < Labels.Length; i++)
        {
            if (WeightOf(i) == 0)
                continue;
            yes |= Labels[i];
            no |= !Labels[i];
        }

        return !(yes && no) ? FitStatus.SingleClass
            : Count < 2L * minLeaf ? FitStatus.TooFewRows
            : Enumerable.Range(0, Columns.Bins.Length).All(Columns.IsConstant) ? FitStatus.ConstantColumns
            : FitStatus.Fitted;
    }

    private static long[]? InUnits(ReadOnlySpan<double> weights, out double unit)
    {
        unit = 1;
        if (weights.Length == 0)
            return null;
        var most = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            if (!(weights[i] >= 0 && weights[i] <= double.MaxValue))
                throw Error.Argument($"Weight {i} is {weights[i]}; it must be finite and 0 or more.", nameof(weights));
            most = Math.Max(most, weights[i]);
        }

        if (most is < 1e-200 or > 1e200)
            throw Error.Argument($"The largest weight is {most}; it must be 1e-200 to 1e200.", nameof(weights));
        unit = Math.ScaleB(1, Math.ILogB(most) - 30);
        var units = new long[weights.Length];
        for (var i = 0; i < units.Length; i++)
            units[i] = Math.Min((long)Math.Round(weights[i] / unit), (long)MostUnits);
        return units;
    }
}
