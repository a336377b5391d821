using MemberValue.Numerics;

namespace MemberValue.Members;

public sealed partial class MemberTableBuilder<TKey>
{
    /// <summary>Creates the table of all rows read so far, as of the window's last cell. The builder is unchanged: more rows may follow.</summary>
    /// <param name="cancellationToken">Stops the building.</param>
    /// <returns>The table, with the report and the gap histogram.</returns>
    /// <exception cref="InvalidOperationException">The options give no window and no row was used, so there is no last cell.</exception>
    /// <exception cref="OverflowException">A member's sum of money does not fit a decimal.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <remarks>Runs on all processors; the same bits on any number of them.</remarks>
    public MemberTable<TKey> Build(CancellationToken cancellationToken = default)
    {
        var window = Window();
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

    private ObservationWindow Window()
    {
        if ((Rules.FirstCell is null || Rules.LastCell is null) && _firstSeen > _lastSeen)
        {
            throw new InvalidOperationException(
                "No row was used and the options name no window: set MemberTableOptions.WindowFirst and WindowLast for a table that may be empty.");
        }

        // A registration may lie before the first cell that the options name, so that what was seen may end before it.
        var last = Rules.LastCell ?? Math.Max(_lastSeen, Rules.FirstCell ?? int.MinValue);
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
