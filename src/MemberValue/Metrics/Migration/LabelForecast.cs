using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Metrics;

/// <summary>Expected members of each label, period by period. An expectation is an average, not a promise. Immutable and thread-safe.</summary>
/// <typeparam name="TLabel">The type of a label.</typeparam>
[JsonConverter(typeof(ResultJsonConverter))]
public sealed class LabelForecast<TLabel> : IWritesJson
{
    private readonly LabelSet<TLabel> _labels;
    private readonly double[][] _members;
    private readonly double[] _left;

    internal LabelForecast(LabelSet<TLabel> labels, double[][] members, double[] left)
    {
        _labels = labels;
        _members = members;
        _left = left;
    }

    /// <summary>The labels, in the order of the chain.</summary>
    public IReadOnlyList<TLabel> Labels => _labels.Labels;

    /// <summary>How many periods ahead the forecast goes; period 0 is where it begins.</summary>
    public int Periods => _members.Length - 1;

    /// <summary>Expected members of a label.</summary>
    /// <param name="period">The period, 0 (now) to <see cref="Periods"/>.</param>
    /// <param name="label">The label.</param>
    /// <returns>How many, 0 or more; an expectation, so not a whole number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No such period.</exception>
    /// <exception cref="ArgumentException">No such label.</exception>
    public double Members(int period, TLabel label) => _members[Checked(period)][_labels.PlaceOf(label, nameof(label))];

    /// <summary>Expected members of all labels in one period.</summary>
    /// <param name="period">The period, 0 (now) to <see cref="Periods"/>.</param>
    /// <returns>One number per label, in the order of <see cref="Labels"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No such period.</exception>
    public IReadOnlyList<double> MembersByLabel(int period) => Array.AsReadOnly(_members[Checked(period)]);

    /// <summary>Expected members who have left by a period.</summary>
    /// <param name="period">The period, 0 (now) to <see cref="Periods"/>.</param>
    /// <returns>How many since period 0; with all labels' members it adds to those at the start and those who arrived.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No such period.</exception>
    public double Left(int period) => _left[Checked(period)];

    /// <summary>The members of each label, a line per period, the same in every culture.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => LabelText.Table(
    [
        ["period", .. Labels.Select(LabelText.Of), "(left)"],
        .. _members.Select((members, period) => (string[])[LabelText.Whole(period), .. members.Select(LabelText.Number), LabelText.Number(_left[period])]),
    ]);

    void IWritesJson.WriteJson(ResultWriter to) => to.Object(this, static (to, forecast) =>
    {
        to.Items(nameof(Labels), forecast.Labels);
        to.Items(nameof(Members), forecast._members, static (to, members) => to.List(members));
        to.Items(nameof(Left), forecast._left);
    });

    private int Checked(int period) => period >= 0 && period <= Periods
        ? period
        : throw Error.OutOfRange(nameof(period), $"The period is {period} and must be 0 to {Periods}.");
}
