namespace MemberValue.Members;

public sealed partial class MemberTableBuilder<TKey>
{
    /// <summary>Makes the table of all rows read so far, as of the window's last cell. The builder stays as it is: more rows may follow.</summary>
    /// <param name="cancellationToken">Stops the building.</param>
    /// <returns>The table, with the report and the gap histogram.</returns>
    /// <exception cref="InvalidOperationException">The options name no window and no row was used, so that there is no cell to be as of.</exception>
    /// <exception cref="OverflowException">A member's sum of money does not fit a decimal.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <remarks>Runs on all processors; the same bits on any number of them.</remarks>
    public MemberTable<TKey> Build(CancellationToken cancellationToken = default)
    {
        var window = Window();
        if (Count > 0)
            BlockOf(Count - 1);
        var writer = new RowWriter(Rules.RecentCells, window, Count, _decimals, _hasMargin, _hasRegistrations, _hasVisits);
        var whole = new Folded(Rules.GapOrdinals);
        whole.LaterGaps.Add(_laterGaps);
        Parallel.For(
            0,
            _blocks.Count,
            new ParallelOptions { CancellationToken = cancellationToken },
            () => new Folded(Rules.GapOrdinals),
            (block, _, part) =>
            {
                part.Add(_blocks[block], block * MemberBlock.Size, Math.Min(MemberBlock.Size, Count - block * MemberBlock.Size), writer);
                return part;
            },
            part =>
            {
                lock (whole)
                    whole.Add(part);
            });
        var report = _counts.ToReport(_blocks.Sum(block => block.MergedRows), whole.RegisteredBefore);
        return new MemberTable<TKey>(new MemberKeys<TKey>(_index.ToArray(), _comparer), writer.ToColumns(), report, whole.ToHistogram());
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

    /// <summary>What folding blocks finds besides the rows: sums of whole numbers, so that the order of blocks does not matter.</summary>
    private sealed class Folded(int ordinals)
    {
        private readonly GapHistogram _gaps = new(ordinals);
        private CellFragment[] _spare = [];
        private long _closedLater; // gaps after the ordinals kept apart, in all states

        public GapHistogram LaterGaps { get; } = new(ordinals);

        public long RegisteredBefore { get; private set; }

        public void Add(MemberBlock block, int firstRow, int members, RowWriter writer)
        {
            block.Compact(ref _spare);
            Span<int> gaps = stackalloc int[ordinals];
            for (var member = 0; member < members; member++)
            {
                var state = block.Fold(member, gaps, out var recent, LaterGaps);
                writer.Write(firstRow + member, state, recent);
                RowWriter.CountGaps(state, gaps, writer.Window.LastCell, _gaps);
                _closedLater += Math.Max(0, state.Hot.MiddleCount - 1 - ordinals);
                if (state.Cold.Registration != MemberColumns.NoCell && state.Cold.Registration < writer.Window.FirstCell)
                    RegisteredBefore++;
            }
        }

        public void Add(Folded part)
        {
            _gaps.Add(part._gaps);
            LaterGaps.Add(part.LaterGaps);
            RegisteredBefore += part.RegisteredBefore;
            _closedLater += part._closedLater;
        }

        public GapHistogram ToHistogram()
        {
            _gaps.Add(LaterGaps);
            _gaps.Unrecorded = _closedLater - LaterGaps.CompletedCount;
            return _gaps;
        }
    }
}
