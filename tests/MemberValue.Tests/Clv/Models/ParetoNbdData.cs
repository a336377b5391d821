using System.Globalization;
using MemberValue.Clv;
using MemberValue.Members;
using MemberValue.Tests.Golden;

namespace MemberValue.Tests.Clv.Models;

/// <summary>Parameters and golden rows of the Pareto/NBD tests.</summary>
internal static class ParetoNbdData
{
    /// <summary>The published CDNOW parameters, three digits.</summary>
    public static ParetoNbdParameters Published { get; } = new(0.553, 10.578, 0.606, 11.669);

    /// <summary>The model with the published parameters.</summary>
    public static ParetoNbdModel Model { get; } = new(Published, TimeUnit.Week);

    public static ParetoNbdModel Of(double r, double alpha, double s, double beta) => new(new ParetoNbdParameters(r, alpha, s, beta), TimeUnit.Week);

    /// <summary>The rows of a golden file by column name; empty or non-numeric cells are NaN.</summary>
    public static IReadOnlyList<Dictionary<string, string>> Rows(string file)
    {
        var lines = File.ReadLines(GoldenFile.Path(file)).Where(line => line[0] != '#').ToList();
        var names = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => names.Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    public static double Number(this Dictionary<string, string> row, string column) => row[column] == "Infinity"
        ? double.PositiveInfinity
        : double.Parse(row[column], CultureInfo.InvariantCulture);

    public static PurchaseHistory History(this Dictionary<string, string> row) => new((int)row.Number("x"), row.Number("tx"), row.Number("T"));

    /// <summary>The histories of the CDNOW sample through 1997-09-30, in weeks.</summary>
    public static PurchaseHistories Cdnow()
    {
        var rows = CdnowData.Expected();
        return PurchaseHistories.From(
            [.. rows.Select(row => row.RepeatPurchases)], [.. rows.Select(row => row.TimeOfLastPurchase)], [.. rows.Select(row => row.Age)], TimeUnit.Week);
    }

    /// <summary>Fails unless the values agree to the relative tolerance.</summary>
    public static void Near(double expected, double actual, double tolerance, string what = "")
    {
        if (!(Math.Abs(actual - expected) <= tolerance * Math.Abs(expected)))
            Assert.Fail(string.Create(
                CultureInfo.InvariantCulture, $"{what}: expected {expected:R}, was {actual:R}, relative error {(actual - expected) / expected:E1}"));
    }
}
