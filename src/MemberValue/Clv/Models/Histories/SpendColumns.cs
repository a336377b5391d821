using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>Number of purchases and money in them, by row, on one basis. No allocation.</summary>
internal readonly ref struct SpendColumns
{
    private readonly ReadOnlySpan<int> _purchases;
    private readonly MoneyColumn _spend;
    private readonly MoneyColumn? _first;
    private readonly ReadOnlySpan<long> _spendScaled;
    private readonly ReadOnlySpan<long> _firstScaled;
    private readonly int _left;

    public SpendColumns(MemberColumns columns, SpendBasis basis)
    {
        _purchases = columns.Purchases;
        _spend = columns.PurchaseSpend;
        _first = basis == SpendBasis.RepeatPurchases ? columns.FirstPurchaseSpend : null;
        _left = _first is null ? 0 : 1;
        IsScaled = _spend.IsScaled && (_first is null || (_first.IsScaled && _first.Decimals == _spend.Decimals));
        Divisor = _spend.Divisor;
        _spendScaled = IsScaled ? _spend.Scaled : default;
        _firstScaled = IsScaled && _first is not null ? _first.Scaled : default;
    }

    /// <summary>Whether the money is whole numbers of one smallest unit: <see cref="Scaled"/> has it.</summary>
    public bool IsScaled { get; }

    /// <summary>How many of the smallest unit make one.</summary>
    public double Divisor { get; }

    /// <summary>x: purchases on the basis.</summary>
    public int Purchases(int row) => Math.Max(0, _purchases[row] - _left);

    /// <summary>Money in the purchases on the basis, in the smallest unit; no amount is missing in these columns.</summary>
    public long Scaled(int row) => _firstScaled.IsEmpty ? _spendScaled[row] : _spendScaled[row] - _firstScaled[row];

    /// <summary>Money in the purchases on the basis.</summary>
    public double Money(int row) =>
        IsScaled ? _spend.Nearest(Scaled(row)) : ExactMoney.Nearest(_first is null ? _spend[row] : _spend[row] - _first[row]);
}
