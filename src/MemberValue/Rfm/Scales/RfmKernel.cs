using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemberValue.Members;

namespace MemberValue.Rfm;

/// <summary>
/// Scores rows. The scalar form asks <see cref="RfmScale.Score(double, double, double)"/>; the vector form compares the columns' whole numbers with
/// whole-number limits that are found by asking the scalar rule, so that both give the same score for every value.
/// </summary>
internal static class RfmKernel
{
    // Below this many rows, finding the limits costs more than it saves.
    private const int FewRows = 64;

    /// <summary>Scores the rows from <paramref name="start"/> on, as many as the destination holds.</summary>
    public static void Score(RfmScale scale, in RfmInputs inputs, int start, Span<RfmScore> destination)
    {
        var done = scale.IsNested || !inputs.MoneyIsScaled || destination.Length < FewRows ? 0 : Vectors(scale, inputs, start, destination);
        for (var i = done; i < destination.Length; i++)
            destination[i] = scale.Score(inputs.Recency(start + i), inputs.Frequency(start + i), inputs.Monetary(start + i));
    }

    /// <summary>The vector form without its scalar remainder.</summary>
    /// <returns>How many rows are done.</returns>
    internal static int Vectors(RfmScale scale, in RfmInputs inputs, int start, Span<RfmScore> destination)
    {
        Span<int> lastLimits = stackalloc int[scale.Levels.Recency - 1];
        Span<int> frequencyLimits = stackalloc int[scale.Levels.Frequency - 1];
        Span<long> moneyLimits = stackalloc long[scale.Levels.Monetary - 1];
        for (var k = 0; k < lastLimits.Length; k++)
            lastLimits[k] = LastLimit(scale.RecencyCutSpan[k], inputs.LastCell);
        for (var k = 0; k < frequencyLimits.Length; k++)
            frequencyLimits[k] = FrequencyLimit(scale.FrequencyCutSpan[k], scale.LineIsHigh);
        for (var k = 0; k < moneyLimits.Length; k++)
            moneyLimits[k] = MoneyLimit(scale.MonetaryCutSpan[k], inputs.Money.Divisor, scale.LineIsHigh);

        var width = 2 * Vector<int>.Count;
        var rows = destination.Length / width * width;
        ref var last = ref MemoryMarshal.GetReference(inputs.LastPurchase.Slice(start, rows));
        ref var frequency = ref MemoryMarshal.GetReference(inputs.FrequencyCounts.Slice(start, rows));
        ref var money = ref MemoryMarshal.GetReference(inputs.Money.Scaled.Slice(start, rows));
        ref var scores = ref Unsafe.As<RfmScore, int>(ref MemoryMarshal.GetReference(destination));
        var tag = new Vector<int>((int)scale.Tag);
        var top = new Vector<int>(scale.Levels.Recency);
        for (var i = 0; i < rows; i += width)
        {
            var second = i + Vector<int>.Count;
            var (l0, l1) = (Vector.LoadUnsafe(ref last, (nuint)i), Vector.LoadUnsafe(ref last, (nuint)second));
            Vector<int> r0 = top, r1 = top;
            foreach (var limit in lastLimits)
            {
                var cut = new Vector<int>(limit);
                r0 += Vector.LessThanOrEqual(l0, cut); // true is -1
                r1 += Vector.LessThanOrEqual(l1, cut);
            }

            var (f0, f1) = (Vector.LoadUnsafe(ref frequency, (nuint)i), Vector.LoadUnsafe(ref frequency, (nuint)second));
            Vector<int> up0 = Vector<int>.One, up1 = Vector<int>.One;
            foreach (var limit in frequencyLimits)
            {
                var cut = new Vector<int>(limit);
                up0 -= Vector.GreaterThan(f0, cut);
                up1 -= Vector.GreaterThan(f1, cut);
            }

            var m0 = Vector.LoadUnsafe(ref money, (nuint)i);
            var m1 = Vector.LoadUnsafe(ref money, (nuint)(i + Vector<long>.Count));
            var m2 = Vector.LoadUnsafe(ref money, (nuint)second);
            var m3 = Vector.LoadUnsafe(ref money, (nuint)(second + Vector<long>.Count));
            Vector<long> a0 = Vector<long>.One, a1 = a0, a2 = a0, a3 = a0;
            foreach (var limit in moneyLimits)
            {
                var cut = new Vector<long>(limit);
                a0 -= Vector.GreaterThan(m0, cut);
                a1 -= Vector.GreaterThan(m1, cut);
                a2 -= Vector.GreaterThan(m2, cut);
                a3 -= Vector.GreaterThan(m3, cut);
            }

            var packed0 = tag | (r0 << RfmScore.RShift) | (up0 << RfmScore.FShift) | (Vector.Narrow(a0, a1) << RfmScore.MShift);
            var packed1 = tag | (r1 << RfmScore.RShift) | (up1 << RfmScore.FShift) | (Vector.Narrow(a2, a3) << RfmScore.MShift);
            Vector.AndNot(packed0, Unscorable(l0, m0, m1)).StoreUnsafe(ref scores, (nuint)i);
            Vector.AndNot(packed1, Unscorable(l1, m2, m3)).StoreUnsafe(ref scores, (nuint)second);
        }

        return rows;
    }

    /// <summary>The largest last-purchase cell whose recency lies above the cut; int.MinValue, which means no cell, where there is none.</summary>
    internal static int LastLimit(double cut, int lastCell)
    {
        // Recency is a whole number: above the cut means at least floor(cut) + 1.
        var limit = lastCell - (Math.Floor(cut) + 1);
        return (int)Math.Clamp(limit, int.MinValue, int.MaxValue);
    }

    /// <summary>A count above this limit counts the cut.</summary>
    internal static int FrequencyLimit(double cut, bool orEqual) =>
        (int)Math.Clamp(orEqual ? Math.Ceiling(cut) - 1 : Math.Floor(cut), int.MinValue, int.MaxValue);

    /// <summary>
    /// An amount above this limit counts the cut: found by bisection with the scalar comparison itself, because the quotient of a whole
    /// number and a power of ten is rounded, and rounding keeps the order.
    /// </summary>
    internal static long MoneyLimit(double cut, double divisor, bool orEqual)
    {
        bool Counts(long amount) => orEqual ? cut <= amount / divisor : cut < amount / divisor;
        const long Lowest = MoneyColumn.MissingScaled + 1;
        if (Counts(Lowest))
            return MoneyColumn.MissingScaled;
        if (!Counts(long.MaxValue))
            return long.MaxValue;
        var (no, yes) = (Lowest, long.MaxValue);
        var guess = cut * divisor;
        if (Math.Abs(guess) < 1L << 52)
        {
            // The quotient is within an ulp: the limit is next to the guess, and six comparisons find it instead of 64.
            var near = (long)guess;
            (no, yes) = (Counts(near - 4) ? no : near - 4, Counts(near + 4) ? near + 4 : yes);
        }

        while (no + 1 < yes)
        {
            var middle = (no >> 1) + (yes >> 1) + (no & yes & 1);
            if (Counts(middle))
                yes = middle;
            else
                no = middle;
        }

        return no;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<int> Unscorable(Vector<int> last, Vector<long> money0, Vector<long> money1)
    {
        var missing = new Vector<long>(MoneyColumn.MissingScaled);
        return Vector.Equals(last, new Vector<int>(MemberColumns.NoCell))
            | Vector.Narrow(Vector.Equals(money0, missing), Vector.Equals(money1, missing));
    }
}
