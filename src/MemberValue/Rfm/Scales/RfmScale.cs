using System.Globalization;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Rfm;

/// <summary>
/// Cut points, fitted or set, with their origin: an immutable record that scores any table of the same calendar the same way, today's or last year's. Make
/// one with <see cref="FitQuantiles"/>, <see cref="FitNested"/>, <see cref="FitHighLow"/> or <see cref="FromThresholds"/>; keep it with
/// <see cref="ToJson()"/>. Thread-safe.
/// </summary>
/// <remarks>
/// Where the business set the limits (<see cref="RfmScaleMethod.Thresholds"/>, <see cref="RfmScaleMethod.HighLow"/>), a value on a limit belongs to the better
/// level, in every dimension: up to 30 days, from 3 purchases on, from 100 on. With learned cut points a level is 1 + the number of cut points strictly below
/// the value, so equal values have equal levels and a value on a cut stays below it; for recency small values are best, so its level is reversed:
/// L + 1 - level. Cut points that coincide leave levels empty; the top stays the top and nothing is renumbered.
/// </remarks>
public sealed partial class RfmScale : IRfmScorer, IFitted, IRowByRow
{
    private readonly double[] _recency;
    private readonly double[] _frequency;
    private readonly double[] _monetary;
    private readonly NestedCuts? _nested;
    private readonly uint _tag;

    internal RfmScale(
        RfmScaleMethod method, RfmDefinitions definitions, CellCalendar calendar, FitOrigin? origin,
        double[] recency, double[] frequency, double[] monetary, NestedCuts? nested = null)
    {
        Method = method;
        Definitions = definitions;
        Calendar = calendar;
        Origin = origin;
        (_recency, _frequency, _monetary, _nested) = (recency, frequency, monetary, nested);
        Levels = new RfmLevels(recency.Length + 1, frequency.Length + 1, monetary.Length + 1);
        _tag = RfmScore.TagOf(Levels);
        NestedFallbacks = nested?.Fallbacks(Levels) ?? [];
    }

    /// <summary>How the cut points came about.</summary>
    public RfmScaleMethod Method { get; }

    /// <summary>Always <c>RfmScale</c>.</summary>
    public string Kind => Stored.Name;

    /// <inheritdoc/>
    public RfmLevels Levels { get; }

    /// <summary>What frequency and monetary value mean in the scale.</summary>
    public RfmDefinitions Definitions { get; }

    /// <summary>The calendar whose cells the recency cut points count.</summary>
    public CellCalendar Calendar { get; }

    /// <summary>The table that the scale was fitted to, with the number of scorable members; null for thresholds set by the business.</summary>
    public FitOrigin? Origin { get; }

    /// <summary><see cref="FitStatus.Fitted"/>, or <see cref="FitStatus.Given"/> for thresholds set by the business.</summary>
    public FitStatus Status => Origin is null ? FitStatus.Given : FitStatus.Fitted;

    /// <summary>The levels that no member can get, one sentence per dimension, and the groups of a nested scale that held no member; empty when there is
    /// nothing to say.</summary>
    public IReadOnlyList<Text> Warnings
    {
        get
        {
            var warnings = new List<Text>();
            foreach (var dimension in Enum.GetValues<RfmDimension>())
            {
                if (EmptyLevels(dimension) is { Count: > 0 } empty)
                {
                    warnings.Add(empty is [1] && BelowOnePurchase(dimension)
                        ? Text.Of(
                            "Every scored member has bought: with a limit of 1 purchase, no member can get level 1 of Frequency.",
                            "评分会员都有消费：消费频次（F）从1次起算时，没有会员能得到1分。")
                        : Text.Of(
                            $"Cut points of {dimension} coincide: no member can get level {ErrorText.List(empty)}.",
                            $"{RfmWords.Of(dimension).Chinese}的分界点重合：没有会员能得到{ErrorText.List(empty)}分。"));
                }
            }

            if (NestedFallbacks.Count > 0)
            {
                var (count, groups) = (NestedFallbacks.Count.ToString(CultureInfo.InvariantCulture), string.Join(", ", NestedFallbacks));
                warnings.Add(Text.Of(
                    $"{count} groups held no member and use the cut points of the group above: {groups}.",
                    $"{count}个分组在拟合时没有会员，沿用上一级分组的分界点：{groups}。"));
            }

            return warnings.AsReadOnly();
        }
    }

