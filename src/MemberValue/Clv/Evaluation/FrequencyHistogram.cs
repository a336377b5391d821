using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>Members with one number of repeat purchases.</summary>
/// <param name="RepeatPurchases">x.</param>
/// <param name="IsOrMore">Whether the row is for x and all larger numbers.</param>
/// <param name="Actual">How many members there are: a sum of weights.</param>
/// <param name="Expected">How many the model expects.</param>
public sealed record FrequencyRow(
    int RepeatPurchases,
    bool IsOrMore,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Actual,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Expected)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"RepeatPurchases = {RepeatPurchases}, IsOrMore = {IsOrMore}, Actual = {Actual}, Expected = {Expected}");
}

/// <summary>
/// How many members bought again 0, 1, 2, ... times, beside what a model expects of members of their ages; with the chi-square test of the
/// difference.
/// </summary>
/// <remarks>The test's degrees of freedom are rows - parameters - 1. Expected numbers below 5 make it unreliable: take a smaller last row then.</remarks>
public sealed class FrequencyHistogram
{
    private FrequencyHistogram(IReadOnlyList<FrequencyRow> rows, int parameters)
    {
        Rows = rows;
        DegreesOfFreedom = Math.Max(0, rows.Count - parameters - 1);
        ChiSquare = rows.Sum(row => (row.Actual - row.Expected) * (row.Actual - row.Expected) / row.Expected);
        PValue = DegreesOfFreedom > 0 ? IncompleteGamma.ChiSquareTail(DegreesOfFreedom, ChiSquare) : double.NaN;
    }

    /// <summary>One row per number of repeat purchases; the last one also for all larger numbers.</summary>
    public IReadOnlyList<FrequencyRow> Rows { get; }

    /// <summary>Pearson's chi-square of actual against expected numbers.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double ChiSquare { get; }

    /// <summary>Rows - parameters - 1, or 0 when there are too few rows.</summary>
    public int DegreesOfFreedom { get; }

    /// <summary>The probability of a chi-square at least as large if the model were right; NaN without degrees of freedom.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double PValue { get; }

    /// <summary>Compares a model with the rows that it was fitted to, or with any others.</summary>
    /// <param name="model">The model.</param>
    /// <param name="histories">The members, in the model's unit.</param>
    /// <param name="last">The last row: for that number of repeat purchases and more; 1 or more. The literature's tables end at 7 or 10.</param>
    /// <returns>The histogram.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The histories are in another unit.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="last"/> is below 1.</exception>
    public static FrequencyHistogram Of(AttritionModel model, PurchaseHistories histories, int last = 7)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(histories);
        Require.AtLeast(last, 1);
        if (!histories.Unit.Equals(model.Unit))
            throw Error.Argument($"The model counts in {model.Unit}, the histories in {histories.Unit}.", nameof(histories));
        var (actual, expected) = (new double[last + 1], new double[last + 1]);
        var byAge = new SortedDictionary<double, double>();
        for (var i = 0; i < histories.Rows; i++)
        {
            actual[(int)Math.Min(histories.RepeatPurchases[i], last)] += histories.Weights[i];
            byAge[histories.Ages[i]] = byAge.GetValueOrDefault(histories.Ages[i]) + histories.Weights[i];
        }

        foreach (var (age, members) in byAge)
        {
            var below = 0.0;
            for (var count = 0; count < last; count++)
            {
                var probability = model.ProbabilityOfCount(PurchaseHistory.New, count, age);
                expected[count] += members * probability;
                below += probability;
            }

            expected[last] += members * Math.Max(0, 1 - below);
        }

        return new FrequencyHistogram(
            [.. actual.Select((members, count) => new FrequencyRow(count, count == last, members, expected[count]))], model.ParameterValues.Count);
    }

    /// <summary>The test in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"{Rows.Count} frequencies: chi-square {ChiSquare:0.##}, {DegreesOfFreedom} degrees of freedom, p {PValue:0.####}");
}
