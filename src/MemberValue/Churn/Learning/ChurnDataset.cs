using MemberValue.Learning;
using MemberValue.Members;

namespace MemberValue.Churn;

/// <summary>What a classifier learns from: features of members at one or more origins, and whether they stayed away afterwards. Immutable and
/// thread-safe.</summary>
/// <typeparam name="TKey">The type of a member's key.</typeparam>
public sealed class ChurnDataset<TKey>
    where TKey : notnull
{
    private readonly bool[] _labels;
    private readonly TKey[] _members;
    private readonly int[] _memberNumbers;
    private readonly int[] _originNumbers;
    private readonly DateOnly[] _origins;
    private readonly ObservationWindow[] _windows;

    internal ChurnDataset(FeatureTable features, bool[] labels, TKey[] members, int[] memberNumbers, int[] originNumbers, DateOnly[] origins,
        ObservationWindow[] windows, int horizonDays)
    {
        (_labels, _members, _memberNumbers, _originNumbers, _origins, _windows) = (labels, members, memberNumbers, originNumbers, origins, windows);
        HorizonDays = horizonDays;
        Label = new LabelDefinition(FormattableString.Invariant($"no purchase in the next {horizonDays} days"), horizonDays);
        Features = originNumbers.Length == 0
            ? features.WithLabel(Label)
            : features.From(Label, windows[originNumbers.Max()], new HashSet<int>(memberNumbers).Count);
    }

    /// <summary>The number of rows: one per member and origin at which the member took part.</summary>
    public int Count => _labels.Length;

    /// <summary>What a label "yes" means: no purchase within the horizon. <see cref="Features"/> carry it, so that whatever is fitted to them knows
    /// it.</summary>
    public LabelDefinition Label { get; }

    /// <summary>The features, each as of the end of its row's origin.</summary>
    public FeatureTable Features { get; }

    /// <summary>One label per row: true for a member without a purchase in the days after the origin through the horizon.</summary>
    public ReadOnlySpan<bool> Labels => _labels;

    /// <summary>One key per row.</summary>
    public IReadOnlyList<TKey> Members => Array.AsReadOnly(_members);

    /// <summary>One number per row, the same for all rows of a member: rows that folds and resampling must keep together.</summary>
    public ReadOnlySpan<int> MemberNumbers => _memberNumbers;

    /// <summary>The origins, ascending; one of them may have no row.</summary>
    public IReadOnlyList<DateOnly> Origins => Array.AsReadOnly(_origins);

    /// <summary>The place of each row's origin in <see cref="Origins"/>.</summary>
    public ReadOnlySpan<int> OriginNumbers => _originNumbers;

    /// <summary>How many days after its origin a row's label looks at.</summary>
    public int HorizonDays { get; }

    /// <summary>The share of rows whose label is yes; NaN without rows.</summary>
    public double ChurnShare => (double)_labels.Count(label => label) / Count;

    /// <summary>The rows of some origins.</summary>
    /// <param name="origins">The origins.</param>
    /// <returns>A data set of them; may be empty.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="origins"/> is null.</exception>
    public ChurnDataset<TKey> At(params IEnumerable<DateOnly> origins)
    {
        ArgumentNullException.ThrowIfNull(origins);
        var wanted = origins.ToHashSet();
        var rows = new List<int>();
        for (var i = 0; i < Count; i++)
        {
            if (wanted.Contains(_origins[_originNumbers[i]]))
                rows.Add(i);
        }

        return Rows([.. rows]);
    }

    /// <summary>Some of the rows.</summary>
    /// <param name="rows">Rows from 0, in any order; one may occur twice.</param>
    /// <returns>A data set of them; a copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ChurnDataset<TKey> Rows(ReadOnlySpan<int> rows)
    {
        var features = Features.Rows(rows);
        var chosen = rows.ToArray();
        return new ChurnDataset<TKey>(
            features, Array.ConvertAll(chosen, row => _labels[row]), Array.ConvertAll(chosen, row => _members[row]),
            Array.ConvertAll(chosen, row => _memberNumbers[row]), Array.ConvertAll(chosen, row => _originNumbers[row]), _origins, _windows, HorizonDays);
    }

    /// <summary>Rolling-origin validation: for each origin that can be a test, the origins whose labels were known by then.</summary>
    /// <param name="mostTrainingOrigins">The most training origins, the latest ones; null for all.</param>
    /// <returns>The splits, by test origin; see <see cref="RollingOrigin.All"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mostTrainingOrigins"/> is below 1.</exception>
    public IReadOnlyList<RollingOrigin> RollingOrigins(int? mostTrainingOrigins = null) => RollingOrigin.All(_origins, HorizonDays, mostTrainingOrigins);

    /// <summary>Rows, origins and label in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant($"{Count} rows at {_origins.Length} origins: {Label}, {ChurnShare:P1} yes");
}
