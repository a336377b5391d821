using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>
/// The timing columns of <see cref="MemberColumns"/> counted in one <see cref="TimeUnit"/>: the attrition literature's (x, t_x, T). A view: every value is
/// cells divided by the unit's length in cells, computed when read.
/// </summary>
public readonly struct MemberTimeView
{
    private readonly MemberColumns _columns;
    private readonly TimeConversion _fromCells;

    internal MemberTimeView(MemberColumns columns, TimeUnit unit)
    {
        if (!(unit.Seconds > 0))
            throw Error.OutOfRange(nameof(unit), "The time unit is default and must be one of TimeUnit's.");
        _columns = columns;
        Unit = unit;
        _fromCells = new TimeConversion(columns.Window.Calendar.Unit, unit);
    }

    /// <summary>The unit that the view counts in.</summary>
    public TimeUnit Unit { get; }

    /// <summary>How many cells of the table one unit is long.</summary>
    public double CellsPerUnit => Unit.Seconds / _columns.Window.Calendar.Unit.Seconds;

    /// <summary>The number of members.</summary>
    public int Count => _columns.Count;

    /// <summary>x: purchases after the first; 0 for a member who never bought.</summary>
    /// <param name="index">The member's row, from 0.</param>
    /// <returns>A count, 0 or more.</returns>
    public int RepeatPurchases(int index) => Math.Max(_columns.Purchases[index] - 1, 0);

    /// <summary>t_x: time from the first purchase to the last, in <see cref="Unit"/>; 0 with one purchase, NaN without one.</summary>
    /// <param name="index">The member's row, from 0.</param>
    /// <returns>A time, 0 or more, or NaN.</returns>
    public double TimeOfLastPurchase(int index) => Between(_columns.FirstPurchaseCell[index], _columns.LastPurchaseCell[index]);

    /// <summary>T: time from the first purchase to the window's last cell, in <see cref="Unit"/>; NaN without a purchase.</summary>
    /// <param name="index">The member's row, from 0.</param>
    /// <returns>A time, 0 or more, or NaN.</returns>
    public double Age(int index) => Between(_columns.FirstPurchaseCell[index], _columns.Window.LastCell);

    /// <summary>Time from the last purchase to the window's last cell, in <see cref="Unit"/>; NaN without a purchase.</summary>
    /// <param name="index">The member's row, from 0.</param>
    /// <returns>A time, 0 or more, or NaN.</returns>
    public double Recency(int index) => Between(_columns.LastPurchaseCell[index], _columns.Window.LastCell);

    /// <summary>Mean gap between purchases, in <see cref="Unit"/>; NaN with fewer than two purchases.</summary>
    /// <param name="index">The member's row, from 0.</param>
    /// <returns>A time above 0, or NaN.</returns>
    public double MeanGap(int index) => RepeatPurchases(index) == 0 ? double.NaN : TimeOfLastPurchase(index) / RepeatPurchases(index);

    /// <summary>Sum of the natural logarithms of the gaps between purchases, in <see cref="Unit"/>; 0 with fewer than two purchases.</summary>
    /// <param name="index">The member's row, from 0.</param>
    /// <returns>The sum; below 0 where gaps are shorter than the unit.</returns>
    public double SumOfLogGaps(int index) => _columns.SumOfLogGaps[index] - RepeatPurchases(index) * Math.Log(CellsPerUnit);

    /// <summary>Writes x, t_x and T of some rows; the same values as the functions of one row.</summary>
    internal void CopyTo(int start, Span<double> repeatPurchases, Span<double> timesOfLastPurchase, Span<double> ages)
    {
        var purchases = _columns.Purchases.Slice(start, repeatPurchases.Length);
        var first = _columns.FirstPurchaseCell.Slice(start, repeatPurchases.Length);
        var last = _columns.LastPurchaseCell.Slice(start, repeatPurchases.Length);
        long end = _columns.Window.LastCell;
        for (var i = 0; i < repeatPurchases.Length; i++)
        {
            repeatPurchases[i] = Math.Max(purchases[i] - 1, 0);
            var (from, through) = (first[i], last[i]);
            timesOfLastPurchase[i] = from == MemberColumns.NoCell ? double.NaN : _fromCells.Of((long)through - from);
            ages[i] = from == MemberColumns.NoCell ? double.NaN : _fromCells.Of(end - from);
        }
    }

    internal MemberColumns Columns => _columns;

    /// <summary>A number of cells in <see cref="Unit"/>.</summary>
    internal double OfCells(double cells) => _fromCells.Of(cells);

    private double Between(int from, int through) => from == MemberColumns.NoCell ? double.NaN : _fromCells.Of((long)through - from);

    /// <summary>Members and unit in one line; "no members" for <c>default</c>.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => _columns is null ? "no members" : FormattableString.Invariant($"{Count} members, times in {Unit}");
}
