using System.Globalization;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Learning;
using MemberValue.Members;
using MemberValue.Numerics;
using static System.FormattableString;

namespace MemberValue.Composite;

/// <summary>
/// The principal components of criteria: which combinations of them vary most between members. They give weights, and the two tests that say whether the
/// criteria have enough in common for it. Immutable.
/// </summary>
/// <remarks>
/// Of the correlation matrix, costs turned round first, so that a larger value is better in every criterion. The sign of each component is fixed: its loadings
/// sum to 0 or more (where they sum to 0, the first that is not 0 is positive), so that a refit does not turn it.
/// </remarks>
public sealed class PrincipalComponents
{
    private readonly string[] _names;
    private readonly double[] _means;
    private readonly double[] _deviations; // of the sample, with n - 1
    private readonly bool[] _isCost;
    private readonly double[] _eigenvalues;
    private readonly double[][] _loadings;

    private PrincipalComponents(CriterionRows rows)
    {
        var n = rows.Criteria.Count;
        (_names, Members) = (CriterionWeights.NamesOf(rows.Criteria), rows.Count);
        _isCost = [.. rows.Criteria.Select(criterion => criterion.IsCost)];
        double[][] turned = [.. rows.Columns.Select((column, j) => Array.ConvertAll(column, value => _isCost[j] ? -value : value))];
        _means = [.. turned.Select(column => CriterionRows.Sum(rows.Count, i => column[i]) / rows.Count)];
        _deviations = [.. turned.Select((column, j) =>
            Math.Sqrt(CriterionRows.Sum(rows.Count, i => (column[i] - _means[j]) * (column[i] - _means[j])) / (rows.Count - 1)))];
        var correlations = CriterionRows.Correlations(turned, rows.Count);
        for (var j = 0; j < n; j++)
        {
            for (var k = 0; k < n; k++)
                correlations[j, k] = double.IsNaN(correlations[j, k]) ? 0 : correlations[j, k]; // of a criterion that does not differ
        }

        var (values, vectors) = SmallSymmetric.Eigen(correlations);
        _eigenvalues = [.. Enumerable.Range(0, n).Select(k => Math.Max(0, values[n - 1 - k]))];
        _loadings = [.. Enumerable.Range(0, n).Select(k => Turned([.. Enumerable.Range(0, n).Select(j => vectors[j, n - 1 - k])]))];
        Remarks = CriterionWeights.RemarksOf(rows).AsReadOnly();
        int[] differing = [.. Enumerable.Range(0, n).Where(j => correlations[j, j] > 0)];
        (Kmo, BartlettChiSquare) = Tests(correlations, differing, rows.Count);
        BartlettDegrees = differing.Length * (differing.Length - 1) / 2;
    }

    /// <summary>The names of the criteria.</summary>
    public IReadOnlyList<string> Names => Array.AsReadOnly(_names);

    /// <summary>How many members were used: those with a value of every criterion.</summary>
    public int Members { get; }

    /// <summary>The variance of each component in units of one criterion, the largest first; they sum to the number of criteria that differ.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public IReadOnlyList<double> Eigenvalues => Array.AsReadOnly(_eigenvalues);

    /// <summary>By component, the coefficient of each criterion; the squares of a component sum to 1.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public IReadOnlyList<IReadOnlyList<double>> Loadings => [.. _loadings.Select(Array.AsReadOnly)];

    /// <summary>
    /// The measure of Kaiser, Meyer and Olkin, 0 to 1: how far the correlations come from what all criteria share. Below 0.5 components say little; NaN where a
    /// criterion is determined by the others, or there is only one.
    /// </summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Kmo { get; }

    /// <summary>Bartlett's test of sphericity: chi-square for the hypothesis that no criteria are correlated; NaN where a criterion is determined by the
    /// others.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double BartlettChiSquare { get; }

    /// <summary>The degrees of freedom of Bartlett's test.</summary>
    public int BartlettDegrees { get; }

    /// <summary>The p value of Bartlett's test, 0 to 1: small where criteria are correlated; NaN where the test is.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double BartlettPValue => double.IsNaN(BartlettChiSquare) || BartlettDegrees == 0 ? double.NaN
        : BartlettChiSquare <= 0 ? 1 : IncompleteGamma.ChiSquareTail(BartlettDegrees, BartlettChiSquare);

    /// <summary>Remarks on criteria without differences and on members that were left out.</summary>
    public IReadOnlyList<Text> Remarks { get; }

    /// <summary>Computes the components.</summary>
    /// <param name="values">The base, with a column per criterion; members without a value of some criterion are left out.</param>
    /// <param name="criteria">The criteria.</param>
    /// <returns>The components.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">A criterion is not a column, or fewer than two members have all values.</exception>
    public static PrincipalComponents Of(FeatureTable values, IReadOnlyList<Criterion> criteria)
    {
        var rows = CriterionRows.Of(values, criteria);
        return rows.Count >= 2 ? new PrincipalComponents(rows)
            : throw Error.Argument($"{rows.Count} members have a value of every criterion; components need at least 2.", nameof(values));
    }

