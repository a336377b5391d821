using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>
/// A member's running state as a value: what a backend stores beside the member, brings up to date with each order, and asks for a row on any
/// day. States of parts of a log, split by time, even inside a cell, merge to the state of the whole.
/// </summary>
/// <remarks>
/// Immutable and thread-safe. Keeps its first and last cells open (another part of the log may add rows to them) and sums between; with
/// recent cells asked for, also the cells near its end. <see cref="ToJson"/> is its stored form.
/// </remarks>
public sealed partial class MemberState
{
    private readonly RunningState _state;
    private readonly int[] _gaps;
    private readonly RecentCells? _recent;

    internal MemberState(CellCalendar calendar, int recentCells, in RunningState state, int[] gaps, RecentCells? recent)
    {
        Calendar = calendar;
        RecentCells = recentCells;
        _state = state;
        _gaps = gaps;
        _recent = recent;
    }

    /// <summary>What the state's cells are.</summary>
    public CellCalendar Calendar { get; }

    /// <summary>w: how many cells are recent; 0 for no recent numbers.</summary>
    public int RecentCells { get; }

    /// <summary>The first cell with a transaction, or null without one.</summary>
    public int? FirstCell => _state.HasTransactions ? _state.FirstCell : null;

    /// <summary>The last cell with a transaction or a visit, or null without one: <see cref="AsOf(ObservationWindow)"/> needs a window that
    /// reaches it.</summary>
    public int? LastCell
    {
        get
        {
            var last = Math.Max(_state.Hot.LastCell, _state.Cold.LastVisit);
            return last == MemberColumns.NoCell ? null : last;
        }
    }

    internal ref readonly RunningState State => ref _state;

    internal ReadOnlySpan<int> Gaps => _gaps;

    internal RecentCells? Recent => _recent;

    /// <summary>The state of a member of whom nothing is known yet.</summary>
    /// <param name="rules">How rows will be read.</param>
    /// <returns>The state.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rules"/> is null.</exception>
    public static MemberState Empty(LogRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return new MemberState(rules.Calendar, rules.RecentCells, RunningState.Empty, new int[rules.GapOrdinals], null);
    }

    /// <summary>The state after one more transaction.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="row">The row; its member is not looked at.</param>
    /// <param name="rules">How the row is read; with the calendar, recent cells and gap ordinals of this state.</param>
    /// <returns>The new state.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rules"/> is null.</exception>
    /// <exception cref="ArgumentException">The row cannot be used: the message says why; or the rules are not those of this state.</exception>
    public MemberState With<TKey>(in Transaction<TKey> row, LogRules rules)
        where TKey : notnull
    {
        var next = With(row, rules, out var skipped);
        if (skipped is null)
            return next;
        var outcome = rules.Read(row.Time, row.Amount, row.Margin, out _);
        throw Error.Argument($"The row cannot be used: {skipped}. {BadRow.Detail(outcome.IsUsed() ? RowOutcome.Late : outcome, row, rules)}", nameof(row));
    }

    /// <summary>The state after one more transaction, or this state where the row is skipped.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="row">The row; its member is not looked at. It may lie in the first cell, or in the last or a later one.</param>
    /// <param name="rules">How the row is read; with the calendar, recent cells and gap ordinals of this state.</param>
    /// <param name="skipped">Why the row was skipped, one of <see cref="SkipReasons"/>; null if it was used.</param>
    /// <returns>The new state, or this one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rules"/> is null.</exception>
    /// <exception cref="ArgumentException">The rules are not those of this state.</exception>
    public MemberState With<TKey>(in Transaction<TKey> row, LogRules rules, out string? skipped)
        where TKey : notnull
    {
        Match(rules);
        var outcome = rules.Read(row.Time, row.Amount, row.Margin, out var read);
        if (outcome.IsUsed() && outcome != RowOutcome.IgnoredRefund && _state.HasTransactions && read.Cell < _state.Hot.LastCell
            && read.Cell != _state.FirstCell)
            outcome = RowOutcome.Late;
        skipped = outcome.IsUsed() ? null : outcome.Reason();
        if (skipped is not null || outcome == RowOutcome.IgnoredRefund)
            return this;
        var next = Copy();
        if (read.Cell < _state.Hot.LastCell)
            next.Edit().AddRowToFirst(read, row.OrderId);
        else
            next.Edit().AddRow(read, row.OrderId);
        return next.ToState();
    }

    /// <summary>The state after a registration or a visit, or this state where the row is skipped.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="row">The row; its member is not looked at.</param>
    /// <param name="rules">How the row is read; with the calendar, recent cells and gap ordinals of this state.</param>
    /// <param name="skipped">Why the row was skipped, one of <see cref="SkipReasons"/>; null if it was used.</param>
    /// <returns>The new state, or this one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rules"/> is null.</exception>
    /// <exception cref="ArgumentException">The row's kind is not defined, or the rules are not those of this state.</exception>
    public MemberState With<TKey>(in MemberEvent<TKey> row, LogRules rules, out string? skipped)
        where TKey : notnull
    {
        Match(rules);
        var outcome = rules.Read(row.Time, row.Kind, out var cell);
        skipped = outcome.IsUsed() ? null : outcome.Reason();
        if (skipped is not null)
            return this;
        var next = Copy();
        if (outcome == RowOutcome.Registration)
            next.Edit().AddRegistration(cell);
        else
            next.Edit().AddVisits(cell, 1);
        return next.ToState();
    }

