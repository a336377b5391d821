using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>
/// Counts rows by weekday and hour of the day as they come, beside whatever else reads them: a log whose cells are days does not keep the hours. Not
/// thread-safe; parts that several threads counted add up with <see cref="WeekActivity.Merge"/>.
/// </summary>
/// <remarks>
/// The rules of the log say which rows are used, in which zone a row lies, and what its window is; a midnight that may stand for a calendar day has no hour, as
/// in <see cref="IngestionReport.RowsByHour"/>. Rows are not remembered: one that is delivered twice counts twice, and the currency is not looked at.
/// </remarks>
public sealed class WeekActivityBuilder
{
    private readonly LogRules _rules;
    private readonly long[] _sales = new long[WeekActivity.Days * WeekActivity.Slots];
    private readonly Int128[] _net = new Int128[WeekActivity.Days * WeekActivity.Slots];

    /// <summary>Creates a builder that has counted nothing.</summary>
    /// <param name="options">How the log is read; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of its range, unknown, or contradicts another.</exception>
    public WeekActivityBuilder(MemberTableOptions? options = null) => _rules = LogRules.From(options ?? new MemberTableOptions());

    /// <summary>Counts a row, if the rules use it.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="row">The row.</param>
    public void Add<TKey>(in Transaction<TKey> row)
        where TKey : notnull
    {
        if (RowReader<TKey>.IsNoMember(row.Member) || (_rules.RowsWithoutId == RowsWithoutIdPolicy.Reject && row.Identity == 0))
            return;
        var outcome = _rules.Read(row.Time, row.Amount, row.Margin, out var read);
        if (outcome is not (RowOutcome.Sale or RowOutcome.Refund))
            return;
        var slot = WeekActivity.SlotOf(_rules.WeekdayOf(row.Time), _rules.HourOf(row.Time));
        _sales[slot] += read.IsRefund ? 0 : 1;
        _net[slot] += read.Amount;
    }

    /// <summary>Counts rows.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="rows">The rows; enumerated once.</param>
    /// <exception cref="ArgumentNullException"><paramref name="rows"/> is null.</exception>
    public void AddRange<TKey>(IEnumerable<Transaction<TKey>> rows)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(rows);
        foreach (var row in rows)
            Add(row);
    }

    /// <summary>The activity of the rows so far; the builder may go on.</summary>
    /// <returns>The activity.</returns>
    public WeekActivity Build() => new(_rules.TimeZone, (long[])_sales.Clone(), (Int128[])_net.Clone());
}
