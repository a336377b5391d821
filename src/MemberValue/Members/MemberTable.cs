using System.Diagnostics.CodeAnalysis;
using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>Member columns with the members' keys: what every scorer, classifier, calculator and rule is applied to. Immutable and thread-safe.</summary>
/// <typeparam name="TKey">The type of a member's key.</typeparam>
public sealed partial class MemberTable<TKey> : IRowOwner
    where TKey : notnull
{
    private readonly MemberKeys<TKey> _keys;

    internal MemberTable(MemberKeys<TKey> keys, MemberColumns columns, IngestionReport? report, GapHistogram? gaps)
    {
        _keys = keys;
        Columns = columns;
        Report = report;
        Gaps = gaps;
    }

    /// <summary>The number of members.</summary>
    public int Count => Columns.Count;

    /// <summary>The members' keys in row order: that of their first appearance in the log, or in a series of snapshots.</summary>
    public IReadOnlyList<TKey> Keys => _keys;

    internal MemberKeys<TKey> KeySet => _keys;

    /// <summary>The numbers, one row per member.</summary>
    public MemberColumns Columns { get; }

    /// <summary>The window that the numbers look at.</summary>
    public ObservationWindow Window => Columns.Window;

    /// <summary>What happened to every row of the log; null for a table made from arrays.</summary>
    public IngestionReport? Report { get; }

    /// <summary>The currency of all amounts, as the log gives it or the caller who made the table from arrays; null where it is not known.</summary>
    public string? Currency { get; internal init; }

    /// <summary>The gaps between purchases of the whole base, by how many purchases the member had made; null for a table made from arrays.</summary>
    public GapHistogram? Gaps { get; }

    /// <summary>The row of one member.</summary>
    /// <param name="key">The member's key.</param>
    /// <returns>The row.</returns>
    /// <exception cref="KeyNotFoundException">The table has no such member.</exception>
    [SuppressMessage("Design", "CA1043:Use Integral Or String Argument For Indexers", Justification = "A table is looked up by its keys, as a dictionary is.")]
    public MemberRow this[TKey key] => RowAt(_keys.IndexOf(key));

    /// <summary>A row with its member's key.</summary>
    internal MemberRow RowAt(int row) => new(Columns.Slice(row, 1), this, row);

    object? IRowOwner.KeyOf(int row) => _keys[row];

    bool IRowOwner.IsSameMember(int row, IRowOwner other, int otherRow) => other is MemberTable<TKey> table
        ? (_keys.Comparer ?? EqualityComparer<TKey>.Default).Equals(_keys[row], table._keys[otherRow])
        : other.KeyOf(otherRow) is null;

    /// <summary>Where a member's row is.</summary>
    /// <param name="key">The member's key.</param>
    /// <param name="index">The row, from 0.</param>
    /// <returns><see langword="false"/> when the table has no such member.</returns>
    /// <remarks>The first look-up builds an index of the keys, about 12 bytes per member.</remarks>
    public bool TryGetIndex(TKey key, out int index) => _keys.TryIndexOf(key, out index);

    /// <summary>The same columns with every time counted in another unit.</summary>
    /// <param name="unit">The unit, such as <see cref="TimeUnit.Week"/>.</param>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="unit"/> is <c>default</c>.</exception>
    public MemberTimeView In(TimeUnit unit) => Columns.In(unit);

    /// <summary>The same columns counted in cells, each of them an opportunity to buy; see <see cref="MemberColumns.Opportunities"/>.</summary>
    /// <returns>The view in the unit of the window's cell.</returns>
    public MemberTimeView Opportunities() => Columns.Opportunities();

    /// <summary>Whether a column was fed.</summary>
    /// <param name="key">The column.</param>
    /// <returns><see langword="true"/> if it can be read.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public bool Has(MemberColumn key) => Columns.Has(key);

    /// <summary>The same table with one more column, or with another one in place of that of the same key. Everything else is shared, not copied.</summary>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <param name="key">The column.</param>
    /// <param name="values">One value per member, in row order. Kept, not copied: do not write to it afterwards.</param>
    /// <param name="note">Facts about the column as a whole.</param>
    /// <returns>A new table.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> or <paramref name="values"/> is null.</exception>
    /// <exception cref="ArgumentException">Not one value per member, or a column of the same name has values of another type.</exception>
    public MemberTable<TKey> With<T>(MemberColumn<T> key, T[] values, ColumnNote? note = null) => With(Columns.With(key, values, note));

    /// <inheritdoc cref="With{T}(MemberColumn{T}, T[], ColumnNote)"/>
    public MemberTable<TKey> With<T>(MemberColumn<T> key, ReadOnlyMemory<T> values, ColumnNote? note = null) => With(Columns.With(key, values, note));

    /// <summary>The same table with results as a column. Everything else is shared, not copied.</summary>
    /// <typeparam name="T">The type of a result.</typeparam>
    /// <param name="key">The column.</param>
    /// <param name="results">Results of this table, or of one with the same keys in the same rows.</param>
    /// <param name="note">Facts about the column as a whole.</param>
    /// <returns>A new table.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> or <paramref name="results"/> is null.</exception>
    /// <exception cref="ArgumentException">The results have other keys, or a column of the same name has values of another type.</exception>
    public MemberTable<TKey> With<T>(MemberColumn<T> key, MemberResults<TKey, T> results, ColumnNote? note = null)
    {
        ArgumentNullException.ThrowIfNull(results);
        if (!_keys.SameAs(results.KeySet))
            throw new ArgumentException("The results are of another table: their keys are not those of this table, row for row.", nameof(results));
        return With(key, results.Memory, note);
    }

    /// <summary>The same table with one more column of money. Everything else is shared, not copied.</summary>
    /// <param name="key">The column.</param>
    /// <param name="amounts">One amount per member, in row order.</param>
    /// <param name="note">Facts about the column as a whole.</param>
    /// <returns>A new table.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> or <paramref name="amounts"/> is null.</exception>
    /// <exception cref="ArgumentException">Not one amount per member, or a column of the same name has values of another type.</exception>
    public MemberTable<TKey> With(MemberColumn<decimal> key, MoneyColumn amounts, ColumnNote? note = null) => With(Columns.With(key, amounts, note));

    /// <summary>
    /// The same table with an earlier one of the same members, joined by their keys, for whatever compares two dates. Everything else is shared, not copied.
    /// </summary>
    /// <param name="earlier">The earlier table, of the same calendar; it may have other members. An earlier table that it was itself joined with is left
    /// out.</param>
    /// <returns>A new table, whose columns have <see cref="MemberColumns.Earlier"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="earlier"/> is null.</exception>
    /// <exception cref="ArgumentException">The earlier table is of another calendar or currency, or ends after this one.</exception>
    public MemberTable<TKey> WithEarlier(MemberTable<TKey> earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        Currencies.RequireSame(Currency, earlier.Currency, nameof(earlier));
        return With(Columns.WithEarlier(earlier.Columns, earlier.KeySet.RowsOf(KeySet)));
    }

    /// <summary>This table and one of other members, joined into one: both of the same window and with the same columns.</summary>
    /// <param name="other">The other table.</param>
    /// <returns>A new table, first the members of this one, then those of the other. It has the gaps of both where both have them, and neither a report nor
    /// an earlier snapshot.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    /// <exception cref="ArgumentException">A member is in both, the windows or the currencies differ, or a column is in one table only, is of another type or
    /// has another note there; the message names it. A cell or a margin that one of the tables lacks (nobody registered there) is missing for its members.
    /// </exception>
    public MemberTable<TKey> Merge(MemberTable<TKey> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Currencies.RequireSame(Currency, other.Currency, nameof(other));
        var columns = Columns.Merge(other.Columns);
        var rows = _keys.RowsOf(other.KeySet);
        if (Array.FindIndex(rows, row => row >= 0) is >= 0 and var both)
            throw Error.Argument($"The member '{other.Keys[both]}' is in both tables.", nameof(other));
        var gaps = Gaps is { } mine && other.Gaps is { } theirs && mine.Ordinals == theirs.Ordinals ? mine.Merge(theirs) : null;
        return new MemberTable<TKey>(_keys.Of([.. _keys, .. other._keys]), columns, report: null, gaps) { Currency = Currency ?? other.Currency };
    }

    /// <summary>The table without some members: their keys and rows are gone, also those of an earlier table that it was joined with.</summary>
    /// <param name="keys">The members' keys; keys of no member are ignored.</param>
    /// <returns>A new table, whose columns are copied. All other rows are unchanged to the bit, and so are the window, <see cref="Report"/> and
    /// <see cref="Gaps"/>, which count rows and gaps of the base as it was read and name no member.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="keys"/> is null.</exception>
    public MemberTable<TKey> Without(IReadOnlyCollection<TKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var gone = _keys.RowsOf(keys);
        if (gone.Count == 0)
            return this;
        var rows = Enumerable.Range(0, Count).Where(row => !gone.Contains(row)).ToArray();
        return new MemberTable<TKey>(_keys.Of(Array.ConvertAll(rows, row => _keys[row])), Columns.Rows(rows), Report, Gaps)
        {
            Currency = Currency,
        };
    }

    /// <summary>Combines results computed over <see cref="Columns"/> with the keys.</summary>
    /// <typeparam name="TResult">What was computed for each member.</typeparam>
    /// <param name="values">One value per member, in row order. Kept, not copied: do not write to it afterwards.</param>
    /// <returns>The results, with look-up by key.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is null.</exception>
    /// <exception cref="ArgumentException">Not one value per member.</exception>
    public MemberResults<TKey, TResult> WithKeys<TResult>(TResult[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length != Count)
            throw Error.Argument($"There are {values.Length} values for {Count} members.", nameof(values));
        return new MemberResults<TKey, TResult>(_keys, values);
    }

    /// <summary>How many members, the window, and the names of the columns.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => Columns.ToString();

    /// <summary>Results of all rows with the keys: on all processors if the worker looks at each row by itself, else in one call.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="fill">Writes the results of some rows.</param>
    /// <param name="cancellationToken">Stops the work; looked at once, before it starts, where it is one call.</param>
    internal MemberResults<TKey, TResult> Fill<TResult>(object worker, RowsFill<TResult> fill, CancellationToken cancellationToken) => _keys.Fill<TResult>(
        (start, destination) => fill(Columns.Slice(start, destination.Length), destination), worker is IRowByRow, cancellationToken);

    /// <summary>The same members and rows with other columns.</summary>
    internal MemberTable<TKey> With(MemberColumns columns) => new(_keys, columns, Report, Gaps) { Currency = Currency };
}

