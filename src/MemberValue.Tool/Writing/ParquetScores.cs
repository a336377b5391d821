using Parquet;
using Parquet.Schema;

namespace MemberValue.Tool.Writing;

/// <summary>Writes the scores as one Parquet file: texts, 64-bit whole numbers, doubles, decimals of ten places, dates.</summary>
internal static class ParquetScores
{
    private const int Precision = 38;
    private const int Decimals = 10; // those of a MoneyColumn
    private const int RowsPerGroup = 200_000;

    public static async Task WriteAsync(IReadOnlyList<ScoreColumn> columns, Stream stream, CancellationToken cancellationToken)
    {
        var fields = columns.Select(FieldOf).ToArray();
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), stream, cancellationToken: cancellationToken).ConfigureAwait(false);
        var count = columns[0].Values.Length;
        for (var start = 0; start < count; start += RowsPerGroup)
        {
            using var group = writer.CreateRowGroup();
            var rows = Math.Min(RowsPerGroup, count - start);
            for (var column = 0; column < columns.Count; column++)
                await WriteColumnAsync(group, fields[column], columns[column], start, rows).ConfigureAwait(false);
            group.CompleteValidate();
        }
    }

    private static DataField FieldOf(ScoreColumn column) => column.Kind switch
    {
        ScoreKind.Count => new DataField<long?>(column.Name),
        ScoreKind.Number => new DataField<double?>(column.Name),
        ScoreKind.Money => new DecimalDataField(column.Name, Precision, Decimals, isNullable: true),
        ScoreKind.Day => new DataField<DateOnly?>(column.Name),
        _ => new DataField<string>(column.Name),
    };

    private static async Task WriteColumnAsync(ParquetRowGroupWriter group, DataField field, ScoreColumn column, int start, int rows)
    {
        var values = column.Values.AsMemory(start, rows);
        switch (column.Kind)
        {
            case ScoreKind.Count: await group.WriteAsync<long>(field, As<long>(values)).ConfigureAwait(false); break;
            case ScoreKind.Number: await group.WriteAsync<double>(field, As<double>(values)).ConfigureAwait(false); break;
            case ScoreKind.Money: await group.WriteAsync<decimal>(field, As<decimal>(values)).ConfigureAwait(false); break;
            case ScoreKind.Day: await group.WriteAsync<DateOnly>(field, As<DateOnly>(values)).ConfigureAwait(false); break;
            default: await group.WriteAsync(field, values.ToArray().Cast<string>().ToArray()).ConfigureAwait(false); break;
        }
    }

    private static ReadOnlyMemory<T?> As<T>(ReadOnlyMemory<object?> values)
        where T : struct
    {
        var typed = new T?[values.Length];
        for (var row = 0; row < typed.Length; row++)
            typed[row] = (T?)values.Span[row];
        return typed;
    }
}
