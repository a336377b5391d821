using System.Diagnostics.CodeAnalysis;

namespace MemberValue.Members;

public sealed partial class MemberColumns
{
    /// <summary>The keys of what was fed: the columns of a log in the order of <see cref="LogColumns.All"/>, then the others in the order they came.</summary>
    public IReadOnlyList<MemberColumn> Keys => _columns.OfType<ColumnValues>().Select(column => column.Key).ToList().AsReadOnly();

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
        key = null;
        foreach (var column in _columns)
        {
            if (column is not null && column.Key.Name == name)
                key = column.Key;
        }

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
            ColumnValues<T> values => values.Span,
            MoneyValues money when typeof(T) == typeof(decimal) => (T[])(object)money.Amounts.ToArray(), // asked for by code that is generic in T
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
        return Fed(key) is var column && column is MoneyValues money ? money.Amounts : throw WrongType(key, column);
    }

    /// <summary>The values of a column as memory, for work that outlives the call.</summary>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <param name="key">The column.</param>
    /// <returns>The values.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The column was not fed, or the column of that name has values of another type.</exception>
    public ReadOnlyMemory<T> Memory<T>(MemberColumn<T> key)
    {
        return Fed(key) switch
        {
            ColumnValues<T> values => values.Memory,
            MoneyValues money when typeof(T) == typeof(decimal) => (T[])(object)money.Amounts.ToArray(),
            var other => throw WrongType(key, other),
        };
    }

    /// <summary>What holds for a column as a whole: the model that its values are by, and how far ahead they look.</summary>
    /// <param name="key">The column.</param>
    /// <returns>The note; null where there is none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The column was not fed.</exception>
    public ColumnNote? Note(MemberColumn key)
    {
        return Fed(key).Note;
    }

    /// <summary>The same columns and one more, or another one in place of that of the same key. Everything else is shared, not copied.</summary>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <param name="key">The column.</param>
    /// <param name="values">One value per member, in row order. Kept, not copied: do not write to it afterwards.</param>
    /// <param name="note">What holds for the column as a whole.</param>
    /// <returns>New columns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> or <paramref name="values"/> is null.</exception>
    /// <exception cref="ArgumentException">Not one value per member, or a column of the same name has values of another type.</exception>
    public MemberColumns With<T>(MemberColumn<T> key, T[] values, ColumnNote? note = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(values);
        CheckCount(values.Length);
        return With(values is decimal[] amounts
            ? new MoneyValues((MemberColumn<decimal>)(MemberColumn)key, MoneyColumn.Of(amounts), note)
            : new ColumnValues<T>(key, values, note));
    }

    /// <inheritdoc cref="With{T}(MemberColumn{T}, T[], ColumnNote)"/>
    public MemberColumns With<T>(MemberColumn<T> key, ReadOnlyMemory<T> values, ColumnNote? note = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        CheckCount(values.Length);
        return With(values is ReadOnlyMemory<decimal> amounts
            ? new MoneyValues((MemberColumn<decimal>)(MemberColumn)key, MoneyColumn.Of(amounts), note)
            : new ColumnValues<T>(key, values, note));
    }

    /// <summary>The same columns and one more of money, or another one in place of that of the same key. Everything else is shared, not copied.</summary>
    /// <param name="key">The column.</param>
    /// <param name="amounts">One amount per member, in row order.</param>
    /// <param name="note">What holds for the column as a whole.</param>
    /// <returns>New columns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> or <paramref name="amounts"/> is null.</exception>
    /// <exception cref="ArgumentException">Not one amount per member, or a column of the same name has values of another type.</exception>
    public MemberColumns With(MemberColumn<decimal> key, MoneyColumn amounts, ColumnNote? note = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(amounts);
        CheckCount(amounts.Count);
        return With(new MoneyValues(key, amounts, note));
    }

    private MemberColumns With(ColumnValues column)
    {
        var place = PlaceOf(column.Key);
        var columns = new ColumnValues?[Math.Max(_columns.Length, place + 1)];
        _columns.CopyTo(columns, 0);
        columns[place] = column;
        return new MemberColumns(Window, Count, columns) { RecentCells = RecentCells };
    }

    /// <summary>Where a column stands or would be put.</summary>
    private int PlaceOf(MemberColumn key)
    {
        if (LogColumns.Find(key.Name) is { } known)
            return known.ValueType == key.ValueType ? known.Place : throw NameIsTaken(key, known.ValueType);
        for (var place = LogColumns.All.Count; place < _columns.Length; place++)
        {
            var there = _columns[place]!.Key;
            if (there.Name == key.Name)
                return there.ValueType == key.ValueType ? place : throw NameIsTaken(key, there.ValueType);
        }

        return _columns.Length;
    }

    private ColumnValues? Find(MemberColumn key)
    {
        if (key.Place >= 0)
            return _columns[key.Place];
        foreach (var column in _columns)
        {
            if (column is not null && column.Key.Name == key.Name)
                return column;
        }

        return null;
    }

    private ColumnValues Fed(MemberColumn key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Find(key) ?? throw new InvalidOperationException($"The column {key.Name} was not fed. {key.HowToFeed}");
    }

    private void CheckCount(int length)
    {
        if (length != Count)
            throw new ArgumentException($"There are {length} values for {Count} members.", "values");
    }

    private static InvalidOperationException WrongType(MemberColumn key, ColumnValues there) =>
        new($"The column {key.Name} has values of type {there.Key.ValueType.Name}, not {key.ValueType.Name}: ask for it with a key of that type.");

    private static ArgumentException NameIsTaken(MemberColumn key, Type there) => new(
        $"There is a column {key.Name} with values of type {there.Name}; a column of type {key.ValueType.Name} needs another name.", nameof(key));

    private T[]? Array<T>(MemberColumn<T> key) => ((ColumnValues<T>?)_columns[key.Place])?.Array;

    private void Set<T>(MemberColumn<T> key, T[]? values) => _columns[key.Place] = values is null ? null : new ColumnValues<T>(key, values);

    private void Set(MemberColumn<decimal> key, MoneyColumn? amounts) => _columns[key.Place] = amounts is null ? null : new MoneyValues(key, amounts);
}
