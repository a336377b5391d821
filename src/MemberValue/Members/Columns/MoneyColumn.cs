using System.Collections;
using System.Numerics;
using System.Runtime.InteropServices;
using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>
/// One exact amount of money per member. Callers see decimals; the amounts are kept as 64-bit whole numbers of the smallest unit that all of them share,
/// such as cents, 8 bytes per member, or as decimals when one of them does not fit.
/// </summary>
/// <remarks>Immutable and thread-safe. An amount can be missing: a member's margin is, when only some of their rows carried one.</remarks>
public sealed class MoneyColumn : IReadOnlyList<decimal>
{
    /// <summary>The most decimal places that an amount in a log or a column has (trailing zeros do not count). Longer amounts in columns are rounded half to
    /// even at that many decimals; in a log <see cref="MemberTableOptions.LongAmounts"/> decides.</summary>
    public const int MaxDecimals = 10;

    /// <summary>The largest absolute value that one row of a log may carry.</summary>
    public const decimal MaxAmount = 1_000_000_000_000m;

    /// <summary>The largest absolute value that an amount of a column may have: the sum of hundreds of millions of them still fits a decimal.</summary>
    public const decimal MaxTotal = 100_000_000_000_000_000_000m;

    internal const long MissingScaled = long.MinValue;

    private readonly long[]? _scaled;
    private readonly decimal[]? _wide;
    private readonly bool[]? _wideMissing;
    private readonly double _divisor = 1;
    private readonly int _start; // of the arrays: a column may be a part of another one

    private MoneyColumn(long[] scaled, int decimals)
    {
        _scaled = scaled;
        Count = scaled.Length;
        Decimals = decimals;
        _divisor = (double)PowerOfTen(decimals);
    }

    private MoneyColumn(ArraySegment<decimal> wide, bool[]? missing)
    {
        (_wide, _start, Count) = (wide.Array, wide.Offset, wide.Count);
        _wideMissing = missing;
        Decimals = -1;
    }

    private MoneyColumn(MoneyColumn whole, int start, int count)
    {
        (_scaled, _wide, _wideMissing, _divisor, Decimals) = (whole._scaled, whole._wide, whole._wideMissing, whole._divisor, whole.Decimals);
        (_start, Count) = (whole._start + start, count);
    }

    /// <summary>The number of members.</summary>
    public int Count { get; }

    /// <summary>The sum over all members, exact; missing amounts are left out.</summary>
    /// <exception cref="OverflowException">The sum lies outside the range of a decimal.</exception>
    public decimal Total
    {
        get
        {
            if (_scaled is not null)
            {
                Int128 sum = 0;
                foreach (var value in Scaled)
                    sum += value == MissingScaled ? 0 : value;
                return ExactMoney.ToDecimal(sum, Decimals);
            }

            var total = 0m;
            for (var i = 0; i < Count; i++)
                total += IsMissing(i) ? 0 : _wide![_start + i];
            return total;
        }
    }

    internal bool IsScaled => _scaled is not null;

    /// <summary>The number of decimals of <see cref="Scaled"/>; -1 when the column is kept as decimals.</summary>
    internal int Decimals { get; }

    internal ReadOnlySpan<long> Scaled => _scaled is null ? default : new ReadOnlySpan<long>(_scaled, _start, Count);

    /// <summary>The divisor of a scaled value: a power of ten, exact in a double.</summary>
    internal double Divisor => _divisor;

    /// <summary>The amount of one member.</summary>
    /// <param name="index">The member's row, from 0.</param>
    /// <returns>The amount.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is not a row.</exception>
    /// <exception cref="InvalidOperationException">The member's amount is missing; <see cref="GetOrNull"/> gives null there.</exception>
    public decimal this[int index] => GetOrNull(index)
        ?? throw Error.State($"The amount of row {index} is missing: only some of the member's rows carried one.");

    /// <summary>The amount of one member, or null where it is missing.</summary>
    /// <param name="index">The member's row, from 0.</param>
    /// <returns>The amount or null.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is not a row.</exception>
    public decimal? GetOrNull(int index)
    {
        CheckRow(index);
        if (IsMissing(index))
            return null;
        return _scaled is not null ? ExactMoney.ToDecimal(_scaled[_start + index], Decimals) : _wide![_start + index];
    }

    /// <summary>The amount of one member as the nearest double, NaN where it is missing.</summary>
    /// <param name="index">The member's row, from 0.</param>
    /// <returns>The amount.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is not a row.</exception>
    public double ToDouble(int index)
    {
        CheckRow(index);
        if (IsMissing(index))
            return double.NaN;
        return _scaled is not null ? Nearest(_scaled[_start + index]) : ExactMoney.Nearest(_wide![_start + index]);
    }

    /// <summary>Writes all amounts as doubles, NaN where one is missing.</summary>
    /// <param name="destination">Receives one value per member; at least <see cref="Count"/> long. Unchanged after a throw.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short.</exception>
    /// <remarks>Allocates nothing.</remarks>
    public void CopyTo(Span<double> destination)
    {
        Require.Destination(destination.Length, Count);
        CopyTo(0, destination[..Count]);
    }

