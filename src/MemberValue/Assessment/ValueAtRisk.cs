using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Assessment;

/// <summary>A member with something to lose: who, how much, why, and what to do.</summary>
/// <typeparam name="TKey">The type of a member's key.</typeparam>
/// <param name="Key">The member.</param>
/// <param name="Value">The member's value, in the table's money.</param>
/// <param name="Risk">The churn risk, 0 to 1.</param>
/// <param name="Reason">The main reason for the risk.</param>
/// <param name="Action">What the playbook or the segment recommends; null without one.</param>
[JsonConverter(typeof(ResultJsonConverter))]
public sealed record MemberAtRisk<TKey>(TKey Key, double Value, double Risk, Text Reason, Text? Action) : IWritesJson
    where TKey : notnull
{
    /// <summary>What is at stake: risk times value.</summary>
    public double AtRisk => Risk * Value;

    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text, $"Value = {Value}, Risk = {Risk}, AtRisk = {AtRisk}, Reason = {Reason.English}, Action = {Action?.English}");

    void IWritesJson.WriteJson(ResultWriter to) => to.Object(this, static (to, member) =>
    {
        to.Property(nameof(Key), member.Key);
        to.Property(nameof(Value), member.Value);
        to.Property(nameof(Risk), member.Risk);
        to.Property(nameof(AtRisk), member.AtRisk);
        to.Property(nameof(Reason), member.Reason);
        to.Property(nameof(Action), member.Action);
    });
}

/// <summary>What a sign of leaving stands for: members, and the money behind them.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Name">What the rule looks at, in words.</param>
/// <param name="Members">Members whose main reason it is: the rule that contributes most to their risk, the first id among equals.</param>
/// <param name="AtRisk">Their risk times their value, added up, in the table's money. Values that are not known or below 0 are left out.</param>
public sealed record RiskReason(
    string RuleId, Text Name, int Members, [property: JsonConverter(typeof(ResultJsonConverter))] double AtRisk)
{
    private bool PrintMembers(StringBuilder text) =>
        RecordText.Print(text, $"RuleId = {RuleId}, Name = {Name.English}, Members = {Members}, AtRisk = {AtRisk}");
}

/// <summary>
/// The money behind the risk of leaving: each member's value times their risk, by the reason that counts most for them, and the members with the most of it.
/// Immutable.
/// </summary>
/// <typeparam name="TKey">The type of a member's key.</typeparam>
/// <remarks>Every member counts once, under one reason, so that the reasons add up to the total.</remarks>
public sealed class ValueAtRisk<TKey>
    where TKey : notnull
{
    internal ValueAtRisk(double total, int withoutValue, IReadOnlyList<RiskReason> reasons, IReadOnlyList<MemberAtRisk<TKey>> members) =>
        (Total, WithoutValue, Reasons, Members) = (total, withoutValue, reasons, members);

    /// <summary>Risk times value of all members with a reason, in the table's money.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Total { get; }

    /// <summary>Members with a risk above 0 whose value is not known (NaN) or below 0.</summary>
    public int WithoutValue { get; }

    /// <summary>The reasons by the money behind them, most first; those that are nobody's main reason are left out.</summary>
    public IReadOnlyList<RiskReason> Reasons { get; }

    /// <summary>The members with most at stake, most first, among equals in the order of the table.</summary>
    public IReadOnlyList<MemberAtRisk<TKey>> Members { get; }

    /// <summary>Total and number of reasons in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant($"{Total:0.##} at risk for {Reasons.Count} reasons");
}

/// <summary>The money behind the risk of leaving.</summary>
public static class ValueAtRisk
{
    /// <summary>Adds up what is at risk in a base.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="assessments">The members, with risks and values.</param>
    /// <param name="most">How many members to name, 0 or more.</param>
    /// <returns>What is at risk; null where the assessments have no risks or no values.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="assessments"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="most"/> is below 0.</exception>
    public static ValueAtRisk<TKey>? Of<TKey>(MemberAssessments<TKey> assessments, int most = 20)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(assessments);
        if (most < 0)
            throw Error.OutOfRange(nameof(most), $"The number of members to name is {most} and must be 0 or more.");
        if (assessments.Churn is not { } churn || assessments.Values is not { } values)
            return null;
        var rules = churn.Assessor.Rules;
        var (members, money, withoutValue) = (new int[rules.Count], new double[rules.Count], 0);
        var stakes = new List<(double AtRisk, int Row)>();
        Span<double> contributions = stackalloc double[rules.Count];
        for (var row = 0; row < assessments.Count; row++)
        {
            var risk = churn.Risks.Values[row].Value;
            if (!(risk > 0))
                continue;
            churn.Assessor.Contributions(churn.Table.Columns, row, contributions);
            var main = 0;
            for (var rule = 1; rule < contributions.Length; rule++)
                main = contributions[rule] > contributions[main] ? rule : main;
            members[main]++;
            if (!(values.Values[row] >= 0))
            {
                withoutValue++;
                continue;
            }

            money[main] += risk * values.Values[row];
            stakes.Add((risk * values.Values[row], row));
        }

        var reasons = Enumerable.Range(0, rules.Count).Where(rule => members[rule] > 0)
            .Select(rule => new RiskReason(rules[rule].Rule.Id, rules[rule].Rule.Name, members[rule], money[rule]))
            .OrderByDescending(reason => reason.AtRisk).ToList();
        var named = stakes.OrderByDescending(stake => stake.AtRisk).Take(most).Select(stake => MemberOf(assessments, values.Values[stake.Row], stake.Row));
        return new ValueAtRisk<TKey>(money.Sum(), withoutValue, reasons.AsReadOnly(), named.ToList().AsReadOnly());
    }

    private static MemberAtRisk<TKey> MemberOf<TKey>(MemberAssessments<TKey> assessments, double value, int row)
        where TKey : notnull
    {
        var assessment = assessments.Row(row);
        var risk = assessment.Risk!;
        return new MemberAtRisk<TKey>(
            assessments.Table.Keys[row], value, risk.Risk.Value, risk.Reasons.Count > 0 ? risk.Reasons[0].Signal.Text : Text.Empty,
            assessment.Action?.Action.Action);
    }
}
