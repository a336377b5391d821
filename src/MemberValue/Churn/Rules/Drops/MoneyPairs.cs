using MemberValue.Members;

namespace MemberValue.Churn;

/// <summary>
/// Two columns of money side by side as whole numbers of one smallest unit, so that a ratio of them is rounded once: 6 of 20 cents is 0.3. Columns of
/// amounts that do not fit are read as doubles.
/// </summary>
internal readonly ref struct MoneyPairs
{
    private readonly MoneyColumn _first;
    private readonly MoneyColumn _second;
    private readonly ReadOnlySpan<long> _a;
    private readonly ReadOnlySpan<long> _b;
    private readonly double _timesA;
    private readonly double _timesB;
    private readonly bool _areScaled;

    public MoneyPairs(MoneyColumn first, MoneyColumn second)
    {
        (_first, _second) = (first, second);
        Unit = 1;
        _areScaled = first.IsScaled && second.IsScaled;
        if (!_areScaled)
            return;
        _a = first.Scaled;
        _b = second.Scaled;
        Unit = Math.Max(first.Divisor, second.Divisor);
        (_timesA, _timesB) = (Unit / first.Divisor, Unit / second.Divisor); // powers of ten below 10^11: exact
    }

    /// <summary>How many units make one of money.</summary>
    public double Unit { get; }

    public (double First, double Second) this[int row]
    {
        get
        {
            if (!_areScaled)
                return (_first.ToDouble(row), _second.ToDouble(row));
            var (a, b) = (_a[row], _b[row]);
            return (a == MoneyColumn.MissingScaled ? double.NaN : a * _timesA, b == MoneyColumn.MissingScaled ? double.NaN : b * _timesB);
        }
    }
}
