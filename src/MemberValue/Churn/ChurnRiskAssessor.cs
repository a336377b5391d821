using System.Globalization;
using MemberValue.Common;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Churn;

/// <summary>
/// Combines the signals of a list of rules into a risk, a level and the reasons of every member. Immutable; thread-safe if the rules are, and those of this
/// library are.
/// </summary>
/// <remarks>
/// A member whom a rule cannot judge has no signal from it: missing values never raise a risk. They are counted, and an explanation names them.
/// </remarks>
public sealed partial class ChurnRiskAssessor
{
    private readonly WeightedRule[] _rules;
    private readonly double[] _factors; // weights; for a sum over their total

    /// <summary>Creates an assessor.</summary>
    /// <param name="options">Rules, weights, combination and limits; checked and copied.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentException">No rule, an id that is given twice, or a weight or limit that is out of range; the message names it.</exception>
    public ChurnRiskAssessor(ChurnRiskOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _rules = options.Checked();
        (Combination, MediumFrom, HighFrom) = (options.Combination, options.MediumFrom, options.HighFrom);
        Rules = Array.AsReadOnly(_rules);
        var total = Combination == RiskCombination.WeightedSum ? _rules.Sum(each => each.Weight) : 1;
        _factors = Array.ConvertAll(_rules, each => each.Weight / total);
    }

    /// <summary>The rules in ordinal order of their ids, which is the order in which they are combined.</summary>
    public IReadOnlyList<WeightedRule> Rules { get; }

    /// <summary>How severities become one risk.</summary>
    public RiskCombination Combination { get; }

    /// <summary>The level is Medium from this risk on.</summary>
    public double MediumFrom { get; }

    /// <summary>The level is High from this risk on.</summary>
    public double HighFrom { get; }

    /// <summary>The level of a risk.</summary>
    /// <param name="risk">The risk, 0 through 1.</param>
    /// <returns>The level; on a limit the higher one.</returns>
    public RiskLevel LevelOf(double risk) => risk >= HighFrom ? RiskLevel.High : risk >= MediumFrom ? RiskLevel.Medium : RiskLevel.Low;

