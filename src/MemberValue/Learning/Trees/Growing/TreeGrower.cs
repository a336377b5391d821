using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemberValue.Numerics;

namespace MemberValue.Learning;

/// <summary>
/// Grows trees on binned columns, one at a time; keeps its buffers. A node's rows are contiguous in one array. Its histograms are sums of whole numbers, so
/// that a sibling's is exactly parent minus child.
/// </summary>
internal sealed class TreeGrower<TSum, TCost>(BinnedColumns data, in TreeSettings settings)
    where TSum : struct, ITreeSum<TSum>
    where TCost : struct, ITreeCost
{
    private const int Slots = 256;

    // Below this, a scan of all bins costs more than recording which are in use: BenchmarkDotNet FitForest, see docs/performance.md.
    private const int FewRows = 256;

    // From so many rows on, the token is checked before each column.
    private const int ManyRows = 65_536;

    private readonly TreeSettings _settings = settings;
    private readonly bool _everyColumn = settings.FeaturesPerSplit >= data.Bins.Length;
    private readonly int[] _columns = [.. Enumerable.Range(0, data.Bins.Length)];
    private readonly TSum[] _histogram = new TSum[Slots];
    private readonly ulong[] _used = new ulong[Slots / 64]; // a bit for each bin of _histogram that may hold rows
    private readonly Stack<TSum[]> _spare = new();
    private readonly Stack<Open> _open = new();
    private readonly List<TreeNode> _nodes = [];
    private readonly List<TSum> _totals = [];
    private int[] _rows = [];
    private int[] _rowsAside = [];
    private TSum[] _sums = [];
    private TSum[] _sumsAside = [];
    private int _count;
    private CancellationToken _cancellationToken;

    /// <summary>Starts a tree of at most a number of rows.</summary>
    public void Begin(int rows)
    {
        if (_rows.Length < rows)
            (_rows, _rowsAside, _sums, _sumsAside) = (new int[rows], new int[rows], new TSum[rows], new TSum[rows]);
        _count = 0;
    }

    public void Add(int row, TSum sum)
    {
        _rows[_count] = row;
        _sums[_count++] = sum;
    }

    /// <summary>Grows the tree of the rows that were added; at least one.</summary>
    public TreeGrowth Grow(ref CounterRandom random, CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        _nodes.Clear();
        _totals.Clear();
        for (var j = 0; j < _columns.Length; j++)
            _columns[j] = j;
        var total = default(TSum);
        foreach (var sum in _sums.AsSpan(0, _count))
            total += sum;
        var gains = new double[_columns.Length];
        var whole = Cost(total, out _, out var all);
        Push(total, 0, _count, 0, null);
        while (_open.TryPop(out var open))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Split(open, all, whole, gains, ref random);
        }

        return new TreeGrowth(
            [.. _nodes], [.. _totals.Select(sum => sum.Weight)], [.. _totals.Select(sum => sum.Yes)], gains);
    }

    private void Split(in Open open, double all, double whole, double[] gains, ref CounterRandom random)
    {
        var total = _totals[open.Node];
        var cost = Cost(total, out _, out _);
        var histograms = open.Histograms;
        if (histograms is null && _everyColumn && open.Count >= FewRows && MaySplit(total, open.Depth))
            Build(open.Start, open.Count, histograms = Rent());
        // Splits closer than this are equal: their costs differ by rounding only, and the tie rule decides.
        var best = new TreeSplit(-1, 0, false, cost, cost * 1e-12, default(TSum));
        if (MaySplit(total, open.Depth) && cost > 0)
            Find(open, total, histograms, ref best, ref random);
        var gain = cost - best.Cost;
        if (best.Column < 0 || gain < _settings.MinGain * all)
        {
            Return(histograms);
            return;
        }

        gains[best.Column] += gain / all;
        var column = data.Bins[best.Column];
        var cuts = data.Cuts[best.Column];
        var leftCount = Partition(column, open.Start, open.Count, best.Cut, best.MissingLeft);
        var (left, right) = (best.Left, total - best.Left);
        var missingLeft = best.HasMissing ? best.MissingLeft : left.Weight >= right.Weight;
        _nodes[open.Node] = _nodes[open.Node] with
        {
            Feature = best.Column,
            Left = _nodes.Count,
            Threshold = best.Cut < cuts.Length ? cuts[best.Cut] : double.PositiveInfinity,
            MissingLeft = missingLeft,
        };
        var (leftStart, rightStart, rightCount, depth) = (open.Start, open.Start + leftCount, open.Count - leftCount, open.Depth + 1);
        var (ofLeft, ofRight) = Share(
            histograms, (leftStart, leftCount, MaySplit(left, depth)), (rightStart, rightCount, MaySplit(right, depth)));
        Push(left, leftStart, leftCount, depth, ofLeft);
        Push(right, rightStart, rightCount, depth, ofRight);
    }

    /// <summary>The children's histograms, where they save time: the smaller child's from its rows, the other's by subtraction.</summary>
    private (TSum[]? Left, TSum[]? Right) Share(TSum[]? parent, (int Start, int Count, bool Splits) left, (int Start, int Count, bool Splits) right)
    {
        var leftIsLarge = left.Count >= right.Count;
        var (small, large) = leftIsLarge ? (right, left) : (left, right);
        if (parent is null || !large.Splits || large.Count < FewRows)
        {
            Return(parent);
            return (null, null);
        }

        var ofSmall = Rent();
        Build(small.Start, small.Count, ofSmall);
        for (var i = 0; i < parent.Length; i++)
            parent[i] -= ofSmall[i];
        if (!small.Splits || small.Count < FewRows)
        {
            Return(ofSmall);
            return leftIsLarge ? (parent, null) : (null, parent);
        }

        return leftIsLarge ? (parent, ofSmall) : (ofSmall, parent);
    }

    private void Find(in Open open, TSum total, TSum[]? histograms, ref TreeSplit best, ref CounterRandom random)
    {
        var tried = 0;
        while (tried < _columns.Length && (tried == 0 || best.Column < 0))
        {
            // As many columns as set; then, while none of them can be split, one more.
            var last = _everyColumn ? _columns.Length : tried == 0 ? _settings.FeaturesPerSplit : tried + 1;
            for (var k = tried; k < last && !_everyColumn; k++)
            {
                var other = k + random.Below(_columns.Length - k);
                (_columns[k], _columns[other]) = (_columns[other], _columns[k]);
            }

            if (!_everyColumn)
                _columns.AsSpan(tried, last - tried).Sort();
            for (; tried < last; tried++)
            {
                var j = _columns[tried];
                if (data.Cuts[j].Length == 0 && !data.HasMissing[j])
                    continue;
                if (histograms is null)
                    Build(j, open.Start, open.Count, _histogram);
                else
                    _used.AsSpan().Fill(ulong.MaxValue);
                Scan(j, histograms is null ? _histogram : histograms.AsSpan(j * Slots, Slots), total, ref best);
            }
        }
    }

    /// <summary>Tries every cut of one column that splits the node's rows, from the lowest, with missing values left, then right.</summary>
    private void Scan(int column, ReadOnlySpan<TSum> histogram, TSum total, ref TreeSplit best)
    {
        var missing = histogram[BinnedColumns.Missing];
        var known = total - missing;
        var hasMissing = missing.Rows > 0;
        var left = default(TSum);
        for (var word = 0; word < 4; word++)
        {
            for (var bits = _used[word]; bits != 0; bits &= bits - 1)
            {
                var bin = 64 * word + BitOperations.TrailingZeroCount(bits);
                if (histogram[bin].Rows == 0 || bin == BinnedColumns.Missing)
                    continue;
                left += histogram[bin];
                if (left.Rows == known.Rows)
                {
                    if (hasMissing)
                        Try(column, data.Cuts[column].Length, false, left, total, hasMissing, ref best);
                    return;
                }

                if (hasMissing)
                    Try(column, bin, true, left + missing, total, hasMissing, ref best);
                Try(column, bin, false, left, total, hasMissing, ref best);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Try(int column, int cut, bool missingLeft, TSum left, TSum total, bool hasMissing, ref TreeSplit best)
    {
        var right = total - left;
        if (left.Rows < _settings.MinLeaf || right.Rows < _settings.MinLeaf)
            return;
        var cost = Cost(left, out _, out _) + Cost(right, out _, out _);
        if (cost < best.Cost - best.Tolerance)
            best = best with { Column = column, Cut = cut, MissingLeft = missingLeft, HasMissing = hasMissing, Cost = cost, Left = left };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double Cost(TSum sum, out double share, out double weight)
    {
        var yes = sum.Yes * _settings.YesWeight;
        var no = (sum.Weight - sum.Yes) * _settings.NoWeight;
        weight = yes + no;
        share = yes / weight;
        return TCost.Of(yes, no);
    }

    private bool MaySplit(TSum total, int depth) =>
        depth < _settings.MaxDepth && total.Rows >= 2L * _settings.MinLeaf && total.Yes > 0 && total.Yes < total.Weight;

    private void Push(TSum total, int start, int count, int depth, TSum[]? histograms)
    {
        Cost(total, out var share, out _);
        _open.Push(new Open(_nodes.Count, start, count, depth, histograms));
        _nodes.Add(new TreeNode(-1, _nodes.Count, double.PositiveInfinity, true, (int)total.Rows, share));
        _totals.Add(total);
    }

    private void Build(int start, int count, TSum[] destination)
    {
        for (var j = 0; j < data.Bins.Length; j++)
            Build(j, start, count, destination.AsSpan(j * Slots, Slots));
    }

    private void Build(int column, int start, int count, Span<TSum> destination)
    {
        if (count >= ManyRows)
            _cancellationToken.ThrowIfCancellationRequested();
        destination.Clear();
        // No bounds checks in the inner loop: a byte is below 256, and rows are rows of the table.
        ref var bins = ref MemoryMarshal.GetArrayDataReference(data.Bins[column]);
        ref var slots = ref MemoryMarshal.GetReference(destination);
        var rows = _rows.AsSpan(start, count);
        var sums = _sums.AsSpan(start, count);
        if (count >= FewRows)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                ref var slot = ref Unsafe.Add(ref slots, (nint)Unsafe.Add(ref bins, rows[i]));
                slot += sums[i];
            }

            _used.AsSpan().Fill(ulong.MaxValue);
            return;
        }

        var used = _used.AsSpan();
        used.Clear();
        for (var i = 0; i < rows.Length; i++)
        {
            var bin = Unsafe.Add(ref bins, rows[i]);
            used[bin >> 6] |= 1UL << bin;
            ref var slot = ref Unsafe.Add(ref slots, (nint)bin);
            slot += sums[i];
        }
    }

    /// <summary>
    /// Moves the rows that go left to the front; both sides keep their order. There is no branch on the data, because it would be mispredicted half the time.
    /// </summary>
    private int Partition(byte[] column, int start, int count, int cut, bool missingLeft)
    {
        var shift = missingLeft ? 1 : 0; // the byte of a missing value, 255, turns to 0
        var limit = cut + shift;
        ref var bins = ref MemoryMarshal.GetArrayDataReference(column);
        var rows = _rows.AsSpan(start, count);
        var sums = _sums.AsSpan(start, count);
        var rowsAside = _rowsAside.AsSpan(0, count);
        var sumsAside = _sumsAside.AsSpan(0, count);
        var (left, right) = (0, 0);
        for (var i = 0; i < rows.Length; i++)
        {
            RowChunks.Listen(i, _cancellationToken);
            var (row, sum) = (rows[i], sums[i]);
            var goesRight = (int)((uint)(limit - (byte)(Unsafe.Add(ref bins, row) + shift)) >> 31);
            rows[left] = row;
            sums[left] = sum;
            rowsAside[right] = row;
            sumsAside[right] = sum;
            right += goesRight;
            left += 1 - goesRight;
        }

        rowsAside[..right].CopyTo(rows[left..]);
        sumsAside[..right].CopyTo(sums[left..]);
        return left;
    }

    private TSum[] Rent() => _spare.TryPop(out var histograms) ? histograms : new TSum[data.Bins.Length * Slots];

    private void Return(TSum[]? histograms)
    {
        if (histograms is not null)
            _spare.Push(histograms);
    }

    private readonly record struct Open(int Node, int Start, int Count, int Depth, TSum[]? Histograms);

    private record struct TreeSplit(int Column, int Cut, bool MissingLeft, double Cost, double Tolerance, TSum Left)
    {
        public bool HasMissing;
    }
}
