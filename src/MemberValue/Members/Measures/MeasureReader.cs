using MemberValue.Common;
using MemberValue.Numerics;

namespace MemberValue.Members;

/// <summary>Reads measures and columns by name, as numbers, NaN where a member has none. Allocates nothing.</summary>
internal static class MeasureReader
{
    /// <summary>The largest size that a fit of scales takes: the square of a larger value would overflow, and it counts as missing.</summary>
    public const double Largest = 1e150;

    /// <summary>Refuses a name that the columns do not have, or that has no numbers.</summary>
    /// <exception cref="InvalidOperationException">A column was not fed.</exception>
    /// <exception cref="ArgumentException">The column has texts, or has the name of a measure.</exception>
    public static void Require(MemberColumns columns, string name)
    {
        var isMeasure = Measures.All.Contains(name);
        if (isMeasure && columns.Find(name) is not null)
            throw Error.Argument($"The table has a column {name}, which is the name of a measure; the column must have another name.", nameof(columns));
        if (isMeasure)
        {
            Read(columns, name, 0, []);
            return;
        }

        var column = columns.Find(name) ?? throw Error.State((LogColumns.Find(name) ?? TimingColumns.Find(name)) is { } known
            ? $"The column {name} was not fed. {known.HowToFeed}"
            : $"The column {name} was not fed. Give it with table.With(key, values), or name one of the measures {string.Join(", ", Measures.All)}.");
        if (column.Kind is ColumnKind.Text or ColumnKind.Other)
        {
            throw Error.Argument(
                $"The column {name} has values of type {column.Key.ValueType.Name}; it must have numbers, flags, dates or cells.", nameof(columns));
        }
    }

    /// <summary>The numbers of some rows: those of the column itself where it has doubles, otherwise in the buffer, which is as long as the rows.</summary>
    public static ReadOnlySpan<double> Read(MemberColumns columns, string name, int start, Span<double> buffer)
    {
        switch (name)
        {
            case Measures.DaysSinceLastPurchase:
                DaysBefore(columns, columns.LastPurchaseCell.Slice(start, buffer.Length), buffer);
                return buffer;
            case Measures.DaysSinceFirstPurchase:
                DaysBefore(columns, columns.FirstPurchaseCell.Slice(start, buffer.Length), buffer);
                return buffer;
            case Measures.DaysSinceLastVisit:
                DaysBefore(columns, columns.LastVisitCell.Slice(start, buffer.Length), buffer);
                return buffer;
            case Measures.MeanGapDays:
                MeanGaps(columns, start, buffer);
                return buffer;
            case Measures.MeanSpend:
                MeanSpends(columns, start, buffer);
                return buffer;
        }

        var column = columns.Find(name)!;
        if (column is ColumnValues<double> own)
            return own.Span(columns.Start + start, buffer.Length);
        if (column.Key.IsCell && column is ColumnValues<int> cells)
        {
            DaysBefore(columns, cells.Span(columns.Start + start, buffer.Length), buffer);
            return buffer;
        }

        column.CopyNumbers(columns.Start + start, buffer);
        if (column.Kind == ColumnKind.Date)
        {
            var last = columns.Window.LastDay.DayNumber;
            for (var i = 0; i < buffer.Length; i++)
                buffer[i] = last - buffer[i];
        }

        return buffer;
    }

    /// <summary>Puts a value in place of missing ones, and takes the logarithm sign(x) ln(1 + |x|).</summary>
    public static void Transform(Span<double> values, double? missingAs, bool isLogged)
    {
        if (missingAs is { } given)
        {
            for (var i = 0; i < values.Length; i++)
                values[i] = double.IsNaN(values[i]) ? given : values[i];
        }

        if (!isLogged)
            return;
        Span<double> block = stackalloc double[256];
        for (var start = 0; start < values.Length; start += block.Length)
        {
            var some = values.Slice(start, Math.Min(block.Length, values.Length - start));
            var logs = block[..some.Length];
            for (var i = 0; i < some.Length; i++)
                logs[i] = Math.Abs(some[i]);
            VectorMath.Log1p(logs, logs);
            for (var i = 0; i < some.Length; i++)
                some[i] = Math.CopySign(logs[i], some[i]);
        }
    }

    private static void DaysBefore(MemberColumns columns, ReadOnlySpan<int> cells, Span<double> days)
    {
        var (view, last) = (columns.In(TimeUnit.Day), (long)columns.Window.LastCell);
        for (var i = 0; i < days.Length; i++)
            days[i] = cells[i] == MemberColumns.NoCell ? double.NaN : view.OfCells(last - cells[i]);
    }

    private static void MeanGaps(MemberColumns columns, int start, Span<double> days)
    {
        var view = columns.In(TimeUnit.Day);
        for (var i = 0; i < days.Length; i++)
            days[i] = view.MeanGap(start + i);
    }

    private static void MeanSpends(MemberColumns columns, int start, Span<double> money)
    {
        for (var i = 0; i < money.Length; i++)
            money[i] = columns.MeanSpend(start + i);
    }
}
