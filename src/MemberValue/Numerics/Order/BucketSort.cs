namespace MemberValue.Numerics;

/// <summary>A row ordered by a whole number first, then by a number of many values, then by its comparison.</summary>
internal interface IBucketRow<T> : IComparable<T>
{
    /// <summary>The first key of the comparison; 0 or more.</summary>
    int Group { get; }

    /// <summary>The second key, within a group: never smaller for a row that comes later. Finite.</summary>
    double Spread { get; }
}

/// <summary>
/// Sorts rows on all processors: they are distributed to parts that fit into a processor's cache, and in each part to buckets of a few rows, by group and
/// spread; then each bucket is sorted. Where the comparison distinguishes all rows that differ in any bit, the result has the same bits for any order of the
/// rows and any number of threads.
/// </summary>
internal static class BucketSort
{
    private const int Plain = 4_096; // rows; up to this number the framework's sort is as fast
    private const int RowsPerBucket = 8;
    private const int Parts = 256; // few enough to be written at the same time
    private const int Groups = 1_024; // the last one takes all further groups

    /// <summary>Sorts the rows in place.</summary>
    public static void Sort<T>(T[] rows, CancellationToken cancellationToken = default)
        where T : struct, IBucketRow<T>
    {
        if (rows.Length <= Plain)
        {
            Array.Sort(rows);
            return;
        }

        var groups = GroupsOf(rows, cancellationToken);
        var bucketsPerPart = (Place(groups) + Parts - 1) / Parts;
        var (dealt, partEnds) = DealOut(rows, groups, bucketsPerPart, cancellationToken);
        ParallelLoop.For(Parts, () => new int[bucketsPerPart], (part, ends) =>
        {
            var start = part == 0 ? 0 : partEnds[part - 1];
            var count = partEnds[part] - start;
            SortPart(dealt.AsSpan(start, count), rows.AsSpan(start, count), groups, part * bucketsPerPart, ends);
        }, static _ => { }, cancellationToken);
    }

    /// <summary>The rows by part, and the end of each part.</summary>
    private static (T[] Rows, int[] Ends) DealOut<T>(T[] rows, Group[] groups, int bucketsPerPart, CancellationToken cancellationToken)
        where T : struct, IBucketRow<T>
    {
        var next = new int[(rows.Length + RowChunks.Size - 1) / RowChunks.Size][]; // per chunk and part: first how many rows, then where the next one goes
        RowChunks.ForEach(rows.Length, (start, count) =>
        {
            var mine = next[start / RowChunks.Size] = new int[Parts];
            foreach (ref readonly var row in rows.AsSpan(start, count))
                mine[BucketOf(groups, row) / bucketsPerPart]++;
        }, cancellationToken);
        var (all, ends) = (0, new int[Parts]);
        for (var part = 0; part < Parts; part++)
        {
            foreach (var chunk in next)
                (chunk[part], all) = (all, all + chunk[part]);
            ends[part] = all;
        }

        var dealt = GC.AllocateUninitializedArray<T>(rows.Length);
        RowChunks.ForEach(rows.Length, (start, count) =>
        {
            var mine = next[start / RowChunks.Size];
            foreach (ref readonly var row in rows.AsSpan(start, count))
                dealt[mine[BucketOf(groups, row) / bucketsPerPart]++] = row;
        }, cancellationToken);
        return (dealt, ends);
    }

    private static void SortPart<T>(ReadOnlySpan<T> rows, Span<T> into, Group[] groups, int firstBucket, int[] ends)
        where T : struct, IBucketRow<T>
    {
        Array.Clear(ends);
        foreach (ref readonly var row in rows)
            ends[BucketOf(groups, row) - firstBucket]++;
        for (var bucket = 1; bucket < ends.Length; bucket++)
            ends[bucket] += ends[bucket - 1];
        foreach (ref readonly var row in rows)
            into[--ends[BucketOf(groups, row) - firstBucket]] = row;
        for (var bucket = 0; bucket < ends.Length; bucket++) // each bucket's end has moved to its start
        {
            var end = bucket + 1 < ends.Length ? ends[bucket + 1] : rows.Length;
            if (end - ends[bucket] > 1)
                into[ends[bucket]..end].Sort();
        }
    }

    private static Group[] GroupsOf<T>(T[] rows, CancellationToken cancellationToken)
        where T : struct, IBucketRow<T>
    {
        var groups = new Group[Groups];
        Array.Fill(groups, Group.Empty);
        RowChunks.ForEach(rows.Length, () => (Group[])groups.Clone(), (start, count, mine) =>
        {
            foreach (ref readonly var row in rows.AsSpan(start, count))
                mine[Math.Min(row.Group, Groups - 1)].Add(row.Spread);
        }, mine =>
        {
            for (var group = 0; group < Groups; group++)
                groups[group].Add(mine[group]);
        }, cancellationToken);
        return groups;
    }

    /// <summary>Assigns consecutive buckets to each group; returns their total number.</summary>
    private static int Place(Group[] groups)
    {
        var next = 0;
        for (var group = 0; group < Groups; group++)
            next = groups[group].Place(next, isOne: group == Groups - 1);
        return next;
    }

    private static int BucketOf<T>(Group[] groups, in T row)
        where T : struct, IBucketRow<T> => groups[Math.Min(row.Group, Groups - 1)].BucketOf(row.Spread);

    /// <summary>The number of rows of a group, the range of their spreads, and its buckets.</summary>
    private struct Group
    {
        private int _count;
        private double _min;
        private double _max;
        private int _first;
        private double _scale;

        public static Group Empty => new() { _min = double.PositiveInfinity, _max = double.NegativeInfinity };

        public void Add(double spread)
        {
            _count++;
            _min = Math.Min(_min, spread);
            _max = Math.Max(_max, spread);
        }

        public void Add(in Group other) => (_count, _min, _max) = (_count + other._count, Math.Min(_min, other._min), Math.Max(_max, other._max));

        public int Place(int first, bool isOne)
        {
            _first = first;
            if (_count == 0)
                return first;
            var buckets = isOne ? 1 : _count / RowsPerBucket + 1;
            var scale = (buckets - 1) / (_max - _min);
            _scale = double.IsFinite(scale) ? scale : 0; // all equal
            return first + buckets;
        }

        public readonly int BucketOf(double spread) => _first + (int)((spread - _min) * _scale); // each step keeps the order
    }
}
