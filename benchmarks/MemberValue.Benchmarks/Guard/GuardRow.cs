using System.Globalization;

namespace MemberValue.Benchmarks.Guard;

/// <summary>One row of guard.csv.</summary>
/// <param name="Loop">The name of the loop.</param>
/// <param name="Baseline">What the plain code does.</param>
/// <param name="Rows">Rows of one call.</param>
/// <param name="Measured">How many times as long the plain code took: the lower median of the runs that proposed it.</param>
/// <param name="Floor">The least ratio that passes.</param>
/// <param name="Bytes">The most bytes that one call may allocate.</param>
internal sealed record GuardRow(string Loop, string Baseline, int Rows, double Measured, double Floor, long Bytes)
{
    private const string Header = "loop,baseline,rows,ratio measured,floor,bytes";

    public static GuardRow[] Read(IEnumerable<string> lines) =>
    [
        .. lines.Where(line => line.Length > 0 && line != Header).Select(line => Cells(line)).Select(cells => new GuardRow(
            cells[0], cells[1], int.Parse(cells[2], CultureInfo.InvariantCulture), double.Parse(cells[3], CultureInfo.InvariantCulture),
            double.Parse(cells[4], CultureInfo.InvariantCulture), long.Parse(cells[5], CultureInfo.InvariantCulture))),
    ];

    public static IEnumerable<string> Write(IEnumerable<GuardRow> rows) => rows
        .Select(row => string.Create(
            CultureInfo.InvariantCulture, $"{Quoted(row.Loop)},{Quoted(row.Baseline)},{row.Rows},{row.Measured:0.00},{row.Floor:0.00},{row.Bytes}"))
        .Prepend(Header);

    private static string Quoted(string text) => text.Contains(',', StringComparison.Ordinal) ? $"\"{text}\"" : text;

    private static List<string> Cells(string line)
    {
        var (cells, cell, quoted) = (new List<string>(), "", false);
        foreach (var letter in line)
        {
            if (letter == '"')
                quoted = !quoted;
            else if (letter == ',' && !quoted)
                (cells, cell) = ([.. cells, cell], "");
            else
                cell += letter;
        }

        return [.. cells, cell];
    }
}
