using System.Globalization;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Rfm;

/// <summary>
/// Cut points of any number of dimensions, fitted or set: RFM with length of relationship, regularity, visits, margin or columns of your own beside it. It
/// scores any later table in the same way. Make one with <see cref="Fit"/> or <see cref="FromThresholds"/>; keep it as JSON. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// The rules are those of <see cref="RfmScale"/>: a level is 1 + the number of cut points strictly below the value; where the business set the limits or the
/// line, a value on it has the better level; where less is better the level is reversed. With <see cref="ScoreDimensionOptions.Rfm"/> alone, and cells
/// that are days, the cut points and levels are those of <see cref="RfmScale"/> to the bit. In a nested scale each dimension is cut within the levels of all
/// before it.
/// </remarks>
public sealed partial class DimensionScale : IFitted, IRowByRow
{
    private readonly ScoreDimensionOptions[] _dimensions;
    private readonly string[] _letters;
    private readonly double[][][] _cuts; // by dimension, by group, ascending; one group unless the scale is nested

    internal DimensionScale(RfmScaleMethod method, ScoreDimensionOptions[] dimensions, double[][][] cuts, double[][] overall, FitOrigin? origin)
    {
        (Method, _dimensions, _cuts, Overall, Origin) = (method, dimensions, cuts, overall, origin);
        _letters = [.. dimensions.Select(dimension => dimension.LetterInUse)];
        Warnings = WarningsOf().ToList().AsReadOnly();
    }

    /// <summary>How the cut points came about.</summary>
    public RfmScaleMethod Method { get; }

    /// <summary>Always <c>DimensionScale</c>.</summary>
    public string Kind => Stored.Name;

    /// <summary>The table that the scale was fitted to; null for thresholds set by the business.</summary>
    public FitOrigin? Origin { get; }

    /// <summary><see cref="FitStatus.Fitted"/>, or <see cref="FitStatus.Given"/> for thresholds set by the business.</summary>
    public FitStatus Status => Origin is null ? FitStatus.Given : FitStatus.Fitted;

    /// <summary>The levels that no member can get because cut points coincide, one sentence per dimension; empty when there is nothing to say.</summary>
    public IReadOnlyList<Text> Warnings { get; }

    /// <summary>The letters of the dimensions, in the order of a score.</summary>
    public IReadOnlyList<string> Letters => Array.AsReadOnly(_letters);

    /// <summary>The measures and columns that the dimensions look at, in the order of a score.</summary>
    public IReadOnlyList<string> Names => Array.AsReadOnly([.. _dimensions.Select(dimension => dimension.Name)]);

    /// <summary>The number of levels of each dimension.</summary>
    public IReadOnlyList<int> Levels => Array.AsReadOnly([.. Overall.Select(cuts => cuts.Length + 1)]);

    /// <summary>The cut points of a dimension, ascending; one fewer than levels. In a nested scale, those of all members.</summary>
    /// <param name="dimension">Its place, from 0.</param>
    /// <returns>The cut points.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public IReadOnlyList<double> Cuts(int dimension) => (uint)dimension < (uint)_dimensions.Length
        ? Array.AsReadOnly(Overall[dimension])
        : throw Error.OutOfRange(nameof(dimension), $"The dimension is {dimension} and must be 0 to {_dimensions.Length - 1}.");

    internal double[][] Overall { get; }

    /// <summary>Whether a value on a cut point counts as above it, where more is better: limits that were named, and lines.</summary>
    internal bool LineIsHigh => Method is RfmScaleMethod.HighLow or RfmScaleMethod.Thresholds;

    /// <summary>Scores raw values: the definition that every other form agrees with.</summary>
    /// <param name="values">One value per dimension; what is not finite is missing.</param>
    /// <returns>The score.</returns>
    /// <exception cref="ArgumentException">The number of values is not that of the dimensions.</exception>
    public DimensionScore Score(ReadOnlySpan<double> values)
    {
        if (values.Length != _dimensions.Length)
            throw Error.Argument($"There are {values.Length} values for {_dimensions.Length} dimensions.", nameof(values));
        var (levels, group) = (0UL, 0);
        for (var j = 0; j < values.Length; j++)
        {
            var (dimension, top) = (_dimensions[j], Overall[j].Length + 1);
            if (!double.IsFinite(values[j]) && dimension.Missing == MissingLevel.Unscored)
                return DimensionScore.Unscored;
            var cuts = group < 0 ? Overall[j] : _cuts[j][Method == RfmScaleMethod.Nested ? group : 0];
            var level = !double.IsFinite(values[j]) ? (dimension.Missing == MissingLevel.Lowest ? 1 : 0)
                : dimension.SmallIsGood ? top - RfmScale.Below(cuts, values[j], orEqual: false)
                : 1 + RfmScale.Below(cuts, values[j], LineIsHigh);
            levels |= (ulong)level << (j * DimensionScore.Bits);
            group = group < 0 || level == 0 ? -1 : group * top + level - 1;
        }

        return new DimensionScore(_letters, levels);
    }

    /// <summary>Reads a score of this scale, as <see cref="DimensionScore.ToString"/> writes it.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The score.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="FormatException">The text is not a score, or not one of this scale.</exception>
    public DimensionScore Parse(string text)
    {
        var score = DimensionScore.Parse(text);
        return IsOfThisScale(score) ? new DimensionScore(_letters, score.Levels)
            : throw Error.Format($"The score {text} is of another scale; this one has the dimensions {ErrorText.List(_letters)}.");
    }

    /// <summary>Method, dimensions and origin in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString()
    {
        var dimensions = _dimensions.Select((dimension, j) => string.Create(
            CultureInfo.InvariantCulture,
            $"{_letters[j]} = {dimension.Name} ({Overall[j].Length + 1} levels{(dimension.SmallIsGood ? ", less is better" : "")})"));
        return $"{Method} scale, {string.Join(", ", dimensions)}, "
            + (Origin is null ? "thresholds named by the business" : FormattableString.Invariant($"fitted to {Origin}"));
    }

    internal bool IsOfThisScale(DimensionScore score)
    {
        if (!score.IsScored)
            return true;
        if (!score.Letters.SequenceEqual(_letters))
            return false;
        for (var j = 0; j < _letters.Length; j++)
        {
            if (score.LevelAt(j) > Overall[j].Length + 1)
                return false;
        }

        return true;
    }

    private IEnumerable<Text> WarningsOf()
    {
        for (var j = 0; j < _dimensions.Length; j++)
        {
            var (cuts, levels) = (Overall[j], Overall[j].Length + 1);
            var empty = new List<int>();
            for (var level = 2; level < levels; level++)
            {
                var ascending = _dimensions[j].SmallIsGood ? levels + 1 - level : level;
                if (_cuts[j].All(each => each[ascending - 2].Equals(each[ascending - 1])))
                    empty.Add(level);
            }

            if (empty.Count > 0 && cuts.Length > 0)
            {
                yield return Text.Of(
                    "Cut points of {name} coincide: no member can get level {levels}.", "{name}的分界点重合：没有会员能得到{levels}分。")
                    .Fill(new TextValue("name", Measures.Label(_dimensions[j].Name)), new TextValue("levels", ErrorText.List(empty)));
            }
        }
    }
}
