namespace MemberValue.Numerics;

/// <summary>Doubles as whole numbers in the same order. Not for NaN; -0 counts as 0.</summary>
internal static class SortableDouble
{
    public static long ToKey(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value + 0.0); // -0 + 0 = 0
        return bits ^ ((bits >> 63) & long.MaxValue);
    }

    public static double FromKey(long key) => BitConverter.Int64BitsToDouble(key ^ ((key >> 63) & long.MaxValue));
}