/// <summary>Creates tables from columns that were not computed from a log.</summary>
public static partial class MemberTable
{
    /// <summary>A table from keys and columns, for a shop that aggregates in its database.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="keys">One key per member; copied. No key twice, none null.</param>
    /// <param name="columns">The numbers; see <see cref="MemberColumns.FromColumns"/>.</param>
    /// <param name="comparer">When keys are equal; null for the type's own equality (ordinal for strings).</param>
    /// <param name="currency">The currency of all amounts; null where it is not known.</param>
    /// <returns>The table.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">Not one key per member, a null key, or a key that is given twice.</exception>
    public static MemberTable<TKey> FromColumns<TKey>(
        IReadOnlyCollection<TKey> keys, MemberColumns columns, IEqualityComparer<TKey>? comparer = null, string? currency = null)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(columns);
        if (keys.Count != columns.Count)
            throw Error.Argument($"There are {keys.Count} keys for {columns.Count} members.", nameof(keys));
        var index = new KeyIndex<TKey>(comparer, keys.Count);
        foreach (var key in keys)
        {
            if (key is null)
                throw Error.Argument($"The key of row {index.Count} is null.", nameof(keys));
            var row = index.Count;
            if (index.GetOrAdd(key) != row)
                throw Error.Argument($"The key '{key}' is given twice.", nameof(keys));
        }

        return new MemberTable<TKey>(new MemberKeys<TKey>(index.ToArray(), comparer), columns, report: null, gaps: null) { Currency = currency };
    }
}
