using System.Text.Json.Serialization;
using MemberValue.Members;

namespace MemberValue.Metrics;

/// <summary>One number per label: a value, or a number of periods. Immutable and thread-safe.</summary>
/// <typeparam name="TLabel">The type of a label.</typeparam>
public sealed class LabelValues<TLabel>
{
    private readonly LabelSet<TLabel> _labels;
    private readonly int[]? _blockedBy; // the position of the unobserved label that a label's number would need, or -1

    internal LabelValues(LabelSet<TLabel> labels, double[] values, int[]? blockedBy = null)
    {
        _labels = labels;
        _blockedBy = blockedBy;
        ByLabel = Array.AsReadOnly(values);
    }

    /// <summary>The labels, in the order of the chain.</summary>
    public IReadOnlyList<TLabel> Labels => _labels.Labels;

    /// <summary>The numbers in the order of <see cref="Labels"/>; NaN where one would need an unobserved row.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public IReadOnlyList<double> ByLabel { get; }

    /// <summary>The number of a label.</summary>
    /// <param name="label">The label.</param>
    /// <returns>The number.</returns>
    /// <exception cref="ArgumentException">No such label.</exception>
    /// <exception cref="InvalidOperationException">It would need a row that was never observed; the message names it.</exception>
    public double this[TLabel label]
    {
        get
        {
            var place = _labels.PlaceOf(label, nameof(label));
            return _blockedBy is { } blocks && blocks[place] >= 0
                ? throw new InvalidOperationException(NeedsRow(label, Labels[blocks[place]]))
                : ByLabel[place];
        }
    }

    /// <summary>Label and number per line, the same in every culture.</summary>
    /// <returns>The text; a dash where there is no number.</returns>
    public override string ToString() =>
        LabelText.Table([.. Labels.Select((label, place) => (string[])[LabelText.Of(label), LabelText.Number(ByLabel[place])])]);

    internal static string NeedsRow(TLabel from, TLabel unobserved) =>
        $"The number of {LabelText.Of(from)} needs the row of {LabelText.Of(unobserved)}, which was never observed: pool more dates, or give the row "
            + $"with MarkovChain.FromMatrix.";
}
