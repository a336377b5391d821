using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace MemberValue.Members;

/// <summary>
/// The values of one column, with its key and note: shared by every table and row that looks at them. The value of a table's row r stands at r + Offset, so
/// that a part of a table can have columns of its own beside those that it shares.
/// </summary>
internal abstract class ColumnValues(MemberColumn key, int offset, ColumnNote? note)
{
    public MemberColumn Key { get; } = key;

    public int Offset { get; } = offset;

    public ColumnNote? Note { get; } = note;

    /// <summary>How many values there are, including those outside the rows that a table looks at.</summary>
    public abstract int Count { get; }

    /// <summary>The value of a row; null where it is missing.</summary>
    public abstract object? ValueAt(int row);

    /// <summary>How code that reads columns of any type sees the values.</summary>
    public abstract ColumnKind Kind { get; }

    /// <summary>Writes the values from a row on as numbers, NaN where one is missing. A flag is 1 or 0, a date its day number.</summary>
    public abstract void CopyNumbers(int row, Span<double> destination);

    /// <summary>Writes for the values from a row on the place of each in some texts: -1 where it is none of them, NaN where it is missing. Allocates nothing
    /// for named values.</summary>
    public abstract void CopyPlaces(int row, string[] texts, Span<double> destination);

    /// <summary>The first of some texts that no value can have, such as a name that the enumeration does not have; null when there is none.</summary>
    public abstract string? FirstUnknown(string[] texts);

    /// <summary>The values of several columns of this key, one after the other; where a part has no such column, its members lack the value.</summary>
    public abstract ColumnValues Joined(IReadOnlyList<(ColumnValues? Values, int Start, int Count)> parts);

    /// <summary>The text of a row's value by the form that the key gives; null where it gives none, or the value is missing.</summary>
    public virtual string? FormAt(int row) => null;

    public void WriteAt(Utf8JsonWriter json, int row) => StoredValue.Write(json, FormAt(row) ?? ValueAt(row));

    /// <summary>Some rows, counted from <paramref name="start"/>, as a column of their own.</summary>
    public abstract ColumnValues Rows(int start, int[] rows);

    /// <summary>The value of a row for a reader: a cell as a date, the same in every culture; null where it is missing.</summary>
    public string? TextAt(int row, CellCalendar calendar) => ValueAt(row) switch
    {
        null => null,
        int cell when Key.IsCell => calendar.Format(cell),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        var value => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };
}

/// <summary>Values that were given, or computed from a log; kept, not copied.</summary>
internal sealed class ColumnValues<T>(MemberColumn<T> key, T[] values, int offset = 0, ColumnNote? note = null) : ColumnValues(key, offset, note)
{
    public ReadOnlySpan<T> Span(int start, int count) => new(values, Offset + start, count);

    public ArraySegment<T> Segment(int start, int count) => new(values, Offset + start, count);

    public override int Count => values.Length;

    /// <summary>Whether the member has a value.</summary>
    public bool TryGet(int row, out T value)
    {
        value = values[Offset + row];
        return value switch
        {
            null => false,
            double.NaN => false,
            int cell => !(Key.IsCell && cell == MemberColumns.NoCell),
            _ => true,
        };
    }

    public override object? ValueAt(int row) => TryGet(row, out var value) ? value : null;

    public override ColumnKind Kind => ColumnReading<T>.Kind == ColumnKind.Other && key.Form is not null ? ColumnKind.Text : ColumnReading<T>.Kind;

    public override void CopyNumbers(int row, Span<double> destination)
    {
        var some = Span(row, destination.Length);
        if (typeof(T) == typeof(double))
        {
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, double>(ref MemoryMarshal.GetReference(some)), some.Length).CopyTo(destination);
            return;
        }

