namespace MemberValue.Members;

/// <summary>
/// What a log that is read in order keeps about a member: sums, the first and the last cell open, the lengths of the first gaps and the recent cells. A
/// later part of the log can be added; the cells between the open ones are closed. Immutable.
/// </summary>
internal sealed class MemberSummary(RunningState state, int[] gaps, RecentCells? recent)
{
    private readonly RunningState _state = state;

    public ref readonly RunningState State => ref _state;

    public ReadOnlySpan<int> Gaps => gaps;

    public RecentCells? Recent { get; } = recent;

    /// <summary>The last cell with a transaction or a visit; <see cref="MemberColumns.NoCell"/> without one.</summary>
    public int LastCell => Math.Max(_state.Hot.LastCell, _state.Cold.LastVisit);

    /// <summary>A cell between the open ones is closed, and one before the first cannot be added.</summary>
    public bool IsClosed(int cell) => _state.HasTransactions && cell < _state.Hot.LastCell && cell != _state.FirstCell;

    /// <summary>The most decimals of any sum.</summary>
    public int Decimals()
    {
        var decimals = 0;
        void Look(Int128 sum) => decimals = Math.Max(decimals, ExactMoney.DecimalsOf(ExactMoney.ToDecimal(sum, MoneyColumn.MaxDecimals)));
        Look(_state.Cold.FirstNet);
        Look(_state.Hot.LastNet);
        Look(_state.Cold.MiddleFirstSpend);
        Look(_state.Cold.MiddleOther);
        Look(_state.Hot.Sales);
        Look(_state.Cold.Refunds);
        Look(_state.Cold.Margin);
        foreach (var cell in Recent?.Closed ?? [])
            Look(cell.Net);
        return decimals;
    }

    /// <summary>Adds a row that does not lie in a closed cell.</summary>
    public MemberSummary With(in LogRow row, in OrderId order, int recentCells)
    {
        var draft = new Draft(this, recentCells);
        if (row.Cell < _state.Hot.LastCell)
            draft.Edit().AddRowToFirst(row, order);
        else
            draft.Edit().AddRow(row, order);
        return draft.ToSummary();
    }

    public MemberSummary WithVisit(int cell, int recentCells)
    {
        var draft = new Draft(this, recentCells);
        draft.Edit().AddVisits(cell, 1);
        return draft.ToSummary();
    }

    public MemberSummary WithRegistration(int cell)
    {
        var draft = new Draft(this, 0);
        draft.Edit().AddRegistration(cell);
        return draft.ToSummary();
    }

    /// <summary>The summary of two parts of a log, one before the other; they may share the cell where they meet.</summary>
    /// <exception cref="ArgumentException">The two overlap in time.</exception>
    public MemberSummary Merge(MemberSummary other, int recentCells)
    {
        var otherIsEarlier = _state.HasTransactions && other._state.HasTransactions && other._state.Hot.LastCell <= _state.FirstCell;
        var (earlier, later) = otherIsEarlier ? (other, this) : (this, other);
        var draft = new Draft(earlier, recentCells);
        draft.Edit().AddLater(later._state, later.Gaps, later.Recent);
        return draft.ToSummary();
    }

    /// <summary>A copy that may be written to.</summary>
    private sealed class Draft(MemberSummary from, int recentCells)
    {
        private readonly int[] _gaps = from.Gaps.ToArray();
        private RunningState _state = from._state.Clone();
        private RecentCells? _recent = from.Recent?.Clone();

        public StateEditor Edit() => new(ref _state.Hot, ref _state.Cold, ref _state.Orders, _gaps, ref _recent, recentCells, laterGaps: null);

        public MemberSummary ToSummary() => new(_state, _gaps, _recent);
    }
}
