using System.Text.Json.Serialization;
using MemberValue.Members;

namespace MemberValue.Churn;

/// <summary>The risks of a base as of one date. Immutable; safe to hold across an await.</summary>
/// <typeparam name="TKey">The type of a member's key.</typeparam>
public sealed class ChurnRisks<TKey>
    where TKey : notnull
{
    internal ChurnRisks(ChurnRiskAssessor assessor, MemberTable<TKey> table, MemberResults<TKey, ChurnRisk> risks, ChurnRuleCount[] rules)
    {
        (Assessor, Table, Risks) = (assessor, table, risks);
        Rules = Array.AsReadOnly(rules);
    }

    /// <summary>What assessed them.</summary>
    [JsonIgnore]
    public ChurnRiskAssessor Assessor { get; }

    /// <summary>The members, with the columns that the rules used.</summary>
    [JsonIgnore]
    public MemberTable<TKey> Table { get; }

    /// <summary>Risk and level of each member, with the keys.</summary>
    public MemberResults<TKey, ChurnRisk> Risks { get; }

    /// <summary>The counts of each rule, in ordinal order of the ids: how many signals, and how many members it could not judge.</summary>
    public IReadOnlyList<ChurnRuleCount> Rules { get; }

    /// <summary>The number of members of a level.</summary>
    /// <param name="level">The level.</param>
    /// <returns>The number.</returns>
    public int CountOf(RiskLevel level)
    {
        var count = 0;
        foreach (var risk in Risks.Values)
            count += risk.Level == level ? 1 : 0;
        return count;
    }

    /// <summary>Why a member has their risk.</summary>
    /// <param name="key">The member's key.</param>
    /// <returns>Risk, reasons and remarks.</returns>
    /// <exception cref="KeyNotFoundException">There is no such member.</exception>
    public ChurnExplanation Explain(TKey key) => Assessor.Explain(Table.Columns, Table.KeySet.IndexOf(key));

    /// <summary>Members and rules in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant($"{Table.Count} members by {Assessor}");
}
