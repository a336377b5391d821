using System.Globalization;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Learning;
using MemberValue.Members;

namespace MemberValue.Composite;

/// <summary>
/// A composite value from 0 to 100 out of several criteria, by a weighted sum or by TOPSIS. The worst and best values and the lengths of columns are fitted to
/// a base once and kept, so that a new member changes nobody else's score. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// <para>Weighted sum: 100 times the sum of weight times (value - worst) / (best - worst).</para>
/// <para>TOPSIS (Hwang and Yoon 1981): each column is divided by its Euclidean length over the base and multiplied by its weight; with D+ and D- the distances
/// from the best and the worst values of the base, the score is 100 D- / (D+ + D-).</para>
/// <para>A criterion that does not differ in the base has no weight, with a warning; the others share its weight. Where none differs, every score is 50.</para>
/// </remarks>
public sealed partial class CompositeScorer : IValueScorer, IFitted, IRowByRow
{
    private readonly Criterion[] _criteria;
    private readonly double[] _lower;
    private readonly double[] _upper;
    private readonly double[] _lengths; // of a column, on its own scale; 1 where they are not used
    private readonly double[] _effective; // weights without those of criteria that do not differ
    private readonly int _leftOut;

    private CompositeScorer(
        Criterion[] criteria, CriterionWeights weights, CompositeMethod method, bool extrapolates, double[] lower, double[] upper, double[] lengths,
        int leftOut, FitOrigin origin)
    {
        (_criteria, Weights, Method, Extrapolates) = (criteria, weights, method, extrapolates);
        (_lower, _upper, _lengths, _leftOut, Origin) = (lower, upper, lengths, leftOut, origin);
        var sum = weights.Values.Where((_, j) => upper[j] > lower[j]).Sum();
        _effective = [.. weights.Values.Select((weight, j) => upper[j] > lower[j] && sum > 0 ? weight / sum : 0)];
        Status = origin.Rows == 0 ? FitStatus.NoData : sum > 0 ? FitStatus.Fitted : FitStatus.AllAlike;
        Warnings = [.. WarningsOf()];
    }

    /// <summary>The names of the criteria.</summary>
    public IReadOnlyList<string> Criteria => Weights.Names;

    /// <summary>The criteria with direction, logarithm and what stands for a missing value.</summary>
    public IReadOnlyList<Criterion> AllCriteria => Array.AsReadOnly(_criteria);

    /// <summary>The weights that were given, in the order of the criteria.</summary>
    public CriterionWeights Weights { get; }

    /// <summary>How the criteria become one score.</summary>
    public CompositeMethod Method { get; }

    /// <summary>Whether a weighted sum goes on beyond the fitted worst and best values.</summary>
    public bool Extrapolates { get; }

    /// <summary>Always <c>CompositeScorer</c>.</summary>
    public string Kind => Stored.Name;

    /// <summary>The base: the members with a value of every criterion, and the options.</summary>
    public FitOrigin Origin { get; }

    /// <summary><see cref="FitStatus.Fitted"/>; <see cref="FitStatus.AllAlike"/> where no criterion with a weight differs, and <see cref="FitStatus.NoData"/>
    /// where no member has all values: scores are NaN then.</summary>
    public FitStatus Status { get; }

    /// <summary>Criteria without differences, members that were left out, and the remarks on the weights.</summary>
    public IReadOnlyList<Text> Warnings { get; }

    FitOrigin? IFitted.Origin => Origin;

    /// <summary>The worst value of a criterion in the base, on the criterion's scale (its logarithm where it is logged).</summary>
    /// <param name="criterion">The criterion's place, from 0.</param>
    /// <returns>The value that gives 0; NaN without a base.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such criterion.</exception>
    public double WorstOf(int criterion) => _criteria[Place(criterion)].IsCost ? _upper[criterion] : _lower[criterion];

    /// <summary>The best value of a criterion in the base, on the criterion's scale (its logarithm where it is logged).</summary>
    /// <param name="criterion">The criterion's place, from 0.</param>
    /// <returns>The value that gives all points; NaN without a base.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such criterion.</exception>
    public double BestOf(int criterion) => _criteria[Place(criterion)].IsCost ? _lower[criterion] : _upper[criterion];

