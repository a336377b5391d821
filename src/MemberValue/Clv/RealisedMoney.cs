using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>What every member was worth in the window, by basis and margin rate. A view over the columns.</summary>
internal readonly struct RealisedMoney
{
    private readonly MoneyColumn _money;
    private readonly double _rate;

    public RealisedMoney(MemberColumns columns, ValueBasis basis, double? marginRate)
    {
        _money = basis == ValueBasis.Margin && marginRate is null ? columns.Margin : columns.Net;
        _rate = marginRate ?? 1;
    }

    /// <summary>Money; NaN where the margin is missing.</summary>
    public double this[int row] => _money.ToDouble(row) * _rate;
}
