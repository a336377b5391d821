namespace MemberValue.Members;

/// <summary>The values of one column, with its key and note.</summary>
internal abstract class ColumnValues(MemberColumn key, ColumnNote? note)
{
    public MemberColumn Key { get; } = key;

    public ColumnNote? Note { get; } = note;
}

/// <summary>Values that somebody gave or a log was summed to; kept, not copied.</summary>
internal sealed class ColumnValues<T> : ColumnValues
{
    public ColumnValues(MemberColumn<T> key, T[] values, ColumnNote? note = null)
        : base(key, note) => (Array, Memory) = (values, values);

    public ColumnValues(MemberColumn<T> key, ReadOnlyMemory<T> values, ColumnNote? note = null)
        : base(key, note) => Memory = values;

    /// <summary>The values where they are an array, as most are: its span needs no look at what the memory is of.</summary>
    public T[]? Array { get; }

    public ReadOnlyMemory<T> Memory { get; }

    public ReadOnlySpan<T> Span => Array is not null ? new ReadOnlySpan<T>(Array) : Memory.Span;
}

/// <summary>Exact amounts.</summary>
internal sealed class MoneyValues(MemberColumn<decimal> key, MoneyColumn amounts, ColumnNote? note = null) : ColumnValues(key, note)
{
    public MoneyColumn Amounts { get; } = amounts;
}