    /// <summary>The risk of every member.</summary>
    /// <param name="columns">The members.</param>
    /// <param name="destination">Receives one risk per member, 0 through 1, in row order; at least as long as the columns.</param>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short; it is unchanged then.</exception>
    /// <exception cref="InvalidOperationException">Something that a rule needs was not fed: <paramref name="destination"/> is unchanged then. Or a rule of
    /// your own gave a severity outside 0 to 1; the message names rule, row and value.</exception>
    /// <remarks>Single-threaded; allocates nothing if the rules do not, and those of this library do not.</remarks>
    public void Assess(MemberColumns columns, Span<double> destination)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Require.Destination(destination.Length, columns.Count);
        RequireColumns(columns);
        Span<long> counts = stackalloc long[2 * _rules.Length];
        counts.Clear();
        Combine(columns, 0, destination[..columns.Count], counts[.._rules.Length], counts[_rules.Length..]);
    }

    /// <summary>The risk of one member: the same way as a million, with one row.</summary>
    /// <param name="row">The member.</param>
    /// <returns>Risk and level.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="row"/> is null.</exception>
    /// <exception cref="InvalidOperationException">Something that a rule needs was not fed, or a rule gave a severity outside 0 to 1.</exception>
    public ChurnRisk Assess(MemberRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var risk = 0.0;
        Assess(row.ToColumns(), new Span<double>(ref risk));
        return new ChurnRisk(risk, LevelOf(risk));
    }

    /// <summary>Risk and level of every member of a table, on all processors.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="table">The members.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The risks with the keys, the counts of each rule, and explanations on demand.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is null.</exception>
    /// <exception cref="InvalidOperationException">Something that a rule needs was not fed, or a rule gave a severity outside 0 to 1.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    /// <remarks>The same bits as the span overload, for any number of threads. Allocates the result, 16 bytes per member.</remarks>
    public ChurnRisks<TKey> Assess<TKey>(MemberTable<TKey> table, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(table);
        var columns = table.Columns;
        RequireColumns(columns);
        var risks = new ChurnRisk[table.Count];
        var rules = _rules.Length;
        var totals = new long[2 * rules];
        (int Rule, int Row)? bad = null;
        RowChunks.ForEach(
            risks.Length,
            () => new Worker(rules),
            (start, count, worker) =>
            {
                for (var done = 0; done < count; done += Block)
                {
                    var block = worker.Risks.AsSpan(0, Math.Min(Block, count - done));
                    worker.See(Combine(
                        columns, start + done, block, worker.Counts.AsSpan(0, rules), worker.Counts.AsSpan(rules), throws: false));
                    for (var i = 0; i < block.Length; i++)
                        risks[start + done + i] = new ChurnRisk(block[i], LevelOf(block[i]));
                }
            },
            worker =>
            {
                for (var i = 0; i < totals.Length; i++)
                    totals[i] += worker.Counts[i];
                if (worker.Bad is { } found && (bad is null || found.Row < bad.Value.Row))
                    bad = found;
            },
            cancellationToken);
        if (bad is { } wrong)
            throw BadSeverity(columns, wrong.Rule, wrong.Row);
        var report = _rules.Select((each, i) => new ChurnRuleCount(each.Rule.Id, each.Weight, totals[i], totals[rules + i])).ToArray();
        return new ChurnRisks<TKey>(this, table, table.WithKeys(risks), report);
    }

    /// <summary>Why a member has their risk; made on demand.</summary>
    /// <param name="columns">The members.</param>
    /// <param name="row">The member's row, from 0.</param>
    /// <returns>The risk that the other overloads give, the reasons in order of their contribution, and which rules could not judge the member.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    /// <exception cref="InvalidOperationException">Something that a rule needs was not fed, or a rule gave a severity outside 0 to 1 or does not explain its
    /// signal.</exception>
    public ChurnExplanation Explain(MemberColumns columns, int row)
    {
        ArgumentNullException.ThrowIfNull(columns);
        columns.RequireRow(row);
        var risk = 0.0;
        Span<long> counts = stackalloc long[2 * _rules.Length];
        counts.Clear();
        Combine(columns, row, new Span<double>(ref risk), counts[.._rules.Length], counts[_rules.Length..]);
        var reasons = new List<ChurnReason>();
        var remarks = new List<ChurnRemark>();
        for (var i = 0; i < _rules.Length; i++)
        {
            var rule = _rules[i].Rule;
            var severity = Severity(i, columns, row);
            if (double.IsNaN(severity))
            {
                remarks.Add(rule.Remark(columns, row)
                    ?? new ChurnRemark(rule.Id, Text.Of("One check was not possible: a value is missing.", "一项检查缺少数据，无法判断。")));
            }
            else if (severity > 0)
            {
                var signal = rule.Explain(columns, row) ?? throw Error.State(
                    $"The rule '{rule.Id}' gave a severity of {severity} in row {row} and no signal that explains it.");
                reasons.Add(new ChurnReason(signal, _rules[i].Weight, _factors[i] * severity));
            }
        }

        return new ChurnExplanation
        {
            Risk = new ChurnRisk(risk, LevelOf(risk)),
            NeverBought = columns.Has(LogColumns.Purchases) && columns.Purchases[row] == 0,
            Reasons = reasons.OrderByDescending(reason => reason.Contribution).ToList().AsReadOnly(), // a stable sort: equal ones stay in order of id
            Remarks = remarks.AsReadOnly(),
        };
    }

    /// <summary>Rules, combination and limits in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Combination} of {string.Join(", ", _rules.Select(each => FormattableString.Invariant($"{each.Weight} {each.Rule.Id}")))}; Medium from "
            + $"{MediumFrom}, High from {HighFrom}");

    /// <summary>What each rule contributes to one member's risk, in order of the ids; 0 where it gives no signal.</summary>
    internal void Contributions(MemberColumns columns, int row, Span<double> destination)
    {
        for (var i = 0; i < _rules.Length; i++)
        {
            var severity = Severity(i, columns, row);
            destination[i] = severity > 0 ? _factors[i] * severity : 0;
        }
    }

    private double Severity(int rule, MemberColumns columns, int row)
    {
        var severity = 0.0;
        _rules[rule].Rule.Evaluate(columns, row, new Span<double>(ref severity));
        return severity;
    }

    private void RequireColumns(MemberColumns columns)
    {
        foreach (var each in _rules)
            each.Rule.Evaluate(columns, 0, []);
    }

    private InvalidOperationException BadSeverity(MemberColumns columns, int rule, int row) => Error.State(
        $"The rule '{_rules[rule].Rule.Id}' gave a severity of {Severity(rule, columns, row)} in row {row}; it must be 0 to 1, or NaN where the rule "
            + $"cannot judge the member.");

    /// <summary>What one thread has counted.</summary>
    private sealed class Worker(int rules)
    {
        public double[] Risks { get; } = new double[Block];

        public long[] Counts { get; } = new long[2 * rules];

        public (int Rule, int Row)? Bad { get; private set; }

        public void See((int Rule, int Row)? found)
        {
            if (found is { } bad && (Bad is null || bad.Row < Bad.Value.Row))
                Bad = found;
        }
    }
}
