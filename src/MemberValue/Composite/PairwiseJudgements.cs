using System.Globalization;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Composite;

/// <summary>
/// Judgements of how many times as important one criterion is as another, for every pair: the analytic hierarchy process (AHP). They give weights, and say how
/// far they contradict each other. Of one judge or of several. Immutable and thread-safe.
/// </summary>
/// <remarks>Saaty 1977, "A scaling method for priorities in hierarchical structures"; Saaty 1980; Saaty 1990.</remarks>
[JsonConverter(typeof(ResultJsonConverter))]
public sealed class PairwiseJudgements : IWritesJson
{
    /// <summary>The most criteria: the tables of random indices end there.</summary>
    public const int MostCriteria = 15;

    /// <summary>The consistency ratio up to which judgements are usually accepted. Saaty later advised 0.05 for three criteria and 0.08 for four.</summary>
    public const double AcceptedRatio = 0.1;

    private const double LargestUsual = 9; // of Saaty's scale

    private static readonly double[] Saaty = [0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59]; // for 3 to 15 criteria

    private static readonly double[] AlonsoLamata =
        [0.5245, 0.8815, 1.1086, 1.2479, 1.3417, 1.4056, 1.4499, 1.4854, 1.5141, 1.5365, 1.5551, 1.5713, 1.5838];

    private readonly string[] _names;
    private readonly double[,] _matrix;
    private readonly double[] _weights;

    private PairwiseJudgements(string[] names, double[,] matrix)
    {
        (_names, _matrix) = (names, matrix);
        (_weights, LargestEigenvalue) = Principal(matrix);
    }

    /// <summary>The names of the criteria.</summary>
    public IReadOnlyList<string> Names => Array.AsReadOnly(_names);

    /// <summary>The largest eigenvalue of the judgements; at least the number of criteria, and equal to it for judgements without a contradiction.</summary>
    public double LargestEigenvalue { get; }

    /// <summary>(largest eigenvalue - n) / (n - 1) for n criteria: 0 without a contradiction; 0 for one or two criteria, which cannot contradict.</summary>
    public double ConsistencyIndex => _names.Length < 3 ? 0 : Math.Max(0, (LargestEigenvalue - _names.Length) / (_names.Length - 1));

    /// <summary>
    /// The geometric consistency index of the row geometric means, 2 / ((n - 1)(n - 2)) times the sum of squared logarithms of given over implied judgements; 0
    /// without a contradiction. Aguaron and Moreno-Jimenez 2003 accept 0.31 for three criteria, 0.35 for four and 0.37 for more.
    /// </summary>
    public double GeometricConsistencyIndex
    {
        get
        {
            var (n, weights, sum) = (_names.Length, GeometricMeans(), 0.0);
            for (var i = 0; i < n; i++)
            {
                for (var j = i + 1; j < n; j++)
                    sum += Math.Pow(Math.Log(_matrix[i, j] * weights[j] / weights[i]), 2);
            }

            return n < 3 ? 0 : 2 * sum / ((n - 1) * (n - 2));
        }
    }

    /// <summary>The judgement of one pair.</summary>
    /// <param name="first">The first criterion's place in <see cref="Names"/>, from 0.</param>
    /// <param name="second">The second criterion's place.</param>
    /// <returns>How many times as important the first is; above 0, and 1 for a criterion and itself.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such criterion.</exception>
    public double this[int first, int second] => _matrix[Place(first, nameof(first)), Place(second, nameof(second))];

