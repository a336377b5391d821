using System.Runtime.CompilerServices;
using MemberValue.Assessment;
using MemberValue.Members;
using MemberValue.Reporting;
using Microsoft.EntityFrameworkCore;
using StoreBackend.Assessing;
using StoreBackend.Data;
using StoreBackend.Shop;

namespace StoreBackend.Nightly;

/// <summary>The orders through a day, read once: the members as of that day and of an earlier one, and how many orders each member's state holds.</summary>
public sealed class NightlyLog
{
    private readonly MemberLog<string> _log;
    private readonly Dictionary<string, int> _orders;
    private readonly WeekActivity _activity;

    private NightlyLog(MemberLog<string> log, Dictionary<string, int> orders, WeekActivity activity) => (_log, _orders, _activity) = (log, orders, activity);

    public bool IsEmpty => _log.Count == 0;

    /// <summary>Reads the orders as a stream: in memory are the members' days, never the orders.</summary>
    public static async Task<NightlyLog> ReadAsync(StoreContext db, ShopCalendar calendar, DateOnly day, CancellationToken cancellationToken)
    {
        var builder = new MemberLogBuilder<string>(calendar.LogThrough(day));
        var orders = new Dictionary<string, int>(StringComparer.Ordinal);
        var activity = new WeekActivityBuilder(calendar.LogThrough(day));
        await builder.AddRangeAsync(RowsAsync(db, calendar.UtcEndOf(day), orders, activity, cancellationToken), null, cancellationToken);
        return new NightlyLog(builder.Build(cancellationToken), orders, activity.Build());
    }

    public MemberTable<string> Table() => _log.Table();

    /// <summary>The table as of an earlier day; null where there was no member yet.</summary>
    public MemberTable<string>? EarlierTable(DateOnly day, MemberTable<string> table) =>
        table.Window.Calendar.CellOf(day) >= table.Window.FirstCell && _log.Table(day) is { Count: > 0 } earlier ? earlier : null;

    public MemberState StateOf(string id) => _log.StateOf(id)!;

    public int OrdersOf(string id) => _orders[id];

    /// <summary>The report of the log and what was made of it, as a page.</summary>
    public string Report(MemberAssessments<string> assessments, string language, CancellationToken cancellationToken)
    {
        var report = MemberReport.Of(assessments, _log, new ReportOptions { Language = language }, cancellationToken: cancellationToken);
        if (_activity.HasHours)
            report.Add(ReportSection.Log, ReportFigures.Activity(_activity));
        return report.ToHtml();
    }

    private static async IAsyncEnumerable<Transaction<string>> RowsAsync(
        StoreContext db, DateTime end, Dictionary<string, int> orders, WeekActivityBuilder activity,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var order in db.Orders.AsNoTracking().Where(order => order.OrderedAt < end).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (order.Member is { } member)
                orders[member] = orders.GetValueOrDefault(member) + 1;
            var row = MemberDesk.ToTransaction(order);
            activity.Add(row);
            yield return row;
        }
    }
}
