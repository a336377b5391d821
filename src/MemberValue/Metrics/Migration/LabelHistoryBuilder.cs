using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Metrics;

/// <summary>
/// Takes the labels of one date after the other and counts the members of each label and the moves between dates. It keeps only the last date: two bytes per
/// member, the keys and the weights. Not thread-safe.
/// </summary>
/// <typeparam name="TKey">The type of a member's key.</typeparam>
/// <typeparam name="TLabel">The type of a label: a stage, a segment, a risk level.</typeparam>
public sealed class LabelHistoryBuilder<TKey, TLabel>
    where TKey : notnull
{
    private readonly LabelSet<TLabel> _labels;
    private readonly List<LabelDistribution<TLabel>> _dates = [];
    private readonly List<LabelMigration<TLabel>> _migrations = [];
    private LabelSnapshot<TKey, TLabel>? _last;
    private bool _weighted;

    /// <summary>Creates a builder without dates.</summary>
    /// <param name="labels">All labels, each once, 1 to 1,024; the order of rows and columns. Null can be one of them, for members
    /// without a label.</param>
    /// <param name="comparer">When labels are equal; null for the type's own equality.</param>
    /// <exception cref="ArgumentNullException"><paramref name="labels"/> is null.</exception>
    /// <exception cref="ArgumentException">No labels, too many, or one that is given twice; the message names it.</exception>
    public LabelHistoryBuilder(IReadOnlyList<TLabel> labels, IEqualityComparer<TLabel>? comparer = null) => _labels = new LabelSet<TLabel>(labels, comparer);

    /// <summary>Adds the labels of the next date.</summary>
    /// <param name="window">The window that the labels are of; its last cell is the date, later than all before it and in the same calendar.</param>
    /// <param name="labels">One label per member.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The date is not later than the one before or is in another calendar; a member's label is not in the
    /// list; the dates before had weights; or the tables compare keys differently. The builder is then unchanged.</exception>
    public void Add(ObservationWindow window, MemberResults<TKey, TLabel> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        AddNext(window, labels, null);
    }

    /// <summary>Adds the labels of the next date, with money.</summary>
    /// <param name="window">The window that the labels are of; its last cell is the date, later than all before it and in the same calendar.</param>
    /// <param name="labels">One label per member.</param>
    /// <param name="weights">Money per member, in the order of <paramref name="labels"/>, such as recent net spend; a missing amount adds nothing.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">As without weights, not one weight per member, or the dates before had none. The builder is then
    /// unchanged.</exception>
    public void Add(ObservationWindow window, MemberResults<TKey, TLabel> labels, MoneyColumn weights)
    {
        ArgumentNullException.ThrowIfNull(labels);
        AddNext(window, labels, new WeightColumn(weights, labels.Count, nameof(weights)));
    }

    /// <summary>Adds the labels of the next date, with any weight.</summary>
    /// <param name="window">The window that the labels are of; its last cell is the date, later than all before it and in the same calendar.</param>
    /// <param name="labels">One label per member.</param>
    /// <param name="weights">One weight per member, in the order of <paramref name="labels"/>; copied. One that is not finite is missing and adds
    /// nothing.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">As without weights, not one weight per member, or the dates before had none. The builder is then
    /// unchanged.</exception>
    public void Add(ObservationWindow window, MemberResults<TKey, TLabel> labels, ReadOnlySpan<double> weights)
    {
        ArgumentNullException.ThrowIfNull(labels);
        AddNext(window, labels, new WeightColumn(weights, labels.Count, nameof(weights)));
    }

    /// <summary>The history so far; more dates can be added afterwards.</summary>
    /// <returns>The history.</returns>
    public LabelHistory<TLabel> ToHistory() => new(_labels, [.. _dates], [.. _migrations]);

    private void AddNext(ObservationWindow window, MemberResults<TKey, TLabel> labels, WeightColumn? weights)
    {
        ArgumentNullException.ThrowIfNull(window);
        if (_last is { Distribution.Window: { } before })
        {
            if (window.Calendar != before.Calendar)
                throw Error.Argument($"The date's calendar is {window.Calendar} and must be {before.Calendar}, that of the dates before.", nameof(window));
            if (window.LastCell <= before.LastCell)
                throw Error.Argument(
                    $"The date {window.Calendar.Format(window.LastCell)} must be later than the one before, {before.Calendar.Format(before.LastCell)}.",
                    nameof(window));
            if (_weighted != weights is not null)
                throw Error.Argument($"The dates before had {(_weighted ? "" : "no ")}weights: give them for every date or for none.", nameof(weights));
        }

        var next = new LabelSnapshot<TKey, TLabel>(_labels, window, labels, weights, nameof(labels));
        if (_last is not null)
            _migrations.Add(_last.To(next, _labels, nameof(labels)));
        _dates.Add(next.Distribution);
        (_last, _weighted) = (next, weights is not null);
    }
}