    /// <summary>Judgements of the pairs in the order of a table's upper triangle: first with second, first with third, ..., second with third, ...</summary>
    /// <param name="criteria">The names of the criteria, 1 to <see cref="MostCriteria"/>.</param>
    /// <param name="judgements">How many times as important the first of each pair is; finite, above 0. Saaty's scale has 1 (equal) to 9, and 1/9 to 1 where
    /// the second is more important.</param>
    /// <returns>The judgements.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">A name is empty or given twice, there are too few or too many criteria, not one judgement per pair, or one is not
    /// finite and above 0.</exception>
    public static PairwiseJudgements FromUpperTriangle(IReadOnlyList<string> criteria, params IReadOnlyList<double> judgements)
    {
        ArgumentNullException.ThrowIfNull(criteria);
        ArgumentNullException.ThrowIfNull(judgements);
        var names = CriterionWeights.Checked([.. criteria], nameof(criteria));
        var n = names.Length;
        if (n > MostCriteria)
            throw Error.Argument($"There are {n} criteria; there must be 1 to {MostCriteria}. Judge groups of criteria instead.", nameof(criteria));
        if (judgements.Count != n * (n - 1) / 2)
        {
            throw Error.Argument(
                $"There are {judgements.Count} judgements of {n} criteria; there must be one per pair, {n * (n - 1) / 2}.", nameof(judgements));
        }

        var (matrix, at) = (new double[n, n], 0);
        for (var i = 0; i < n; i++)
        {
            matrix[i, i] = 1;
            for (var j = i + 1; j < n; j++)
            {
                var judgement = judgements[at++];
                if (!(judgement > 0 && judgement <= 1e12 && judgement >= 1e-12))
                {
                    throw Error.Argument(
                        $"The judgement of '{names[i]}' and '{names[j]}' is {judgement}; it must be a number above 0, usually 1/9 to 9.", nameof(judgements));
                }

                (matrix[i, j], matrix[j, i]) = (judgement, 1 / judgement);
            }
        }

        return new PairwiseJudgements(names, matrix);
    }

    /// <summary>The judgements of several judges as one: the geometric mean of each pair, which is the only mean that keeps them reciprocal.</summary>
    /// <param name="judges">The judgements of each judge, at least one, of the same criteria in the same order.</param>
    /// <returns>The judgements.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="judges"/> or one of them is null.</exception>
    /// <exception cref="ArgumentException">There is no judge, or they judged other criteria.</exception>
    public static PairwiseJudgements OfGroup(IReadOnlyList<PairwiseJudgements> judges)
    {
        ArgumentNullException.ThrowIfNull(judges);
        if (judges.Count == 0)
            throw new ArgumentException("There is no judge; there must be at least one.", nameof(judges));
        foreach (var judge in judges)
        {
            ArgumentNullException.ThrowIfNull(judge, nameof(judges));
            if (!judge._names.SequenceEqual(judges[0]._names, StringComparer.Ordinal))
            {
                throw Error.Argument(
                    $"A judge has the criteria {string.Join(", ", judge._names)}, the first {string.Join(", ", judges[0]._names)}; they must be the same.",
                    nameof(judges));
            }
        }

        var pairs = new List<double>();
        for (var i = 0; i < judges[0]._names.Length; i++)
        {
            for (var j = i + 1; j < judges[0]._names.Length; j++)
                pairs.Add(Math.Exp(judges.Sum(judge => Math.Log(judge._matrix[i, j])) / judges.Count));
        }

        return FromUpperTriangle(judges[0]._names, pairs);
    }

    /// <summary>The consistency ratio: how far the judgements contradict each other, relative to random ones.</summary>
    /// <param name="index">The table of random indices.</param>
    /// <returns>0 without a contradiction, and for one or two criteria; about 1 for random judgements. Usually accepted up to
    /// <see cref="AcceptedRatio"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such table.</exception>
    public double ConsistencyRatio(RandomIndex index = RandomIndex.Saaty1980)
    {
        if (!Enum.IsDefined(index))
            throw Error.OutOfRange(nameof(index), $"The table is {index} and must be Saaty1980 or AlonsoLamata2006.");
        return _names.Length < 3 ? 0 : ConsistencyIndex / (index == RandomIndex.Saaty1980 ? Saaty : AlonsoLamata)[_names.Length - 3];
    }

    /// <summary>The judgement that agrees least with all others; null where there is no contradiction worth a second look.</summary>
    /// <returns>The pair whose given and implied judgements differ most, in the direction in which the given one is at least 1.</returns>
    public JudgementDoubt? Worst()
    {
        var (worst, first, second) = (1e-9, -1, -1);
        for (var i = 0; i < _names.Length; i++)
        {
            for (var j = i + 1; j < _names.Length; j++)
            {
                var distance = Math.Abs(Math.Log(_matrix[i, j] * _weights[j] / _weights[i]));
                if (distance > worst)
                    (worst, first, second) = (distance, i, j);
            }
        }

        if (first < 0)
            return null;
        if (_matrix[first, second] < 1)
            (first, second) = (second, first);
        return new JudgementDoubt(_names[first], _names[second], _matrix[first, second], _weights[first] / _weights[second]);
    }

