using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsvHelper;
using MemberValue.Tool.Commands;
using MemberValue.Tool.Screen;

namespace MemberValue.Tool.Writing;

/// <summary>Writes the scores as CSV, JSON lines or Parquet.</summary>
internal static class ScoreFile
{
    private static readonly byte[] NewLine = "\n"u8.ToArray();

    public static string[] Endings { get; } = [".csv", ".jsonl", ".parquet"];

    /// <summary>Writes every column per member.</summary>
    public static void Write(Shop shop, OutputFile target, string language, Terminal terminal, CancellationToken cancellationToken) =>
        Write(ScoreColumns.Of(shop.Assessments, language, cancellationToken), target, terminal, cancellationToken);

    /// <summary>Writes columns in the form that the file's ending says.</summary>
    public static void Write(IReadOnlyList<ScoreColumn> columns, OutputFile target, Terminal terminal, CancellationToken cancellationToken) =>
        target.Write(
            terminal,
            stream =>
            {
                switch (target.Ending)
                {
                    case ".jsonl":
                        WriteJsonLines(columns, stream);
                        break;
                    case ".parquet":
                        ParquetScores.WriteAsync(columns, stream, cancellationToken).GetAwaiter().GetResult();
                        break;
                    default:
                        WriteCsv(columns, stream);
                        break;
                }
            },
            cancellationToken);

    internal static void WriteCsv(IReadOnlyList<ScoreColumn> columns, Stream stream)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        using var csv = new CsvWriter(writer, CultureInfo.InvariantCulture, leaveOpen: true);
        foreach (var column in columns)
            csv.WriteField(column.Name);
        csv.NextRecord();
        for (var row = 0; row < columns[0].Values.Length; row++)
        {
            foreach (var column in columns)
                csv.WriteField(CellText.Of(column.Values[row]));
            csv.NextRecord();
        }
    }

    internal static void WriteJsonLines(IReadOnlyList<ScoreColumn> columns, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        for (var row = 0; row < columns[0].Values.Length; row++)
        {
            json.WriteStartObject();
            foreach (var column in columns)
            {
                json.WritePropertyName(column.Name);
                WriteValue(json, column.Values[row]);
            }

            json.WriteEndObject();
            json.Flush();
            stream.Write(NewLine);
            json.Reset();
        }
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case long count: json.WriteNumberValue(count); break;
            case decimal amount: json.WriteNumberValue(CellText.Plain(amount)); break;
            case double number when double.IsFinite(number): json.WriteNumberValue(number); break;
            default: json.WriteStringValue(CellText.Bare(value)); break;
        }
    }
}