    /// <summary>Cut points of recency in cells, ascending; one fewer than levels.</summary>
    public IReadOnlyList<double> RecencyCuts => Array.AsReadOnly(_recency);

    /// <summary>Cut points of frequency, ascending; one fewer than levels. In a nested scale, those of all members.</summary>
    public IReadOnlyList<double> FrequencyCuts => Array.AsReadOnly(_frequency);

    /// <summary>Cut points of monetary value, ascending; one fewer than levels. In a nested scale, those of all members.</summary>
    public IReadOnlyList<double> MonetaryCuts => Array.AsReadOnly(_monetary);

    /// <summary>
    /// The groups of a nested scale that held no member in the fit and use their parent's cut points, such as <c>R3</c> or <c>R3 F2</c>;
    /// empty for every other scale.
    /// </summary>
    public IReadOnlyList<string> NestedFallbacks { get; }

    /// <summary>
    /// The levels that no member of any table can get: cut points coincide, or the first limit of frequency, or its line, is 1 or less, which everyone who
    /// bought reaches.
    /// </summary>
    /// <param name="dimension">The dimension.</param>
    /// <returns>Levels as they are written in a score, ascending. In a nested scale, those that are empty in every group.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="dimension"/> is not defined.</exception>
    public IReadOnlyList<int> EmptyLevels(RfmDimension dimension)
    {
        double[][] groups = dimension switch
        {
            RfmDimension.Recency => [_recency],
            RfmDimension.Frequency => _nested?.Frequency ?? [_frequency],
            RfmDimension.Monetary => _nested?.Monetary ?? [_monetary],
            _ => throw Error.OutOfRange(nameof(dimension), $"The dimension is {dimension} and must be Recency, Frequency or Monetary."),
        };
        var levels = groups[0].Length + 1;
        var empty = new List<int>();
        for (var level = 1; level <= levels; level++)
        {
            var ascending = dimension == RfmDimension.Recency ? levels + 1 - level : level;
            var coincides = ascending > 1 && ascending < levels && groups.All(cuts => cuts[ascending - 2].Equals(cuts[ascending - 1]));
            if (coincides || (ascending == 1 && BelowOnePurchase(dimension)))
                empty.Add(level);
        }

        return empty;
    }

    /// <summary>The cut points of frequency that apply to a recency level; in a nested scale they differ by level.</summary>
    /// <param name="r">The level of recency, 1 to <see cref="RfmLevels.Recency"/>.</param>
    /// <returns>The cut points, ascending.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No such level.</exception>
    public IReadOnlyList<double> FrequencyCutsWithin(int r) => Array.AsReadOnly(FrequencyCutsOf(Checked(r, Levels.Recency, nameof(r))));

    /// <summary>The cut points of monetary value that apply to a pair of levels; in a nested scale they differ by pair.</summary>
    /// <param name="r">The level of recency, 1 to <see cref="RfmLevels.Recency"/>.</param>
    /// <param name="f">The level of frequency, 1 to <see cref="RfmLevels.Frequency"/>.</param>
    /// <returns>The cut points, ascending.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No such level.</exception>
    public IReadOnlyList<double> MonetaryCutsWithin(int r, int f) =>
        Array.AsReadOnly(MonetaryCutsOf(Checked(r, Levels.Recency, nameof(r)), Checked(f, Levels.Frequency, nameof(f))));

    /// <summary>Scores three raw values: the definition that every other form agrees with.</summary>
    /// <param name="recency">Cells from the last purchase to the window's last; small is good.</param>
    /// <param name="frequency">Purchases or orders, by the scale's definition.</param>
    /// <param name="monetary">Money, by the scale's definition; may be below 0.</param>
    /// <returns>The score; unscored when a value is not finite.</returns>
    public RfmScore Score(double recency, double frequency, double monetary)
    {
        if (!double.IsFinite(recency) || !double.IsFinite(frequency) || !double.IsFinite(monetary))
            return RfmScore.Unscored;
        var r = _recency.Length + 1 - Below(_recency, recency, orEqual: false);
        var f = 1 + Below(FrequencyCutsOf(r), frequency, LineIsHigh);
        var m = 1 + Below(MonetaryCutsOf(r, f), monetary, LineIsHigh);
        return RfmScore.Unchecked(r, f, m, _tag);
    }