    /// <summary>The weights by the principal eigenvector, which is Saaty's method.</summary>
    /// <returns>The weights; a remark where the consistency ratio by Saaty's table is above <see cref="AcceptedRatio"/>, with the judgement to look at again,
    /// and where a judgement is beyond 1/9 to 9.</returns>
    public CriterionWeights ToWeights() => new(_names, [.. _weights], CriterionWeightMethod.Judgements, Remarks());

    /// <summary>The weights by the geometric mean of each row, the least-squares fit of the logarithms; equal to the eigenvector's for up to three
    /// criteria.</summary>
    /// <returns>The weights, with the same remarks.</returns>
    public CriterionWeights ToGeometricWeights() => new(_names, GeometricMeans(), CriterionWeightMethod.Judgements, Remarks());

    /// <summary>Criteria, weights and consistency ratio.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{ToWeights()}; consistency ratio {ConsistencyRatio():0.####} ({nameof(RandomIndex.Saaty1980)})");

    private static (double[] Weights, double LargestEigenvalue) Principal(double[,] matrix)
    {
        var n = matrix.GetLength(0);
        double[] weights = [.. Enumerable.Repeat(1.0 / n, n)];
        var next = new double[n];
        var (eigenvalue, change) = ((double)n, 1.0);
        for (var step = 0; step < 10_000 && change > 1e-16; step++)
        {
            var sum = 0.0;
            for (var i = 0; i < n; i++)
            {
                next[i] = 0;
                for (var j = 0; j < n; j++)
                    next[i] += matrix[i, j] * weights[j];
                sum += next[i];
            }

            change = 0;
            for (var i = 0; i < n; i++)
            {
                next[i] /= sum;
                change = Math.Max(change, Math.Abs(next[i] - weights[i]));
            }

            (weights, next, eigenvalue) = (next, weights, sum);
        }

        return (weights, eigenvalue);
    }

    private double[] GeometricMeans()
    {
        var n = _names.Length;
        double[] logs = [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Sum(j => Math.Log(_matrix[i, j])) / n)];
        var sum = logs.Sum(Math.Exp);
        return Array.ConvertAll(logs, log => Math.Exp(log) / sum);
    }

    private System.Collections.ObjectModel.ReadOnlyCollection<Text> Remarks()
    {
        var remarks = new List<Text>();
        if (ConsistencyRatio() > AcceptedRatio && Worst() is { } doubt)
        {
            remarks.Add(Text.Of("The judgements contradict each other: the consistency ratio is {ratio}, and at most {most} is accepted.",
                "各判断相互矛盾：一致性比率为{ratio}，应不超过{most}。").Fill(new("ratio", Wording.Fixed(ConsistencyRatio())), new("most", Wording.Fixed(AcceptedRatio))));
            remarks.Add(doubt.Text);
        }

        foreach (var judgement in _matrix)
        {
            if (judgement > LargestUsual * (1 + 1e-9))
            {
                remarks.Add(Text.Of("A judgement is beyond the usual scale of 1/9 to 9.", "有判断超出常用的1/9到9标度。"));
                break;
            }
        }

        return remarks.AsReadOnly();
    }

    private int Place(int place, string name) => (uint)place < (uint)_names.Length ? place
        : throw Error.OutOfRange(name, $"The criterion is {place} and must be 0 to {_names.Length - 1}.");

    void IWritesJson.WriteJson(ResultWriter to) => to.Object(this, static (to, judgements) =>
    {
        var n = judgements._names.Length;
        to.Items(nameof(Names), judgements.Names);
        to.Items("Judgements", Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Select(j => judgements._matrix[i, j])),
            static (to, row) => to.List(row));
        to.Items("Weights", judgements._weights);
        to.Property(nameof(LargestEigenvalue), judgements.LargestEigenvalue);
        to.Property(nameof(ConsistencyIndex), judgements.ConsistencyIndex);
        to.Property("ConsistencyRatio", judgements.ConsistencyRatio());
        to.Property(nameof(GeometricConsistencyIndex), judgements.GeometricConsistencyIndex);
        to.Property("Worst", judgements.Worst());
    });
}
