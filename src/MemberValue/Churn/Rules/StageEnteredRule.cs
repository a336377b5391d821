using MemberValue.Lifecycle;
using MemberValue.Members;

namespace MemberValue.Churn;

/// <summary>
/// A member has entered Dormant or Lost. With an earlier snapshot, only a member who was in another stage then or absent; without one, every member in the
/// stage.
/// </summary>
/// <remarks>
/// The severity is the stage's own. A member whose stage is Unclassified cannot be judged. Needs stages, and with an earlier snapshot those of that date too.
/// Its sentences have the places <c>{value}</c> (the stage), and <c>{earlier}</c>, the stage before or "not known". Value and limit of a signal are the
/// number of the stage.
/// </remarks>
public sealed class StageEnteredRule : IChurnRule
{
    private static readonly string[] Places = ["value", "earlier"];

    private static readonly Text Standard = Text.Of("The stage is now {value} (before: {earlier}).", "生命周期阶段转为{value}（此前：{earlier}）。");

    private static readonly Text Unknown = Text.Of("not known", "未知");

    private readonly double[] _severities = new double[256]; // by the stage's number

    /// <summary>Creates a rule.</summary>
    /// <param name="options">The severities; checked and copied. Null for the defaults: 0.5 and 1.</param>
    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    public StageEnteredRule(StageEnteredRuleOptions? options = null)
    {
        options ??= new StageEnteredRuleOptions();
        options.Check();
        Sentence = options.Checked(Standard, Places);
        Id = options.Id;
        _severities[(int)LifecycleStage.Dormant] = options.DormantSeverity ?? 0;
        _severities[(int)LifecycleStage.Lost] = options.LostSeverity ?? 0;
        _severities[(int)LifecycleStage.Unclassified] = double.NaN;
    }

    /// <inheritdoc/>
    public Text Name { get; } = Text.Of("Became dormant or lost", "转为沉睡或流失");

    /// <inheritdoc/>
    public string Id { get; }

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
        var stages = columns.Values(LifecycleColumns.Stage).Slice(start, severities.Length);
        if (!columns.HasEarlier)
        {
            for (var i = 0; i < severities.Length; i++)
                severities[i] = _severities[(byte)stages[i]];
            return;
        }

        var rows = columns.EarlierRows.Slice(start, severities.Length);
        var before = columns.Earlier.Values(LifecycleColumns.Stage);
        for (var i = 0; i < severities.Length; i++)
        {
            var severity = _severities[(byte)stages[i]];
            var stayed = rows[i] >= 0 && before[rows[i]] == stages[i] && stages[i] != LifecycleStage.Unclassified;
            severities[i] = stayed ? 0 : severity;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ChurnSignal? Explain(MemberColumns columns, int row)
    {
        var severity = SeverityOf(columns, row);
        if (!(severity > 0))
            return null;
        var stage = columns.Values(LifecycleColumns.Stage)[row];
        var wasThere = columns.HasEarlier && columns.EarlierRows[row] >= 0;
        var earlier = wasThere ? LifecycleStages.NameOf(columns.Earlier.Values(LifecycleColumns.Stage)[columns.EarlierRows[row]]) : Unknown;
        return new ChurnSignal
        {
            RuleId = Id,
            Severity = severity,
            Value = (int)stage,
            Limit = (int)stage,
            Unit = "stage",
            Template = Sentence,
            Text = Sentence.Fill(new TextValue("value", LifecycleStages.NameOf(stage)), new TextValue("earlier", earlier)),
        };
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ChurnRemark? Remark(MemberColumns columns, int row) => double.IsNaN(SeverityOf(columns, row))
        ? new ChurnRemark(Id, Text.Of("The member has no stage; check their data.", "该会员没有生命周期阶段，请检查数据。"))
        : null;

    /// <summary>Id and severities in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{Id}: Dormant {_severities[(int)LifecycleStage.Dormant]}, Lost {_severities[(int)LifecycleStage.Lost]}");

    private double SeverityOf(MemberColumns columns, int row)
    {
        ArgumentNullException.ThrowIfNull(columns);
        columns.RequireRow(row);
        var severity = 0.0;
        Evaluate(columns, row, new Span<double>(ref severity));
        return severity;
    }
}
