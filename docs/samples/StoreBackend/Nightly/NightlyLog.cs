using System.Runtime.CompilerServices;
using MemberValue.Members;
using Microsoft.EntityFrameworkCore;
using StoreBackend.Assessing;
using StoreBackend.Data;
using StoreBackend.Shop;

namespace StoreBackend.Nightly;

/// <summary>One reading of the orders: the members as of a day, as of an earlier day, and how many orders each member's state holds.</summary>
public sealed class NightlyLog(ShopCalendar calendar, DateOnly day, DateOnly earlierDay)
{
    private readonly MemberTableBuilder<string> _now = new(calendar.LogThrough(day));
    private readonly MemberTableBuilder<string> _earlier = new(calendar.LogThrough(earlierDay));
    private readonly Dictionary<string, int> _orders = new(StringComparer.Ordinal);

    public bool IsEmpty => _now.Count == 0;

    /// <summary>Reads the log as a stream: in memory are the members, never the orders.</summary>
    public Task ReadAsync(StoreContext db, CancellationToken cancellationToken) => _now.AddRangeAsync(RowsAsync(db, cancellationToken), null, cancellationToken);

    public MemberTable<string> Table() => _now.Build();

    /// <summary>The table as of the earlier day; null where there was no member yet.</summary>
    public MemberTable<string>? EarlierTable() => _earlier.Count == 0 ? null : _earlier.Build();

    public MemberState StateOf(string id) => _now.StateOf(id)!;

    public int OrdersOf(string id) => _orders[id];

    private async IAsyncEnumerable<Transaction<string>> RowsAsync(StoreContext db, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var end = calendar.UtcEndOf(day);
        await foreach (var order in db.Orders.AsNoTracking().Where(order => order.OrderedAt < end).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var row = MemberDesk.ToTransaction(order);
            _earlier.Add(row); // skips what lies after its day
            if (order.Member is { } member)
                _orders[member] = _orders.GetValueOrDefault(member) + 1;
            yield return row;
        }
    }
}