    /// <summary>
    /// Weights of the criteria: the mean of their coefficients in the components with an eigenvalue above 1 (in the first where none has), weighted by the
    /// eigenvalues, divided by the sum.
    /// </summary>
    /// <returns>The weights; a criterion whose mean is negative runs against the others and weighs 0, with a remark. Another remark where
    /// <see cref="Kmo"/> is below 0.5.</returns>
    public CriterionWeights ToWeights()
    {
        var kept = Math.Max(1, _eigenvalues.Count(value => value > 1 + 1e-9));
        var remarks = Remarks.ToList();
        var weights = new double[_names.Length];
        for (var j = 0; j < weights.Length; j++)
        {
            if (_deviations[j] > 0)
                weights[j] = Enumerable.Range(0, kept).Sum(k => _eigenvalues[k] * _loadings[k][j]);
            if (weights[j] >= 0)
                continue;
            weights[j] = 0;
            remarks.Add(Text.Of("{criterion} runs against the other criteria: it has no weight.", "{criterion}与其他指标方向相反，不计权重。")
                .Fill(new TextValue("criterion", Measures.Label(_names[j]))));
        }

        if (Kmo < 0.5)
        {
            remarks.Add(Text.Of(
                Invariant($"The criteria have little in common (KMO {Kmo:0.00}, at least 0.50 is asked for): the weights say little."),
                Invariant($"各指标共同点很少（KMO为{Kmo:0.00}，至少应为0.50）：权重参考意义不大。")));
        }

        var sum = weights.Sum();
        return new CriterionWeights(_names, Array.ConvertAll(weights, weight => sum > 0 ? weight / sum : 1.0 / weights.Length),
            CriterionWeightMethod.PrincipalComponents, remarks.AsReadOnly());
    }

    /// <summary>The members' values of one component: standardised criteria times its coefficients.</summary>
    /// <param name="values">Members, of the base or others, with a column per criterion.</param>
    /// <param name="criteria">The criteria that the components were computed with.</param>
    /// <param name="component">The component, from 0.</param>
    /// <returns>One value per member; NaN for a member without a value of some criterion. Over the base the mean is 0 and the variance the
    /// eigenvalue.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The criteria are others, or one is not a column.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such component.</exception>
    public double[] Scores(FeatureTable values, IReadOnlyList<Criterion> criteria, int component = 0)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (!CriterionWeights.NamesOf(criteria).SequenceEqual(_names, StringComparer.Ordinal))
            throw Error.Argument($"The criteria must be {string.Join(", ", _names)}, in this order.", nameof(criteria));
        if ((uint)component >= (uint)_names.Length)
            throw Error.OutOfRange(nameof(component), $"The component is {component} and must be 0 to {_names.Length - 1}.");
        var scores = new double[values.Count];
        for (var j = 0; j < _names.Length; j++)
        {
            var column = values.Column(_names[j]).ToArray();
            CriterionRows.Transform(criteria[j], column);
            for (var i = 0; i < scores.Length; i++)
            {
                var standard = _deviations[j] > 0 ? ((_isCost[j] ? -column[i] : column[i]) - _means[j]) / _deviations[j] : 0 * column[i];
                scores[i] += _loadings[component][j] * standard;
            }
        }

        return scores;
    }

    /// <summary>Eigenvalues and the first component.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"Eigenvalues {string.Join(", ", _eigenvalues.Select(value => Invariant($"{value:0.####}")))}; first component ")
        + string.Join(", ", _names.Select((name, j) => Invariant($"{name} {_loadings[0][j]:0.####}"))) + Invariant($"; KMO {Kmo:0.####}");

    private static double[] Turned(double[] loadings)
    {
        var sum = loadings.Sum();
        var sign = Math.Abs(sum) > 1e-12 ? Math.Sign(sum) : Math.Sign(Array.Find(loadings, each => Math.Abs(each) > 1e-12));
        return sign < 0 ? Array.ConvertAll(loadings, each => -each) : loadings;
    }

    private static (double Kmo, double Bartlett) Tests(double[,] all, int[] differing, int members)
    {
        var n = differing.Length;
        var correlations = new double[n, n];
        for (var j = 0; j < n; j++)
        {
            for (var k = 0; k < n; k++)
                correlations[j, k] = all[differing[j], differing[k]];
        }

        if (n < 2 || !SymmetricMatrix.TryCholesky(correlations, out var lower) || !SymmetricMatrix.TryInverse(correlations, out var inverse))
            return (double.NaN, double.NaN);
        var (logDeterminant, squares, partials) = (0.0, 0.0, 0.0);
        for (var j = 0; j < n; j++)
        {
            logDeterminant += 2 * Math.Log(lower[j, j]);
            for (var k = 0; k < j; k++)
            {
                squares += correlations[j, k] * correlations[j, k];
                partials += inverse[j, k] * inverse[j, k] / (inverse[j, j] * inverse[k, k]);
            }
        }

        var kmo = squares + partials > 0 ? squares / (squares + partials) : double.NaN;
        return (kmo, -(members - 1 - (2 * n + 5) / 6.0) * logDeterminant);
    }
}
