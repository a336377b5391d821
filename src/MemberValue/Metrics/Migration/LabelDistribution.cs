using System.Text.Json.Serialization;
using MemberValue.Members;

namespace MemberValue.Metrics;

/// <summary>How many members have each label at one date, and what they weigh. Immutable and thread-safe.</summary>
/// <typeparam name="TLabel">The type of a label.</typeparam>
public sealed class LabelDistribution<TLabel>
{
    private readonly LabelSet<TLabel> _labels;

    internal LabelDistribution(LabelSet<TLabel> labels, ObservationWindow? window, long[] members, double[]? weights, long missingWeights)
    {
        _labels = labels;
        Window = window;
        MembersByLabel = Array.AsReadOnly(members);
        WeightByLabel = weights is null ? null : Array.AsReadOnly(weights);
        Total = members.Sum();
        MissingWeights = missingWeights;
    }

    /// <summary>The labels, in the order that was given.</summary>
    public IReadOnlyList<TLabel> Labels => _labels.Labels;

    /// <summary>The window whose last cell is the date; null where no date was given.</summary>
    public ObservationWindow? Window { get; }

    /// <summary>All members of the date.</summary>
    public long Total { get; }

    /// <summary>The members of each label, in the order of <see cref="Labels"/>; they add to <see cref="Total"/>.</summary>
    public IReadOnlyList<long> MembersByLabel { get; }

    /// <summary>The summed weight of each label's members, in the order of <see cref="Labels"/>; null where no weights were given.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public IReadOnlyList<double>? WeightByLabel { get; }

    /// <summary>Members whose weight is missing or not finite; they count as members and add nothing to a weight.</summary>
    public long MissingWeights { get; }

    /// <summary>The members of a label.</summary>
    /// <param name="label">The label.</param>
    /// <returns>How many, 0 or more.</returns>
    /// <exception cref="ArgumentException">No such label.</exception>
    public long Members(TLabel label) => MembersByLabel[_labels.PlaceOf(label, nameof(label))];

    /// <summary>The share of all members that has a label.</summary>
    /// <param name="label">The label.</param>
    /// <returns>The share with its counts.</returns>
    /// <exception cref="ArgumentException">No such label.</exception>
    public Proportion Share(TLabel label) => new(Members(label), Total);

    /// <summary>The summed weight of a label's members.</summary>
    /// <param name="label">The label.</param>
    /// <returns>The sum, in the weights' unit; 0 without a member, NaN where no weights were given.</returns>
    /// <exception cref="ArgumentException">No such label.</exception>
    public double Weight(TLabel label)
    {
        var place = _labels.PlaceOf(label, nameof(label));
        return WeightByLabel is { } weights ? weights[place] : double.NaN;
    }

    /// <summary>A line per label with its members and their share, the same in every culture.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        var rows = new List<string[]>([[Window is null ? "label" : Window.Calendar.Format(Window.LastCell), "members", "share", "weight"]]);
        for (var i = 0; i < Labels.Count; i++)
        {
            rows.Add([LabelText.Of(Labels[i]), LabelText.Whole(MembersByLabel[i]), LabelText.Share(MembersByLabel[i], Total),
                LabelText.Number(WeightByLabel?[i] ?? double.NaN)]);
        }

        return LabelText.Table(rows);
    }

    internal LabelSet<TLabel> Set => _labels;
}
