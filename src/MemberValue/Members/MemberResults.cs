using System.Collections;

namespace MemberValue.Members;

/// <summary>One result per member, with the members' keys: what a table door returns. Immutable; its rows are safe to hold across an await.</summary>
/// <typeparam name="TKey">The type of a member's key.</typeparam>
/// <typeparam name="TResult">What was computed for each member.</typeparam>
public sealed class MemberResults<TKey, TResult> : IReadOnlyList<KeyValuePair<TKey, TResult>>
    where TKey : notnull
{
    private readonly MemberKeys<TKey> _keys;
    private readonly TResult[] _values;

    internal MemberResults(MemberKeys<TKey> keys, TResult[] values)
    {
        _keys = keys;
        _values = values;
    }

    /// <summary>The number of members.</summary>
    public int Count => _values.Length;

    /// <summary>The keys, in row order.</summary>
    public IReadOnlyList<TKey> Keys => _keys;

    internal MemberKeys<TKey> KeySet => _keys;

    /// <summary>The results, in row order.</summary>
    public ReadOnlySpan<TResult> Values => _values;

    internal ReadOnlyMemory<TResult> Memory => _values;

    /// <summary>Key and result of one row.</summary>
    /// <param name="index">The row, from 0.</param>
    /// <returns>The pair.</returns>
    public KeyValuePair<TKey, TResult> this[int index] => new(_keys[index], _values[index]);

    /// <summary>The result of one member.</summary>
    /// <param name="key">The member's key.</param>
    /// <returns>The result.</returns>
    /// <exception cref="KeyNotFoundException">There is no such member.</exception>
    public TResult Of(TKey key) => _values[_keys.IndexOf(key)];

    /// <summary>The result of one member, if there is one.</summary>
    /// <param name="key">The member's key.</param>
    /// <param name="value">The result.</param>
    /// <returns><see langword="false"/> when there is no such member.</returns>
    public bool TryGet(TKey key, out TResult value)
    {
        var found = _keys.TryIndexOf(key, out var index);
        value = found ? _values[index] : default!;
        return found;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<TKey, TResult>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
