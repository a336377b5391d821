using MemberValue.Common;

using MemberValue.Numerics;

namespace MemberValue.Members;

public sealed partial class MemberTableBuilder<TKey>
{
    /// <summary>
    /// Makes the table of all rows read so far, as of the window's last cell: <see cref="MemberTableOptions.WindowLast"/>, or the last cell of a row that was
    /// used. The builder stays as it is: more rows may follow.
    /// </summary>
    /// <param name="cancellationToken">Stops the building.</param>
    /// <returns>The table, with the report and the gap histogram.</returns>
    /// <exception cref="InvalidOperationException">The options name no end of the window, and no row was used, so that there is no cell to be as of; or saved
    /// states are in the builder: say as of when, since a night without an order would give yesterday's table, and everybody would be younger than they
    /// are.</exception>
    /// <exception cref="OverflowException">A member's sum of money does not fit a decimal.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <remarks>Runs on all processors; the same bits on any number of them.</remarks>
    public MemberTable<TKey> Build(CancellationToken cancellationToken = default)
    {
        if (_hasStates && Rules.LastCell is null)
        {
            throw new InvalidOperationException(
                "The builder holds saved states and the options name no end of the window: say as of when, with Build(asOf) or MemberTableOptions.WindowLast. "
                    + "The day of the last row would be silent about every day since.");
        }

        return BuildThrough(Rules.LastCell, cancellationToken);
    }

    /// <summary>Makes the table of all rows read so far, as of the end of a day: its last cell is the last one that is over by then.</summary>
    /// <param name="asOf">The day, on the shop's calendar; with instants in UTC. Not before the last row that was used, nor outside the window of the
    /// options.</param>
    /// <param name="cancellationToken">Stops the building.</param>
    /// <returns>The table, with the report and the gap histogram.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="asOf"/> lies before a row that was used, or outside the window of the options. Set
    /// <see cref="MemberTableOptions.WindowLast"/> for a table without the rows after it, or read a <see cref="MemberLog{TKey}"/>.</exception>
    /// <exception cref="OverflowException">A member's sum of money does not fit a decimal.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public MemberTable<TKey> Build(DateOnly asOf, CancellationToken cancellationToken = default)
    {
        var last = Rules.Calendar.LastCellBy(asOf, nameof(asOf));
        if (last > Rules.LastCell || last < Rules.FirstCell)
        {
            throw Error.OutOfRange(
                nameof(asOf),
                $"The table would end with {Rules.Calendar.Format(last)} and must end inside the window of the options, WindowFirst to WindowLast.");
        }

        if (last < _lastSeen)
        {
            throw Error.OutOfRange(
                nameof(asOf),
                $"The table would end with {Rules.Calendar.Format(last)}, and the last row used is of {Rules.Calendar.Format(_lastSeen)}: name a later day, "
                    + $"or set {nameof(MemberTableOptions)}.{nameof(MemberTableOptions.WindowLast)} so that later rows are left out.");
        }

        return BuildThrough(last, cancellationToken);
    }

    internal MemberTable<TKey> BuildThrough(int? lastCell, CancellationToken cancellationToken)
    {
        var window = Window(lastCell);
        if (_cells is not null)
            _cells.Compact(Count, cancellationToken);
        else if (Count > 0)
            BlockOf(Count - 1);
        var writer = new RowWriter(Rules.RecentCells, window, Count, _decimals, _hasMargin, _hasRegistrations, _hasVisits);
        var whole = new Folded(Rules.GapOrdinals);
        whole.Gaps.Add(_laterGaps);
        ParallelLoop.For(
            _cells?.Count ?? _blocks.Count,
            () => new Folded(Rules.GapOrdinals),
            (block, part) =>
            {
                var members = Math.Min(MemberBlock.Size, Count - block * MemberBlock.Size);
                if (_cells is not null)
                    part.Add(_cells[block], block * MemberBlock.Size, members, writer, _hasMargin);
                else
                    part.Add(_blocks[block], block * MemberBlock.Size, members, writer);
            },
            whole.Add,
            cancellationToken);
        _counts.UnmatchedRefunds = Rules.Refunds == RefundPolicy.AtOrder ? _cells!.UnmatchedRefunds(window.FirstCell, window.LastCell) : 0;
        _counts.RepeatsLoad = !_load.IsEmpty && _earlierLoads.Contains(_load);
        var report = _counts.ToReport(_cells?.MergedRows ?? 0, whole.RegisteredBefore);
        whole.Gaps.Unrecorded = whole.ClosedLater + _forgottenGaps - _laterGaps.CompletedCount;
        return new MemberTable<TKey>(new MemberKeys<TKey>(Index.ToArray(), _comparer), writer.ToColumns(), report, whole.Gaps) { Currency = Currency };
    }

    private ObservationWindow Window(int? lastCell)
    {
        if ((Rules.FirstCell is null || lastCell is null) && _firstSeen > _lastSeen)
        {
            throw new InvalidOperationException(
                "No row was used and the options name no window: set MemberTableOptions.WindowFirst and WindowLast for a table that may be empty.");
        }

        // A registration may lie before the first cell that the options name, so that what was seen may end before it.
        var last = lastCell ?? Math.Max(_lastSeen, Rules.FirstCell ?? int.MinValue);
        return new ObservationWindow(Rules.Calendar, Rules.FirstCell ?? Math.Min(_firstSeen, last), last);
    }

    /// <summary>Further results of writing rows: sums of whole numbers, so the order of blocks does not matter.</summary>
    private sealed class Folded(int ordinals)
    {
        public GapHistogram Gaps { get; } = new(ordinals);

        public long RegisteredBefore { get; private set; }

        /// <summary>Gaps after the ordinals kept apart, in all summaries.</summary>
        public long ClosedLater { get; private set; }

        public void Add(LogBlock block, int firstRow, int members, RowWriter writer, bool hasMargin)
        {
            var sweep = new BlockSweep(block, members, hasMargin);
            sweep.Advance(new SnapshotWindow(writer.Window.FirstCell, writer.Window.LastCell), Gaps, new bool[members]);
            var rows = new int[members];
            for (var member = 0; member < members; member++)
                rows[member] = firstRow + member;
            RegisteredBefore += sweep.Write(rows, writer, Gaps);
        }

        public void Add(MemberBlock block, int firstRow, int members, RowWriter writer)
        {
            for (var member = 0; member < members; member++)
            {
                var state = block.StateOf(member, out var gaps, out var recent);
                writer.Write(firstRow + member, state, recent);
                RowWriter.CountGaps(state, gaps, writer.Window.LastCell, Gaps);
                ClosedLater += Math.Max(0, state.Hot.MiddleCount - 1 - ordinals);
                if (state.Cold.Registration != MemberColumns.NoCell && state.Cold.Registration < writer.Window.FirstCell)
                    RegisteredBefore++;
            }
        }

        public void Add(Folded part)
        {
            Gaps.Add(part.Gaps);
            RegisteredBefore += part.RegisteredBefore;
            ClosedLater += part.ClosedLater;
        }
    }
}
