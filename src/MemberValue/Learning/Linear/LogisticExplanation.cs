using System.Text.Json.Serialization;
using MemberValue.Members;

namespace MemberValue.Learning;

/// <summary>Why a logistic regression gives a row its probability: log-odds that add up.</summary>
public sealed record LogisticExplanation
{
    internal LogisticExplanation(double baseline, IReadOnlyList<LogisticContribution> contributions, double probability) =>
        (Baseline, Contributions, Probability) = (baseline, contributions, probability);

    /// <summary>The log-odds of yes of a row that is average in every column.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Baseline { get; }

    /// <summary>What each column with a coefficient adds, the largest in absolute value first, equal ones in the columns' order.</summary>
    public IReadOnlyList<LogisticContribution> Contributions { get; }

    /// <summary>The row's log-odds of yes: the baseline and all contributions.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double LogOdds => Baseline + Contributions.Sum(each => each.LogOdds);

    /// <summary>The row's probability of yes, as <see cref="LogisticModel.Predict"/> gives it.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Probability { get; }

    /// <summary>Whether all numbers and names are equal.</summary>
    /// <param name="other">The explanation to compare with.</param>
    /// <returns>True when all numbers and names are equal.</returns>
    public bool Equals(LogisticExplanation? other) =>
        other is not null && Baseline.Equals(other.Baseline) && Probability.Equals(other.Probability) && Contributions.SequenceEqual(other.Contributions);

    /// <summary>A hash that equal explanations share.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() => HashCode.Combine(Baseline, Probability, Contributions.Count);

    /// <summary>Probability and contributions, the largest first.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant($"{Probability:0.####}: {string.Join(", ", Contributions.Select(Written))}");

    private static string Written(LogisticContribution each) => FormattableString.Invariant($"{each.Feature} {each.LogOdds:+0.###;-0.###;0}");
}
