using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using MemberValue.Common;

namespace MemberValue.Members;

public sealed partial class MemberColumns
{
    /// <summary>The keys of the columns that were fed: the columns of a log in the order of <see cref="LogColumns.All"/>, then the others in the order they
    /// came.</summary>
    public IReadOnlyList<MemberColumn> Keys => Columns.Select(column => column.Key).ToList().AsReadOnly();

    /// <summary>Whether a column was fed.</summary>
    /// <param name="key">The column.</param>
    /// <returns><see langword="true"/> if it can be read.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public bool Has(MemberColumn key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Find(key) is { } column && column.Key.ValueType == key.ValueType;
    }

    /// <summary>The key of the column that has a name, for names that come from a configuration.</summary>
    /// <param name="name">The name, compared letter by letter.</param>
    /// <param name="key">The key.</param>
    /// <returns><see langword="false"/> when no column of that name was fed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public bool TryGetKey(string name, [NotNullWhen(true)] out MemberColumn? key)
    {
        ArgumentNullException.ThrowIfNull(name);
        key = Find(name)?.Key;
        return key is not null;
    }

    /// <summary>The values of a column, one per member, in row order.</summary>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <param name="key">The column.</param>
    /// <returns>The values.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The column was not fed, or the column of that name has values of another type.</exception>
    public ReadOnlySpan<T> Values<T>(MemberColumn<T> key)
    {
        return Fed(key) switch
        {
            ColumnValues<T> values => values.Span(_start, Count),
            MoneyValues money when typeof(T) == typeof(decimal) => AsDecimals<T>(money), // for code that is generic in T
            var other => throw WrongType(key, other),
        };
    }

    /// <summary>The amounts of a column of money, one per member, in row order.</summary>
    /// <param name="key">The column.</param>
    /// <returns>The amounts.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The column was not fed, or the column of that name has values of another type.</exception>
    public MoneyColumn Values(MemberColumn<decimal> key)
    {
        return Fed(key) is var column && column is MoneyValues money ? money.Amounts(_start, Count) : throw WrongType(key, column);
    }

    /// <summary>The values of a column as memory, for work that outlives the call.</summary>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <param name="key">The column.</param>
    /// <returns>The values.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The column was not fed, or the column of that name has values of another type.</exception>
    public ReadOnlyMemory<T> Memory<T>(MemberColumn<T> key) => Segment(key);

    /// <summary>The values of a column for a structure that outlives a span; an index costs little more than that of an array.</summary>
    internal ArraySegment<T> Segment<T>(MemberColumn<T> key)
    {
        return Fed(key) switch
        {
            ColumnValues<T> values => values.Segment(_start, Count),
            MoneyValues money when typeof(T) == typeof(decimal) => AsDecimals<T>(money),
            var other => throw WrongType(key, other),
        };
    }

    /// <summary>The note of a column: the model that gave its values, and how far ahead they look.</summary>
    /// <param name="key">The column.</param>
    /// <returns>The note; null where there is none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The column was not fed.</exception>
    public ColumnNote? Note(MemberColumn key) => Fed(key).Note;

    /// <summary>The same columns with one more, or with another one in place of that of the same key. Everything else is shared, not copied.</summary>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <param name="key">The column.</param>
    /// <param name="values">One value per member, in row order. Kept, not copied: do not write to it afterwards. Amounts with more than
    /// <see cref="MoneyColumn.MaxDecimals"/> decimals are rounded half to even there, in a copy.</param>
    /// <param name="note">Facts about the column as a whole.</param>
    /// <returns>New columns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> or <paramref name="values"/> is null.</exception>
    /// <exception cref="ArgumentException">Not one value per member, or a column of the same name has values of another type.</exception>
    public MemberColumns With<T>(MemberColumn<T> key, T[] values, ColumnNote? note = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(values);
        return With(key, new ArraySegment<T>(values), note);
    }

    /// <inheritdoc cref="With{T}(MemberColumn{T}, T[], ColumnNote)"/>
    public MemberColumns With<T>(MemberColumn<T> key, ReadOnlyMemory<T> values, ColumnNote? note = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        return With(key, MemoryMarshal.TryGetArray(values, out var array) ? array : values.ToArray(), note);
    }

    /// <summary>The same columns with one more of money, or with another one in place of that of the same key. Everything else is shared, not
    /// copied.</summary>
    /// <param name="key">The column.</param>
    /// <param name="amounts">One amount per member, in row order.</param>
    /// <param name="note">Facts about the column as a whole.</param>
    /// <returns>New columns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> or <paramref name="amounts"/> is null.</exception>
    /// <exception cref="ArgumentException">Not one amount per member, an amount that the column of a log cannot have, or a column of the same name has
    /// values of another type.</exception>
    public MemberColumns With(MemberColumn<decimal> key, MoneyColumn amounts, ColumnNote? note = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(amounts);
        CheckCount(amounts.Count);
        key = Known(key);
        ColumnFeed.Check(key, amounts, Window, "");
        return With(new MoneyValues(key, amounts, -_start, note));
    }

    /// <summary>The same columns and those of others that are missing here; their offsets are those of these columns.</summary>
    internal MemberColumns WithMissing(List<ColumnValues> others)
    {
        var (all, count) = (new ColumnValues[_others.Length + others.Count], _others.Length);
        _others.CopyTo(all, 0);
        foreach (var other in others)
        {
            if (Find(other.Key) is null)
                all[count++] = other;
        }

        Array.Resize(ref all, count);
        return new MemberColumns(Window, _start, Count, RecentCells, _ofLog, all, _earlier);
    }

    private MemberColumns With<T>(MemberColumn<T> key, ArraySegment<T> values, ColumnNote? note)
    {
        CheckCount(values.Count);
        if (values is ArraySegment<decimal> amounts)
            return With((MemberColumn<decimal>)(MemberColumn)key, MoneyColumn.Of(amounts), note);
        key = Known(key);
        ColumnFeed.Check<T>(key, values, Window, "");
        return With(new ColumnValues<T>(key, values.Array!, values.Offset - _start, note));
    }

    internal MemberColumns With(ColumnValues column)
    {
        var place = column.Key.Place;
        if (place >= 0)
        {
            var ofLog = (ColumnValues?[])_ofLog.Clone();
            ofLog[place] = column;
            return new MemberColumns(Window, _start, Count, RecentCells, ofLog, _others, _earlier);
        }

        place = Array.FindIndex(_others, other => other.Key.Name == column.Key.Name);
        ColumnValues[] others = place < 0 ? [.. _others, column] : [.. _others];
        if (place >= 0)
            others[place] = column;
        return new MemberColumns(Window, _start, Count, RecentCells, _ofLog, others, _earlier);
    }

    /// <summary>What was fed, in the order of <see cref="Keys"/>; the row of this table's row 0 in them is <see cref="_start"/>.</summary>
    internal IEnumerable<ColumnValues> Columns => _ofLog.OfType<ColumnValues>().Concat(_others);

    /// <summary>The position of row 0 in <see cref="Columns"/>.</summary>
    internal int Start => _start;

    internal ColumnValues? Find(MemberColumn key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Place >= 0 ? _ofLog[key.Place] : Find(key.Name);
    }

    /// <summary>The column that has a name, whatever its type; null when none was fed.</summary>
    internal ColumnValues? Find(string name)
    {
        foreach (var column in _others)
        {
            if (column.Key.Name == name)
                return column;
        }

        return LogColumns.Find(name) is { } known ? _ofLog[known.Place] : null;
    }

    internal ColumnValues Fed(MemberColumn key) =>
        Find(key) ?? throw Error.State($"The column {key.Name} was not fed. {key.HowToFeed}");

    /// <summary>The log's own key of that name, if it is a log's; no two columns of a table share a name.</summary>
    private MemberColumn<T> Known<T>(MemberColumn<T> key)
    {
        if (key.Place >= 0)
            return key;
        var known = LogColumns.Find(key.Name);
        foreach (var other in _others)
            known ??= other.Key.Name == key.Name ? other.Key : null;
        if (known is null)
            return key;
        if (known.ValueType != key.ValueType)
        {
            throw Error.Argument(
                $"There is a column {key.Name} with values of type {known.ValueType.Name}; a column of type {key.ValueType.Name} needs another name.",
                nameof(key));
        }

        return known.Place >= 0 ? (MemberColumn<T>)known : key;
    }

    private void CheckCount(int length)
    {
        if (length != Count)
            throw Error.Argument($"There are {length} values for {Count} members.", "values");
    }

    private T[] AsDecimals<T>(MoneyValues money) => (T[])(object)money.Amounts(_start, Count).ToArray();

    internal static InvalidOperationException WrongType(MemberColumn key, ColumnValues there) =>
        Error.State($"The column {key.Name} has values of type {there.Key.ValueType.Name}, not {key.ValueType.Name}: ask for it with a key of that type.");
}
