using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>
/// One member's numbers as of one cell: a row of a table, or of a <see cref="MemberState"/>, as a value that is safe to keep. It shares the columns of its
/// table and copies nothing. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// A property is null where the column was not fed and where the member has no value. Columns of your own are read by their keys. To make a row by hand,
/// make columns of one member: <c>MemberColumns.FromColumns(window, new MemberColumnData { Purchases = [3], ... }).Row(0)</c>.
/// </remarks>
[JsonConverter(typeof(ResultJsonConverter))]
public sealed class MemberRow : IEquatable<MemberRow>, IWritesJson
{
    private readonly MemberColumns _columns; // of one row
    private readonly IRowOwner? _owner;
    private readonly int _place; // in the owner

    internal MemberRow(MemberColumns columns, IRowOwner? owner = null, int place = 0) => (_columns, _owner, _place) = (columns, owner, place);

    /// <summary>The member's key, of the type of the table that the row was taken from (<c>table[key]</c>); null for a row of a state or of
    /// columns.</summary>
    public object? Key => _owner?.KeyOf(_place);

    /// <summary>The currency of all amounts, as given by the log; null where it was not given, and for a row of columns.</summary>
    public string? Currency => _owner?.Currency;

    /// <summary>The window that the numbers look at.</summary>
    public ObservationWindow Window => _columns.Window;

    /// <summary>The w of the recent numbers; 0 when there are none.</summary>
    public int RecentCells => _columns.RecentCells;

    /// <summary>Number of purchases, 0 or more.</summary>
    public int Purchases => _columns.Purchases[0];

    /// <summary>Number of orders.</summary>
    public int? Orders => Number(LogColumns.Orders);

    /// <summary>Cell of the first purchase.</summary>
    public int? FirstPurchaseCell => Number(LogColumns.FirstPurchaseCell);

    /// <summary>Cell of the last purchase.</summary>
    public int? LastPurchaseCell => Number(LogColumns.LastPurchaseCell);

    /// <summary>Cell of the purchase before the last.</summary>
    public int? PreviousPurchaseCell => Number(LogColumns.PreviousPurchaseCell);

    /// <summary>Cell of the registration; it may lie before the window.</summary>
    public int? RegistrationCell => Number(LogColumns.RegistrationCell);

    /// <summary>Sum of the natural logarithms of the gaps between purchases, in cells.</summary>
    public double? SumOfLogGaps => Number(LogColumns.SumOfLogGaps);

    /// <summary>Total of the sale rows.</summary>
    public decimal? Sales => Amount(LogColumns.Sales);

    /// <summary>Total of the refund rows as a positive amount.</summary>
    public decimal? Refunds => Amount(LogColumns.Refunds);

    /// <summary>Sales less refunds.</summary>
    public decimal? Net => Amount(LogColumns.Net);

    /// <summary>Total margin; null when only some of the member's rows carried one.</summary>
    public decimal? Margin => Amount(LogColumns.Margin);

    /// <summary>Net spend in the cells that are purchases.</summary>
    public decimal? PurchaseSpend => Amount(LogColumns.PurchaseSpend);

    /// <summary>Net spend in the cell of the first purchase.</summary>
    public decimal? FirstPurchaseSpend => Amount(LogColumns.FirstPurchaseSpend);

    /// <summary>Purchases in the last w cells.</summary>
    public int? RecentPurchases => Number(LogColumns.RecentPurchases);

    /// <summary>Net spend in the last w cells.</summary>
    public decimal? RecentSpend => Amount(LogColumns.RecentSpend);

    /// <summary>Purchases in the w cells before those.</summary>
    public int? EarlierPurchases => Number(LogColumns.EarlierPurchases);

    /// <summary>Net spend in the w cells before those.</summary>
    public decimal? EarlierSpend => Amount(LogColumns.EarlierSpend);

    /// <summary>Cell of the last visit.</summary>
    public int? LastVisitCell => Number(LogColumns.LastVisitCell);

    /// <summary>Visits in the last w cells.</summary>
    public int? RecentVisits => Number(LogColumns.RecentVisits);

    /// <summary>Visits in the w cells before those.</summary>
    public int? EarlierVisits => Number(LogColumns.EarlierVisits);

    /// <summary>x: purchases after the first; 0 for a member who never bought.</summary>
    public int RepeatPurchases => Math.Max(Purchases - 1, 0);

    /// <summary>t_x: cells from the first purchase to the last; null without a purchase.</summary>
    public long? TimeOfLastPurchase => (long?)LastPurchaseCell - FirstPurchaseCell;

    /// <summary>T: cells from the first purchase to the window's last; null without a purchase.</summary>
    public long? Age => (long)Window.LastCell - FirstPurchaseCell;

    /// <summary>Cells from the last purchase to the window's last; null without a purchase.</summary>
    public long? Recency => (long)Window.LastCell - LastPurchaseCell;

    /// <summary>Mean gap between purchases, in cells; null with fewer than two.</summary>
    public double? MeanGap => RepeatPurchases == 0 ? null : (double?)TimeOfLastPurchase / RepeatPurchases;

    /// <summary>The member's value in a column of any type.</summary>
    /// <param name="key">The column.</param>
    /// <returns>The value; null where the member does not have one: a cell, a margin, a double that is NaN.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The column was not fed, or the column of that name has values of another type.</exception>
    [SuppressMessage("Design", "CA1043:Use Integral Or String Argument For Indexers", Justification = "A row is looked up by the keys of its columns.")]
    public object? this[MemberColumn key]
    {
        get
        {
            var column = _columns.Fed(key);
            return column.Key.ValueType == key.ValueType ? column.ValueAt(_columns.Start) : throw MemberColumns.WrongType(key, column);
        }
    }

