using MemberValue.Numerics;

namespace MemberValue.Members;

/// <summary>Creates tables from a log, window after window: one pass over all blocks, with the members in the order of the first table that has
/// them.</summary>
internal sealed class LogSweep<TKey>
    where TKey : notnull
{
    private readonly LogContent<TKey> _log;
    private readonly CancellationToken _cancellationToken;
    private readonly BlockSweep[] _blocks;
    private readonly GapHistogram _completed;
    private readonly bool[] _present;
    private readonly bool[] _isKnown;
    private readonly int[] _rows;
    private readonly int[] _known; // members in the order of their first presence
    private int _knownCount;
    private int _rowCount;

    public LogSweep(LogContent<TKey> log, CancellationToken cancellationToken)
    {
        _log = log;
        _cancellationToken = cancellationToken;
        var members = log.Keys.Count;
        _completed = new GapHistogram(log.Rules.GapOrdinals);
        (_present, _isKnown) = (new bool[members], new bool[members]);
        (_rows, _known) = (new int[members], new int[members]);
        _blocks = new BlockSweep[log.Blocks.Count];
        ParallelLoop.For(
            _blocks.Length, block => _blocks[block] = new BlockSweep(log.Blocks[block], log.MembersOf(block), log.HasMargin), cancellationToken);
    }

    /// <summary>The table of a window that begins and ends no earlier than the one before; from the first used row where it has no beginning.</summary>
    /// <param name="window">The window.</param>
    /// <param name="report">The table's report if it is known; null to make it: rows outside the window are counted as such.</param>
    public MemberTable<TKey> Next(SnapshotWindow window, IngestionReport? report = null)
    {
        Advance(window);
        var keys = NumberRows();
        var sums = default(SweepCounts);
        foreach (var block in _blocks)
            sums.Add(block.Counts);
        var counts = _log.Tally.Of(window, sums.Sales, sums.Visits);
        counts.Merged += sums.SaleRows - sums.SaleCells;
        if (report is null && _log.Rules.Refunds == RefundPolicy.AtOrder)
            counts.UnmatchedRefunds = _log.Blocks.UnmatchedRefunds(window.First ?? int.MinValue, window.Last);
        var rules = _log.Rules;
        var writer = new RowWriter(
            rules.RecentCells, new ObservationWindow(rules.Calendar, window.First ?? _log.FirstSeen, window.Last), keys.Length,
            sums.Decimals, sums.MarginCells > 0, counts.Of(RowOutcome.Registration) > 0, counts.Of(RowOutcome.Visit) > 0);
        var gaps = new GapHistogram(rules.GapOrdinals);
        gaps.Add(_completed);
        var registeredBefore = 0L;
        ForEachBlock(gaps, (block, open) =>
        {
            var before = _blocks[block].Write(_rows.AsSpan(block * LogBlock.Size, _log.MembersOf(block)), writer, open);
            Interlocked.Add(ref registeredBefore, before);
        });
        return new MemberTable<TKey>(_log.Keys.Of(keys), writer.ToColumns(), report ?? counts.ToReport(0, registeredBefore), gaps)
        {
            Currency = _log.Currency,
        };
    }

    /// <summary>The sale rows of each member in the window of the table made last, by the rows of that table.</summary>
    public int[] SaleRows()
    {
        var rows = new int[_rowCount];
        for (var member = 0; member < _rows.Length; member++)
        {
            if (_rows[member] >= 0)
                rows[_rows[member]] = _blocks[member / LogBlock.Size].SaleRowsOf(member % LogBlock.Size);
        }

        return rows;
    }

    private void Advance(SnapshotWindow window) => ForEachBlock(_completed, (block, gaps) =>
        _blocks[block].Advance(window, gaps, _present.AsSpan(block * LogBlock.Size, _log.MembersOf(block))));

    /// <summary>Gives every present member a row, known ones first, and returns the keys of the rows.</summary>
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

        _rowCount = count;
        var keys = new TKey[count];
        for (var i = 0; i < _knownCount; i++)
        {
            if (_rows[_known[i]] >= 0)
                keys[_rows[_known[i]]] = _log.Keys[_known[i]];
        }

        return keys;
    }

    /// <summary>Works on all blocks, and adds the gaps that each worker counted, whole numbers, to a histogram.</summary>
    private void ForEachBlock(GapHistogram into, Action<int, GapHistogram> work) => ParallelLoop.For(
        _blocks.Length, () => new GapHistogram(into.Ordinals), work, into.Add, _cancellationToken);
}
