using MemberValue.Common;
using MemberValue.Learning;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Composite;

/// <summary>The values of criteria of the members who have all of them: missing ones replaced where the criterion says so, logarithms taken.</summary>
internal sealed class CriterionRows
{
    private CriterionRows(IReadOnlyList<Criterion> criteria, double[][] columns, int count, int leftOut) =>
        (Criteria, Columns, Count, LeftOut) = (criteria, columns, count, leftOut);

    public IReadOnlyList<Criterion> Criteria { get; }

    /// <summary>By criterion; the first <see cref="Count"/> values.</summary>
    public double[][] Columns { get; }

    public int Count { get; }

    /// <summary>Members without a value of some criterion.</summary>
    public int LeftOut { get; }

    public static CriterionRows Of(FeatureTable values, IReadOnlyList<Criterion> criteria)
    {
        ArgumentNullException.ThrowIfNull(values);
        CriterionWeights.NamesOf(criteria);
        var columns = new double[criteria.Count][];
        for (var j = 0; j < columns.Length; j++)
        {
            columns[j] = values.Column(criteria[j].Name).ToArray();
            Transform(criteria[j], columns[j]);
        }

        var count = 0;
        for (var i = 0; i < values.Count; i++)
        {
            var isWhole = true;
            foreach (var column in columns)
            {
                isWhole &= Math.Abs(column[i]) <= MeasureReader.Largest;
                column[count] = column[i];
            }

            count += isWhole ? 1 : 0;
        }

        return new CriterionRows(criteria, columns, count, values.Count - count);
    }

    public ReadOnlySpan<double> Column(int j) => Columns[j].AsSpan(0, Count);

    /// <summary>The least and the greatest value, or the quantiles at a share from both ends; NaN without rows.</summary>
    public (double Lower, double Upper) Range(int j, double tail)
    {
        var values = Column(j).ToArray();
        if (values.Length == 0)
            return (double.NaN, double.NaN);
        if (tail == 0)
            return (values.Min(), values.Max());
        Array.Sort(values);
        return (Type7.At(values, tail), Type7.At(values, 1 - tail));
    }

    /// <summary>A column on the scale from 0, the worst value, to 1, the best; 0 everywhere where all are equal.</summary>
    public double[] Ranged(int j)
    {
        var (lower, upper) = Range(j, 0);
        var isCost = Criteria[j].IsCost;
        return Array.ConvertAll(Column(j).ToArray(), value => upper > lower ? (isCost ? upper - value : value - lower) / (upper - lower) : 0);
    }

    /// <summary>Values as a criterion looks at them.</summary>
    public static void Transform(Criterion criterion, Span<double> values) => MeasureReader.Transform(values, criterion.MissingAs, criterion.IsLogged);

    /// <summary>The Pearson correlations of some columns; NaN where one has no differences.</summary>
    public static double[,] Correlations(double[][] columns, int count)
    {
        var n = columns.Length;
        var (means, squares, correlations) = (new double[n], new double[n], new double[n, n]);
        for (var j = 0; j < n; j++)
        {
            means[j] = Sum(count, i => columns[j][i]) / count;
            squares[j] = Sum(count, i => (columns[j][i] - means[j]) * (columns[j][i] - means[j]));
        }

        for (var j = 0; j < n; j++)
        {
            correlations[j, j] = squares[j] > 0 ? 1 : double.NaN;
            for (var k = 0; k < j; k++)
            {
                var (a, b, meanA, meanB) = (columns[j], columns[k], means[j], means[k]);
                var both = Sum(count, i => (a[i] - meanA) * (b[i] - meanB));
                correlations[j, k] = correlations[k, j] = Math.Clamp(both / Math.Sqrt(squares[j]) / Math.Sqrt(squares[k]), -1, 1);
            }
        }

        return correlations;
    }

    public static double Sum(int count, Func<int, double> term)
    {
        var sum = new CompensatedSum();
        for (var i = 0; i < count; i++)
            sum.Add(term(i));
        return sum.Value;
    }
}
