namespace MemberValue.Members;

/// <summary>Collects exact sums row by row, from several threads if needed, and makes the narrowest <see cref="MoneyColumn"/> of them.</summary>
internal sealed class MoneyColumnWriter
{
    private readonly long[] _scaled;
    private readonly int _decimals;
    private readonly long _divisor;
    private Dictionary<int, Int128>? _wide; // the few rows, if any, whose sum exceeds 64 bits

    /// <param name="count">The number of rows.</param>
    /// <param name="decimals">The decimals that no sum exceeds.</param>
    public MoneyColumnWriter(int count, int decimals)
    {
        _scaled = new long[count];
        _decimals = decimals;
        _divisor = (long)MoneyColumn.PowerOfTen(MoneyColumn.MaxDecimals - decimals);
    }

    /// <summary>Sets a row's sum, in units of 10^-10, or <see cref="ExactMoney.Missing"/>.</summary>
    public void Set(int row, Int128 sum)
    {
        var low = (long)sum;
        if (low == sum && low != long.MinValue) // the smallest long stands for a missing amount
            _scaled[row] = low / _divisor;
        else if (sum == ExactMoney.Missing)
            _scaled[row] = MoneyColumn.MissingScaled;
        else
            SetLarge(row, sum);
    }

    public MoneyColumn ToColumn() => _wide is null
        ? MoneyColumn.FromScaled(_scaled, _decimals)
        : MoneyColumn.FromDecimals(_scaled.Length, row => _wide.TryGetValue(row, out var sum)
            ? ExactMoney.ToDecimal(sum, MoneyColumn.MaxDecimals)
            : _scaled[row] == MoneyColumn.MissingScaled ? null : ExactMoney.ToDecimal(_scaled[row], _decimals));

    private void SetLarge(int row, Int128 sum)
    {
        var scaled = sum / _divisor;
        if (scaled > long.MinValue && scaled <= long.MaxValue)
        {
            _scaled[row] = (long)scaled;
            return;
        }

        lock (_scaled)
            (_wide ??= [])[row] = sum;
    }
}