    /// <summary>Where a member's score comes from.</summary>
    /// <param name="row">The member's numbers.</param>
    /// <returns>The score, each criterion's points, and a sentence.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="row"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The row lacks a column of a criterion.</exception>
    /// <remarks>In TOPSIS the points of a criterion are its part of the squared distance from the worst, times the score.</remarks>
    public CompositeExplanation Explain(MemberRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var (columns, score) = (row.ToColumns(), this.Score(row));
        var (values, places, points) = (new double[_criteria.Length], new double[_criteria.Length], new double[_criteria.Length]);
        for (var j = 0; j < values.Length; j++)
        {
            var value = MeasureReader.Read(columns, _criteria[j].Name, 0, new Span<double>(ref values[j]))[0];
            values[j] = value;
            CriterionRows.Transform(_criteria[j], new Span<double>(ref value));
            var place = (value - WorstOf(j)) / (BestOf(j) - WorstOf(j));
            places[j] = Method == CompositeMethod.WeightedSum && Extrapolates ? place : Math.Clamp(place, 0, 1);
            var step = Method == CompositeMethod.Topsis ? places[j] * (_upper[j] - _lower[j]) * _effective[j] / _lengths[j] : 0;
            points[j] = _effective[j] == 0 ? 0 : Method == CompositeMethod.Topsis ? step * step : 100 * _effective[j] * places[j];
        }

        if (Method == CompositeMethod.Topsis && points.Sum() is > 0 and var sum)
            points = Array.ConvertAll(points, part => score * part / sum);
        var contributions = _criteria.Select((criterion, j) => new CompositeContribution(
            criterion.Name, criterion.Label, values[j], places[j], points[j], Method == CompositeMethod.Topsis ? double.NaN : 100 * _effective[j]));
        return new CompositeExplanation(score, Array.AsReadOnly(contributions.OrderByDescending(each => each.Points).ToArray()));
    }

    /// <summary>How many members have a value beyond the fitted worst or best one: when they become many, it is time for a new fit.</summary>
    /// <param name="columns">The members.</param>
    /// <returns>0 to the number of members.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A column of a criterion was not fed.</exception>
    public int CountOutside(MemberColumns columns)
    {
        var values = FeatureTable.From(columns, Criteria);
        var isOutside = new bool[values.Count];
        for (var j = 0; j < _criteria.Length; j++)
        {
            var column = values.Column(j).ToArray();
            CriterionRows.Transform(_criteria[j], column);
            for (var i = 0; i < column.Length; i++)
                isOutside[i] |= column[i] < _lower[j] || column[i] > _upper[j];
        }

        return isOutside.Count(outside => outside);
    }

    /// <summary>Method, weights and origin.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Method} of {Weights}; {Origin}");

    private IEnumerable<Text> WarningsOf()
    {
        if (Status == FitStatus.NoData)
            yield return Text.Of("No member has a value of every criterion: there is nothing to fit to.", "没有会员具备全部指标，无法拟合。");
        if (_leftOut > 0 && Status != FitStatus.NoData)
        {
            yield return Text.Of("{missing} members lack a value of some criterion and were left out.", "{missing}名会员缺少某项指标，未参与拟合。")
                .Fill(TextValue.Number("missing", _leftOut));
        }

        for (var j = 0; j < _criteria.Length; j++)
        {
            if (_lower[j] == _upper[j])
                yield return CriterionWeights.NoDifference(_criteria[j].Label);
        }

        if (Status == FitStatus.AllAlike)
            yield return Text.Of("No criterion with a weight differs between members: every score is 50.", "有权重的指标在会员之间都没有差异：所有得分均为50。");
        foreach (var remark in Weights.Remarks)
            yield return remark;
    }

    private int Place(int criterion) => (uint)criterion < (uint)_criteria.Length ? criterion
        : throw Error.OutOfRange(nameof(criterion), $"The criterion is {criterion} and must be 0 to {_criteria.Length - 1}.");
}
