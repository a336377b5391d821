using System.Globalization;
using System.Text;

namespace MemberValue.Metrics;

/// <summary>Labels and tables of labels as text, the same in every culture.</summary>
internal static class LabelText
{
    public static string Of<TLabel>(TLabel label) => label is null ? "(none)" : Convert.ToString(label, CultureInfo.InvariantCulture) ?? "";

    public static string Share(long count, long of) => of == 0 ? "-" : FormattableString.Invariant($"{100.0 * count / of:F1}%");

    public static string Number(double value) => double.IsNaN(value) ? "-" : FormattableString.Invariant($"{value:F2}");

    public static string Whole(long value) => FormattableString.Invariant($"{value}");

    /// <summary>Rows of cells, the first column left-aligned, the others right-aligned.</summary>
    public static string Table(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = Enumerable.Range(0, rows[0].Count).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            text.Append(row[0].PadRight(widths[0]));
            for (var column = 1; column < row.Count; column++)
                text.Append("  ").Append(row[column].PadLeft(widths[column]));
            text.Append('\n');
        }

        return text.ToString();
    }
}
