using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>The tenure of every member, in one unit, as <see cref="TenureStart"/> defines it. A view over the columns.</summary>
internal readonly struct Tenure
{
    private readonly ArraySegment<int> _first;
    private readonly ArraySegment<int> _registration; // empty where it was not fed
    private readonly bool _fromRegistration;
    private readonly int _firstCell;
    private readonly int _lastCell;
    private readonly double _leastCells;
    private readonly TimeConversion _inUnit;

    public Tenure(MemberColumns columns, TenureStart start, double minimumDays, TimeUnit unit)
    {
        _first = columns.Segment(LogColumns.FirstPurchaseCell);
        if (start == TenureStart.Registration || columns.Has(LogColumns.RegistrationCell))
            _registration = columns.Segment(LogColumns.RegistrationCell);
        _fromRegistration = start == TenureStart.Registration;
        _firstCell = columns.Window.FirstCell;
        _lastCell = columns.Window.LastCell;
        _leastCells = TimeConversion.FromDays(columns.Window.Calendar).Of(minimumDays);
        _inUnit = new TimeConversion(columns.Window.Calendar.Unit, unit);
    }

    /// <summary>The member's tenure in the unit, above 0; NaN where nothing says when it began.</summary>
    public double this[int row] => Cells(row) is > 0 and var cells ? _inUnit.Of(Math.Max(cells, _leastCells)) : double.NaN;

    /// <summary>The sum of the tenures of the members with a purchase, in the unit; whole cells are added as whole numbers.</summary>
    public double TotalOfBuyers()
    {
        Int128 cells = 0;
        var atLeast = 0L;
        for (var row = 0; row < _first.Count; row++)
        {
            if (_first[row] == MemberColumns.NoCell)
                continue;
            var own = Cells(row);
            if (own < _leastCells)
                atLeast++;
            else
                cells += own;
        }

        return _inUnit.Of((double)cells + atLeast * _leastCells);
    }

    /// <summary>First through last cell, both counted; 0 where nothing says when it began.</summary>
    private long Cells(int row)
    {
        var first = _first[row];
        var registration = _registration.Count == 0 ? MemberColumns.NoCell : _registration[row];
        if (first == MemberColumns.NoCell)
            first = registration;
        else if (_fromRegistration && registration != MemberColumns.NoCell)
            first = Math.Min(first, registration);
        return first == MemberColumns.NoCell ? 0 : (long)_lastCell - Math.Max(first, _firstCell) + 1;
    }
}