        for (var i = 0; i < some.Length; i++)
            destination[i] = ColumnReading<T>.Number(some[i]);
        for (var i = 0; Key.IsCell && i < some.Length; i++)
            destination[i] = destination[i] == MemberColumns.NoCell ? double.NaN : destination[i];
    }

    public override void CopyPlaces(int row, string[] texts, Span<double> destination)
    {
        var some = Span(row, destination.Length);
        if (texts.Length == 0)
        {
            for (var i = 0; i < some.Length; i++)
                destination[i] = IsMissing(some[i]) ? double.NaN : -1;
            return;
        }

        if (values is string?[] own)
        {
            TextPlaces.Of(own.AsSpan(Offset + row, destination.Length), texts, destination);
            return;
        }

        var form = ColumnReading<T>.Kind == ColumnKind.Other ? key.Form : null;
        for (var i = 0; i < some.Length; i++)
        {
            var text = form is null ? ColumnReading<T>.Text(some[i]) : some[i] is null ? null : form.Value.Write(some[i]);
            destination[i] = text is null ? double.NaN : TextPlaces.Of(text, texts);
        }
    }

    public override string? FirstUnknown(string[] texts) => ColumnReading<T>.Kind == Kind ? ColumnReading<T>.FirstUnknown(texts) : null;

    public override string? FormAt(int row) => key.Form is { } form && TryGet(row, out var value) ? form.Write(value) : null;

    public override ColumnValues Joined(IReadOnlyList<(ColumnValues? Values, int Start, int Count)> parts)
    {
        var (all, at) = (new T[parts.Sum(part => part.Count)], 0);
        foreach (var (part, start, count) in parts)
        {
            if (part is not null)
                ((ColumnValues<T>)part).Span(start, count).CopyTo(all.AsSpan(at));
            else if (all is int[] cells)
                cells.AsSpan(at, count).Fill(MemberColumns.NoCell);
            at += count;
        }

        return new ColumnValues<T>(key, all, note: Note);
    }

    public override ColumnValues Rows(int start, int[] rows) => new ColumnValues<T>(key, Array.ConvertAll(rows, row => values[Offset + start + row]), 0, Note);

    private bool IsMissing(T value) => ColumnReading<T>.Kind is ColumnKind.Text or ColumnKind.Other
        ? value is null
        : ColumnReading<T>.Number(value) is var number && (double.IsNaN(number) || (Key.IsCell && number == MemberColumns.NoCell));
}

/// <summary>Exact amounts.</summary>
internal sealed class MoneyValues(MemberColumn<decimal> key, MoneyColumn amounts, int offset = 0, ColumnNote? note = null) : ColumnValues(key, offset, note)
{
    public MoneyColumn Amounts(int start, int count) => amounts.Slice(Offset + start, count);

    public override int Count => amounts.Count;

    public double ToDouble(int row) => amounts.ToDouble(Offset + row);

    public decimal? AmountAt(int row) => amounts.GetOrNull(Offset + row);

    public override object? ValueAt(int row) => AmountAt(row);

    public override ColumnKind Kind => ColumnKind.Number;

    public override void CopyNumbers(int row, Span<double> destination) => amounts.CopyTo(Offset + row, destination);

    public override void CopyPlaces(int row, string[] texts, Span<double> destination)
    {
        for (var i = 0; i < destination.Length; i++)
            destination[i] = double.IsNaN(amounts.ToDouble(Offset + row + i)) ? double.NaN : -1;
    }

    public override string? FirstUnknown(string[] texts) => texts[0];

    public override ColumnValues Joined(IReadOnlyList<(ColumnValues? Values, int Start, int Count)> parts)
    {
        var all = parts.SelectMany(part => Enumerable.Range(part.Start, part.Count).Select(row => ((MoneyValues?)part.Values)?.AmountAt(row))).ToArray();
        return new MoneyValues(key, MoneyColumn.FromDecimals(all.Length, row => all[row]), note: Note);
    }

    public override ColumnValues Rows(int start, int[] rows) => new MoneyValues(key, amounts.Rows(Offset + start, rows), 0, Note);
}