    /// <summary>Scores one member.</summary>
    /// <param name="row">The member's numbers.</param>
    /// <returns>The score; unscored without a purchase, or without the margin that the scale needs.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="row"/> is null.</exception>
    /// <exception cref="ArgumentException">The row's calendar is another than the scale's.</exception>
    /// <exception cref="InvalidOperationException">The row lacks a number that the scale needs.</exception>
    public RfmScore Score(MemberRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        CheckCalendar(row.Window, nameof(row));
        var inputs = new RfmInputs(row.ToColumns(), Definitions, LineIsHigh);
        return Score(inputs.Recency(0), inputs.Frequency(0), inputs.Monetary(0));
    }

    /// <inheritdoc/>
    /// <remarks>Single-threaded; allocates nothing. A member without a purchase, or without the margin that the scale needs, is unscored.</remarks>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short, or the columns' calendar is another than the
    /// scale's; <paramref name="destination"/> is unchanged then.</exception>
    /// <exception cref="InvalidOperationException">A column that the scale needs was not fed.</exception>
    public void Score(MemberColumns columns, Span<RfmScore> destination)
    {
        var inputs = Inputs(columns);
        Require.Destination(destination.Length, columns.Count);
        RfmKernel.Score(this, inputs, 0, destination[..columns.Count]);
    }

    /// <summary>Kind, levels, definitions and origin in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{Method} scale, {Levels} levels, {Definitions}, cells of {Calendar}, ")
        + (Origin is null ? "thresholds named by the business" : FormattableString.Invariant($"fitted to {Origin.Members} members, {Origin.Window}"));

    internal ReadOnlySpan<double> RecencyCutSpan => _recency;

    internal ReadOnlySpan<double> FrequencyCutSpan => _frequency;

    internal ReadOnlySpan<double> MonetaryCutSpan => _monetary;

    internal bool IsNested => _nested is not null;

    /// <summary>Whether a frequency or monetary value equal to the cut counts as above it: limits that were named, and lines.</summary>
    internal bool LineIsHigh => Method is RfmScaleMethod.HighLow or RfmScaleMethod.Thresholds;

    internal uint Tag => _tag;

    /// <summary>How many cut points lie below the value, or at or below it.</summary>
    internal static int Below(ReadOnlySpan<double> cuts, double value, bool orEqual)
    {
        var below = 0;
        foreach (var cut in cuts)
            below += cut < value || (orEqual && cut <= value) ? 1 : 0;
        return below;
    }

    /// <summary>Whether the worst level of frequency asks for less than the one purchase that every scored member has.</summary>
    private bool BelowOnePurchase(RfmDimension dimension) =>
        dimension == RfmDimension.Frequency && LineIsHigh && _frequency[0] <= 1;

    private static int Checked(int level, int levels, string name) => level >= 1 && level <= levels
        ? level
        : throw Error.OutOfRange(name, $"The level is {level} and must be 1 to {levels}.");

    private double[] FrequencyCutsOf(int r) => _nested is null ? _frequency : _nested.Frequency[r - 1];

    private double[] MonetaryCutsOf(int r, int f) => _nested is null ? _monetary : _nested.Monetary[(r - 1) * Levels.Frequency + f - 1];

    private RfmInputs Inputs(MemberColumns columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        CheckCalendar(columns.Window, nameof(columns));
        return new RfmInputs(columns, Definitions, LineIsHigh);
    }

    private void CheckCalendar(ObservationWindow window, string name)
    {
        if (!window.Calendar.Equals(Calendar))
        {
            throw Error.Argument(
                $"The scale's recency counts cells of {Calendar}, the table's cells are {window.Calendar}; fit a scale to a table of that calendar.", name);
        }
    }
}
