using System.Globalization;
using MemberValue.Tests.Golden;

namespace MemberValue.Tests.Clv.Models;

/// <summary>A golden file of numbers: comment lines that begin with #, one line of names, then rows.</summary>
internal sealed class GoldenGrid
{
    private readonly string[] _names;

    private GoldenGrid(string[] names, IReadOnlyList<double[]> rows) => (_names, Rows) = (names, rows);

    public IReadOnlyList<double[]> Rows { get; }

    public static GoldenGrid Read(string file)
    {
        var lines = File.ReadLines(GoldenFile.Path(file)).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(',')).ToList();
        return new GoldenGrid(lines[0], lines.Skip(1).Select(fields => Array.ConvertAll(fields, Number)).ToList());
    }

    public double Of(double[] row, string name) => row[Array.IndexOf(_names, name)];

    private static double Number(string text) => text.Length == 0 ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture);
}
