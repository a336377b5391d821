namespace MemberValue.Members;

public sealed partial class SnapshotBuilder<TKey>
{
    /// <summary>Makes the tables of all rows read so far, one a date of the schedule, in its order; a table is made when it is asked for.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The tables. May be enumerated again, also after more rows were read.</returns>
    /// <exception cref="InvalidOperationException">The options name no beginning and no row was used up to the first date; or rows were
    /// read while the tables were enumerated.</exception>
    /// <exception cref="OverflowException">A member's sum of money does not fit a decimal.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <remarks>Runs on all processors; the same bits on any number of them. Keep no table longer than needed: each holds all its columns.</remarks>
    public IEnumerable<MemberTable<TKey>> Snapshots(CancellationToken cancellationToken = default)
    {
        var sweep = new Sweep(this, cancellationToken);
        foreach (var window in _windows)
        {
            if (sweep.RowsRead != RowsRead)
                throw new InvalidOperationException("Rows were read while the tables were enumerated: begin a new enumeration.");
            yield return sweep.Next(window);
        }
    }

    /// <summary>One enumeration: windows over all blocks, and the members in the order of the first table that has them.</summary>
    private sealed class Sweep
    {
        private readonly SnapshotBuilder<TKey> _builder;
        private readonly ParallelOptions _parallel;
        private readonly BlockSweep[] _blocks;
        private readonly GapHistogram _completed;
        private readonly bool[] _present;
        private readonly bool[] _isKnown;
        private readonly int[] _rows;
        private readonly int[] _known; // members in the order of their first presence
        private int _knownCount;

        public Sweep(SnapshotBuilder<TKey> builder, CancellationToken cancellationToken)
        {
            _builder = builder;
            RowsRead = builder.RowsRead;
            _parallel = new ParallelOptions { CancellationToken = cancellationToken };
            var members = builder._reader.Index.Count;
            if (members > 0)
                builder.BlockOf(members - 1); // a row that was left out may have left a member without a place
            _blocks = new BlockSweep[builder._blocks.Count];
            _completed = new GapHistogram(builder._rules.GapOrdinals);
            (_present, _isKnown) = (new bool[members], new bool[members]);
            (_rows, _known) = (new int[members], new int[members]);
            var hasMargin = builder._counts.HasMargin;
            Parallel.For(0, _blocks.Length, _parallel, () => Array.Empty<CellFragment>(), (block, _, spare) =>
            {
                builder._blocks[block].Compact(ref spare);
                _blocks[block] = new BlockSweep(builder._blocks[block], MembersOf(block), hasMargin);
                return spare;
            }, _ => { });
        }

        public long RowsRead { get; }

        public MemberTable<TKey> Next(SnapshotWindow window)
        {
            var rules = _builder._rules;
            if (window.First is null && _builder._firstSeen > window.Last)
            {
                throw new InvalidOperationException(
                    $"No row was used up to {rules.Calendar.Format(window.Last)}: set MemberTableOptions.WindowFirst for a table that may be empty, or begin with a later date.");
            }

            Advance(window);
            var keys = NumberRows();
            var counts = _builder._counts.Of(window, out var decimals, out var hasMargin);
            counts.Merged = counts.Of(RowOutcome.Sale) - _blocks.Sum(block => block.Counts.SaleCells);
            var writer = new RowWriter(
                rules.RecentCells, new ObservationWindow(rules.Calendar, window.First ?? _builder._firstSeen, window.Last), keys.Length,
                decimals, hasMargin, counts.Of(RowOutcome.Registration) > 0, counts.Of(RowOutcome.Visit) > 0);
            var gaps = new GapHistogram(rules.GapOrdinals);
            gaps.Add(_completed);
            var registeredBefore = 0L;
            ForEachBlock(gaps, (block, open) =>
            {
                var before = _blocks[block].Write(_rows.AsSpan(block * MemberBlock.Size, MembersOf(block)), writer, open);
                Interlocked.Add(ref registeredBefore, before);
            });
            return new MemberTable<TKey>(new MemberKeys<TKey>(keys, _builder._comparer), writer.ToColumns(), counts.ToReport(0, registeredBefore), gaps);
        }

        private void Advance(SnapshotWindow window) => ForEachBlock(_completed, (block, gaps) =>
            _blocks[block].Advance(window, gaps, _present.AsSpan(block * MemberBlock.Size, MembersOf(block))));

        /// <summary>Gives every present member a row, known ones first, and tells the keys of the rows.</summary>
        private TKey[] NumberRows()
        {
            var count = 0;
            for (var i = 0; i < _knownCount; i++)
                _rows[_known[i]] = _present[_known[i]] ? count++ : -1;
            for (var member = 0; member < _rows.Length; member++)
            {
                if (_isKnown[member])
                    continue;
                _rows[member] = _present[member] ? count++ : -1;
                if (!_present[member])
                    continue;
                _isKnown[member] = true;
                _known[_knownCount++] = member;
            }

            var keys = new TKey[count];
            for (var i = 0; i < _knownCount; i++)
            {
                if (_rows[_known[i]] >= 0)
                    keys[_rows[_known[i]]] = _builder._reader.Index[_known[i]];
            }

            return keys;
        }

        /// <summary>Works on all blocks, and adds the gaps that each worker counted, whole numbers, to a histogram.</summary>
        private void ForEachBlock(GapHistogram into, Action<int, GapHistogram> work) => Parallel.For(
            0, _blocks.Length, _parallel, () => new GapHistogram(into.Ordinals), (block, _, gaps) =>
            {
                work(block, gaps);
                return gaps;
            },
            gaps =>
            {
                lock (into)
                    into.Add(gaps);
            });

        private int MembersOf(int block) => Math.Min(MemberBlock.Size, _rows.Length - block * MemberBlock.Size);
    }
}
