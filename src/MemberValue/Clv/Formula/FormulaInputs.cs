using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>The members' own factors, of those columns that the options ask for. A view over the columns.</summary>
internal readonly struct FormulaInputs
{
    private readonly ArraySegment<int> _counts;
    private readonly MoneyColumn? _net;
    private readonly MoneyColumn? _margin;
    private readonly Tenure? _tenure;

    public FormulaInputs(MemberColumns columns, FormulaValueOptions options)
    {
        var (ownOrders, ownMargin) = (options.OrderValueFrom == ValueSource.Member, options.MarginFrom == ValueSource.Member);
        if (ownOrders || ownMargin || options.FrequencyFrom == ValueSource.Member)
            _counts = Counts(columns, options);
        if (ownOrders != ownMargin)
            _net = columns.Net;
        if (ownMargin)
            _margin = columns.Margin;
        if (options.FrequencyFrom == ValueSource.Member || options.LifespanFrom == LifespanSource.Member)
            _tenure = new Tenure(columns, options.TenureStart, options.MinimumTenureInDays, options.Unit);
    }

    /// <summary>The purchases or orders of every member; an error that says how to feed them.</summary>
    public static ArraySegment<int> Counts(MemberColumns columns, FormulaValueOptions options) =>
        columns.Segment(options.CountedBy == FrequencyBasis.Orders ? LogColumns.Orders : LogColumns.Purchases);

    /// <summary>Purchases per unit of tenure; 0 for a member without one.</summary>
    public double Frequency(int row) => _counts[row] == 0 ? 0 : _counts[row] / _tenure!.Value[row];

    public double Tenure(int row) => _tenure!.Value[row];

    /// <summary>Net spend per purchase; NaN without one.</summary>
    public double OrderValue(int row) => _counts[row] == 0 ? double.NaN : _net!.ToDouble(row) / _counts[row];

    /// <summary>Margin per purchase; NaN without one, or where the margin is missing.</summary>
    public double OrderMargin(int row) => _counts[row] == 0 ? double.NaN : _margin!.ToDouble(row) / _counts[row];

    /// <summary>Margin per unit of net spend; NaN where the net spend is not above 0, or the margin is missing.</summary>
    public double MarginRate(int row) => _net!.ToDouble(row) is > 0 and var net ? _margin!.ToDouble(row) / net : double.NaN;
}
