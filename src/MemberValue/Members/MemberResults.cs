using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>
/// One result per member, with the members' keys; every table overload returns this. Read it by key, or row by row through <see cref="Values"/>
/// and <see cref="Keys"/>. Immutable; its rows are safe to hold across an await.
/// </summary>
/// <typeparam name="TKey">The type of a member's key.</typeparam>
/// <typeparam name="TResult">What was computed for each member.</typeparam>
[JsonConverter(typeof(ResultJsonConverter))]
[SuppressMessage(
    "Naming", "CA1710:Identifiers should have correct suffix", Justification = "Results of members: a column beside its keys, not a container.")]
public sealed class MemberResults<TKey, TResult> : IReadOnlyCollection<KeyValuePair<TKey, TResult>>, IWritesJson
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

    internal TResult[] Array => _values;

    /// <summary>The result of one member.</summary>
    /// <param name="key">The member's key.</param>
    /// <returns>The result.</returns>
    /// <exception cref="KeyNotFoundException">There is no such member.</exception>
    [SuppressMessage("Design", "CA1043:Use Integral Or String Argument For Indexers", Justification = "Results are looked up by key, as a dictionary is.")]
    public TResult this[TKey key] => _values[_keys.IndexOf(key)];

    /// <summary>The result of one member, if there is one.</summary>
    /// <param name="key">The member's key.</param>
    /// <param name="value">The result.</param>
    /// <returns><see langword="false"/> when there is no such member.</returns>
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TResult value)
    {
        var found = _keys.TryIndexOf(key, out var index);
        value = found ? _values[index] : default;
        return found;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<TKey, TResult>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return new KeyValuePair<TKey, TResult>(_keys[i], _values[i]);
    }

    /// <summary>How many results there are, and the first few, such as <c>4338 results: 12346 = 555, 12347 = 412, ...</c></summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString()
    {
        const int Shown = 3;
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Count} {(Count == 1 ? "result" : "results")}");
        for (var row = 0; row < Math.Min(Count, Shown); row++)
            text.Append(row == 0 ? ": " : ", ").Append(CultureInfo.InvariantCulture, $"{_keys[row]} = {(object?)_values[row] ?? "none"}");
        return text.Append(Count > Shown ? ", ..." : "").ToString();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    void IWritesJson.WriteJson(ResultWriter to) => to.List(this, static (to, member) => to.Object(member, static (to, member) =>
    {
        to.Property("Key", member.Key);
        to.Property("Value", member.Value);
    }));
}
