using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>Members with one number of repeat purchases in the calibration, and what they bought in the holdout.</summary>
/// <param name="RepeatPurchases">x in the calibration.</param>
/// <param name="IsOrMore">Whether the row is for x and all larger numbers.</param>
/// <param name="Members">How many members there are.</param>
/// <param name="Actual">Their mean number of purchases in the holdout; NaN without members.</param>
/// <param name="Expected">What the model expected, on average; NaN without members.</param>
public sealed record ConditionalExpectationRow(
    int RepeatPurchases,
    bool IsOrMore,
    int Members,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Actual,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Expected)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"RepeatPurchases = {RepeatPurchases}, IsOrMore = {IsOrMore}, Members = {Members}, Actual = {Actual}, Expected = {Expected}");
}

/// <summary>Purchases in the holdout by the number of repeat purchases in the calibration: whether a model knows who will buy.</summary>
public static class ConditionalExpectation
{
    /// <summary>Compares a model's expectations with a holdout.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="model">The model, fitted to the calibration.</param>
    /// <param name="split">Calibration and holdout.</param>
    /// <param name="last">The last row: for that number of repeat purchases and more; 0 or more.</param>
    /// <returns>One row per number of repeat purchases.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="last"/> is negative.</exception>
    public static IReadOnlyList<ConditionalExpectationRow> Rows<TKey>(IAttritionModel model, CalibrationHoldout<TKey> split, int last = 7)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(split);
        Require.AtLeast(last, 0);
        var members = split.Calibration.In(model.Unit);
        var expected = new double[members.Count];
        model.ExpectedPurchases(members, Horizon(split, members), expected);
        var (counts, actualSums, expectedSums) = (new int[last + 1], new double[last + 1], new double[last + 1]);
        for (var i = 0; i < members.Count; i++)
        {
            if (double.IsNaN(expected[i]))
                continue; // never bought in the calibration
            var row = Math.Min(members.RepeatPurchases(i), last);
            counts[row]++;
            actualSums[row] += split.HoldoutPurchases[i];
            expectedSums[row] += expected[i];
        }

        return [.. counts.Select((count, x) => new ConditionalExpectationRow(
            x, x == last, count, count == 0 ? double.NaN : actualSums[x] / count, count == 0 ? double.NaN : expectedSums[x] / count))];
    }

    /// <summary>The holdout's length in the unit of a view: its cells all lie after the calibration's last.</summary>
    internal static double Horizon<TKey>(CalibrationHoldout<TKey> split, in MemberTimeView members)
        where TKey : notnull => members.OfCells(split.HoldoutWindow.Cells);
}
