using System.Collections;
using System.Text.Json.Serialization;
using MemberValue.Churn;
using MemberValue.Clusters;
using MemberValue.Clv;
using MemberValue.Composite;
using MemberValue.Contribution;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Parts;
using MemberValue.Rfm;
using MemberValue.RuleSegments;

namespace MemberValue.Assessment;

/// <summary>
/// The assessments of a base as of one date: a column per quantity, and one <see cref="MemberAssessment"/> with its reasons per member, on request.
/// Immutable; it can be kept across an await.
/// </summary>
/// <typeparam name="TKey">The type of a member's key.</typeparam>
/// <remarks>
/// A column that is null is not configured or not fitted yet (<see cref="Missing"/>). Reasons are created when a member's assessment is requested.
/// </remarks>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Naming", "CA1710:Identifiers should have correct suffix", Justification = "Assessments of members: columns beside their keys, not a container.")]
public sealed class MemberAssessments<TKey> : IReadOnlyCollection<KeyValuePair<TKey, MemberAssessment>>
    where TKey : notnull
{
    private readonly PartResults _results;

    internal MemberAssessments(MemberValuator valuator, MemberTable<TKey> table, PartResults results) =>
        (Valuator, Table, _results) = (valuator, table, results);

    /// <summary>The valuator that assessed the members.</summary>
    [JsonIgnore]
    public MemberValuator Valuator { get; }

    /// <summary>
    /// The members, with scores, stages and probabilities as columns: the table that <see cref="MemberTable{TKey}.WithEarlier"/> takes as the earlier
    /// snapshot of the next assessment. Do not assess this table again: rules would use the results that it has. Assess the original table.
    /// </summary>
    [JsonIgnore]
    public MemberTable<TKey> Table { get; }

    /// <summary>The number of members.</summary>
    public int Count => Table.Count;

    /// <summary>Scores; null without a scorer.</summary>
    public MemberResults<TKey, RfmScore>? Scores => Results(RfmColumns.Score);

    /// <summary>Segments, null for an unscored member; null without a scorer or a map.</summary>
    public MemberResults<TKey, Segment?>? Segments => Results(RfmColumns.Segment);

    /// <summary>Stages; null without a classifier.</summary>
    public MemberResults<TKey, LifecycleStage>? Stages => Results(LifecycleColumns.Stage);

    /// <summary>The probability of being active, 0 to 1, NaN for a member who never bought; null without a model of purchases.</summary>
    public MemberResults<TKey, double>? ProbabilityAlive => Results(ClvColumns.ProbabilityAlive);

    /// <summary>The probability of a purchase within the horizon, 0 to 1, NaN for a member who never bought; null without a model of purchases.</summary>
    public MemberResults<TKey, double>? ProbabilityOfPurchase => Results(ClvColumns.ProbabilityOfPurchase);

    /// <summary>Expected purchases within the horizon, 0 or more, NaN for a member who never bought; null without a model of purchases.</summary>
    public MemberResults<TKey, double>? ExpectedPurchases => Results(ClvColumns.ExpectedPurchases);

    /// <summary>The part of purchase spend that is expected to be refunded, 0 to 1, which values have subtracted; null without a model of returns.</summary>
    public MemberResults<TKey, double>? ReturnShares => Results(ClvColumns.ReturnShare);

    /// <summary>Values, in the table's money, NaN for a member whose data do not have one; null without a calculator.</summary>
    public MemberResults<TKey, double>? Values => Results(ClvColumns.Value);

    /// <summary>Risks, with the counts of each rule; null without an assessor.</summary>
    public ChurnRisks<TKey>? Churn => _results.Whole<ChurnRisks<TKey>>();

    /// <summary>Clusters with distances, number 0 for a member who lacks a feature; null without fitted clusters.</summary>
    public MemberResults<TKey, ClusterAssignment>? Clusters => Results(ClusterColumns.Assignment);

    /// <summary>Composite values, usually 0 to 100, NaN for a member who lacks a criterion; null without a fitted composite.</summary>
    public MemberResults<TKey, double>? CompositeValues => Results(CompositeColumns.Value);

    /// <summary>Profit contributions, in the table's money, NaN for a member who lacks a number; null without costs.</summary>
    public MemberResults<TKey, double>? Profits => Results(ContributionColumns.Profit);

    /// <summary>Segments by rules, null for a member without one; null without rules.</summary>
    public MemberResults<TKey, Segment?>? RuleSegments => Results(RuleSegmentColumns.Segment);

    /// <summary>
    /// What each cluster is like, with the segments and stages of these members where they are assessed, and the segment that its centre is nearest to; null
    /// without fitted clusters. Made by each call.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<ClusterProfile>? ClusterProfiles =>
        (Clusters is null ? null : Valuator.Models[ClustersPart.Model.Name] as KMeansModel)?.Describe(Table.Columns, Valuator.Scorer, Valuator.Segments);

    /// <summary>Parts that are configured but not fitted yet, one sentence each.</summary>
    public IReadOnlyList<Text> Missing => Valuator.Missing;

    /// <summary>The column that a part gives under a key, such as <see cref="RfmColumns.Score"/>.</summary>
    /// <typeparam name="T">The type of the column's values.</typeparam>
    /// <param name="key">The column.</param>
    /// <returns>One value per member, with the keys; null when no part gives the column, because it is not configured or not fitted yet.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public MemberResults<TKey, T>? Results<T>(MemberColumn<T> key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _results.Find(key) is { } column ? Table.WithKeys(column.Segment(_results.Members.Start, Count).Array!) : null;
    }

    /// <summary>The assessment of one member.</summary>
    /// <param name="key">The member's key.</param>
    /// <returns>The assessment; created by each call.</returns>
    /// <exception cref="KeyNotFoundException">There is no such member.</exception>
    public MemberAssessment this[TKey key] => Row(Table.KeySet.IndexOf(key));

    /// <summary>The assessment of one member, if there is one.</summary>
    /// <param name="key">The member's key.</param>
    /// <param name="assessment">The assessment; null when there is no such member.</param>
    /// <returns><see langword="false"/> when there is no such member.</returns>
    public bool TryGetValue(TKey key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out MemberAssessment? assessment)
    {
        assessment = Table.TryGetIndex(key, out var index) ? Row(index) : null;
        return assessment is not null;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<TKey, MemberAssessment>> GetEnumerator()
    {
        for (var row = 0; row < Count; row++)
            yield return new KeyValuePair<TKey, MemberAssessment>(Table.Keys[row], Row(row));
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal MemberAssessment Row(int index) => new(Valuator, Valuator.Findings(_results, index, Table.RowAt(index).Of(_results.Members.Slice(index, 1))));

    /// <summary>Members, window and models in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant($"{Count} members, {Table.Window}, by {Valuator}");
}
