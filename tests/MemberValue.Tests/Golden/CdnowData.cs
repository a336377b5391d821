using System.Globalization;
using System.IO.Compression;

namespace MemberValue.Tests.Golden;

/// <summary>One row of the CDNOW sample: several rows of one customer on one day are one purchase.</summary>
/// <param name="Id">The customer's number: in the sample, 1 to 2,357; in the full log, 1 to 23,570.</param>
/// <param name="Day">The day.</param>
/// <param name="Amount">Dollars; 0 in 8 rows.</param>
public sealed record CdnowTransaction(int Id, DateOnly Day, decimal Amount);

/// <summary>What a correct summary gives for one customer; times in weeks, as days / 7.</summary>
public sealed record CdnowExpected(
    int Id,
    int RepeatPurchases,
    double TimeOfLastPurchase,
    double Age,
    double MeanRepeatSpend,
    int HoldoutPurchases,
    double HoldoutMeanSpend,
    double HoldoutWeeks);

/// <summary>The CDNOW sample and its published split at 39 weeks. Golden/README.md says where they come from.</summary>
public static class CdnowData
{
    /// <summary>The first day of the calibration window.</summary>
    public static DateOnly FirstDay { get; } = new(1997, 1, 1);

    /// <summary>The last day of the calibration window, observed.</summary>
    public static DateOnly LastCalibrationDay { get; } = new(1997, 9, 30);

    /// <summary>The last day of the holdout window, observed.</summary>
    public static DateOnly LastDay { get; } = new(1998, 6, 30);

    /// <summary>The log, in the order of the file: by customer, then by day.</summary>
    public static IReadOnlyList<CdnowTransaction> Log() => File.ReadLines(GoldenFile.Path("cdnow_sample_log.txt"))
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Select(field => new CdnowTransaction(
            int.Parse(field[1], CultureInfo.InvariantCulture),
            DateOnly.ParseExact(field[2], "yyyyMMdd", CultureInfo.InvariantCulture),
            decimal.Parse(field[4], CultureInfo.InvariantCulture)))
        .ToList();

    /// <summary>The full log that the sample was drawn from, in the order of the file.</summary>
    public static IEnumerable<CdnowTransaction> FullLog()
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(GoldenFile.Path("cdnow_full_log.txt.gz")), CompressionMode.Decompress));
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            var field = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            yield return new CdnowTransaction(
                int.Parse(field[0], CultureInfo.InvariantCulture),
                DateOnly.ParseExact(field[1], "yyyyMMdd", CultureInfo.InvariantCulture),
                decimal.Parse(field[3], CultureInfo.InvariantCulture));
        }
    }

    /// <summary>The expected summary, by customer.</summary>
    public static IReadOnlyList<CdnowExpected> Expected() => File.ReadLines(GoldenFile.Path("cdnow_expected_calibration_holdout_weeks.csv"))
        .Skip(1)
        .Select(line => Array.ConvertAll(line.Split(','), text => double.Parse(text, CultureInfo.InvariantCulture)))
        .Select(field => new CdnowExpected((int)field[0], (int)field[1], field[2], field[3], field[4], (int)field[5], field[6], field[7]))
        .ToList();
}
