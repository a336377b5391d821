using System.Globalization;

namespace MemberValue.Tests.Golden;

/// <summary>The golden files of the numerics: comma-separated, comments after #, a header line.</summary>
internal static class NumericsData
{
    /// <summary>The arguments and values of one function of elementary.csv.</summary>
    public static IReadOnlyList<(double X, double Value)> Function(string name)
    {
        var rows = Rows("elementary.csv").Where(row => row[0] == name).Select(row => (Number(row[1]), Number(row[2]))).ToList();
        Assert.NotEmpty(rows);
        return rows;
    }

    public static IReadOnlyList<string[]> Rows(string file) =>
        File.ReadLines(GoldenFile.Path(file)).Where(line => !line.StartsWith('#')).Skip(1).Select(line => line.Split(',')).ToList();

    public static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
