using System.Text.Json;
using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>
/// The key of a column: its name, what it counts, and how to feed it. <see cref="MemberColumn{T}"/> gives the type of its values.
/// Keys are equal when name and type are; two columns of one table never share a name.
/// </summary>
public abstract class MemberColumn : IEquatable<MemberColumn>
{
    internal const int NoPlace = -1;

    private protected MemberColumn(string name, string unit, string howToFeed, int place, bool mayBeMissing, bool isRecent)
    {
        (Name, Unit, HowToFeed, Place) = (name, unit, howToFeed, place);
        (MayBeMissing, IsRecent, IsCell) = (mayBeMissing, isRecent, place != NoPlace && mayBeMissing && this is MemberColumn<int>);
    }

    /// <summary>The name, compared letter by letter: the one that JSON, CSV, SQL and messages use.</summary>
    public string Name { get; }

    /// <summary>What a value counts, such as <c>days</c> or <c>money</c>; empty where there is nothing to say.</summary>
    public string Unit { get; }

    /// <summary>A sentence that says where the column comes from; it ends the error message when a column is read that was not fed.</summary>
    public string HowToFeed { get; }

    /// <summary>The type of a value.</summary>
    public abstract Type ValueType { get; }

    /// <summary>The column's place in <see cref="LogColumns"/>, or <see cref="NoPlace"/>.</summary>
    internal int Place { get; }

    /// <summary>Whether a member may lack a value of a log's column: a cell, or a margin.</summary>
    internal bool MayBeMissing { get; }

    /// <summary>Whether a log's column depends on how many cells are recent.</summary>
    internal bool IsRecent { get; }

    /// <summary>Whether whole numbers of a log's column are cells, and <see cref="MemberColumns.NoCell"/> is none.</summary>
    internal bool IsCell { get; }

    /// <summary>The type of the values as documents name it; null when values of this type cannot be stored.</summary>
    internal abstract string? StoredType { get; }

    /// <summary>Reads the values of a document's column, and checks them one by one.</summary>
    internal abstract ColumnValues Read(DocumentReader from, ObservationWindow window, ColumnNote? note);

    /// <summary>Whether both keys have the same name and type.</summary>
    /// <param name="other">The key to compare with.</param>
    /// <returns><see langword="true"/> for equal keys.</returns>
    public bool Equals(MemberColumn? other) => other is not null && other.Name == Name && other.ValueType == ValueType;

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as MemberColumn);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => HashCode.Combine(string.GetHashCode(Name, StringComparison.Ordinal), ValueType);

    /// <summary>The name.</summary>
    /// <returns>The text.</returns>
    public sealed override string ToString() => Name;
}

/// <summary>
/// A typed key: the columns of a log have theirs in <see cref="LogColumns"/>, results have theirs in lists such as <c>RfmColumns</c>, and you create one for
/// each column of your own: complaints, country, end of the plan.
/// </summary>
/// <typeparam name="T">
/// The type of a value: double, int, long, decimal, bool, string, <see cref="DateOnly"/>, an enumeration, or a type of your own. A double that is
/// missing is NaN, a string null; for the others use the nullable type, such as <c>int?</c>.
/// </typeparam>
public sealed class MemberColumn<T> : MemberColumn
{
    /// <summary>Creates a key.</summary>
    /// <param name="name">What the column is called; not empty.</param>
    /// <param name="unit">What a value counts, such as <c>days</c>; empty where there is nothing to say.</param>
    /// <param name="howToFeed">A sentence that says how to feed the column; null for the general one.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or <paramref name="unit"/> is null.</exception>
    public MemberColumn(string name, string unit = "", string? howToFeed = null)
        : this(Checked(name, unit), unit, howToFeed ?? "Give it with table.With(key, values).", NoPlace, allowed: null, mayBeMissing: true, isRecent: false)
    {
    }

    internal MemberColumn(
        string name, string unit, string howToFeed, int place, Func<T, ObservationWindow, string?>? allowed, bool mayBeMissing, bool isRecent)
        : base(name, unit, howToFeed, place, mayBeMissing, isRecent) => Allowed = allowed;

    /// <summary>Says what is allowed when a value of a log's column is not, and null when it is; null for a column of your own.</summary>
    internal Func<T, ObservationWindow, string?>? Allowed { get; }

    /// <summary>How a value of a type of the host's is stored and read again; null for types that need none.</summary>
    internal (Func<T, string> Write, Func<string, T> Read)? Form { get; private init; }

    /// <inheritdoc/>
    public override Type ValueType => typeof(T);

    /// <summary>The same key with a text form of its values: for a type of your own, so that tables with the column can be saved and read.</summary>
    /// <param name="write">The text of a value; the same in every culture. Not called for null.</param>
    /// <param name="read">The value of a text that <paramref name="write"/> gave; a <see cref="FormatException"/> or an argument exception means that it is
    /// not one.</param>
    /// <returns>A key that is equal to this one.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public MemberColumn<T> StoredAs(Func<T, string> write, Func<string, T> read)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(read);
        return new MemberColumn<T>(Name, Unit, HowToFeed, Place, Allowed, MayBeMissing, IsRecent) { Form = (write, read) };
    }

    internal override string? StoredType => Form is null ? StoredValue.TypeOf(typeof(T)) : StoredValue.OwnType;

    internal override ColumnValues Read(DocumentReader from, ObservationWindow window, ColumnNote? note)
    {
        if (this is MemberColumn<decimal> money)
        {
            var sums = from.Items("data", Words, (JsonElement json, out decimal? value) => StoredValue.TryRead(StoredValue.Amount, json, out value));
            var amounts = MoneyColumn.FromDecimals(sums.Length, row => sums[row]);
            ColumnFeed.Check(money, amounts, window, "");
            return new MoneyValues(money, amounts, note: note);
        }

        var data = from.Items("data", Words, (JsonElement json, out T? value) => StoredValue.TryRead(this, json, out value));
        ColumnFeed.Check<T>(this, data!, window, "");
        return new ColumnValues<T>(this, data!, note: note);
    }

    private string Words => StoredValue.WordsOf(typeof(T), StoredType!);

    /// <summary>Values of a log's column as a caller gives them: missing ones null.</summary>
    internal static Array Nullable(T[] values) => values switch
    {
        int[] cells => Array.ConvertAll(cells, cell => cell == MemberColumns.NoCell ? default(int?) : cell),
        decimal[] amounts => Array.ConvertAll(amounts, amount => (decimal?)amount),
        _ => values,
    };

    private static string Checked(string name, string unit)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(unit);
        return name;
    }
}
