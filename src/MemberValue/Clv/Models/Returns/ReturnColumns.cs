using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>What members bought and what they gave back in later cells, by row. No allocation.</summary>
internal readonly ref struct ReturnColumns
{
    private readonly ReadOnlySpan<int> _purchases;
    private readonly MoneyValues _spend;
    private readonly MoneyValues _net;
    private readonly int _start;

    public ReturnColumns(MemberColumns columns)
    {
        _purchases = columns.Purchases;
        _spend = columns.Money(LogColumns.PurchaseSpend);
        _net = columns.Money(LogColumns.Net);
        _start = columns.Start;
    }

    public int Count => _purchases.Length;

    /// <summary>Purchases, the first one too.</summary>
    public int Purchases(int row) => _purchases[row];

    /// <summary>Money in the purchases.</summary>
    public double Spend(int row) => _spend.ToDouble(_start + row);

    /// <summary>Money that went back in cells that are not purchases; 0 or more.</summary>
    public double Returned(int row) => Math.Max(0, Spend(row) - Net(row));

    /// <summary>What went back of what was spent, at most all of it; NaN without spend.</summary>
    public double OwnShare(int row) => Spend(row) is > 0 and var spend ? Math.Min(1, Returned(row) / spend) : double.NaN;

    /// <summary>Money per purchase that stayed, 0 or more; 0 without a purchase.</summary>
    public double NetPerPurchase(int row) => _purchases[row] is > 0 and var purchases ? Math.Max(0, Net(row)) / purchases : 0;

    private double Net(int row) => _net.ToDouble(_start + row);
}
