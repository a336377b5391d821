using MemberValue.Members;

namespace MemberValue.Churn;

/// <summary>
/// A built-in rule that compares one number of a member with a limit. Immutable and thread-safe; a rule of your own implements <see cref="IChurnRule"/>.
/// </summary>
/// <remarks>
/// The severity of a value v: 0 on the good side of the limit L; a on the limit, where a is <see cref="SeverityAtLimit"/>; from there
/// a + (1 - a)(v - L)/(F - L) in a straight line to 1 at F, which is <see cref="FullAt"/>, and 1 beyond. It never falls as the value gets worse. With F = L
/// the rule is a switch: 1 from the limit on.
/// </remarks>
public abstract class ThresholdRule : IChurnRule
{
    private readonly SeverityRamp _ramp;
    private readonly string _unit;

    private protected ThresholdRule(string id, string unit, in SeverityRamp ramp, Text sentence)
    {
        Id = id;
        Sentence = sentence;
        _unit = unit;
        _ramp = ramp;
    }

    /// <inheritdoc/>
    public string Id { get; }

    /// <inheritdoc/>
    public virtual Text Name => Text.Of(Id);

    /// <summary>L: the value from which there is a signal, in the rule's unit.</summary>
    public double Limit => _ramp.Limit;

    /// <summary>F: the value from which the severity is 1.</summary>
    public double FullAt => _ramp.Full;

    /// <summary>a: the severity on the limit.</summary>
    public double SeverityAtLimit => _ramp.AtLimit;

    /// <summary>The sentences of its signals.</summary>
    public Text Sentence { get; }

    /// <inheritdoc/>
    /// <remarks>Allocates nothing.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no such rows.</exception>
    public void Evaluate(MemberColumns columns, int start, Span<double> severities)
    {
        ArgumentNullException.ThrowIfNull(columns);
        columns.RequireRows(start, severities.Length);
        Values(columns, start, severities);
        _ramp.Apply(severities);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ChurnSignal? Explain(MemberColumns columns, int row)
    {
        var value = Measured(columns, row);
        var severity = _ramp.Of(value);
        if (!(severity > 0))
            return null;
        var sentence = SentenceFor(value);
        return new ChurnSignal
        {
            RuleId = Id,
            Severity = severity,
            Value = value,
            Limit = Limit,
            Unit = _unit,
            Template = sentence,
            Text = sentence.Fill(Describe(columns, row, value)),
        };
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ChurnRemark? Remark(MemberColumns columns, int row) => double.IsNaN(Measured(columns, row)) ? new ChurnRemark(Id, WhyNot(columns, row)) : null;

    /// <summary>Id, limits and severity in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant($"{Id}: {_unit} {Limit}, severity {SeverityAtLimit}, 1 at {FullAt}");

    /// <summary>The numbers to compare; NaN where one is missing, infinite on the good side of the limit for a member to whom the rule does not
    /// apply.</summary>
    private protected abstract void Values(MemberColumns columns, int start, Span<double> values);

    /// <summary>The sentence for a value, for rules that have more than one.</summary>
    private protected virtual Text SentenceFor(double value) => Sentence;

    /// <summary>The values for the places of the sentence.</summary>
    private protected abstract TextValue[] Describe(MemberColumns columns, int row, double value);

    /// <summary>Why the number is missing.</summary>
    private protected abstract Text WhyNot(MemberColumns columns, int row);

    private double Measured(MemberColumns columns, int row)
    {
        ArgumentNullException.ThrowIfNull(columns);
        columns.RequireRow(row);
        var value = 0.0;
        Values(columns, row, new Span<double>(ref value));
        return value;
    }
}
