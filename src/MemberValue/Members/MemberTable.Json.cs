using System.Text.Json.Serialization.Metadata;
using MemberValue.Common;

namespace MemberValue.Members;

public sealed partial class MemberTable<TKey>
{
    /// <summary>
    /// Saves the table as lines of JSON, one line per column: window, keys, the columns of a log, results, columns of your own and their notes, and the gaps.
    /// </summary>
    /// <param name="stream">Where to; written as the columns come, left open.</param>
    /// <param name="keyJson">How a key is written; null for text, int, long and GUID keys.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="ArgumentException">The key is of another type and <paramref name="keyJson"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A column has values of a type that cannot be saved; the message names it. Nothing was written.</exception>
    /// <remarks>The report of the reading and an earlier snapshot are not saved: keep the report beside the file, and join the earlier table again.</remarks>
    public void Save(Stream stream, JsonTypeInfo<TKey>? keyJson = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var keys = new KeyJson<TKey>(keyJson);
        StoredTable.RequireStorable(Columns);
        StoredTable.WriteHeader(stream, Columns, Gaps, Currency);
        StoredTable.Stored.WriteLine(stream, to => to.Items("keys", _keys, keys.Write));
        foreach (var column in Columns.Columns)
            StoredTable.Stored.WriteLine(stream, to => StoredTable.Write(to, column, Columns.Start, Count));
        if (Gaps is { } gaps)
            StoredTable.Stored.WriteLine(stream, to => StoredTable.Write(to, gaps));
        stream.WriteByte((byte)'\n');
    }
}

public static partial class MemberTable
{
    /// <summary>Reads a table that <see cref="MemberTable{TKey}.Save"/> wrote.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="stream">Where from; read to its end.</param>
    /// <param name="columns">
    /// The keys of columns whose types are your own: enumerations, and types with a text form (<see cref="MemberColumn{T}.StoredAs"/>). Others may be given,
    /// and must be of the saved type. Null for none.
    /// </param>
    /// <param name="comparer">Says when two keys are the same member; null for the type's own equality.</param>
    /// <param name="keyJson">How a key is read; null for text, int, long and GUID keys.</param>
    /// <returns>The table, without the report of a reading.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="ArgumentException">The key is of another type and <paramref name="keyJson"/> is null; or the key of a column is needed, or is of
    /// another type than the saved one: the message names the column.</exception>
    /// <exception cref="FormatException">The text is not a table, is damaged or cut short, or was written by a newer version: the message says what and in
    /// which line.</exception>
    public static MemberTable<TKey> Load<TKey>(
        Stream stream, IEnumerable<MemberColumn>? columns = null, IEqualityComparer<TKey>? comparer = null, JsonTypeInfo<TKey>? keyJson = null)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(stream);
        var json = new KeyJson<TKey>(keyJson);
        using var reader = new StreamReader(stream, leaveOpen: true);
        var file = new StoredTable(reader, columns ?? []);
        var keys = file.ReadLine(from =>
        {
            var items = from.Items("keys");
            return items.Select((item, i) => json.Read(from, FormattableString.Invariant($"keys[{i}]"), item)).ToArray();
        });
        var (read, gaps) = file.ReadColumns();
        try
        {
            var table = FromColumns(keys, read, comparer);
            return new MemberTable<TKey>(table.KeySet, read, report: null, gaps) { Currency = file.Currency };
        }
        catch (ArgumentException error)
        {
            throw StoredTable.Stored.Damaged(DocumentReader.Words(error), error);
        }
    }
}