    /// <summary>All amounts in row order.</summary>
    /// <returns>The enumerator.</returns>
    /// <exception cref="InvalidOperationException">An amount is missing.</exception>
    public IEnumerator<decimal> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The double nearest to a number of the column's smallest unit.</summary>
    internal double Nearest(long scaled) => ExactMoney.Nearest(scaled, Decimals, _divisor);

    /// <summary>Writes some amounts as doubles, NaN where one is missing: the same bits as <see cref="ToDouble"/>, several at a time where they are exact.
    /// </summary>
    internal void CopyTo(int start, Span<double> destination)
    {
        var i = 0;
        if (_scaled is not null)
        {
            var scaled = _scaled.AsSpan(_start + start, destination.Length);
            ref var from = ref MemoryMarshal.GetReference(scaled);
            ref var to = ref MemoryMarshal.GetReference(destination);
            var (most, divisor) = (new Vector<long>(ExactMoney.MaxExact), new Vector<double>(_divisor));
            for (; i <= scaled.Length - Vector<long>.Count; i += Vector<long>.Count)
            {
                var some = Vector.LoadUnsafe(ref from, (nuint)i);
                if (!Vector.LessThanOrEqualAll(some, most) || !Vector.GreaterThanOrEqualAll(some, -most))
                {
                    for (var lane = i; lane < i + Vector<long>.Count; lane++)
                        destination[lane] = ToDouble(start + lane);
                    continue;
                }

                (Vector.ConvertToDouble(some) / divisor).StoreUnsafe(ref to, (nuint)i);
            }
        }

        for (; i < destination.Length; i++)
            destination[i] = ToDouble(start + i);
    }

    internal bool IsMissing(int index) => _scaled is not null ? _scaled[_start + index] == MissingScaled : _wideMissing?[_start + index] == true;

    /// <summary>Some rows of the column: a view, nothing is copied.</summary>
    internal MoneyColumn Slice(int start, int count)
    {
        if (start < 0 || count < 0 || start > Count - count)
            throw Error.OutOfRange(nameof(start), $"The first row is {start}, and the {count} rows from it must be rows of {Count} members.");
        return count == Count ? this : new MoneyColumn(this, start, count);
    }

    /// <summary>Some rows, counted from <paramref name="start"/>, as a column of their own, in the same form.</summary>
    internal MoneyColumn Rows(int start, int[] rows)
    {
        if (_scaled is not null)
            return new MoneyColumn(Array.ConvertAll(rows, row => _scaled[_start + start + row]), Decimals);
        var missing = _wideMissing is null ? null : Array.ConvertAll(rows, row => _wideMissing[_start + start + row]);
        return new MoneyColumn(Array.ConvertAll(rows, row => _wide![_start + start + row]), missing);
    }

    internal static decimal PowerOfTen(int exponent)
    {
        var power = 1m;
        for (var i = 0; i < exponent; i++)
            power *= 10;
        return power;
    }

    /// <summary>A column of a caller's decimals, rounded at <see cref="MaxDecimals"/>; null entries are missing.</summary>
    internal static MoneyColumn FromDecimals(int count, Func<int, decimal?> given)
    {
        decimal? AmountAt(int row) => given(row) is { } amount ? ExactMoney.Rounded(amount) : null;
        var scaled = new long[count];
        var decimals = 0;
        for (var i = 0; i < count; i++)
        {
            if (AmountAt(i) is { } amount)
                decimals = Math.Max(decimals, ExactMoney.DecimalsOf(amount));
        }

        var factor = PowerOfTen(decimals);
        for (var i = 0; i < count; i++)
        {
            var amount = AmountAt(i);
            if (amount is null)
                scaled[i] = MissingScaled;
            else if (Math.Abs(amount.Value) < long.MaxValue / factor)
                scaled[i] = (long)(amount.Value * factor);
            else
                return FromWide(count, AmountAt);
        }

        return new MoneyColumn(scaled, decimals);
    }

    /// <summary>A column of a caller's decimals; kept, not copied, unless one of them is to be rounded at <see cref="MaxDecimals"/>.</summary>
    internal static MoneyColumn Of(ArraySegment<decimal> amounts)
    {
        foreach (var amount in amounts)
        {
            if (amount.Scale > MaxDecimals)
                return new MoneyColumn(Array.ConvertAll(amounts.ToArray(), ExactMoney.Rounded), missing: null);
        }

        return new MoneyColumn(amounts, missing: null);
    }

    /// <summary>A column of whole numbers of 10^-<paramref name="decimals"/>; kept, not copied.</summary>
    internal static MoneyColumn FromScaled(long[] scaled, int decimals) => new(scaled, decimals);

    private static MoneyColumn FromWide(int count, Func<int, decimal?> amountAt)
    {
        var wide = new decimal[count];
        bool[]? missing = null;
        for (var i = 0; i < count; i++)
        {
            if (amountAt(i) is { } amount)
                wide[i] = amount;
            else
                (missing ??= new bool[count])[i] = true;
        }

        return new MoneyColumn(wide, missing);
    }

    private void CheckRow(int index)
    {
        if ((uint)index >= (uint)Count)
            throw Error.OutOfRange(nameof(index), $"The row is {index} and must be 0 to {Count - 1}.");
    }

    /// <summary>How many amounts there are.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant($"{Count} amounts");
}
