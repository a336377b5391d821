using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Churn;

/// <summary>
/// A column of your own is beyond a limit: complaints at or above one, satisfaction at or below one, a plan that ends within a number of days, a country
/// from a list.
/// </summary>
/// <remarks>
/// <para>Numbers, true and false as 1 and 0, and the measures that <see cref="Measures"/> names are compared with a limit
/// (<see cref="ColumnRuleOptions.AtLeast"/>, <see cref="ColumnRuleOptions.AtMost"/>), and so is a cell of the log, as days before the table's last cell; dates
/// with the window's last day (<see cref="ColumnRuleOptions.WithinDays"/>); texts, names of an enumeration, and <c>true</c> and <c>false</c> with a list
/// (<see cref="ColumnRuleOptions.OneOf"/>), letter by letter. A member whose value is missing (NaN or null) cannot be judged.</para>
/// <para>Its sentences have the places <c>{value}</c>, <c>{limit}</c> and <c>{column}</c>, and <c>{date}</c> for a date.</para>
/// </remarks>
public sealed class ColumnRule : ThresholdRule
{
    private const string Takes = "Numbers take AtLeast or AtMost, dates WithinDays, texts and names OneOf.";

    private static readonly string[] Places = ["value", "limit", "column"];

    private static readonly string[] DatePlaces = ["value", "limit", "column", "date"];

    private static readonly Text High = Text.Of("{column}: {value} (warning level: {limit} or more).", "{column}：{value}（预警线：{limit}及以上）。");

    private static readonly Text Low = Text.Of("{column}: {value} (warning level: {limit} or less).", "{column}：{value}（预警线：{limit}及以下）。");

    private static readonly Text Near = Text.Of("{column}: {date}, {value} (warning level: {limit} before).", "{column}：{date}，{value}（预警线：提前{limit}）。");

    private static readonly Text Listed = Text.Of("{column}: {value} (warning values: {limit}).", "{column}：{value}（预警值：{limit}）。");

    private static readonly Text Missing = Text.Of("{column}: not known, so it could not be checked.", "{column}：缺少数据，无法判断。");

    private readonly Text _label;
    private readonly NamedColumn _column;

    /// <summary>Creates a rule about the column of that name, as configuration gives it.</summary>
    /// <param name="options">Column and limits; checked and copied.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentException">No column, not exactly one limit, or one that is out of range; the message names it.</exception>
    public ColumnRule(ColumnRuleOptions options)
        : this(null, NotNull(options))
    {
    }

    /// <summary>Creates a rule about the column of a key.</summary>
    /// <param name="key">The column.</param>
    /// <param name="options">The limits; checked and copied. <see cref="ColumnRuleOptions.Column"/> is null or the key's name.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">Not exactly one limit, one that is out of range or does not suit the type of the key, or another column; the
    /// message names it.</exception>
    public static ColumnRule Of(MemberColumn key, ColumnRuleOptions options)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Column is not null && options.Column != key.Name)
            throw options.Wrong(nameof(options.Column), $"'{options.Column}'", $"with the key {key.Name} it must be null or the same name");
        var rule = new ColumnRule(key, options);
        rule._column.RequireKey(key);
        return rule;
    }

    private ColumnRule(MemberColumn? key, ColumnRuleOptions options)
        : base(options.Id, key?.Name ?? options.Column ?? "", options.Ramp(key),
            options.Checked(Standard(options), options.WithinDays is null ? Places : DatePlaces))
    {
        Column = key?.Name ?? options.Column!;
        var use = options.OneOf is not null ? ColumnUse.Texts : options.WithinDays is not null ? ColumnUse.Dates : ColumnUse.Numbers;
        _column = new NamedColumn($"The rule {Id}", Column, use, Takes) { Key = key, Texts = options.OneOf?.ToArray() ?? [] };
        _label = Text.Of(Column).Over(options.Label, $"{nameof(ColumnRuleOptions)}.{nameof(options.Label)}");
    }

    /// <summary>The column that it looks at.</summary>
    public string Column { get; }

    private protected override void Values(MemberColumns columns, int start, Span<double> values)
    {
        _column.Require(columns);
        _column.Read(columns, start, values);
        if (_column.Use == ColumnUse.Numbers)
            return;
        foreach (ref var value in values)
            value = _column.Use == ColumnUse.Dates ? 0 - value : double.IsNaN(value) ? value : value >= 0 ? 1 : 0;
    }

    private protected override TextValue[] Describe(MemberColumns columns, int row, double value)
    {
        var label = new TextValue("column", _label);
        if (_column.Use == ColumnUse.Texts)
            return [new TextValue("value", _column.TextAt(columns, row)!), new TextValue("limit", string.Join(", ", _column.Texts)), label];
        return _column.Use == ColumnUse.Numbers
            ? [TextValue.Number("value", value, Limit), TextValue.Number("limit", Limit), label]
            : [new TextValue("value", NamedColumn.Distance(-value)), TextValue.Days("limit", Limit), label,
                new TextValue("date", _column.TextAt(columns, row)!)];
    }

    private protected override Text WhyNot(MemberColumns columns, int row) => Missing.Fill(new TextValue("column", _label));

    private static Text Standard(ColumnRuleOptions options) =>
        options.OneOf is not null ? Listed : options.WithinDays is not null ? Near : options.AtLeast is null ? Low : High;

    private static ColumnRuleOptions NotNull(ColumnRuleOptions? options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options;
    }
}
