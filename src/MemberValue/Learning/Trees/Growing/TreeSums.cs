namespace MemberValue.Learning;

/// <summary>What is summed over the rows of a bin or a node: whole numbers, so that neither the order of rows nor a subtraction changes any bit.</summary>
internal interface ITreeSum<TSelf>
    where TSelf : struct, ITreeSum<TSelf>
{
    /// <summary>Rows; one drawn twice counts twice.</summary>
    long Rows { get; }

    /// <summary>The weights of all rows.</summary>
    long Weight { get; }

    /// <summary>The weights of the rows whose label is yes.</summary>
    long Yes { get; }

    static abstract TSelf Of(long weight, bool yes, int times);

    static abstract TSelf operator +(TSelf one, TSelf other);

    static abstract TSelf operator -(TSelf one, TSelf other);
}

/// <summary>
/// Rows of weight 1: both counts in one word, so that a histogram takes one addition per row. Fewer than 2^31 rows, so that neither half overflows.
/// </summary>
internal readonly struct TreeCount(ulong packed) : ITreeSum<TreeCount>
{
    private readonly ulong _packed = packed;

    public long Rows => (long)(_packed >> 32);

    public long Weight => (long)(_packed >> 32);

    public long Yes => (uint)_packed;

    public static TreeCount Of(long weight, bool yes, int times) => new(((ulong)times << 32) | (yes ? (ulong)times : 0));

    public static TreeCount operator +(TreeCount one, TreeCount other) => new(one._packed + other._packed);

    public static TreeCount operator -(TreeCount one, TreeCount other) => new(one._packed - other._packed);
}

/// <summary>Rows with weights, each a whole number up to 2^31 of a fixed unit.</summary>
internal readonly struct TreeWeight(long rows, long weight, long yes) : ITreeSum<TreeWeight>
{
    public long Rows { get; } = rows;

    public long Weight { get; } = weight;

    public long Yes { get; } = yes;

    public static TreeWeight Of(long weight, bool yes, int times) => new(times, weight * times, yes ? weight * times : 0);

    public static TreeWeight operator +(TreeWeight one, TreeWeight other) => new(one.Rows + other.Rows, one.Weight + other.Weight, one.Yes + other.Yes);

    public static TreeWeight operator -(TreeWeight one, TreeWeight other) => new(one.Rows - other.Rows, one.Weight - other.Weight, one.Yes - other.Yes);
}
