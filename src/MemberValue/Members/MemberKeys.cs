using System.Collections;
using MemberValue.Common;
using MemberValue.Numerics;

namespace MemberValue.Members;

/// <summary>The keys of a table in row order; an index over them is built at the first look-up.</summary>
internal sealed class MemberKeys<TKey> : IReadOnlyList<TKey>
    where TKey : notnull
{
    private readonly TKey[] _keys;
    private readonly IEqualityComparer<TKey>? _comparer;
    private readonly object _gate = new();
    private volatile KeyIndex<TKey>? _index;

    public MemberKeys(TKey[] keys, IEqualityComparer<TKey>? comparer)
    {
        _keys = keys;
        _comparer = comparer;
    }

    public int Count => _keys.Length;

    /// <summary>Created by the first look-up; where a host's comparer throws, the next one tries again.</summary>
    private KeyIndex<TKey> Index
    {
        get
        {
            if (_index is { } made)
                return made;
            lock (_gate)
                return _index ??= KeyIndex<TKey>.Over(_keys, _comparer);
        }
    }

    public IEqualityComparer<TKey>? Comparer => _comparer;

    public TKey this[int index] => _keys[index];

    public int IndexOf(TKey key) => TryIndexOf(key, out var index) ? index : throw Error.NoKey(
        $"No member has the key '{key}': there are {Count}, looked up by key. Rows 0 to {Count - 1} are those of Keys and of the values.");

    public bool TryIndexOf(TKey key, out int index)
    {
        index = Index.Find(key);
        return index >= 0;
    }

    /// <summary>The rows of some keys; keys of no member are ignored.</summary>
    public HashSet<int> RowsOf(IEnumerable<TKey> keys) => keys.Select(Index.Find).Where(row => row >= 0).ToHashSet();

    /// <summary>Some of these keys as a set of their own; kept, not copied.</summary>
    public MemberKeys<TKey> Of(TKey[] some) => new(some, _comparer);

    /// <summary>Whether the other keys are the same in the same rows.</summary>
    public bool SameAs(MemberKeys<TKey> others) => ReferenceEquals(this, others) || _keys.AsSpan().SequenceEqual(others._keys, _comparer);

    /// <summary>The row that each key of other keys has here, or -1. Fast where the same keys are in the same rows, as in tables of one series.</summary>
    public int[] RowsOf(MemberKeys<TKey> others)
    {
        var rows = new int[others.Count];
        var common = 0;
        while (common < Count && common < others.Count && EqualityComparer<TKey>.Default.Equals(_keys[common], others._keys[common]))
        {
            rows[common] = common;
            common++;
        }

        if (common == Count && ReferenceEquals(_comparer, others._comparer))
        {
            rows.AsSpan(common).Fill(-1); // the others begin with all of these keys, and no key occurs twice
            return rows;
        }

        for (var i = common; i < rows.Length; i++)
        {
            var same = i < Count && EqualityComparer<TKey>.Default.Equals(_keys[i], others._keys[i]);
            rows[i] = same ? i : TryIndexOf(others._keys[i], out var row) ? row : -1;
        }

        return rows;
    }

    /// <summary>Results of all rows with their keys: all table overloads use it.</summary>
    /// <param name="fill">Writes the results of a range of rows.</param>
    /// <param name="inParts">Whether it may be called for parts of the rows, on all processors. No result depends on the parts.</param>
    /// <param name="cancellationToken">Stops the work between two parts.</param>
    public MemberResults<TKey, TResult> Fill<TResult>(RangeFill<TResult> fill, bool inParts, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var results = GC.AllocateUninitializedArray<TResult>(Count);
        if (inParts)
        {
            fill(0, []); // what every row needs is looked at also where there is none
            RowChunks.ForEach(Count, (start, count) => fill(start, results.AsSpan(start, count)), cancellationToken);
        }
        else
        {
            fill(0, results);
        }

        return new MemberResults<TKey, TResult>(this, results);
    }

    public IEnumerator<TKey> GetEnumerator() => ((IEnumerable<TKey>)_keys).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
