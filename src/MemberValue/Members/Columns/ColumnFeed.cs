using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>Checks the values of columns, row by row, against what their keys allow, and makes columns from a caller's arrays.</summary>
internal static class ColumnFeed
{
    /// <summary>A checked copy of what a caller gave, null for a missing cell or amount; the kind of column follows from the key.</summary>
    public static ColumnValues Of(MemberColumn key, Array given, ObservationWindow window, string owner)
    {
        ColumnValues Whole(MemberColumn<int> column, int[] values)
        {
            Check(column, values, window, owner);
            return new ColumnValues<int>(column, values);
        }

        ColumnValues Money(MemberColumn<decimal> column, Func<int, decimal?> amountAt)
        {
            var amounts = MoneyColumn.FromDecimals(given.Length, amountAt);
            Check(column, amounts, window, owner);
            return new MoneyValues(column, amounts);
        }

        ColumnValues Number(MemberColumn<double> column, double[] values)
        {
            Check(column, values, window, owner);
            return new ColumnValues<double>(column, values);
        }

        int[] WithNoCell(MemberColumn<int> column, int?[] values) => Array.IndexOf(values, MemberColumns.NoCell) is >= 0 and var row
            ? throw BadRow(owner, column, row, MemberColumns.NoCell, "it must be a cell of the window's calendar, or null")
            : Array.ConvertAll(values, value => value ?? MemberColumns.NoCell);

        return (key, given) switch
        {
            (MemberColumn<int> column, int[] values) => Whole(column, [.. values]),
            (MemberColumn<int> column, int?[] values) => Whole(column, WithNoCell(column, values)),
            (MemberColumn<decimal> column, decimal[] values) => Money(column, row => values[row]),
            (MemberColumn<decimal> column, decimal?[] values) => Money(column, row => values[row]),
            (MemberColumn<double> column, double[] values) => Number(column, [.. values]),
            _ => throw Error.Argument($"{owner}{key.Name} takes values of type {key.ValueType.Name}, not {given.GetType().Name}.", nameof(given)),
        };
    }

    /// <exception cref="ArgumentException">A value that the column cannot have; the message names column, row, value and what is allowed.</exception>
    public static void Check<T>(MemberColumn<T> key, ReadOnlySpan<T> values, ObservationWindow window, string owner)
    {
        if (key.Allowed is not { } allowed)
            return;
        for (var row = 0; row < values.Length; row++)
        {
            if (allowed(values[row], window) is { } rule)
                throw BadRow(owner, key, row, values[row] is MemberColumns.NoCell ? null : values[row], rule);
        }
    }

    /// <inheritdoc cref="Check{T}(MemberColumn{T}, ReadOnlySpan{T}, ObservationWindow, string)"/>
    public static void Check(MemberColumn<decimal> key, MoneyColumn amounts, ObservationWindow window, string owner)
    {
        if (key.Allowed is null && amounts.IsScaled)
            return; // 64 bits are below the limit
        for (var row = 0; row < amounts.Count; row++)
        {
            var amount = amounts.GetOrNull(row);
            var rule = amount is { } known
                ? Math.Abs(known) > MoneyColumn.MaxTotal ? "it must be within ±100,000,000,000,000,000,000" : key.Allowed?.Invoke(known, window)
                : key.MayBeMissing || key.Allowed is null ? null : "it must not be missing";
            if (rule is not null)
                throw BadRow(owner, key, row, amount, rule);
        }
    }

    public static ArgumentException BadRow(string owner, MemberColumn key, int row, object? value, ErrorText allowed) =>
        Error.Argument($"{owner}{key.Name}[{row}] is {value}; {allowed}.", owner.Length > 0 ? "data" : "values");
}
