using System.Runtime.CompilerServices;

namespace MemberValue.Members;

/// <summary>Counts of the rows in and before a window, from the cells of a block, updated as the window moves.</summary>
internal struct SweepCounts
{
    private CellsByDecimals _decimals;

    /// <summary>Cells with a sale in the window.</summary>
    public long SaleCells { get; private set; }

    /// <summary>Cells with a margin in the window.</summary>
    public long MarginCells { get; private set; }

    /// <summary>Sale rows in the window.</summary>
    public long SaleRows { get; private set; }

    public long SaleRowsBefore { get; set; }

    public long VisitsInside { get; set; }

    public long VisitsBefore { get; set; }

    public readonly RowsOfWindow Sales => new(SaleRowsBefore, SaleRows);

    public readonly RowsOfWindow Visits => new(VisitsBefore, VisitsInside);

    /// <summary>The most decimals of an amount or a margin in the window.</summary>
    public readonly int Decimals
    {
        get
        {
            var decimals = MoneyColumn.MaxDecimals;
            while (decimals > 0 && _decimals[decimals] == 0)
                decimals--;
            return decimals;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Enter(in CellFragment cell, int saleRows) => Count(cell, saleRows, 1);

    public void Leave(in CellFragment cell, int saleRows) => Count(cell, saleRows, -1);

    public void Add(in SweepCounts other)
    {
        SaleCells += other.SaleCells;
        MarginCells += other.MarginCells;
        SaleRows += other.SaleRows;
        SaleRowsBefore += other.SaleRowsBefore;
        VisitsInside += other.VisitsInside;
        VisitsBefore += other.VisitsBefore;
        for (var decimals = 0; decimals <= MoneyColumn.MaxDecimals; decimals++)
            _decimals[decimals] += other._decimals[decimals];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Count(in CellFragment cell, int saleRows, int sign)
    {
        SaleCells += cell.HasSale ? sign : 0;
        MarginCells += cell.HasMargin ? sign : 0;
        SaleRows += sign * saleRows;
        _decimals[cell.Decimals] += sign;
    }

    [InlineArray(16)] // as many as four bits tell apart
    private struct CellsByDecimals
    {
        private long _first;
    }
}
