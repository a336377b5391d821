using MemberValue.Estimation;
using MemberValue.Learning;
using MemberValue.Members;

namespace MemberValue.Composite;

public sealed partial class CompositeScorer
{
    /// <summary>Fits a scorer to a base.</summary>
    /// <param name="columns">The members.</param>
    /// <param name="criteria">The criteria, at least one.</param>
    /// <param name="weights">Weights of the same criteria, in any order.</param>
    /// <param name="options">The method and its settings; null for a weighted sum.</param>
    /// <returns>The scorer.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">There is no criterion, one is given twice or is a column of texts, the weights are of other criteria, or an option
    /// is out of range.</exception>
    /// <exception cref="InvalidOperationException">A column was not fed; the message says how to feed it.</exception>
    public static CompositeScorer Fit(
        MemberColumns columns, IReadOnlyList<Criterion> criteria, CriterionWeights weights, CompositeScorerOptions? options = null) =>
        Fit(FeatureTable.From(columns, CriterionWeights.NamesOf(criteria)), criteria, weights, options);

    /// <summary>Fits a scorer to a base of rows that need not be members.</summary>
    /// <param name="values">The base, with a column per criterion; rows without a value of some criterion are left out.</param>
    /// <param name="criteria">The criteria, at least one.</param>
    /// <param name="weights">Weights of the same criteria, in any order.</param>
    /// <param name="options">The method and its settings; null for a weighted sum.</param>
    /// <returns>The scorer.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">There is no criterion, one is given twice or is not a column, the weights are of other criteria, or an option is out
    /// of range.</exception>
    public static CompositeScorer Fit(
        FeatureTable values, IReadOnlyList<Criterion> criteria, CriterionWeights weights, CompositeScorerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(weights);
        options ??= new CompositeScorerOptions();
        options.Check();
        var names = CriterionWeights.NamesOf(criteria);
        var inOrder = new CriterionWeights(names, weights.InOrder(names, nameof(weights)), weights.Method, weights.Remarks);
        var rows = CriterionRows.Of(values, criteria);
        var (lower, upper, lengths) = (new double[names.Length], new double[names.Length], new double[names.Length]);
        for (var j = 0; j < names.Length; j++)
        {
            (lower[j], upper[j]) = rows.Range(j, options.TailShare);
            lengths[j] = options.Method == CompositeMethod.Topsis && upper[j] > lower[j] ? Length(rows, j, lower[j], upper[j], options.Scaling) : 1;
        }

        var origin = values.Origin(names, rows.Columns, rows.Count, rows.Count, options.InWords(), CancellationToken.None);
        return new CompositeScorer(
            [.. criteria], inOrder, options.Method, options.Extrapolates, lower, upper, lengths, rows.LeftOut, origin);
    }

    /// <summary>The Euclidean length of a column, or of its places between worst and best, on the column's own scale.</summary>
    private static double Length(CriterionRows rows, int j, double lower, double upper, CriterionScaling scaling)
    {
        var values = rows.Columns[j];
        if (scaling == CriterionScaling.None)
            return Math.Sqrt(CriterionRows.Sum(rows.Count, i => values[i] * values[i]));
        var worst = rows.Criteria[j].IsCost ? upper : lower;
        return Math.Sqrt(CriterionRows.Sum(rows.Count, i => Math.Pow(Math.Clamp(values[i], lower, upper) - worst, 2)));
    }
}