    /// <summary>The state of both parts of a member's log.</summary>
    /// <param name="other">The state of the rows before or after this one's. The parts may share the cell where they meet, no more.</param>
    /// <returns>The merged state.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    /// <exception cref="ArgumentException">The two overlap in time, or differ in calendar, recent cells or gap ordinals.</exception>
    public MemberState Merge(MemberState other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Match(other.Calendar, other.RecentCells, other._gaps.Length, nameof(other));
        var otherIsEarlier = _state.HasTransactions && other._state.HasTransactions && other._state.Hot.LastCell <= _state.FirstCell;
        var (earlier, later) = otherIsEarlier ? (other, this) : (this, other);
        var next = earlier.Copy();
        next.Edit().AddLater(later._state, later._gaps, later._recent);
        return next.ToState();
    }

    /// <summary>The member's row over a window.</summary>
    /// <param name="window">The window; it must reach from <see cref="FirstCell"/> or before to <see cref="LastCell"/> or later.</param>
    /// <returns>The row: that of a table built over the same rows and window.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="window"/> is null.</exception>
    /// <exception cref="ArgumentException">The window is of another calendar or does not hold all that the state knows.</exception>
    public MemberRow AsOf(ObservationWindow window)
    {
        ArgumentNullException.ThrowIfNull(window);
        if (window.Calendar != Calendar)
            throw Error.Argument($"The window counts in cells of {window.Calendar}, the state in {Calendar}.", nameof(window));
        if (window.LastCell < LastCell || window.FirstCell > FirstCell || window.LastCell < _state.Cold.Registration)
        {
            throw Error.Argument(
                $"The window is {window}; it must hold the state's cells, {Calendar.Format(FirstCell ?? LastCell ?? _state.Cold.Registration)} through "
                    + $"{Calendar.Format(Math.Max(LastCell ?? MemberColumns.NoCell, _state.Cold.Registration))}: a state cannot be asked for an earlier day.",
                nameof(window));
        }

        var writer = new RowWriter(RecentCells, window, 1, MoneyColumn.MaxDecimals, hasMargin: true, hasRegistrations: true, hasVisits: true);
        writer.Write(0, _state, _recent, margin: _state.Hot.Has(StateFlags.MarginGiven));
        return writer.ToColumns().Row(0);
    }

    /// <summary>The member's row as of a day, over the window from the state's first cell.</summary>
    /// <param name="day">The day; its cell must not lie before <see cref="LastCell"/>.</param>
    /// <returns>The row.</returns>
    /// <exception cref="ArgumentException">The state knows of a later cell.</exception>
    public MemberRow AsOf(DateOnly day)
    {
        var last = Calendar.CellOf(day);
        return AsOf(new ObservationWindow(Calendar, Math.Min(FirstCell ?? last, last), last));
    }

    private void Match(LogRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        Match(rules.Calendar, rules.RecentCells, rules.GapOrdinals, nameof(rules));
    }

    internal void Match(CellCalendar calendar, int recentCells, int gapOrdinals, string parameter)
    {
        if (calendar != Calendar)
            throw Error.Argument($"Cells are {calendar} there and {Calendar} in this state.", parameter);
        if (recentCells != RecentCells)
            throw Error.Argument($"RecentCells is {recentCells} there and {RecentCells} in this state.", parameter);
        if (gapOrdinals != _gaps.Length)
            throw Error.Argument($"GapOrdinals is {gapOrdinals} there and {_gaps.Length} in this state.", parameter);
    }

    private Draft Copy() => new(this);

    /// <summary>A copy of a state that may be written to.</summary>
    private sealed class Draft
    {
        private readonly MemberState _from;
        private readonly int[] _gaps;
        private RunningState _state;
        private RecentCells? _recent;

        public Draft(MemberState from)
        {
            _from = from;
            _state = from._state.Clone();
            _gaps = (int[])from._gaps.Clone();
            _recent = from._recent?.Clone();
        }

        public StateEditor Edit() => new(ref _state.Hot, ref _state.Cold, ref _state.Orders, _gaps, ref _recent, _from.RecentCells, laterGaps: null);

        public MemberState ToState() => new(_from.Calendar, _from.RecentCells, _state, _gaps, _recent);
    }

    /// <summary>What the cells are and when the member first bought.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"{(FirstCell is { } cell ? $"First transaction {Calendar.Format(cell)}" : "No transaction")}, cells of {Calendar}");
}