    /// <summary>The member's value in a column of any type as a text, for an export or a reader: a cell and a date as <c>2024-05-31</c>.</summary>
    /// <param name="key">The column.</param>
    /// <returns>The text, the same in every culture; null where the member does not have a value.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The column was not fed, or the column of that name has values of another type.</exception>
    public string? TextOf(MemberColumn key)
    {
        var column = _columns.Fed(key);
        return column.Key.ValueType == key.ValueType ? column.TextAt(_columns.Start, Window.Calendar) : throw MemberColumns.WrongType(key, column);
    }

    /// <summary>The member's value in a column, if there is one.</summary>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <param name="key">The column.</param>
    /// <param name="value">The value.</param>
    /// <returns><see langword="false"/> where the column was not fed, has values of another type, or the member does not have one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public bool TryGet<T>(MemberColumn<T> key, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        return _columns.Find(key) switch
        {
            ColumnValues<T> values => values.TryGet(_columns.Start, out value),
            MoneyValues money when typeof(T) == typeof(decimal) && money.AmountAt(_columns.Start) is T amount => Set(amount, out value),
            _ => false,
        };

        static bool Set(T amount, out T value)
        {
            value = amount;
            return true;
        }
    }

    /// <summary>The same row with another value in a column, or with one more column. Everything else is shared, not copied.</summary>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <param name="key">The column.</param>
    /// <param name="value">The member's value.</param>
    /// <param name="note">Facts about the column as a whole.</param>
    /// <returns>A new row.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    /// <exception cref="ArgumentException">A value that the column of a log cannot have, or a column of the same name has values of another type.</exception>
    public MemberRow With<T>(MemberColumn<T> key, T value, ColumnNote? note = null) => new(_columns.With(key, [value], note), _owner, _place);

    /// <summary>The same member with columns of one row that add to these.</summary>
    internal MemberRow With(MemberColumns columns) => new(columns, _owner, _place);

    /// <summary>The same row joined with that of the member at an earlier date, for comparisons of two dates. Everything else is shared, not
    /// copied.</summary>
    /// <param name="earlier">The earlier row, of the same calendar. An earlier row that it has itself is left out.</param>
    /// <returns>A new row, whose columns have <see cref="MemberColumns.Earlier"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="earlier"/> is null.</exception>
    /// <exception cref="ArgumentException">The earlier row is of another member (the message names both keys), calendar or currency, or of a later
    /// date.</exception>
    public MemberRow WithEarlier(MemberRow earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        earlier.RequireSameMember(this, nameof(earlier));
        Currencies.RequireSame(Currency, earlier.Currency, nameof(earlier));
        return new MemberRow(_columns.WithEarlier(earlier._columns, [0]), _owner, _place);
    }

    /// <summary>The row as columns of one member, for any scorer, classifier, calculator or rule: the same code as for a million members.</summary>
    /// <returns>Columns with one row; they are those of the row's table, nothing is copied.</returns>
    public MemberColumns ToColumns() => _columns;

    /// <summary>Whether both rows say the same about a member over the same window: a column that was not fed equals a missing value.</summary>
    /// <param name="other">The row to compare with.</param>
    /// <returns><see langword="true"/> for equal rows.</returns>
    public bool Equals(MemberRow? other) =>
        other is not null && Window.Equals(other.Window) && RecentCells == other.RecentCells && IsIn(other) && other.IsIn(this);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MemberRow);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Window, Purchases, LastPurchaseCell, Net);

    /// <summary>The window's last cell and every value, cells as dates.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => $"As of {Window.Calendar.Format(Window.LastCell)}: " + string.Join(
        ", ", _columns.Columns.Select(column => $"{column.Key.Name} {column.TextAt(_columns.Start, Window.Calendar) ?? "none"}"));

    /// <summary>Other columns of the same member.</summary>
    internal MemberRow Of(MemberColumns columns) => new(columns, _owner, _place);

    /// <summary>Throws where this row is of another member than the later row; rows without keys are accepted.</summary>
    internal void RequireSameMember(MemberRow other, string parameter)
    {
        if (_owner is not null && other._owner is not null && !other._owner.IsSameMember(other._place, _owner, _place))
            throw Error.Argument($"The earlier row is that of the member '{Key}', the later one that of '{other.Key}'; both must be of one member.", parameter);
    }

    void IWritesJson.WriteJson(ResultWriter to) => to.Object(this, static (to, row) =>
    {
        to.Property(nameof(Key), row.Key);
        to.Property(nameof(Currency), row.Currency);
        to.Property(nameof(Window), row.Window);
        foreach (var column in row._columns.Columns)
        {
            var value = column.ValueAt(row._columns.Start);
            if (column.Key.IsCell)
                row.Window.Calendar.WriteCell(to, column.Key.Name, (int?)value);
            else if (column.Key.StoredType is StoredValue.OwnType)
                to.Property(column.Key.Name, column.TextAt(row._columns.Start, row.Window.Calendar));
            else
                to.Property(column.Key.Name, value);
        }
    });

    private T? Number<T>(MemberColumn<T> key)
        where T : struct => TryGet(key, out var value) ? value : null;

    private decimal? Amount(MemberColumn<decimal> key) => (_columns.Find(key) as MoneyValues)?.AmountAt(_columns.Start);

    private bool IsIn(MemberRow other)
    {
        foreach (var column in _columns.Columns)
        {
            if (column.ValueAt(_columns.Start) is { } value && !value.Equals(other._columns.Find(column.Key)?.ValueAt(other._columns.Start)))
                return false;
        }

        return true;
    }
}
