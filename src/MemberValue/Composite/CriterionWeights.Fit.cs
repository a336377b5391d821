using MemberValue.Common;
using MemberValue.Learning;
using MemberValue.Members;
using static System.FormattableString;

namespace MemberValue.Composite;

public sealed partial class CriterionWeights
{
    /// <summary>
    /// Weights by entropy: a criterion weighs the more, the more unequally the members share it. A criterion that does not differ weighs 0.
    /// </summary>
    /// <param name="values">The base, with a column per criterion; members without a value of some criterion are left out.</param>
    /// <param name="criteria">The criteria.</param>
    /// <param name="scaling">What the shares are of: values on the range from worst to best (the default), or the values as they are, which must not be
    /// negative then. The weights depend on it.</param>
    /// <returns>The weights; equal ones, with a remark, where nothing differs.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">A criterion is not a column, fewer than two members have all values, or a value is negative and not
    /// scaled.</exception>
    /// <remarks>With p_ij the share of member i in the total of criterion j: e_j = -sum p ln p / ln m, weight = (1 - e_j) / sum of (1 - e). Shannon 1948, as
    /// used by Zeleny 1982 and Hwang and Yoon 1981.</remarks>
    public static CriterionWeights Entropy(FeatureTable values, IReadOnlyList<Criterion> criteria, CriterionScaling scaling = CriterionScaling.Range)
    {
        var rows = Rows(values, criteria);
        if (!Enum.IsDefined(scaling))
            throw Error.OutOfRange(nameof(scaling), $"The scaling is {scaling} and must be Range or None.");
        var spread = new double[criteria.Count];
        for (var j = 0; j < spread.Length; j++)
        {
            var column = scaling == CriterionScaling.Range ? rows.Ranged(j) : rows.Column(j).ToArray();
            var least = column.Min();
            if (least < 0)
                throw Error.Argument($"A value of '{criteria[j].Name}' is {least}; values must be 0 or more, or scaled to their range.", nameof(values));
            if (least < column.Max())
                spread[j] = Math.Max(0, 1 - EntropyOf(column));
        }

        return Weighed(rows, spread, CriterionWeightMethod.Entropy);
    }

    /// <summary>
    /// Weights by CRITIC: a criterion weighs the more, the more it differs between members and the less it agrees with the others. A criterion that does not
    /// differ weighs 0.
    /// </summary>
    /// <param name="values">The base, with a column per criterion; members without a value of some criterion are left out.</param>
    /// <param name="criteria">The criteria.</param>
    /// <returns>The weights; equal ones, with a remark, where nothing differs.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">A criterion is not a column, or fewer than two members have all values.</exception>
    /// <remarks>On values from 0, the worst, to 1, the best: C_j = standard deviation times the sum of (1 - correlation with k) over all k, weight = C_j / sum
    /// of C. Diakoulaki, Mavrotas and Papayannakis 1995.</remarks>
    public static CriterionWeights Critic(FeatureTable values, IReadOnlyList<Criterion> criteria)
    {
        var rows = Rows(values, criteria);
        var n = criteria.Count;
        var ranged = Enumerable.Range(0, n).Select(rows.Ranged).ToArray();
        var correlations = CriterionRows.Correlations(ranged, rows.Count);
        var information = new double[n];
        for (var j = 0; j < n; j++)
        {
            if (double.IsNaN(correlations[j, j]))
                continue;
            var conflict = 0.0;
            for (var k = 0; k < n; k++)
                conflict += k == j || double.IsNaN(correlations[k, k]) ? 0 : 1 - correlations[j, k];
            var (column, mean) = (ranged[j], ranged[j].Average());
            information[j] = Math.Sqrt(CriterionRows.Sum(rows.Count, i => (column[i] - mean) * (column[i] - mean)) / (rows.Count - 1)) * conflict;
        }

        // criteria that agree completely have no conflict with each other: they share the weight
        if (information.All(each => each == 0))
            information = [.. Enumerable.Range(0, n).Select(j => double.IsNaN(correlations[j, j]) ? 0.0 : 1)];
        return Weighed(rows, information, CriterionWeightMethod.Critic);
    }

    /// <summary>Remarks on rows that were left out and on criteria without differences.</summary>
    internal static List<Text> RemarksOf(CriterionRows rows)
    {
        var remarks = new List<Text>();
        if (rows.LeftOut > 0)
        {
            remarks.Add(Text.Of(
                Invariant($"{rows.LeftOut} of {rows.LeftOut + rows.Count} members lack a value of some criterion and were left out."),
                Invariant($"{rows.LeftOut + rows.Count}名会员中有{rows.LeftOut}名缺少某项指标，未参与计算。")));
        }

        for (var j = 0; j < rows.Criteria.Count; j++)
        {
            var (lower, upper) = rows.Range(j, 0);
            if (lower == upper)
                remarks.Add(NoDifference(rows.Criteria[j].Label));
        }

        return remarks;
    }

    internal static Text NoDifference(Text label) =>
        Text.Of("All members have the same {criterion}: it has no weight.", "所有会员的{criterion}相同，该指标不计权重。").Fill(new TextValue("criterion", label));

    private static CriterionRows Rows(FeatureTable values, IReadOnlyList<Criterion> criteria)
    {
        var rows = CriterionRows.Of(values, criteria);
        return rows.Count >= 2 ? rows
            : throw Error.Argument($"{rows.Count} members have a value of every criterion; weights need at least 2.", nameof(values));
    }

    private static double EntropyOf(double[] values)
    {
        var total = CriterionRows.Sum(values.Length, i => values[i]);
        return -CriterionRows.Sum(values.Length, i => values[i] / total is > 0 and var p ? p * Math.Log(p) : 0) / Math.Log(values.Length);
    }

    private static CriterionWeights Weighed(CriterionRows rows, double[] weights, CriterionWeightMethod method)
    {
        var (names, remarks, sum) = (NamesOf(rows.Criteria), RemarksOf(rows), weights.Sum());
        if (sum > 0)
            return new CriterionWeights(names, Array.ConvertAll(weights, weight => weight / sum), method, remarks.AsReadOnly());
        remarks.Add(Text.Of("No criterion differs between members: all have the same weight.", "所有指标在会员之间都没有差异：各指标权重相同。"));
        return new CriterionWeights(names, Array.ConvertAll(weights, _ => 1.0 / weights.Length), method, remarks.AsReadOnly());
    }
}
