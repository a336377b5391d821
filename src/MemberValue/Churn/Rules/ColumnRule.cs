using MemberValue.Members;

namespace MemberValue.Churn;

/// <summary>A column of your own is beyond a limit: complaints at or above one, satisfaction at or below one.</summary>
/// <remarks>
/// A member whose value is NaN cannot be judged. Its sentences have the places <c>{value}</c>, <c>{limit}</c> and <c>{column}</c>.
/// </remarks>
public sealed class ColumnRule : ThresholdRule
{
    private static readonly string[] Places = ["value", "limit", "column"];

    private static readonly Text High = Text.Of("{column}: {value} (warning level: {limit} or more).", "{column}：{value}（预警线：{limit}及以上）。");

    private static readonly Text Low = Text.Of("{column}: {value} (warning level: {limit} or less).", "{column}：{value}（预警线：{limit}及以下）。");

    private static readonly Text Missing = Text.Of("{column}: not known, so it could not be checked.", "{column}：缺少数据，无法判断。");

    private readonly Text _label;

    /// <summary>Makes a rule.</summary>
    /// <param name="options">Column and limits; checked and copied.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentException">No column, not exactly one limit, or one that is out of range; the message names it.</exception>
    public ColumnRule(ColumnRuleOptions options)
        : base(NotNull(options).Id, options.Column ?? "", options.Ramp(), options.Checked(options.AtLeast is null ? Low : High, Places))
    {
        Column = options.Column!;
        _label = Text.Of(Column).Over(options.Label, $"{nameof(ColumnRuleOptions)}.{nameof(options.Label)}");
    }

    /// <summary>The column that it looks at.</summary>
    public string Column { get; }

    private protected override void Values(MemberColumns columns, int start, Span<double> values)
    {
        var column = columns.Find(Column) ?? throw new InvalidOperationException($"The column {Column} was not fed. Give it with table.With(key, values).");
        column.CopyNumbers(columns.Start + start, values);
    }

    private protected override TextValue[] Describe(MemberColumns columns, int row, double value) =>
    [
        TextValue.Number("value", value, Limit),
        TextValue.Number("limit", Limit),
        new TextValue("column", _label),
    ];

    private protected override Text WhyNot(MemberColumns columns, int row) => Missing.Fill(new TextValue("column", _label));

    private static ColumnRuleOptions NotNull(ColumnRuleOptions? options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options;
    }
}
