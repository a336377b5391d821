using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>Eight rows of a likelihood at once.</summary>
internal static class RowLanes
{
    public const int Count = 8;

    /// <summary>Eight values from <paramref name="start"/> on; zeros beyond the last row, members of weight 0.</summary>
    public static Vector512<double> Read(ReadOnlySpan<double> column, int start)
    {
        if (start + Count <= column.Length)
            return Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(column), (nuint)start);
        Span<double> rest = stackalloc double[Count];
        rest.Clear();
        column[start..].CopyTo(rest);
        return Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(rest));
    }
}

/// <summary>ln G(r + x) - ln G(r) and its derivative in r, computed once for a run of equal x: rows are ordered by x.</summary>
internal ref struct GammaRatioRuns(double r)
{
    private double _x;
    private double _ratio;
    private double _digamma;

    /// <summary>Eight values from <paramref name="start"/> on; 0 beyond the last row.</summary>
    public void Read(ReadOnlySpan<double> x, int start, out Vector512<double> ratio, out Vector512<double> digamma)
    {
        var last = Math.Min(start + RowLanes.Count, x.Length) - 1;
        if (x[start] == _x && x[last] == _x && last == start + RowLanes.Count - 1)
        {
            (ratio, digamma) = (Vector512.Create(_ratio), Vector512.Create(_digamma));
            return;
        }

        Span<double> ratios = stackalloc double[RowLanes.Count];
        Span<double> digammas = stackalloc double[RowLanes.Count];
        ratios.Clear();
        digammas.Clear();
        for (var i = start; i <= last; i++)
        {
            if (x[i] != _x)
                (_x, _ratio, _digamma) = (x[i], GammaFunctions.LogGammaRatio(r, x[i]), GammaFunctions.DigammaDifference(r, x[i]));
            (ratios[i - start], digammas[i - start]) = (_ratio, _digamma);
        }

        ratio = Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(ratios));
        digamma = Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(digammas));
    }
}
